"""Reports as if somebody had just opened them, and they were read: in the store, without a reader."""

from data import extract_events, parse_report
from data.files.books import Book
from data.files.packing import pack
from data.files.source import Reading
from data.store import open_store


def keep(name: str, content: bytes, reading: Reading) -> dict[str, str]:
    """Keep a file and what was read of it; its keys by kind."""
    store = open_store()
    access = store.find(store.add_report(name, content, 2012))
    assert access is not None
    store.finish(access.report_id, pack(reading))
    links = store.links(access.report_id)
    store.close()
    return links


def keep_text(
    text: str, name: str = "freedonia.txt", title: str = "Freedonia Scan", book: Book | None = None
) -> dict[str, str]:
    """Keep a text that covers 2012; its keys by kind."""
    report = parse_report(text, year=2012, title=title)
    return keep(name, text.encode(), Reading(report, extract_events(report), book))
