"""Read a file into a `Report`: its text as given, and where its sections and paragraphs stand in it."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from data.formats import FormatError, text_of
from data.language import BULLETS


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
    years: str = ""  # of a table of events over several years: "2004–2023"

    @property
    def named(self) -> str:
        """Title and what it covers: "Kazakstan, 2008"."""
        return ", ".join(part for part in (self.title, self.years or str(self.year)) if part)

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
    """The year in the file's name, else the one that the text names most, the later of two that lead."""
    in_name = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", Path(name).name)
    if len(in_name) == 1:
        return int(in_name[0])
    counts = Counter(re.findall(r"(?<![\d/])(?:19|20)\d\d(?![\d/])", text))
    if not counts:
        return None
    most = max(counts.values())
    return int(max(year for year, count in counts.items() if 2 * count > most))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The names of states and territories that entries are about."""
    names = (Path(__file__).parent / "countries.txt").read_text("utf-8").split()
    return frozenset(name.replace("_", " ") for name in names)


_END = re.compile(r"[.!?:;…][\"”’'»)\]]*(?:\[?\d{1,3}\]?)?\s*$")  # a footnote's number may follow
_QUOTES = ("“", '"', "«")
_ENUMERATED = re.compile(r"^(?:(?:Section|Chapter|Part)\s+[\dIVX]+\b\.?|[A-Za-z]?\d{0,2}[.)]|[IVX]+\.)\s+")
_ASKS = re.compile(r"^(?:Is|Are|Do|Does|Did|Was|Were|Can|Has|Have|Had|What|Who|How|Why|To what)\b")
_PUBLICATION = re.compile(r"\((?:AI Index:? ?)?[A-Z]{3} \d\d/\d+/\d{4}\)")
# A title in a list of publications, its date at its end: "Freedonia: Release the editors, 10 May 2012".
DATED_TITLE = re.compile(
    r",\s(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{4}\s*$"
)
# A line of the block of facts that opens an entry.
_FACTS = re.compile(r"^(?:Head of \w+|(?:Death penalty|Population|Life expectancy|Under-5 mortality|Adult literacy|International Criminal Court|(?:Optional Protocol to )?UN Women)\b[^:]*:)|\(replaced|who replaced")
# Scores ("0 / 4"), page numbers, and what a printed page repeats.
_FURNITURE = re.compile(r"^(?:[\d\s/.|–—-]+|(?:Page|p\.)\s*\d+(?: of \d+)?|[ivxlc]+)$", re.I)
_SMALL = frozenset(["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with", "other", "its", "their", "without", "including"])
_STARTS = (
    r"(?:In|On|The|A|An|At|During|By|From|After|Before|According|Despite|Since|For|Between|Following|There|This|These|Although|While|As"
    r"|One|Two|Three|Four|Five|Six|Several|Some|Many|Most|More|No|Hundreds|Thousands|Dozens|Scores|Reports|Members|Police|People"
    r"|President|Parliament|Authorities|Women|Children|Journalists|Prisons|Prisoners|Amnesty|Human|Impunity|Torture|Security|Military)"
)
_DATED_START = re.compile(r"(?:In|On|By|Between|During|Since)\s+(?:early |late |mid-)?(?:\d{1,2}\s+)?(?:January|February|March|April|May"
                          r"|June|July|August|September|October|November|December)\b")  # fmt: skip
# "...Afghanistan.Justice SystemA report ...": neither space before nor behind.
_GLUED_TWICE = re.compile(rf"(?<=[a-z)”’][.!?])(?P<heading>[A-Z][\w ,/&’'–-]{{2,80}}?[a-z]{{2}})(?={_STARTS}[ ,])")
_GLUED = re.compile(rf"^(?P<heading>[A-Z][\w ,/&’'–-]{{2,80}}?[a-z]{{3}})(?={_STARTS}[ ,])")


@lru_cache(maxsize=1)
def _known_headings() -> re.Pattern:
    """Headings that such reports use again and again, found where a copy from a PDF ran them into the text."""
    known = (Path(__file__).parent / "headings.txt").read_text("utf-8").splitlines()
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile("|".join(re.escape(line).replace("’", "[’']") for line in longest_first if line))


def _structure(text: str) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    theme = ""
    # Blank lines, indents and line ends are all the layout plain text has.
    for first, last in _blocks(text):
        for start, end, heading in _unglued(text, first, last):
            block = text[start:end]
            if _FURNITURE.match(block):
                continue
            if heading or (_is_heading(block) and text[end:].strip()):
                start += len(block) - len(block.lstrip(BULLETS))
                follows = bool(sections) and not text[sections[-1].end : start].strip(BULLETS)
                sections.append(Section(text[start:end], start, end, 2 if follows else 1))
                title = not paragraphs and (text[start:end].isupper() or text[start:end] in countries())
                printed = re.sub(r"\s+\d+\s*/\s*\d+$", "", " ".join(text[start:end].split()))
                theme = "" if title else printed.rstrip(":")
                continue
            indented = text[text.rfind("\n", 0, start) + 1 : start].strip("\r") != "" and start == first
            paragraphs.append(Paragraph(start, end, theme, "case" if indented and paragraphs else "text"))
    return tuple(sections), tuple(_mark_pull_quotes(text, paragraphs))


def _unglued(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """A block in pieces (start, end, whether a heading), where headings ran into the text around them."""
    cuts: list[tuple[int, int]] = []
    block = text[start:end]
    if "\n" not in block and _is_heading(block) and not _PUBLICATION.search(block):
        return [(start, end, False)]
    for found in _GLUED_TWICE.finditer(block):
        if _title_like(found["heading"]):
            cuts.append(found.span("heading"))
    found = _GLUED.match(block)
    if found and _title_like(found["heading"]):
        cuts.append(found.span("heading"))
    cuts += _known_inside(block)
    pieces, at = [], 0
    for first, last in sorted(set(cuts)):
        if first < at:
            continue
        pieces += [(start + at, start + first, False)] if block[at:first].strip() else []
        pieces.append((start + first, start + last, True))
        at = last
    pieces.append((start + at, end, False))
    return [_trimmed(text, *piece) for piece in pieces if text[piece[0] : piece[1]].strip()]


def _known_inside(block: str) -> list[tuple[int, int]]:
    """Well-known headings at the block's start before a new sentence, or within a list of publications."""
    cuts = []
    for found in _known_headings().finditer(block):
        before, after = block[: found.start()], block[found.end() :]
        starts = re.match(rf"\s+{_STARTS}\s", after) and (after.lstrip()[0].isupper())
        if not before.strip():
            sentence = _DATED_START.match(after.lstrip()) or (starts and not re.match(r"\s*[,–-]", after))
            if sentence:
                cuts.append(found.span())
            continue
        refs = [ref.start() for ref in _PUBLICATION.finditer(block)]
        between = len(refs) > 1 and refs[0] < found.start() < refs[-1]
        if between and re.search(r"[a-z)]\s+$", before):
            # What follows up to the last publication is furniture too, and so is left to the text before.
            cuts.append(found.span())
        elif re.search(r"[.!?][”’)]*\s*$", before) and _DATED_START.match(after.lstrip()):
            cuts.append(found.span())
    return cuts


def _trimmed(text: str, start: int, end: int, heading: bool) -> tuple[int, int, bool]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()), heading


def _title_like(heading: str) -> bool:
    """Whether words could be a heading: capitalised throughout, or a few words of which none says who did what."""
    words = heading.split()
    if not 0 < len(words) <= 10 or words[-1].lower() in _SMALL or re.match(r"(?:Ma?c|De|La|Al)$", words[-1]):
        return False
    capitals = all(word[0].isupper() or word.lower() in _SMALL or word in "–-&/" for word in words)
    return capitals or bool(_known_headings().fullmatch(heading))


def _blocks(text: str) -> list[tuple[int, int]]:
    """Offsets of each heading or paragraph, without the white space around it; wrapped lines are one."""
    lines = [
        (found.start(1), found.end(1))
        for found in re.finditer(r"(?m)^[^\S\n]*(\S.*?)[^\S\n]*$", text)
    ]  # fmt: skip
    repeated = _running_heads(text, lines)
    lines = [span for span in lines if text[span[0] : span[1]] not in repeated]
    longest = max((end - start for start, end in lines), default=0)
    # Lines broken at a width by hand or by a PDF, not one line a paragraph.
    long_ones = sum(end - start >= 0.72 * longest for start, end in lines)
    wrapped = 40 <= longest <= 130 and long_ones > 0.35 * len(lines)
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if blocks and _goes_on(text, blocks, start, end, wrapped, longest):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _running_heads(text: str, lines: list[tuple[int, int]]) -> set[str]:
    """Short lines that stand again and again beside a page number or form feed: the page's furniture."""
    counts = Counter(text[start:end] for start, end in lines if end - start <= 60)
    numbers = {text[start:end] for start, end in lines if re.fullmatch(r"\d{1,3}", text[start:end])}
    paged = "\f" in text or len(numbers) > 2
    return {line for line, count in counts.items() if count >= 3 and paged and not _END.search(line)}


def _goes_on(text: str, blocks: list[tuple[int, int]], start: int, end: int, wrapped: bool, longest: int) -> bool:
    """Whether the line `text[start:end]` goes on from the last block."""
    last_start, last_end = blocks[-1]
    line_start = max(last_start, text.rfind("\n", 0, last_end) + 1)
    last_line = text[line_start:last_end].strip()
    bullet = text[start] in BULLETS and text[start + 1 : start + 2].isspace()
    if text.count("\n", last_end, start) > 1 or bullet or _FURNITURE.match(last_line) or _FURNITURE.match(text[start:end]):
        return False
    if last_start == line_start and re.search(r"[?:]$", last_line) and _is_heading(last_line):
        return False  # however long: a question or "..., Including:" over its section
    full = wrapped and len(last_line) >= 0.72 * longest
    multi = text.count("\n", last_start, last_end) > 0
    # A short unfinished last line of many is still prose; alone, it is a heading.
    ended = _END.search(last_line)
    if not ended and (text[start].islower() or full or multi) and not _ENUMERATED.match(text[start:end]):
        return True
    # "The trial of the former President" under a heading, its line broken by hand.
    broken = len(last_line) > 40 and re.match(r"(?:The|An?|In|On) ", last_line) and not ended
    under = (
        len(blocks) > 1
        and _is_heading(text[slice(*blocks[-2])])
        and "\n" in text[blocks[-2][1] : last_start].replace("\n", "", 1)
    )
    return bool(broken and under) or (full and not _is_heading(text[start:end]))


def _is_heading(block: str) -> bool:
    block = block.lstrip(BULLETS)
    if not block or "\n" in block or block.startswith(_QUOTES) or block[-1] in '”"»,':
        return False
    if _PUBLICATION.search(block) or DATED_TITLE.search(block) or _FACTS.search(block):
        return False
    words = block.split()
    numbered = _ENUMERATED.match(block)
    bare = block[numbered.end() :] if numbered else block
    if block.endswith("?"):
        return bool(numbered or _ASKS.match(block)) and len(block) <= 260 and not re.search(r"[.!?]\s", bare[:-1])
    if block.endswith(":"):
        capitals = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
        return len(block) <= 160 and (bool(numbered) or capitals == len(words)) and not re.search(r"\bfollowing:$", block)
    if _END.search(block):
        return bool(re.fullmatch(r"(?:Section|Chapter|Part) [\dIVX]+\.", block))
    if len(block) > 100 or len(words) > 14:
        # Longer ones only where nothing in them is a sentence's: a title's capitals, or a number before it.
        capitals = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
        return len(block) <= 220 and (bool(numbered) or capitals >= 0.9 * len(words)) and ". " not in bare
    return bool(numbered) or block[0].isupper() or block[0].isdigit()


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
