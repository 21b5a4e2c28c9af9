"""What sort of thing a proper name names, told by the words in it: a court, a ministry, a treaty, a place."""

from __future__ import annotations

import re

from data.english.actor.known import Actor, known_actors, name_key
from data.english.words import any_of, countries

TITLES = rf"(?:(?:{any_of('names', 'before_title')})[\s-]+)*(?:UN\s+)?(?:{any_of('names', 'title')})\.?"
TITLE = re.compile(rf"^(?:the\s+)?{TITLES}\s+", re.IGNORECASE)
TREATY = re.compile(rf"\b(?:{any_of('names', 'treaty')})s?\b")
COURT = re.compile(rf"\b(?:{any_of('names', 'court')})s?\b")
SECURITY = re.compile(rf"\b(?:{any_of('names', 'security')})\b", re.I)
STATE = re.compile(rf"\b(?:{any_of('names', 'state')})\b")
ORGANISATION = re.compile(rf"\b(?:{any_of('names', 'organisation')})\b")
BODY = re.compile(
    rf"\b(?:{any_of('names', 'court')}|{any_of('names', 'state')}|{any_of('names', 'organisation')})s?\b"
)
# What a name ends with that is a law, a war, a prize, or a place, whatever stands before.
LAW_AT_END = re.compile(rf"\b(?:{any_of('names', 'law_at_end')})$")
PLACE_AT_END = re.compile(rf"\b(?:{any_of('names', 'place_at_end')})s?$")
PLACE = re.compile(rf"\b(?:{any_of('names', 'place')})\b")
MANDATES = re.compile(rf"\b(?:{any_of('names', 'mandates')})\b")
_INTERNATIONAL = re.compile(any_of("names", "international"))
_SECURITY_GROUP = re.compile(r"\b(?:police|security forces|army|military|law enforcement)\b", re.I)


_OFFICE = re.compile(rf"(?:{any_of('names', 'office')})")


def is_office(name: str) -> bool:
    """Whether a name is an office's that acts: "Interior Minister", "Chief Prosecutor"."""
    return _OFFICE.fullmatch(name) is not None


def is_no_person(name: str) -> bool:
    """Whether words in the name say that it is no person's."""
    patterns = (COURT, SECURITY, ORGANISATION, STATE, TREATY, PLACE)
    return name in countries() or any(pattern.search(name) for pattern in patterns)


def without_title(name: str) -> str:
    """A person's name without "President", "the former Prime Minister" and the like before it."""
    return TITLE.sub("", name)


def actor_named(name: str, full_of_short: dict[str, str]) -> Actor:
    """The actor of a proper name that is no person, its kind told by the words in it."""
    name = name_key(full_of_short.get(name, name))
    if actor := known_actors().get(name):
        return actor
    kind = "organisation"
    if COURT.search(name):
        kind = "court"
    elif SECURITY.search(name):
        kind = "security forces"
    elif _INTERNATIONAL.match(name):
        kind = "international body"
    elif STATE.search(name) and "International" not in name:
        kind = "state"
    return Actor(name, kind)


def kind_of_group(name: str, kind: str) -> str:
    """The kind of a described group: whatever its noun says, police are security forces."""
    return "security forces" if kind != "court" and _SECURITY_GROUP.search(name) else kind
