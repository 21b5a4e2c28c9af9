"""Map the characters of a sentence as it is read to the printed text."""

import unicodedata

_LONGEST_GAP = 400  # characters of line ends, hyphens and broken words between two that are read


def places_as_printed(sentence: str, text: str) -> list[int]:
    """For each character of `sentence`, as `readable` makes it of the start of `text`, its offset in `text`.

    A character that is not printed, such as the space of a line end, has the offset of the one before.
    """
    places: list[int] = []
    at = 0
    for character in sentence:
        first = unicodedata.normalize("NFD", character)[:1]
        if text[at : at + 1] not in (character, first):
            found = _next(text, at, character, first)
            if found is None:
                places.append(max(0, at - 1))
                continue
            at = found
        places.append(at)
        at += 1
    return [min(place, max(0, len(text) - 1)) for place in places]


def _next(text: str, at: int, character: str, first: str) -> int | None:
    if character == " ":
        return at if text[at : at + 1].isspace() else None
    near = text[at : at + _LONGEST_GAP]
    found = [place for place in (near.find(character), near.find(first)) if place >= 0]
    if not found:
        return None
    skipped = near[: min(found)]
    # Only characters of typesetting are skipped: line ends, hyphens, combining marks.
    between = all(c.isspace() or c in "-\u00ad\ufffe" or unicodedata.combining(c) for c in skipped)
    return at + min(found) if between or len(skipped) > 40 else None
