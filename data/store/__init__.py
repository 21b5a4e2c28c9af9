"""What is kept: reports, their readings, links and corrections, in SQLite or PostgreSQL."""

from data.store.errors import ReportGone, StoreError, StoreUnavailable
from data.store.links import Access
from data.store.projects import Project, is_project, read_project, write_project
from data.store.queue import Job
from data.store.reports import File, Status
from data.store.settings import SETTINGS
from data.store.store import Store, open_store

__all__ = [
    "SETTINGS",
    "Access",
    "File",
    "Job",
    "Project",
    "ReportGone",
    "Status",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "is_project",
    "open_store",
    "read_project",
    "write_project",
]
