"""CSV, JSON and Excel as frames of rows, before anything is made of their columns."""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pandas as pd

from data.files.archives import ArchiveError, check_markup, open_archive
from data.files.limits import LIMITS, TooMuchError, check
from data.files.text import clean
from data.report import ReportError

_DEEPEST = 2  # levels of names within names in JSON: TimelineJS has one


@contextmanager
def _as_table(name: str) -> Iterator[None]:
    """One sentence for whatever a library raises for a file that is no table."""
    try:
        yield
    except (ReportError, MemoryError):
        raise
    except UnicodeDecodeError:
        raise ReportError(f"{name} is not in UTF-8; save the table again as “CSV UTF-8”.") from None
    except RecursionError:
        raise TooMuchError(LIMITS["nesting"], name) from None
    except Exception as error:
        reason = f" ({clean(str(error)).splitlines()[0][:120]})" if str(error).strip() else ""
        raise ReportError(
            f"{name} cannot be read as a table{reason}; save it again as CSV, JSON or Excel."
        ) from None


def read_csv(name: str, raw: bytes) -> pd.DataFrame:
    """The rows of a CSV or TSV file as text; the separator is the one its first line has most of."""
    with _as_table(name):
        check("rows", raw.count(b"\n"), name)
        head = raw[: raw.find(b"\n") + 1 or len(raw)].decode("utf-8-sig", "replace")
        separator = "\t" if name.lower().endswith(".tsv") else max(",;\t|", key=head[:4096].count)
        check("columns", head.count(separator) + 1, name)
        frame = pd.read_csv(
            io.BytesIO(raw),
            sep=separator,
            dtype="string",
            encoding="utf-8-sig",
            keep_default_na=False,
            na_values=[""],
        )
        return _checked(name, frame)


def read_json(name: str, raw: bytes) -> pd.DataFrame:
    """The rows of JSON: a list of objects, or an object that holds one."""
    with _as_table(name):
        content = json.loads(raw.decode("utf-8-sig"))
        if isinstance(content, dict):
            lists = (value for value in content.values() if isinstance(value, list))
            content = content.get("events") or content.get("data") or next(lists, [])
        if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
            raise ReportError(f"{name} has no list of events; write one object for each, in a list.")
        check("rows", len(content), name)
        columns: set[str] = set()
        for row in content:
            columns.update(_names(row))
            check("columns", len(columns), name)
        frame = pd.json_normalize(content, sep=" ", max_level=_DEEPEST)
        return _flattened_timeline_js(_checked(name, frame))


def _names(row: dict, level: int = 0) -> Iterator[str]:
    """The columns that a row of JSON makes."""
    for key, value in row.items():
        if isinstance(value, dict) and level < _DEEPEST:
            yield from (f"{key} {inner}" for inner in _names(value, level + 1))
        else:
            yield str(key)


def _flattened_timeline_js(frame: pd.DataFrame) -> pd.DataFrame:
    """TimelineJS's own JSON (start_date.year, text.headline) under the names of its spreadsheet."""
    names = {f"start_date {part}": part.title() for part in ("year", "month", "day")}
    names |= {f"end_date {part}": f"End {part.title()}" for part in ("year", "month", "day")}
    names |= {"text headline": "Headline", "text text": "Text", "group": "Group"}
    return frame.rename(columns={old: new for old, new in names.items() if old in frame and new not in frame})


def read_workbook(name: str, raw: bytes) -> pd.DataFrame:
    """The rows of a workbook's first sheet. Empty rows, and columns beyond the limit, are passed over."""
    import openpyxl

    with _as_table(name):
        try:
            with open_archive(name, raw) as archive:
                check_markup(name, archive, streamed=("xl/worksheets/",))
        except ArchiveError:
            raise ReportError(
                f"{name} is not a workbook that can be read; save it again as .xlsx or CSV."
            ) from None
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size can be anything
        filled = _filled(sheet.iter_rows(values_only=True))
        header = next(filled, ())
        names = _unique(["" if value is None else str(value) for value in header])
        rows = []
        for row in filled:
            check("rows", len(rows), name)
            # As wide as the header: one far cell does not make all rows wide.
            rows.append([_value(value) for value in row[: len(names)]] + [None] * (len(names) - len(row)))
        return _checked(name, pd.DataFrame(rows, columns=names, dtype=object))


def _filled(rows: Iterable[tuple]) -> Iterator[tuple]:
    """The rows that have a value, each up to its last one within the limit of columns."""
    most = LIMITS["columns"].most
    for row in rows:
        row = row[:most]
        last = next((i for i in range(len(row), 0, -1) if row[i - 1] is not None), 0)
        if last:
            yield row[:last]


def _value(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _unique(names: list[str]) -> list[str]:
    """Names of columns as pandas makes them: "Unnamed: 2" for none, "date.1" for a second "date"."""
    seen: dict[str, int] = {}
    unique = []
    for i, name in enumerate(names):
        name = name or f"Unnamed: {i}"
        count = seen[name] = seen.get(name, -1) + 1
        unique.append(f"{name}.{count}" if count else name)
    return unique


def _checked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame, its texts made harmless and no longer than a cell can be."""
    check("rows", len(frame), name)
    check("columns", len(frame.columns), name)
    longest = LIMITS["cell"].most
    harmless: dict[str, str] = {}

    def checked(value: object) -> object:
        if not isinstance(value, str):
            return value
        if len(value) > longest:
            raise TooMuchError(LIMITS["cell"], name)
        return value if value.isascii() and value.isprintable() else harmless.setdefault(value, clean(value))

    frame.columns = [clean(str(column))[:200] for column in frame.columns]
    for i in range(len(frame.columns)):
        column = frame.iloc[:, i]
        frame.isetitem(i, column.map(checked, na_action="ignore").astype(column.dtype))
    return frame
