"""The file that a report was read from, unchanged: at its path, or in the store."""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from data import ReportError
from data.files.file import read_file
from data.files.formats import open_project
from data.store import File, ReportGone


def is_pdf(name: str) -> bool:
    """Whether a file is a PDF by its name, so that its pages can be opened."""
    return name.lower().endswith(".pdf")


@dataclass(frozen=True)
class Original:
    """A file as it was opened; of a project the report's.

    `at` is the time, in seconds since 1970, when somebody uploaded it (`is_sent`), or of its last change. `entry` is that of a
    book, "" for none.
    """

    file: File
    at: float
    is_sent: bool = False
    entry: str = ""


@dataclass(frozen=True)
class FilePlace:
    """Where a file of the server's own is: its `path`, and what was read there (`file`, without its content)."""

    path: Path
    file: File
    digest: str

    @classmethod
    def of(cls, path: Path, file: File) -> "FilePlace":
        """The place of a `file` that was read from `path`."""
        return cls(path, replace(file, content=b""), sha256(file.content).hexdigest())

    @property
    def is_there(self) -> bool:
        """Whether the file exists; it is not read."""
        return self.path.is_file()

    def read(self, entry: str = "") -> Original:
        """Read the file. Raises `ReportGone` if it is missing or was changed."""
        try:
            at = self.path.stat().st_mtime
            content = open_project(read_file(self.path)).file.content
        except (OSError, ReportError):
            raise ReportGone(
                f"The file {self.file.name} is no longer where it was opened; put it back, or open it again."
            ) from None
        if sha256(content).hexdigest() != self.digest:
            raise ReportGone(
                f"The file {self.file.name} was changed since it was opened; start Yearline again."
            )
        return Original(replace(self.file, content=content), at, entry=entry)
