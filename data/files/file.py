"""A file before it is parsed: its content, its name, and answers about it."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from data.files.answers import LONGEST_NAME, Answers
from data.files.text import to_line
from data.report import ReportError

_LONGEST_ON_DISK = 150  # characters
_RESERVED = re.compile(r'[<>:"/\\|?*%;,]')  # in file names on some system, or in a header
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{one}{i}" for one in ("COM", "LPT") for i in range(1, 10))}


@dataclass(frozen=True)
class File:
    """A file as somebody opened it. `year` is the year they gave, `answers` their other answers."""

    name: str
    content: bytes
    media_type: str = ""
    year: int | None = None
    answers: str = ""  # as `Answers.to_text` writes them

    @property
    def said(self) -> Answers:
        """The answers about the file."""
        return Answers.from_text(self.answers, self.year)


def read_file(path: Path) -> File:
    """Read the file at `path`; raises `ReportError` if it is missing, a folder or unreadable."""
    try:
        return File(path.name, path.read_bytes())
    except FileNotFoundError:
        raise ReportError(f"There is no file {path}; check the name and the folder.") from None
    except IsADirectoryError:
        raise ReportError(f"{path} is a folder; name one report in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is none"
        raise ReportError(f"{path} cannot be read ({reason}).") from None


def name_for_disk(name: str) -> str:
    """A file name that is valid on every system: without slashes, quotes and unprintable characters; at most 150 characters."""
    plain = _RESERVED.sub("_", "".join(one if one.isprintable() else "_" for one in name)).strip(". ")
    ending = PurePath(plain).suffix[:20]
    if len(plain) > _LONGEST_ON_DISK:
        plain = plain[: _LONGEST_ON_DISK - len(ending)].rstrip(". ") + ending
    is_device = plain.partition(".")[0].upper() in _DEVICES
    return f"_{plain}" if is_device else plain or "report"


def shorten_name(name: str) -> str:
    """A file name as it is stored: one line of printable characters with its original ending, which gives its format."""
    ending = to_line(PurePath(name).suffix, 20)
    whole = to_line(name, 5000)
    return whole if len(whole) <= LONGEST_NAME else whole[: LONGEST_NAME - len(ending)] + ending
