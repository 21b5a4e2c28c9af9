"""All drawing exports of every entry of books, under the limit of time: `python tests/bench/sweep.py BOOK… [--every N]`.

Slides in ours and in a template of each shape, pictures at three sizes, the sheet and the page; the film of every
twentieth. Prints the slowest of each kind, and each one that was refused or broke. `--every` takes every Nth entry alone.
"""

import argparse
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from components.draw.files import (
    Drawing,
    Look,
    make_deck,
    make_film,
    make_page,
    make_pdf,
    make_png,
    make_sheet,
    make_svg,
)
from components.web.making import Call, make_bounded
from data import Axis, Report, ReportError, Selection, read_book
from tests.templates import firm_template

SIZES = ((600, 315), (1200, 630), (1920, 1080))
FILMS = 20  # every so many entries have their film made
LONGEST = "words that nobody would look for in so long a search as this one is, which a line has no room for"


def exports_of(table, report: Report, with_film: bool) -> Iterator[tuple[str, Call]]:
    """The name of each export of an entry, and what makes it."""
    own = table[table["in_year"]]
    themes = list(table["theme"].cat.categories)
    whole = Drawing(own, Axis.of_table(own), report, Selection(), themes, "https://example.org/?report=x")
    few = tuple(dict.fromkeys(own["theme"].astype(str)))[:6]
    some = Drawing(
        own[own["theme"].isin(few)],
        whole.axis,
        report,
        Selection(theme=few, q=LONGEST, lanes="actor"),
        themes,
    )
    for name, template in (
        ("ours", None),
        ("16:9", firm_template(wide=True)),
        ("4:3", firm_template(wide=False)),
    ):
        for slides, drawing in (("details", whole), ("build", some)):
            yield (
                f"pptx {slides} {name}",
                partial(
                    make_deck, drawing.without_text, slides=slides, template=template, template_name=name
                ),
            )
    for width, height in SIZES:
        for kind, make in (("svg", make_svg), ("png", make_png), ("pdf", make_pdf)):
            yield f"{kind} {width}", partial(make, whole.without_text, Look(width, height))
        yield f"svg {width} as tall as it is", partial(make_svg, some.without_text, Look(width))
    yield "sheet", partial(make_sheet, some.without_text)
    yield "html", partial(make_page, whole.without_text)
    if with_film:
        yield "gif", partial(make_film, whole.without_text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    for path in options.books:
        book = read_book(path)
        assert book, f"{path} is no book"
        slowest: dict[str, tuple[float, str]] = {}
        made = entries = 0
        refused: list[str] = []
        for number, entry in enumerate(book.entries[:: options.every]):
            table = book.table(entry)
            if not table["in_year"].any():
                continue
            entries += 1
            for name, call in exports_of(table, book.report(entry), number % FILMS == 0):
                start = time.perf_counter()
                try:
                    made += bool(make_bounded(call, name))
                except (ReportError, RuntimeError) as error:
                    refused.append(f"{entry.name}, {name}: {error}")
                    print(refused[-1], flush=True)
                slowest[name] = max(slowest.get(name, (0.0, "")), (time.perf_counter() - start, entry.name))
            if entries % 5 == 0:
                seconds, of = max(slowest.values())
                print(
                    f"  {entries} entries, {made} made, {len(refused)} refused; {seconds:.1f} s at most, {of}",
                    flush=True,
                )
        print(f"{path.name}: {entries} entries, {made} exports made, {len(refused)} refused")
        for name, (seconds, of) in sorted(slowest.items(), key=lambda item: -item[1][0]):
            print(f"  {name:28}{seconds:7.2f} s at most, {of}")


if __name__ == "__main__":
    main()
