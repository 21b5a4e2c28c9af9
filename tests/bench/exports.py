"""Size and time (on the clock, of the processor) of each export for 11, 63, 500 and 3,681 events: `python tests/bench/exports.py`."""

import tempfile
import time
from pathlib import Path

from app import DEFAULT_REPORT, app_for
from tests.bench.events import write

PATHS = (
    "/timeline.pptx",
    "/timeline.pptx?slides=overview",
    "/timeline.pptx?slides=build",
    "/timeline.svg",
    "/timeline.svg?outlines=1",
    "/timeline.png?width=1920&height=1080",
    "/timeline.png?width=1200&height=630",
    "/timeline.pdf?width=1920&height=1080",
    "/timeline.html",
    "/chronology.docx",
    "/events.csv",
    "/events.xlsx",
    "/events.json",
    "/timelinejs.csv",
)


SIZES = (11, 63, 500, 3681)  # events; the first is the default report


def main() -> None:
    print(f"{'export':38}" + "".join(f"{size:>22}" for size in SIZES))
    with tempfile.TemporaryDirectory() as folder:
        files = [DEFAULT_REPORT, *(write(size, Path(folder) / f"{size}.csv") for size in SIZES[1:])]
        clients = [app_for(file).server.test_client() for file in files]
        for path in PATHS:
            cells = []
            for client in clients:
                client.get(path)
                start, work = time.perf_counter(), time.process_time()
                answer = client.get(path)
                took, worked = time.perf_counter() - start, time.process_time() - work
                cells.append(f"{len(answer.data) / 1000:.0f} kB {took * 1000:.0f}/{worked * 1000:.0f} ms")
            print(f"{path:38}" + "".join(f"{cell:>22}" for cell in cells))


if __name__ == "__main__":
    main()
