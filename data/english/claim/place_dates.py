"""Which places stand with which date, where a sentence tells of several: "in Salt River in May and in Hill Town in June"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.english.claim.ground import Rule
from data.english.claim.place_names import LABELS, Place, places_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from data.english.claim.ground import DateMention
    from data.english.claim.naming import Namer

_OF_DATE = Rule(
    "claims",
    "place of a date",
    "takes the places before a later date for its own, where the date before has places too",
    "Each date of a list has its own.",
    "Soldiers broke up marches in Salt River in April and in Hill Town in May.",
    "restriction; by soldiers; in Salt River",
)
_BETWEEN = frozenset((",", "and", "or"))
_LEADS = frozenset(("in", "on", "during"))


def places_with_date(doc: Doc, mention: DateMention, namer: Namer) -> list[Place]:
    """The places between the date before and this one, where both have some and no verb stands between."""
    dates = [ent for ent in doc.ents if ent.label_ == "DATE"]
    at = next((i for i, ent in enumerate(dates) if ent.end_char > mention.start), None)
    while at and all(t.lower_ in _BETWEEN for t in doc[dates[at - 1].end : dates[at].start]):
        at -= 1
    if not at:
        return []
    between = list(doc[dates[at - 1].end : dates[at].start])
    if not between or between[-1].lower_ not in _LEADS or between[0].lower_ not in _BETWEEN:
        return []
    before: list[Token] = []
    for token in reversed(doc[: dates[at - 1].start]):
        if token.pos_ in ("VERB", "AUX"):
            break
        before.append(token)
    if any(t.pos_ in ("VERB", "AUX") for t in between) or not any(t.ent_type_ in LABELS for t in before):
        return []
    seen: set[int] = set()
    found = [
        p
        for t in between
        if t.ent_type_ in LABELS and t.dep_ != "compound"
        for p in places_of(t, namer, seen, sure=True)
    ]
    return found if found and _OF_DATE.fires(found[0].name) else []
