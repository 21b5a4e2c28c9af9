"""Keys of opened reports in an address: one, or several that are shown together."""

import re

KEY_LENGTH = 22
MOST_KEYS = 40  # reports that are opened together
BETWEEN = ","  # between the keys of several reports
_KEY = re.compile(rf"[A-Za-z0-9_-]{{{KEY_LENGTH}}}")


def is_key(text: str) -> bool:
    """Whether `text` has the form of a key; anything else is never looked up."""
    return _KEY.fullmatch(text) is not None


def split_keys(text: str) -> tuple[str, ...]:
    """The keys of the opened reports in `text`, each once and maybe with an entry of its book; none for anything else."""
    parts = tuple(dict.fromkeys(text.split(BETWEEN)))
    return parts if all(is_key(part.partition("/")[0]) for part in parts) else ()
