"""Keys of opened reports, as an address names them: alone, or several that are read together."""

import re

KEY_LENGTH = 22
MOST_KEYS = 40  # reports that are opened together
BETWEEN = ","  # of the keys of several reports
_KEY = re.compile(rf"[A-Za-z0-9_-]{{{KEY_LENGTH}}}")


def is_key(text: str) -> bool:
    """Whether `text` could be a key; what could not is never looked up."""
    return _KEY.fullmatch(text) is not None


def split_keys(text: str) -> tuple[str, ...]:
    """The keys of the opened reports that `text` names, each once and each maybe with an entry of its book; none for anything else."""
    parts = tuple(dict.fromkeys(text.split(BETWEEN)))
    return parts if all(is_key(part.partition("/")[0]) for part in parts) else ()
