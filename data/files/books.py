"""Books of entries: find the entries in a PDF, and the text of each. Found once, then read from the user's cache."""

import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple, dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from platformdirs import user_cache_path

from data.attrs import Shared
from data.dates.edtf import YEAR
from data.english.words import countries
from data.events.extraction import extract_events
from data.events.table import as_table
from data.events.writers import to_records
from data.files.answers import Answers
from data.files.file import File
from data.files.pdf import Block, blocks_text, find_pages
from data.files.reports import parse_report
from data.report import EntryUnknown, Page, Report

# What reading a cached file raises if it is missing, of another version, or broken.
_NOT_KEPT = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
FORMAT = 7  # of the cached file; a change of how books are read needs a new one
FEWEST = 8  # minimum number of entries of a book
_CONTENTS_LINE = re.compile(
    r"^(?P<name>[A-Z][^\d\n]{2,60}?)\s*(?:/|\.{2,}|…+|\s{2,}|\t)\s*(?P<page>\d{1,4})$"
)
_FACTS = re.compile(r"^Head of (?:state|government)\b", re.I)


@dataclass(frozen=True)
class Entry:
    """One entry of a book: its name as its heading prints it, its first page (from 1), its text, and its pages."""

    name: str
    page: int
    text: str
    pages: tuple[Page, ...] = ()

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> "Entry":
        """An entry as `asdict` wrote it; older versions have no pages."""
        pages = tuple(Page(**page) for page in given.get("pages", ()))
        return cls(given["name"], given["page"], given["text"], pages)


@dataclass(frozen=True)
class Book:
    """A book's title, the year it covers, and its entries in order. `listed` has the names in its table of contents."""

    title: str
    year: int | None
    entries: tuple[Entry, ...]
    listed: tuple[str, ...] = ()

    def entry(self, name: str) -> Entry:
        """The entry of that name, whatever its spelling; raises `ReportError` with similar names if there is none."""
        wanted = _plain(name)
        exact = [entry for entry in self.entries if _plain(entry.name) == wanted]
        alike = get_close_matches(
            wanted, [_plain(entry.name) for entry in self.entries], 1, 0.85
        )  # "Kazakstan"
        near = exact or [
            e for e in self.entries if wanted and (wanted in _plain(e.name) or _plain(e.name) in alike)
        ]
        if len(near) == 1 or exact:
            return near[0]
        options = near or [entry for entry in self.entries if _plain(entry.name)[:1] == wanted[:1]]
        nearest = ", ".join(entry.name for entry in (options or self.entries)[:6])
        raise EntryUnknown(
            f"The book has no one entry “{name[:80]}”; the nearest are: {nearest}.",
            name,
            tuple(entry.name for entry in self.entries),
        )

    def table(self, entry: Entry, year: int | None = None) -> pd.DataFrame:
        """The events of an entry, from the user's cache if this version has read it before."""
        place = self._place_of(entry, year)
        if (table := _table_from(place)) is None:
            table = extract_events(self.report(entry, year))
            _write(
                place,
                json.dumps(
                    {
                        "kinds": table.attrs["kinds"],
                        "rules": table.attrs["rules"],
                        "themes": list(table["theme"].cat.categories),
                        "rows": to_records(table),
                    },
                    ensure_ascii=False,
                ),
            )
        return table

    def kept_table(self, entry: Entry, year: int | None = None) -> pd.DataFrame | None:
        """The events of an entry if they are in the user's cache."""
        return _table_from(self._place_of(entry, year))

    def _place_of(self, entry: Entry, year: int | None) -> Path:
        """The file in the user's cache for an entry's table."""
        where = str([astuple(page) for page in entry.pages])
        said = "\0".join((entry.text, where, str(year or self.year), entry.name, self.title, _version()))
        name = f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.json"
        return user_cache_path("yearline") / "tables" / name

    def file(self, entry: Entry, year: int | None = None) -> File:
        """The entry as a file of its own, which opens as the same report."""
        said = Answers(title=entry.name, edition=self.title, pages=entry.pages).to_text()
        return File(f"{entry.name}.txt", entry.text.encode(), "text/plain", year or self.year, said)

    def report(self, entry: Entry, year: int | None = None) -> Report:
        """The entry as a report of its own."""
        return parse_report(
            entry.text,
            name=entry.name,
            year=year or self.year,
            title=entry.name,
            edition=self.title,
            kind="narrative",
            pages=entry.pages,
        )


def find_book(name: str, raw: bytes, blocks: Callable[[], list[Block]], keep: bool) -> Book | None:
    """The book in a file's `blocks`; None for fewer than `FEWEST` entries.

    With `keep` it is found once and then read from the user's cache by the file's hash, without its blocks.
    """
    kept = user_cache_path("yearline") / f"{hashlib.sha256(raw).hexdigest()[:32]}-{FORMAT}.json"
    if not keep or (book := _from_cache(kept)) is None:
        book = split(blocks(), Path(name).stem)
        if keep:
            _to_cache(kept, book)
    return book if book.entries else None


def split(blocks: list[Block], name: str = "") -> Book:
    """Split `blocks` into a book: entries start at headings that are in its table of contents, or in a list of countries."""
    listed = _contents(blocks)
    names = {_plain(entry) for entry, _ in listed} | {_plain(country) for country in countries()}
    starts = _starts(blocks, names)
    ends_at = [start for start, _ in starts[1:]] + [_end(blocks, starts)][: len(starts)]
    entries = []
    for (start, title), end in zip(starts, ends_at, strict=True):
        # The name and the official name below it are the entry's title, not a theme.
        first = next((i for i in range(start + 1, end) if not blocks[i].heading), end)
        inside = blocks[first:end]
        name_listed = _as_listed(title, listed)
        entries.append(Entry(name_listed, blocks[start].page + 1, blocks_text(inside), find_pages(inside)))
    if len(entries) < FEWEST:
        entries = []
    title = _title(blocks, name)
    return Book(title, _year(blocks), tuple(entries), tuple(entry for entry, _ in listed))


def _contents(blocks: list[Block]) -> list[tuple[str, int]]:
    """The lines of a table of contents, names and page numbers, from the part of the book that has most of them."""
    found = []
    for block in blocks[:400]:
        for line in re.split(r"(?<=\d)\s+(?=[A-ZÀ-Þ])", block.text):
            if match := _CONTENTS_LINE.match(line.strip()):
                found.append((match["name"].strip(), int(match["page"])))
    # Only a list with rising page numbers is a table of contents.
    rising = [pair for i, pair in enumerate(found) if i == 0 or pair[1] >= found[i - 1][1]]
    return rising if len(rising) >= FEWEST else []


def _starts(blocks: list[Block], names: set[str]) -> list[tuple[int, str]]:
    """Where entries start (index of the heading's block) and the headings."""
    candidates: dict[int, str] = {}
    for i, block in enumerate(blocks):
        if not block.heading or len(block.text) > 80:
            continue
        facts = next((k for k in range(i + 1, min(i + 4, len(blocks))) if _FACTS.match(blocks[k].text)), None)
        if facts is not None and (block.text.isupper() or _plain(block.text) in names):
            above = candidates.get(i - 1)
            if above and block.height > 1.05 * blocks[i - 1].height and _plain(above) not in names:
                del candidates[i - 1]  # "PART TWO: COUNTRY ENTRIES", in smaller type than the title below it
                above = None
            if not above:
                candidates[i] = block.text
        elif _plain(block.text) in names:
            candidates[i] = block.text
    if not candidates:
        return []
    # Headings of entries look alike; a country's name elsewhere (a map, an index) looks different.
    for i, text in candidates.items():
        # "KOREA" in one line, "(REPUBLIC OF)" in another of another size.
        if blocks[i + 1].heading and blocks[i + 1].text.startswith("("):
            candidates[i] = f"{text} {blocks[i + 1].text}"
    font, height = Counter((blocks[i].font, blocks[i].height) for i in candidates).most_common(1)[0][0]
    return [
        (i, text)
        for i, text in sorted(candidates.items())
        if blocks[i].font == font and abs(blocks[i].height - height) < 0.06 * height
    ]


def _end(blocks: list[Block], starts: list[tuple[int, str]]) -> int:
    """Where the last entry ends: at a larger heading, or a page of almost no text, such as a picture's."""
    if not starts:
        return len(blocks)
    last = starts[-1][0]
    amounts = Counter()
    for block in blocks:
        amounts[block.page] += len(block.text)
    usual = sorted(amounts.values())[len(amounts) // 2]
    for i in range(last + 1, len(blocks)):
        page = blocks[i].page
        sparse = page > blocks[last].page and amounts[page] < 0.25 * usual
        if blocks[i].height > blocks[last].height * 1.1 or sparse or page > blocks[last].page + 12:
            return i
    return len(blocks)


def _as_listed(heading: str, listed: list[tuple[str, int]]) -> str:
    """The heading's name as spelled in the table of contents, otherwise in normal capitalisation."""
    same = next((name for name, _ in listed if _plain(name) == _plain(heading)), None)
    if same:
        return same
    known = next((country for country in countries() if _plain(country) == _plain(heading)), None)
    small = {"And": "and", "The": "the", "Of": "of", "Of)": "of)"}
    words = [
        small.get(word, word) for word in re.sub(r"[^\W\d_]+", lambda w: w[0].capitalize(), heading).split()
    ]
    return known or re.sub(r"([’'])S\b", r"\1s", " ".join(words))


def _title(blocks: list[Block], name: str) -> str:
    early = " ".join(block.text for block in blocks[:60])
    found = re.search(r"\b[A-Z][\w’]{3,}(?: [A-Z][\w’]{3,})? (?:World |Annual )?Report \d{4}", early, re.I)
    # Small capitals are extracted from a PDF in mixed case.
    words = [word if word[1:].islower() else word.capitalize() for word in found[0].split()] if found else []
    return " ".join(words) or name.replace("-", " ").replace("_", " ").title()


def _year(blocks: list[Block]) -> int | None:
    """The year covered: the one that the book mentions most."""
    everything = Counter(re.findall(rf"\b{YEAR}\b", " ".join(block.text for block in blocks)))
    return int(everything.most_common(1)[0][0]) if everything else None


def _plain(name: str) -> str:
    """A name without case, accents and punctuation, for comparing."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z]+", " ", bare).split())


def _from_cache(file: Path) -> Book | None:
    try:
        kept = json.loads(file.read_text("utf-8"))
        entries = tuple(
            Entry(name, page, text, tuple(Page(*one) for one in pages))
            for name, page, text, pages in kept["entries"]
        )
        return Book(kept["title"], kept["year"], entries, tuple(kept["listed"]))
    except _NOT_KEPT:
        return None  # missing, of another version, or broken: read it again


def _to_cache(file: Path, book: Book) -> None:
    kept = {
        "title": book.title,
        "year": book.year,
        "listed": book.listed,
        "entries": [
            (entry.name, entry.page, entry.text, list(map(astuple, entry.pages))) for entry in book.entries
        ],
    }
    _write(file, json.dumps(kept, ensure_ascii=False))


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}")
        part.write_text(text, "utf-8")
        part.replace(file)
    except OSError:
        pass  # without a writable cache it only takes longer


def _table_from(file: Path) -> pd.DataFrame | None:
    try:
        kept = json.loads(file.read_text("utf-8"))
        table = as_table(kept["rows"], kept["themes"])
        table.attrs |= {"kinds": kept["kinds"], "rules": Shared(kept.get("rules", {}))}
        return table
    except _NOT_KEPT:
        return None


@lru_cache(maxsize=1)
def _version() -> str:
    """The version of the code that determines tables: a hash of this package's files."""
    files = sorted(
        p
        for p in Path(__file__).parents[1].rglob("*")
        if p.suffix in (".py", ".csv", ".txt", ".toml") and p.is_file()
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
