"""The structure of a report: its text, and the offsets of its sections and paragraphs."""

import re
from dataclasses import dataclass, field


class ReportError(Exception):
    """A report that cannot be used. Its message is one sentence for the person who opened it."""


class NotNow(ReportError):
    """A temporary failure, never to be shown as a refusal. `wait` is the seconds until a retry makes sense."""

    def __init__(self, message: str, wait: int = 5):
        super().__init__(message)
        self.wait = wait


class YearUnknown(ReportError):
    """A report whose year is unknown. `name` is the report's.

    Each front end says how to give a year: `advised("say it with --year")`.
    """

    def __init__(self, name: str):
        super().__init__(f"The year that {name} covers cannot be told; give the year.")
        self.name = name

    def advised(self, advice: str) -> str:
        """The sentence with a front end's advice, which has no full stop."""
        return f"The year that {self.name} covers cannot be told; {advice}."


class EntryUnknown(ReportError):
    """A book of which one entry has to be named, or a file without entries. `entries` are the names in it."""

    def __init__(self, message: str, name: str, entries: tuple[str, ...] = ()):
        super().__init__(message)
        self.name, self.entries = name, entries


# Sentences under headings; or dates, each before or behind its text.
NARRATIVE, ENTRIES = ("narrative", "entries")
KINDS = (NARRATIVE, ENTRIES)


def without_year(title: str, year: int) -> str:
    """A title without the year at its end: "Ghana" of "Ghana, 2010"."""
    return re.sub(rf"[\s,]*\b{year}$", "", title)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph at `text[start:end]` under the heading `theme` ("" before the first heading)."""

    start: int
    end: int
    theme: str
    kind: str = "text"  # text, case (indented), quote (a pull quote), facts (a line of "label: value")


@dataclass(frozen=True)
class Section:
    """A heading as printed at `text[start:end]`; `level` is 2 for a subsection of the one before it."""

    heading: str
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True)
class Page:
    """Where a page of a file starts in the text. `number` counts pages from 1, `label` is the printed number, "" for none."""

    start: int
    number: int
    label: str = ""


@dataclass(frozen=True)
class DatedEntry:
    """What happened at the EDTF `date`, at `text[start:end]`; `title` is the range of its own headline in the text."""

    date: str
    start: int
    end: int
    title: tuple[int, int]
    theme: str
    line: int  # from 1
    actors: tuple[str, ...] = ()  # that a table's column names


@dataclass(frozen=True)
class UnreadDate:
    """A date without an event: its line, counted from 1, its printed text, and the reason."""

    line: int
    written: str
    reason: str


@dataclass(frozen=True)
class Report:
    """A report's text and structure; every offset counts characters of `text`.

    A document of dated entries has `entries`; its paragraphs are the text around them. `pages` are a PDF's, in order.
    """

    text: str
    year: int
    title: str = ""
    publisher: str = ""
    edition: str = ""
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False)
    years: str = ""  # of events over several years: "2004–2023"
    kind: str = NARRATIVE  # or ENTRIES
    entries: tuple[DatedEntry, ...] = field(default=(), repr=False)
    unread: tuple[UnreadDate, ...] = field(default=(), repr=False)
    pages: tuple[Page, ...] = field(default=(), repr=False)
    source_line: str = ""  # as a person wrote it

    @property
    def named(self) -> str:
        """Title and year, unless the title contains it: "Kazakstan, 2008"."""
        covers = self.years or str(self.year or "")
        is_said = bool(self.years) and all(year in self.title for year in re.findall(r"\d+", self.years))
        return ", ".join(part for part in (self.title, "" if is_said else covers) if part)

    @property
    def source(self) -> str:
        """The source line: as a person wrote it, otherwise edition and title, or whichever is known."""
        return self.source_line or ", ".join(
            part for part in (self.edition or self.publisher, self.title) if part
        )
