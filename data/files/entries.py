"""Read the entries of an uploaded book, a few at a time in separate processes."""

import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict

import orjson

from data.events.extraction import extract_events
from data.files.books import Book, Entry
from data.files.limits import cores
from data.files.packing import pack
from data.files.source import Reading
from data.files.worker import EVERY, CancelledError, read_packed
from data.report import ReportError

AT_ONCE = 50_000  # characters that one process reads: some seconds, so that starting it costs little


def iter_entries(book: Book, entries: Sequence[Entry], year: int | None) -> Generator[dict[str, bytes]]:
    """The packed readings of `entries` by name, some at a time as they are read; empty for an entry without an event of its
    year.

    Entries whose process exceeded a limit are empty too. Closing the iterator stops the reading.
    """
    parts = list(_split(entries))
    waiting: queue.SimpleQueue[list[Entry]] = queue.SimpleQueue()
    read: queue.SimpleQueue[dict[str, bytes]] = queue.SimpleQueue()
    cancelled = threading.Event()
    for part in parts:
        waiting.put(part)

    def work() -> None:
        with suppress(queue.Empty, CancelledError):
            while not cancelled.is_set():
                read.put(read_entries(book, waiting.get_nowait(), year, cancelled))

    for _ in range(min(cores(), len(parts))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in parts:
            yield read.get()
    finally:
        cancelled.set()


def read_entries(
    book: Book, entries: Sequence[Entry], year: int | None, cancelled: threading.Event | None = None
) -> dict[str, bytes]:
    """The packed readings of a few entries by name, empty for one without an event. Raises `CancelledError`."""
    asked = {"title": book.title, "year": year or book.year, "entries": list(map(asdict, entries))}
    try:
        lines = read_packed(book.title, orjson.dumps(asked), entry=EVERY, cancelled=cancelled).split(b"\n")
    except CancelledError:
        raise
    except (ReportError, OSError):
        lines = []
    lines = lines if len(lines) == len(entries) else [b""] * len(entries)
    return {entry.name: line for entry, line in zip(entries, lines, strict=True)}


def pack_entries(raw: bytes) -> bytes:
    """The work of the process started by `read_entries`: one line for each entry in `raw`, with its packed reading or
    nothing.
    """
    asked = orjson.loads(raw)
    book = Book(asked["title"], asked["year"], tuple(map(Entry.from_json, asked["entries"])))
    return b"\n".join(_pack_entry(book, entry) for entry in book.entries)


def _pack_entry(book: Book, entry: Entry) -> bytes:
    try:
        report = book.report(entry)
        table = extract_events(report)
    except ReportError:
        return b""
    return pack(Reading(report, table)) if table["in_year"].any() else b""


def _split(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    part: list[Entry] = []
    for entry in entries:
        if part and sum(len(one.text) for one in part) + len(entry.text) > AT_ONCE:
            yield part
            part = []
        part.append(entry)
    if part:
        yield part
