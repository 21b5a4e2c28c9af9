"""Keys and ids: random, so that nobody can guess one or infer a report from it."""

import secrets

from data.selection.keys import KEY_LENGTH, is_key

__all__ = ["KEY_LENGTH", "is_key", "make_key"]


def make_key() -> str:
    """A new key of 128 random bits, in URL-safe characters."""
    return secrets.token_urlsafe(16)
