"""Project files where a report is expected: read, with the corrections of their log."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data.events.corrected import corrected
from data.events.parsing import parse_entry
from data.files.load import Progress, Reading, read
from data.files.load import load as load_file
from data.files.reports import read_file
from data.report import EntryUnknown, Report

_ARCHIVE, _START_BYTES = b"PK\x03\x04", 100


@dataclass(frozen=True)
class OpenedProject:
    """A project that was opened: what came of its report, as the program reads it, the file, and the log."""

    reading: Reading
    name: str
    content: bytes
    log: list[dict[str, Any]]

    @property
    def table(self) -> pd.DataFrame:
        """The events with their corrections."""
        entries = [parse_entry(entry) for entry in self.log]
        return corrected(self.reading.table, entries, self.reading.report.year)


def open_project(
    path: str | Path, year: int | None = None, progress: Progress | None = None
) -> OpenedProject | None:
    """The project in a file, None for a file that is no project. `year` overrules the project's own.

    Raises `ReportError`.
    """
    path = Path(path)
    try:
        with path.open("rb") as opened:
            start = opened.read(_START_BYTES)
    except (OSError, ValueError):
        return None  # whoever reads it as a report says what is wrong
    if not start.startswith(_ARCHIVE):
        return None
    # The store's libraries take long to load, and only a project needs them.
    from data.store.projects import is_project, read_project

    if not is_project(start):
        return None
    project = read_project(path.name, read_file(path))
    file = project.file
    return OpenedProject(
        read(file.name, file.content, year or file.year, progress=progress),
        file.name,
        file.content,
        project.log,
    )


def load(
    path: str | Path,
    year: int | None = None,
    entry: str | None = None,
    progress: Progress | None = None,
    kind: str = "",
) -> tuple[Report, pd.DataFrame]:
    """Whatever file it is, the report and the table of its events; of a project with its corrections.

    A report is read and its events found; of a book, the entry named; a table is taken as it is.
    `kind` says how a text is read: "narrative" or "entries"; told by counting where it is "". `progress` is told pages done and in all. Raises `ReportError` with one sentence for what cannot be
    used; `YearUnknown` and `EntryUnknown` where a year or an entry has to be named.
    """
    project = open_project(path, year, progress)
    if project is None:
        return load_file(path, year, entry, progress, kind=kind)
    if entry is not None:
        raise EntryUnknown(f"{path} is no book of entries, so it has no “{entry[:80]}”.", str(path))
    return project.reading.report, project.table
