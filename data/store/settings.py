"""The settings of the store, one row each: environment variables, read on each use."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True)
class Setting:
    """A whole number, `default` unless the environment variable `name` says otherwise; 0 turns it off."""

    name: str
    default: int
    help: str

    @property
    def value(self) -> int:
        """The value in force; an invalid one is ignored."""
        given = os.environ.get(self.name, "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else self.default


UPLOAD_MB = Setting("YEARLINE_UPLOAD_MB", 64, "MB of the largest file that may be opened")
KEEP_DAYS = Setting("YEARLINE_KEEP_DAYS", 30, "days that a report is kept after its last use")
QUOTA_MB = Setting("YEARLINE_QUOTA_MB", 1024, "MB that all kept reports may take together")

SETTINGS = (UPLOAD_MB, KEEP_DAYS, QUOTA_MB)


def data_folder() -> Path:
    """The folder of the store: `YEARLINE_DATA`, otherwise the user's data folder."""
    given = os.environ.get("YEARLINE_DATA", "")
    return Path(given) if given else user_data_path("yearline")


def database_url() -> str:
    """The address of the database: `YEARLINE_DATABASE`, otherwise an SQLite file in the data folder."""
    given = os.environ.get("YEARLINE_DATABASE", "")
    return given or f"sqlite:///{data_folder().absolute() / 'yearline.db'}"
