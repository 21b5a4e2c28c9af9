"""The headings that human-rights reports use again and again."""

import re
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def known_headings() -> re.Pattern:
    """Headings that such reports use again and again, found where a copy from a PDF ran them into the text."""
    known = (Path(__file__).parent / "headings.txt").read_text("utf-8").splitlines()
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile("|".join(re.escape(line).replace("’", "[’']") for line in longest_first if line))
