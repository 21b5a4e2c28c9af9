"""What the server takes for many events: `PYTHONPATH=. python tests/bench/many.py [BOOK.pdf… | EVENTS]…`.

Of each file, or of so many invented events: how long the table takes to be made ready, the memory of the process, and for each
kind of lanes the answer to a filter that nobody asked for before: ms of the processor, median (minimum-maximum), and its kB,
plain and as it is sent. Books named together are one table.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import brotli
import orjson

sys.path.insert(0, str(Path(__file__).parent))
from events import write  # noqa: E402 - beside this file

from app import create_app  # noqa: E402
from components.library.shelf import AllTogether, BookShelf  # noqa: E402
from components.page.drawing import Room, render_drawing  # noqa: E402
from components.page.view import View  # noqa: E402
from data import Selection, read_book  # noqa: E402
from data.events.together import put_together  # noqa: E402
from data.files.load import load  # noqa: E402
from data.files.many import iter_tables  # noqa: E402
from data.selection.lanes import LANES  # noqa: E402

FILTERS = 12


def view_of(names: list[str], folder: Path) -> View:
    """The events of a number, or of all entries of books, as one view."""
    if names[0].isdigit():
        return View(*load(write(int(names[0]), folder / "events.csv")))
    found, first = [], None
    for name in names:
        book = read_book(name)
        assert book, f"{name} is no book"
        first = first or book
        found += [(f"{entry}, {book.year}", table) for entry, table in iter_tables(book) if table is not None]
    assert first
    together = AllTogether(BookShelf(first)).view(dict(found), len(found))
    return View(
        together.report,
        put_together(found),
        reading=(len(found), len(found)),
        report_named=lambda name: together.report,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="+")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        view = view_of(options.names, Path(folder))
    start = time.process_time()
    app = create_app(view.report, view.table) if not view.is_together else None
    count = len(view.index)
    print(
        f"{count:,} events of {len(view.table):,}: made ready in {time.process_time() - start:.1f} s, ",
        end="",
    )
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    if app is not None:
        first = app.server.test_client().get("/").data
        print(
            f"  first answer {len(first) / 1000:.0f} kB, {len(brotli.compress(first, quality=5)) / 1000:.0f} kB sent"
        )
    for lanes in LANES:
        if lanes in ("topic", "report") and not view.is_together:
            continue
        times, sizes, sent = zip(*(answer(view, lanes, number) for number in range(FILTERS)), strict=True)
        said = f"{statistics.median(times):.0f} ({min(times):.0f}-{max(times):.0f}) ms"
        print(
            f"  lanes={lanes:7} {said:22} {statistics.median(sizes):6.1f} kB, {statistics.median(sent):5.1f} kB sent"
        )


def answer(view: View, lanes: str, number: int) -> tuple[float, float, float]:
    """ms of the processor for one drawing, its kB, and its kB as they are sent."""
    months = view.months.columns
    from_ = months[1 + number * (len(months) // 2) // FILTERS]
    start = time.process_time()
    drawing, _, _ = render_drawing(
        view, Selection(lanes=lanes, from_=from_, q="a" if number % 2 else ""), Room()
    )
    body = orjson.dumps(
        drawing, default=lambda part: part.to_plotly_json(), option=orjson.OPT_SERIALIZE_NUMPY
    )
    took = (time.process_time() - start) * 1000
    return took, len(body) / 1000, len(brotli.compress(body, quality=5)) / 1000


if __name__ == "__main__":
    main()
