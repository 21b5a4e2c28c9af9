"""The store: reports, their readings, links and corrections, in SQLite or PostgreSQL."""

from data.files.file import File
from data.store.errors import ReportGone, StoreError, StoreUnavailable
from data.store.kept import Kept
from data.store.keys import is_key
from data.store.links import Access
from data.store.queue import Job
from data.store.reports import Status, identity_of_part
from data.store.settings import SETTINGS
from data.store.store import Store, open_store

__all__ = [
    "SETTINGS",
    "Access",
    "File",
    "Job",
    "Kept",
    "ReportGone",
    "Status",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "identity_of_part",
    "is_key",
    "open_store",
]
