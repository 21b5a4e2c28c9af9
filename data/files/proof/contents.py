"""The parts of a proof pack: their names, and what is needed to repeat the reading."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.files.file import File

VERSION = 1
MEDIA_TYPE = "application/zip"
README = "README.txt"
CRATE = "ro-crate-metadata.json"
MANIFEST = "manifest-sha256.txt"
EVIDENCE = "evidence/"
READING = "work/reading.json"
EVENTS = "work/events.json"
EVENTS_CSV = "work/events.csv"
AS_READ = "work/as-read.json"
RULES = "work/rules.json"
ANNOTATIONS = "work/annotations.jsonld"
CHRONOLOGY = "work/chronology.docx"
LOG = "changes/corrections.json"

# A description of each part, for the crate and the README.
ABOUT = {
    READING: "how the file was read: what a person said of it, which events were chosen, and by which version",
    EVENTS: "the table of the events, corrected: what, who, when, where, the page, and the place of its words in the text",
    EVENTS_CSV: "the same table for a spreadsheet",
    AS_READ: "the same events as the program read them, before anybody corrected them",
    RULES: "by the id of each event the rules that read it, and what each rule does and why",
    ANNOTATIONS: "each event, and each part of it, at its words in the text, as W3C annotations",
    CHRONOLOGY: "the events as a chronology in Word",
    LOG: "each correction in its order: what was changed, when, and by whom",
}
TYPES = {
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Proof:
    """What is proved: the `file` that was read, of a book the `entry`, its corrections, and which events (`query`).

    `at` is when the file was opened (`is_sent`) or last changed, in seconds since 1970. Without `names` the log leaves out who
    corrected.
    """

    file: File
    at: float
    is_sent: bool
    title: str
    entry: str = ""
    log: Sequence[dict[str, Any]] = field(default=(), repr=False)
    query: str = ""
    names: bool = False

    @property
    def log_to_show(self) -> list[dict[str, Any]]:
        """The log, without people's names if the reader may not see them."""
        return [entry if self.names else {**entry, "who": ""} for entry in self.log]


def hash_of(content: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=1)
def hash_word_lists() -> str:
    """One SHA-256 of all English word lists of this version, by path."""
    folder = Path(__file__).parents[2] / "english"
    said = hashlib.sha256()
    for file in sorted(folder.rglob("*.toml"), key=lambda file: file.relative_to(folder).as_posix()):
        content = file.read_bytes().replace(b"\r\n", b"\n")  # as git may write them on Windows
        said.update(f"{hash_of(content)}  {file.relative_to(folder).as_posix()}\n".encode())
    return said.hexdigest()
