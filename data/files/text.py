"""Decode plain text and clean it, in one place for all formats."""

import codecs
import re

from data.characters import CONTROLS, SURROGATES
from data.files.page_heads import blank_page_heads
from data.files.wikitext import is_wikitext, plain_wikitext
from data.report import ReportError

_SAMPLE = 256 * 1024  # bytes used for guessing the encoding
_FEW = 20  # share of NUL bytes that a damaged export may have
# Encodings that a page may declare. Others are not for text (zlib), or take quadratic time (idna).
_NAMEABLE = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|iso8859-\d+|cp\d+|koi8-[ru]|mac-\w+|shift_jis|euc_\w+|gb\w+|big5\w*|ascii"
)
# Further control characters that stand for bullets in copied texts.
_BULLETS = dict.fromkeys((0x7F, *range(0x80, 0x85), *range(0x86, 0xA0)), "•")
# Characters that change the text direction, and could display another text than the one that is read.
_DIRECTIONS = {code: "\u200b" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_HARMLESS = {0: "\ufffd"} | CONTROLS | _BULLETS | _DIRECTIONS | SURROGATES
_HARMFUL = re.compile("[" + "".join(f"\\U{code:08x}" for code in _HARMLESS) + "]")
# Private-use characters that symbol fonts leave in a copy: alone, they are a bullet.
_SYMBOL = re.compile(r"(?<!\S)[\U000f0000-\U0010ffff](?!\S)")


def read_text(name: str, raw: bytes) -> str:
    """The text of `raw` with blanks for its pages' heads; line ends stay, so that offsets hold for the file as given.

    A wiki's markup is left out.
    """
    text = decode(name, raw)
    return plain_wikitext(text) if is_wikitext(text) else blank_page_heads(text)


def clean(text: str) -> str:
    """Replace control characters, directional marks and lone surrogates; the length stays."""
    text = _SYMBOL.sub("•", text)
    return text.translate(_HARMLESS) if _HARMFUL.search(text) else text


def decode(name: str, raw: bytes, declared: str = "", table: bool = False) -> str:
    """Decode bytes: as UTF-8 or UTF-16, in the encoding `declared`, or in one that can be guessed.

    A `table` has fewer letters; by default it is in Windows-1252. Raises `ReportError` if no encoding fits.
    """
    if utf16 := _find_utf16(raw):
        return _decoded_utf16(name, raw, utf16)
    if table and raw.count(0) <= 1 + len(raw) // _FEW:
        raw = raw.replace(b"\0", b"")
    if (codec := _codec(declared)) is not None:
        try:
            return _checked(name, raw.decode(codec))
        except UnicodeDecodeError:
            pass  # the declared encoding is wrong
    try:
        return _checked(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        text = _guessed(raw, 0.3 if table else 0.7)
        if text is None and table:
            text = _as_windows(raw)
        if text is None:
            if not looks_like_text(raw):
                raise ReportError(f"{name} is no text, nor any other file that Yearline knows.") from None
            raise ReportError(
                f"{name} is not text in an encoding that can be told (byte {error.start} is not UTF-8);"
                " save it as plain text in UTF-8."
            ) from None
        return _checked(name, text)


def _find_utf16(raw: bytes) -> str:
    """UTF-16 by its byte order mark, or by most of every second byte being 0; "" for another encoding."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = raw[:400:2], raw[1:400:2]
    if len(odd) < 10:
        return ""
    if odd.count(0) > 0.6 * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.6 * len(even) and not odd.count(0) else ""


def looks_like_text(raw: bytes) -> bool:
    """Whether there are almost no control characters, as in text of any encoding."""
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in raw[:4096])
    return controls <= len(raw[:4096]) / 100


def _as_windows(raw: bytes) -> str | None:
    """Text in Windows-1252."""
    if not looks_like_text(raw):
        return None
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _decoded_utf16(name: str, raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise ReportError(
            f"{name} is cut off in the middle of a character; save it again as UTF-8."
        ) from None
    if not any(char.isalpha() for char in text[:2000]):
        raise ReportError(f"{name} is not a text file; save the report as plain text in UTF-8.")
    return _checked(name, text)


def _checked(name: str, text: str) -> str:
    if "\x00" in text:
        raise ReportError(f"{name} is not a text file; save the report as plain text in UTF-8.")
    return clean(text)


def _codec(declared: str) -> str | None:
    try:
        found = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):
        return None
    return found if _NAMEABLE.fullmatch(found) else None


def _guessed(raw: bytes, least: float) -> str | None:
    """Text in a guessed encoding, if the library is sure and the share `least` of the text is letters."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None or best.encoding.startswith(
        ("utf_16", "utf_32", "big5", "gb", "euc", "shift", "johab", "cp949")
    ):
        return None
    western = best.encoding in ("latin_1", "cp1252", "cp1250", "iso8859_15")
    try:
        text = raw.decode("cp1252" if western else best.encoding)
    except UnicodeDecodeError:
        text = raw.decode(best.encoding, "replace")
    letters = sum(char.isalpha() or char.isspace() for char in text[:_SAMPLE])
    return text if letters > least * len(text[:_SAMPLE]) else None


def to_line(text: str, longest: int) -> str:
    """`text` in one line of printable characters, at most `longest`, for any database."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * longest]).split())[:longest]
