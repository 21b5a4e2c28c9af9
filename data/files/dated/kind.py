"""Whether a text is a narrative or dated entries, told by counting."""

from statistics import median

from data.files.dated.finding import Found
from data.report import ENTRIES, NARRATIVE

_FEWEST, _FEWEST_WEAK = 2, 3
_LONGEST = 2_500  # characters of the usual entry; what is longer is a chapter under a date


def tell_kind(found: Found) -> str:
    """Dated entries where there are at least as many of them as there are lines of prose outside them."""
    count = len(found.entries)
    weight = count - found.led / 2  # a sentence that begins with "On 3 May" may stand in either
    fewest = _FEWEST if found.weak < count else _FEWEST_WEAK
    if count < fewest or weight < found.prose:
        return NARRATIVE
    usual = median(entry.end - entry.start for entry in found.entries)
    return ENTRIES if usual <= _LONGEST else NARRATIVE
