"""Keys and ids: random, so that nobody can guess one or tell a report from it."""

import re
import secrets

KEY_LENGTH = 22
_KEY = re.compile(rf"[A-Za-z0-9_-]{{{KEY_LENGTH}}}")


def make_key() -> str:
    """A new key of 128 random bits, in letters that need no escape in an address."""
    return secrets.token_urlsafe(16)


def is_key(text: str) -> bool:
    """Whether `text` could be a key; what could not is never looked up."""
    return _KEY.fullmatch(text) is not None
