"""Which report an address means: the one the server was started with, an entry of its book, or a file dropped onto the page.

A dropped file is kept in the user's cache under a name made from its content, so that every worker
finds it and nothing is held for anybody in memory.
"""

import hashlib
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from components.page.view import View
from data import Book, ReportError, SelectionError, YearUnknown, load, read_book

LARGEST = 64 * 1024 * 1024  # bytes of a file that may be dropped onto the page
_KEY = re.compile(r"file-[0-9a-f]{24}(?:\.[a-z0-9]{1,8})?(?:/.*)?")


class Library:
    """The reports one server shows. `view("")` is the first; unknown keys raise `SelectionError`."""

    def __init__(self, first: View | None = None, book: Book | None = None, year: int | None = None):
        self._first, self._book, self._year = first, book, year
        self._opened = lru_cache(maxsize=16)(self._open)

    def entries(self, key: str = "") -> list[str] | None:
        """The entries to choose from where the key's report is one of a book; as keys, with their names."""
        if key.startswith("file-"):
            file, _, entry = key.partition("/")
            return [f"{file}/{e.name}" for e in self._dropped_book(file).entries] if entry else None
        return [entry.name for entry in self._book.entries] if self._book else None

    def view(self, key: str = "") -> View:
        """The report behind a key, read when first asked for."""
        if not key and self._first is not None:
            return self._first
        return self._opened(key)

    def _open(self, key: str) -> View:
        try:
            if key.startswith("file-"):
                if not _KEY.fullmatch(key) or not (path := _folder() / key.partition("/")[0]).is_file():
                    raise SelectionError("The dropped file is no longer kept; drop it onto the page again.")
                return _checked(*_named(path, load(path, None, key.partition("/")[2] or None)))
            if self._book is None:
                raise SelectionError(
                    f"There is no report “{key[:80]}” here; leave “report” out of the address."
                )
            entry = self._book.entry(key) if key else self._book.entries[0]
            return _checked(self._book.report(entry, self._year), self._book.table(entry, self._year))
        except YearUnknown:
            raise
        except ReportError as error:
            raise SelectionError(str(error)) from None

    def _dropped_book(self, file: str) -> Book:
        book = read_book(_folder() / file)
        if book is None:
            raise ReportError("The dropped file is no longer kept; drop it onto the page again.")
        return book

    def drop(self, name: str, content: bytes) -> str:
        """Keep a file that was dropped onto the page; its key. Raises `ReportError` for what cannot be shown."""
        ending = re.sub(r"[^a-z0-9.]", "", Path(name).suffix.lower())[:9]
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"file-{hashlib.sha256(content).hexdigest()[:24]}{ending}"
        path.write_bytes(content)
        path.with_name(path.name + ".name").write_text(Path(name).stem, "utf-8")
        try:
            book = read_book(path)
            key = f"{path.name}/{book.entries[0].name}" if book else path.name
            self._opened(key)
        except (ReportError, SelectionError) as error:
            path.unlink(missing_ok=True)
            # The person knows the file by the name it had, not by the one it is kept under.
            if isinstance(error, YearUnknown):
                error = YearUnknown(name).advised("say it in the file’s name, as in report-2008.txt")
            raise ReportError(str(error).replace(str(path), name)) from None
        return key


def _named(path: Path, found: tuple) -> tuple:
    """The report under the name its file had, not the one it is kept under."""
    report, table = found
    try:
        name = path.with_name(path.name + ".name").read_text("utf-8")
    except OSError:
        return found
    if report.title.lower().startswith("file "):
        title = re.sub(
            rf"[\s,]*\b{report.year}$", "", name.replace("-", " ").replace("_", " ").title().strip()
        )
        report = replace(report, title=title or "Report")
    return report, table


def _checked(report, table) -> View:
    view = View(report, table)
    if not len(view.index):
        raise ReportError(
            f"{report.title or 'The report'} names no date of {report.year} itself; choose another year with --year."
        )
    return view


def _folder() -> Path:
    return user_cache_path("yearline") / "opened"
