"""Make a `Report` of a text: its year, and what a .toml file beside it says."""

import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

from data.dates.edtf import MONTHS, YEAR
from data.english.language import find_other_language
from data.files.answers import Answers, parse_about
from data.files.dated.finding import Found, find_entries
from data.files.dated.kind import tell_kind
from data.files.limits import check
from data.files.sections import find_sections
from data.report import ENTRIES, NARRATIVE, Page, Paragraph, Report, ReportError, YearUnknown, without_year

# A month with or without its year, or a numeric date.
_DATE = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?:,?\s+(?P<year>{YEAR})\b)?|\b(?P<iso>{YEAR})-\d\d-\d\d\b")
_FEWEST_DATES = 5


def title_of(name: str) -> str:
    """A title from a file name: "Ghana Report" of "ghana-report.pdf"."""
    return Path(name).stem.replace("-", " ").replace("_", " ").title()


def read_about(path: Path) -> Answers:
    """Read the .toml file beside a report: title, publisher, edition and year. Raises `ReportError`."""
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return Answers()
    try:
        return parse_about(tomllib.loads(beside.read_text("utf-8")), str(beside))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"{beside} is not valid TOML: {error}.") from None


def parse_report(
    text: str,
    name: str = "The report",
    year: int | None = None,
    title: str = "",
    publisher: str = "",
    edition: str = "",
    kind: str = "",
    pages: tuple[Page, ...] = (),
) -> Report:
    """Find the sections and paragraphs of `text`, or its dated entries; raises `ReportError` if it is empty or has no year.

    `kind` is "narrative" or "entries"; "" detects it. `pages` are where its pages start.
    """
    if not text.strip():
        raise ReportError(f"{name} is empty; choose a file with the report's text in it.")
    check("characters", len(text), name)
    if other := find_other_language(text):
        raise ReportError(f"Yearline reads English: {name} {other}.")
    years = "" if year or _year_in(name) else _told_years(text)
    year = year or _likely_year(name, text)
    if kind != NARRATIVE and (found := find_entries(text, year)).entries:
        if (kind or tell_kind(found)) == ENTRIES:
            return replace(_of_entries(text, found, year, title, publisher, edition), pages=pages)
    elif kind == ENTRIES:
        raise ReportError(
            f"{name} has no line that begins or ends with a date, so it is no list of dated entries; leave out --as entries."
        )
    if year is None:
        raise YearUnknown(name)
    if not 1000 <= year <= 9999:
        raise ReportError(f"{year} is not a year a report can cover; give it with four digits, as in 2008.")
    sections, paragraphs = find_sections(text)
    title = without_year(title, year)
    return Report(text, year, title, publisher, edition, sections, paragraphs, years, pages=pages)


def _of_entries(
    text: str, found: Found, year: int | None, title: str, publisher: str, edition: str
) -> Report:
    """A report of dated entries, which covers all their years."""
    counts = Counter(int(entry.date[:4]) for entry in found.entries)
    own = year if year is not None and year in counts else counts.most_common(1)[0][0]
    years = "" if len(counts) == 1 else f"{min(counts)}–{max(counts)}"
    around = tuple(Paragraph(*span) for span in found.prose_spans)
    title = without_year(title, own)
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


def _year_in(name: str) -> int | None:
    """The only year in a file name."""
    found = re.findall(rf"(?<!\d){YEAR}(?!\d)", Path(name).name)
    return int(found[0]) if len(found) == 1 else None


def _told_years(text: str) -> str:
    """The years of a text that covers no single one, such as a judgment, "1998–2006": most of its dates have a year, and no
    year has most of the dates. "" for a text that covers a year.
    """
    dates = [match["year"] or match["iso"] for match in _DATE.finditer(text)]
    counts = Counter(int(year) for year in dates if year)
    full = counts.total()
    if full < _FEWEST_DATES or full < 2 * (len(dates) - full) or max(counts.values()) > full / 2:
        return ""
    return f"{min(counts)}–{max(counts)}"


def _likely_year(name: str, text: str) -> int | None:
    """The year in the file name, otherwise the one that the text mentions most, the later of equals."""
    if in_name := _year_in(name):
        return in_name
    counts = Counter(re.findall(rf"(?<![\d/]){YEAR}(?![\d/])", text))
    if not counts:
        return None
    most = max(counts.values())
    return int(max(year for year, count in counts.items() if 2 * count > most))
