"""Read a file into a `Report`: its text as given, and where its sections and paragraphs stand in it."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from data.formats import FormatError, text_of


class ReportError(Exception):
    """A report that cannot be used. Its message is one sentence for the person who opened it."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph at `text[start:end]` under the heading `theme` ("" before the first heading)."""

    start: int
    end: int
    theme: str
    kind: str = "text"  # text, case (indented), quote (a pull quote)


@dataclass(frozen=True)
class Section:
    """A heading as printed at `text[start:end]`; `level` is 2 for a subsection of the one before it."""

    heading: str
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True)
class Report:
    """A report's text and structure; every offset counts characters of `text`."""

    text: str
    year: int
    title: str = ""
    publisher: str = ""
    edition: str = ""
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False)

    @property
    def source(self) -> str:
        """The source line: edition and title, or whichever is known."""
        return ", ".join(part for part in (self.edition or self.publisher, self.title) if part)


def read_report(path: str | Path, year: int | None = None) -> Report:
    """Read the report at `path`: plain text or Markdown in UTF-8, HTML, Word or PDF.

    A file of the same name ending in .toml may give title, publisher, edition and year; `year`
    overrides it. Raises `ReportError` for a file that is missing, empty or cannot be read, and for a
    report whose year cannot be told.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ReportError(f"There is no file {path}; check the name and the folder.") from None
    except IsADirectoryError:
        raise ReportError(f"{path} is a folder; name one report in it.") from None
    except OSError as error:
        raise ReportError(f"{path} cannot be read ({error.strerror}).") from None
    try:
        text = text_of(path, raw)
    except FormatError as error:
        raise ReportError(str(error)) from None
    return parse_report(text, name=str(path), year=year, **_about(path))


def _about(path: Path) -> dict:
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return {"title": path.stem.replace("-", " ").replace("_", " ").title()}
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
) -> Report:
    """Find the sections and paragraphs of `text`; raises `ReportError` if it is empty or has no year."""
    if not text.strip():
        raise ReportError(f"{name} is empty; choose a file with the report's text in it.")
    year = year or own_year or _likely_year(name, text)
    if year is None:
        raise ReportError(
            f"The year that {name} covers cannot be told; say it with --year, as in --year 2008."
        )
    if not 1000 <= year <= 9999:
        raise ReportError(
            f"{year} is not a year a report can cover; give it with four digits, as in --year 2008."
        )
    sections, paragraphs = _structure(text)
    title = re.sub(rf"[\s,]*\b{year}$", "", title)
    return Report(text, year, title, publisher, edition, sections, paragraphs)


def _likely_year(name: str, text: str) -> int | None:
    """The year in the file's name, or one that leads the text's own years clearly."""
    in_name = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", Path(name).name)
    if len(in_name) == 1:
        return int(in_name[0])
    counts: dict[str, int] = {}
    for found in re.findall(r"(?<![\d/])(?:19|20)\d\d(?![\d/])", text):
        counts[found] = counts.get(found, 0) + 1
    ranked = sorted(counts, key=counts.get, reverse=True)
    if ranked and (len(ranked) == 1 or counts[ranked[0]] >= 2 * counts[ranked[1]]):
        return int(ranked[0])
    return None


_END = re.compile(r"[.!?:;…][\"”’'»)\]]*\s*$")
_QUOTES = ("“", '"', "«")


def _structure(text: str) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    theme = ""
    # Blank lines, indents and line ends are all the layout plain text has.
    for start, end in _blocks(text):
        block = text[start:end]
        if _is_heading(block) and text[end:].strip():
            follows = bool(sections) and not text[sections[-1].end : start].strip()
            sections.append(Section(block, start, end, 2 if follows else 1))
            theme = block
            continue
        indented = text[text.rfind("\n", 0, start) + 1 : start].strip("\r") != ""
        paragraphs.append(Paragraph(start, end, theme, "case" if indented and paragraphs else "text"))
    return tuple(sections), tuple(_mark_pull_quotes(text, paragraphs))


def _blocks(text: str) -> list[tuple[int, int]]:
    """Offsets of each heading or paragraph, without the white space around it; wrapped lines are one."""
    lines = [
        (found.start(1), found.end(1), found.start(1) - found.start())
        for found in re.finditer(r"(?m)^[^\S\n]*(\S.*?)[^\S\n]*$", text)
    ]
    longest = max((end - start for start, end, _ in lines), default=0)
    # Lines broken at a width by hand or by a PDF, not one line a paragraph.
    long_ones = sum(end - start >= 0.72 * longest for start, end, _ in lines)
    wrapped = 60 <= longest <= 130 and long_ones > 0.35 * len(lines)
    blocks: list[tuple[int, int]] = []
    for start, end, _ in lines:
        if blocks:
            last_start, last_end = blocks[-1]
            line_start = max(last_start, text.rfind("\n", 0, last_end) + 1)
            blank_between = text.count("\n", last_end, start) > 1
            last_line = text[line_start:last_end].strip()
            lower = text[start].islower()
            full = wrapped and len(last_line) >= 0.72 * longest
            multi = text.count("\n", last_start, last_end) > 0
            # A short unfinished last line of many is still prose; alone, it is a heading.
            unfinished = not _END.search(last_line) and (lower or full or multi)
            bullet = text[start] in "•●▪–-*·\uf0b7" and text[start + 1 : start + 2].isspace()
            # "The trial of the former President" under a heading, its line broken by hand.
            broken = (
                len(last_line) > 40
                and re.match(r"(?:The|An?|In|On) ", last_line)
                and not _END.search(last_line)
            )
            under = (
                len(blocks) > 1
                and _is_heading(text[slice(*blocks[-2])])
                and "\n" in text[blocks[-2][1] : last_start].replace("\n", "", 1)
            )
            unfinished = unfinished or bool(broken and under)
            continues = unfinished or (full and not _is_heading(text[start:end]))
            if not blank_between and not bullet and continues:
                blocks[-1] = (last_start, end)
                continue
        blocks.append((start, end))
    return blocks


def _is_heading(block: str) -> bool:
    words = block.split()
    if "\n" in block or not 0 < len(block) <= 100 or len(words) > 14 or _END.search(block):
        return False
    if block.startswith(_QUOTES) or block[-1] in '”"»,':
        return False
    return block[0].isupper() or block[0].isdigit()


def _mark_pull_quotes(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A paragraph that is one quotation, said elsewhere in the text too, is a pull quote."""
    marked = []
    for paragraph in paragraphs:
        block = text[paragraph.start : paragraph.end]
        inner = _plain(block.strip('“”"«» \n.…'))
        rest = text[: paragraph.start] + text[paragraph.end :]
        quoted = block.startswith(_QUOTES) and block.rstrip(". ")[-1] in '”"»'
        repeated = len(inner) > 20 and inner in _plain(rest)
        kind = "quote" if quoted and repeated else paragraph.kind
        marked.append(Paragraph(paragraph.start, paragraph.end, paragraph.theme, kind))
    return marked


def _plain(text: str) -> str:
    return " ".join(text.split())
