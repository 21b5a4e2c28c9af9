"""Validate the values in a correction's JSON: names, lines, passages, numbers."""

import re
import unicodedata
from typing import TypeGuard

from data.events.corrections import LARGEST_NUMBER, LONGEST_NAME, LONGEST_TEXT, CorrectionError

# These display text in another order than it is written (Trojan Source); directional marks are allowed.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = ("Cf", "Zs", "Zl", "Zp", "Mn", "Me")  # Unicode categories without a visible mark


def check_is_seen(text: str, what: str) -> None:
    """Raise `CorrectionError` if a text has no visible character, or would reverse the text next to it."""
    if _TURNING.search(text):
        raise CorrectionError(
            f"The {what} holds a character that turns the direction of writing; type it again."
        )
    if text and all(unicodedata.category(letter) in _UNSEEN for letter in text):
        raise CorrectionError(f"The {what} has no letter that can be seen; write one.")


def parse_name(value: object, what: str) -> str:
    """The id or name of something in the table, exactly as it is there."""
    if not isinstance(value, str) or not value:
        raise CorrectionError(f"The {what} must be the text it has in the table.")
    if len(value) > LONGEST_NAME:
        raise CorrectionError(f"The {what} has {len(value)} characters; {LONGEST_NAME} are the most.")
    if any(letter == "\0" or unicodedata.category(letter) == "Cs" for letter in value):
        raise CorrectionError(f"The {what} holds a character that cannot be kept.")
    return value


def parse_line(value: object, what: str, longest: int, empty: bool = False) -> str:
    """A text of one line with single spaces, of at most `longest` characters."""
    if not isinstance(value, str):
        raise CorrectionError(f"The {what} must be text.")
    if len(value) > 4 * longest + 100:
        raise CorrectionError(f"The {what} has {len(value)} characters; {longest} are the most.")
    text = " ".join(value.split())
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        raise CorrectionError(f"The {what} holds a character that cannot be printed; type it again.")
    if not text and not empty:
        raise CorrectionError(f"The {what} is empty; write one.")
    if len(text) > longest:
        raise CorrectionError(f"The {what} has {len(text)} characters; {longest} are the most.")
    return text


def parse_passage(value: object) -> str:
    """A passage of the report, exactly as it is there."""
    if not isinstance(value, str):
        raise CorrectionError("The passage must be text.")
    if len(value) > LONGEST_TEXT:
        raise CorrectionError(f"The passage has {len(value)} characters; {LONGEST_TEXT} are the most.")
    if any(letter == "\0" or unicodedata.category(letter) == "Cs" for letter in value):
        raise CorrectionError("The passage holds a character that cannot be kept; mark another.")
    return value


def parse_flag(value: object, what: str) -> bool:
    if not isinstance(value, bool):
        raise CorrectionError(f"“{what}” is true or false.")
    return value


def parse_number(value: object) -> int:
    if not is_number(value) or not 1 <= value <= LARGEST_NUMBER:
        raise CorrectionError("“undo” is the number of a change, counted from 1.")
    return value


def is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def quoted(name: object) -> str:
    return f"“{str(name)[:40]}”"
