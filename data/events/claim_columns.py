"""The columns of a claim, with their words at their offsets in the printed text."""

from typing import Any

from data.english.claim.reading import Claim
from data.events.as_printed import places_as_printed


def claim_columns(claim: Claim, read: str, text: str, at: int = 0) -> dict[str, Any]:
    """The columns of a claim in `read`, which is printed in `text` from the character `at`."""
    places = places_as_printed(read, text[at:])
    evidence = {
        part: [[at + places[start], at + places[end - 1] + 1] for start, end in spans]
        for part, spans in claim.words.items()
    }
    return {
        "acts": claim.acts,
        "by": claim.by,
        "to": claim.to,
        "count": claim.count,
        "count_least": claim.count_least,
        "where": claim.where,
        "alleged": claim.alleged,
        "negated": claim.negated,
        "evidence": evidence,
    }
