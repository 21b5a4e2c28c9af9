"""Well-known actors: each under the one name used for it, with the other names it goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from data.english.words import read_words


@dataclass(frozen=True)
class Actor:
    """One actor under the one name used for it everywhere; `kind` is one of `KINDS`."""

    name: str
    kind: str
    sure: bool = field(default=True, compare=False)  # False where only capitals say that it is one


@lru_cache(maxsize=1)
def known_actors() -> dict[str, Actor]:
    """Every well-known actor by each of its names, as `name_key` makes them."""
    return {name_key(name): actor for actor, names in _well_known().items() for name in names}


@lru_cache(maxsize=1)
def _well_known() -> dict[Actor, list[str]]:
    return {
        Actor(name, kind): [name, *others]
        for kind, names in read_words("known_actors").items()
        for name, others in names.items()
    }


@lru_cache(maxsize=1)
def short_names() -> dict[str, str]:
    """Well-known bodies whose name alone nearly fills a headline, each with the shortest name it goes by."""
    short = {}
    for names in _well_known().values():
        brief = min(names, key=len)
        short |= {name: brief for name in names if len(name) > 34 and len(brief) < 30}
    return dict(sorted(short.items(), key=lambda pair: -len(pair[0])))


def name_key(name: str) -> str:
    """A name without its article, with straight apostrophes and single spaces: what names are found by."""
    return re.sub(r"^(?:the|The)\s+", "", " ".join(name.replace("’", "'").split()))
