"""Read each hostile file as a dropped one is read, and print what came of it: `python tests/hostile/run.py [WORD]`."""

import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[2]))
from data.files.worker import read_bounded
from data.report import ReportError
from tests.hostile.makers import HEAVY, MAKERS


def answer_to(name: str, raw: bytes) -> str:
    """What a person is told: how many events, or why not."""
    try:
        return f"{len(read_bounded(name, raw, 2008).table)} events"
    except ReportError as error:
        return str(error)


def measure(name: str, raw: bytes) -> tuple[str, float, int]:
    """The answer, its seconds, and the most memory (MB) that a reading process had."""
    peak, over = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not over.wait(0.02):
            for process in psutil.Process().children():
                try:
                    peak = max(peak, process.memory_info().rss // 2**20)
                except psutil.Error:
                    continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    answer = answer_to(name, raw)
    seconds = time.perf_counter() - start
    over.set()
    watcher.join()
    return answer, seconds, peak


def main(word: str = "") -> None:
    before = set(Path(tempfile.gettempdir()).iterdir())
    print("| what | bytes | seconds | MB | answer |\n|---|---|---|---|---|")
    answer_to("warm.txt", b"In March 2008, the mayor resigned.")
    for title, make in MAKERS.items():
        if word in title:
            name, raw = make()
            answer, seconds, peak = measure(name, raw)
            heavy = " (heavy)" if title in HEAVY else ""
            print(f"| {title}{heavy} | {len(raw):,} | {seconds:.2f} | {peak} | {answer} |", flush=True)
    print(
        "left in the temporary folder:",
        sorted(set(Path(tempfile.gettempdir()).iterdir()) - before) or "nothing",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
