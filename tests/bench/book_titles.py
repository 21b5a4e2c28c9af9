"""Whether the titles of slides say what the slides show, for each entry of a book: `python tests/bench/book_titles.py BOOK`.

Prints each overview's title and whatever is wrong; ends with 1 where something is.
"""

import io
import sys

from pptx import Presentation

from components.draw.slide_room import OURS
from components.draw.slides import timeline_deck
from data import Axis, Selection
from data.files.source import open_source
from tests.slide_claims import find_faults, texts_of


def main(path: str) -> int:
    """Look at all entries; 1 where a title is not right, 2 where the file is no book."""
    book = open_source(path).book
    if book is None:
        print(f"{path} is no book of entries.", file=sys.stderr)
        return 2
    wrong = 0
    for entry in book.entries:
        report, table = book.report(entry), book.table(entry)
        own = table[table["in_year"]]
        if own.empty:
            continue
        themes = list(table["theme"].cat.categories)
        content = timeline_deck(own, Axis.of_table(own), report, Selection(), themes)
        deck = Presentation(io.BytesIO(content))
        faults = find_faults(deck, own, report, OURS)
        wrong += bool(faults)
        print(texts_of(deck)[0], *(f"\n  {fault}" for fault in faults), flush=True)
    print(f"{len(book.entries)} entries, {wrong} with a fault")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
