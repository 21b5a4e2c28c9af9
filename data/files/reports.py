"""From a file to a `Report`: its text, its year, and what a file beside it says of it."""

import re
import tomllib
from collections import Counter
from pathlib import Path

from data.english.language import find_other_language
from data.files.dated.finding import Found, find_entries
from data.files.dated.kind import ENTRIES, NARRATIVE, tell_kind
from data.files.formats import read_text_of
from data.files.limits import check
from data.files.sections import find_sections
from data.report import Paragraph, Report, ReportError, YearUnknown


def read_report(path: str | Path, year: int | None = None, kind: str = "") -> Report:
    """Read the report at `path`, in any format of `formats.FORMATS` that is no table.

    A file of the same name ending in .toml may give title, publisher, edition and year; `year`
    overrides it. Raises `ReportError` for a file that is missing, empty or cannot be read, and
    `YearUnknown` for a report whose year cannot be told.
    """
    path = Path(path)
    text = read_text_of(str(path), read_file(path))
    return parse_report(text, name=str(path), year=year, kind=kind, **_about(path))


def read_file(path: Path) -> bytes:
    """The content of a file; `ReportError` where it is missing, a folder or cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReportError(f"There is no file {path}; check the name and the folder.") from None
    except IsADirectoryError:
        raise ReportError(f"{path} is a folder; name one report in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is none"
        raise ReportError(f"{path} cannot be read ({reason}).") from None


def title_of(name: str) -> str:
    """A title from a file's name: "Ghana Report" of "ghana-report.pdf"."""
    return Path(name).stem.replace("-", " ").replace("_", " ").title()


def _about(path: Path) -> dict:
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return {"title": title_of(path.name)}
    try:
        about = tomllib.loads(beside.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"{beside} is not valid TOML: {error}.") from None
    known = {key: str(about.get(key, "")) for key in ("title", "publisher", "edition")}
    own = about.get("year")
    if own is not None and not isinstance(own, int):
        raise ReportError(f"{beside} gives year as {own!r}; write it as a number, such as year = 2008.")
    return known | {"own_year": own}


def parse_report(
    text: str,
    name: str = "The report",
    year: int | None = None,
    own_year: int | None = None,
    title: str = "",
    publisher: str = "",
    edition: str = "",
    kind: str = "",
) -> Report:
    """Find the sections and paragraphs of `text`, or its dated entries; raises `ReportError` if it is empty or has no year.

    `kind` is "narrative" or "entries"; told by counting where it is "".
    """
    if not text.strip():
        raise ReportError(f"{name} is empty; choose a file with the report's text in it.")
    check("characters", len(text), name)
    if other := find_other_language(text):
        raise ReportError(f"Yearline reads English: {name} {other}.")
    year = year or own_year or _likely_year(name, text)
    if kind != NARRATIVE and (found := find_entries(text, year)).entries:
        if (kind or tell_kind(found)) == ENTRIES:
            return _of_entries(text, found, year, title, publisher, edition)
    elif kind == ENTRIES:
        raise ReportError(
            f"{name} has no line that begins or ends with a date, so it is no list of dated entries; leave out --as entries."
        )
    if year is None:
        raise YearUnknown(name)
    if not 1000 <= year <= 9999:
        raise ReportError(f"{year} is not a year a report can cover; give it with four digits, as in 2008.")
    sections, paragraphs = find_sections(text)
    title = re.sub(rf"[\s,]*\b{year}$", "", title)
    return Report(text, year, title, publisher, edition, sections, paragraphs)


def _of_entries(
    text: str, found: Found, year: int | None, title: str, publisher: str, edition: str
) -> Report:
    """A report of dated entries, which covers all their years."""
    counts = Counter(int(entry.date[:4]) for entry in found.entries)
    own = year if year in counts else counts.most_common(1)[0][0]
    years = "" if len(counts) == 1 else f"{min(counts)}–{max(counts)}"
    around = tuple(Paragraph(*span) for span in found.prose_spans)
    title = re.sub(rf"[\s,]*\b{own}$", "", title)
    return Report(
        text,
        own,
        title,
        publisher,
        edition,
        (),
        around,
        years,
        ENTRIES,
        tuple(found.entries),
        tuple(found.unread),
    )


def _likely_year(name: str, text: str) -> int | None:
    """The year in the file's name, else the one that the text names most, the later of two that lead."""
    in_name = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", Path(name).name)
    if len(in_name) == 1:
        return int(in_name[0])
    counts = Counter(re.findall(r"(?<![\d/])(?:19|20)\d\d(?![\d/])", text))
    if not counts:
        return None
    most = max(counts.values())
    return int(max(year for year, count in counts.items() if 2 * count > most))
