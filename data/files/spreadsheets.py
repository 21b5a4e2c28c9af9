"""Read CSV, JSON and Excel as rows of cells."""

import io
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zipfile import ZipFile

import pandas as pd

from data.events.cells import CONTINUED
from data.events.writers import restore_formula
from data.files.archives import ArchiveError, check_markup, open_archive
from data.files.csv_rows import read_rows
from data.files.limits import LIMITS, TooMuchError, check
from data.files.text import clean, decode
from data.report import ReportError

_DEEPEST = 2  # nesting depth of names in JSON: TimelineJS has one level
_OWN_OBJECTS = ("evidence", "other", "as_read")
_MOST_SHEETS = 30
_MOST_MERGED = 10_000  # merged ranges of a sheet
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_TAG = re.compile(r"<[^<>]{1,2000}>")


@dataclass(frozen=True)
class Sheet:
    """The non-empty rows of a table. The header is not known yet, unless `header` has the names.

    Cells are cleaned texts, numbers, dates, lists, or None. `lines` says where each row starts in the file, counted in `unit`:
    a line, row or item. `name` is that of a workbook's sheet.
    """

    rows: list[list[object]]
    lines: list[int]
    unit: str = "line"
    name: str = ""
    header: tuple[str, ...] | None = None
    title: str = ""
    others: tuple[str, ...] = ()  # the workbook's other sheets


@contextmanager
def _as_table(name: str) -> Iterator[None]:
    """Raise one sentence for whatever a library raises if a file is not a table."""
    try:
        yield
    except (ReportError, MemoryError):
        raise
    except RecursionError:
        raise TooMuchError(LIMITS["nesting"], name) from None
    except Exception as error:
        reason = f" ({clean(str(error)).splitlines()[0][:120]})" if str(error).strip() else ""
        raise ReportError(
            f"{name} cannot be read as a table{reason}; save it again as CSV, JSON or Excel."
        ) from None


def read_csv(name: str, raw: bytes) -> list[Sheet]:
    """The rows of a CSV or TSV file as texts, in any encoding and with any separator."""
    with _as_table(name):
        check("rows", raw.count(b"\n"), name)
        rows, lines = read_rows(decode(name, raw, table=True), name.lower().endswith(".tsv"))
        check("columns", max(map(len, rows), default=0), name)
        return [Sheet(_checked(name, rows, restore_formula), lines)]


def read_json(name: str, raw: bytes) -> list[Sheet]:
    """The rows of JSON: a list of objects, or an object that contains one."""
    with _as_table(name):
        content = json.loads(decode(name, raw, table=True))
        title = ""
        if isinstance(content, dict):
            if isinstance(content.get("timeline"), dict):  # TimelineJS as it was before 2015
                content = content["timeline"]
                title = str(content.get("headline") or "")
                content = {"events": content.get("date")}
            elif isinstance(content.get("title"), dict) and isinstance(content["title"].get("text"), dict):
                title = str(content["title"]["text"].get("headline") or "")
            lists = (value for value in content.values() if isinstance(value, list))
            groups = content.get("groups")
            content = content.get("events") or content.get("data") or content.get("items") or next(lists, [])
            content = _with_group_names(content, groups)
        if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
            raise ReportError(f"{name} has no list of events; write one object for each, in a list.")
        check("rows", len(content), name)
        columns: set[str] = set()
        for row in content:
            columns.update(_names(row))
            check("columns", len(columns), name)
        content = [_with_own_objects(row) for row in content]
        frame = _flattened_timeline_js(pd.json_normalize(content, sep=" ", max_level=_DEEPEST))
        values = frame.astype(object).where(frame.notna(), None).to_numpy(dtype=object).tolist()
        header = tuple(clean(str(column))[:200] for column in frame.columns)
        rows = _checked(name, [[_value(value) for value in row] for row in values])
        return [
            Sheet(
                rows,
                list(range(1, len(rows) + 1)),
                "item",
                header=header,
                title=clean(str(_plain(title)))[:200],
            )
        ]


def _with_own_objects(row: dict) -> dict:
    """A row with the objects of our own columns as JSON text, as in our CSV."""
    objects = [name for name in _OWN_OBJECTS if isinstance(row.get(name), dict)]
    return row | {name: json.dumps(row[name], ensure_ascii=False) for name in objects} if objects else row


def _with_group_names(content: object, groups: object) -> object:
    """The items of vis-timeline with the names of their groups, which are in a separate list."""
    if not isinstance(content, list) or not isinstance(groups, list):
        return content
    known = {
        str(group["id"]): str(group["content"])
        for group in groups
        if isinstance(group, dict) and group.get("content") and "id" in group
    }
    return [
        row | {"group": known[str(row["group"])]}
        if isinstance(row, dict) and str(row.get("group")) in known
        else row
        for row in content
    ]


def _names(row: dict, level: int = 0) -> Iterator[str]:
    """The columns of a row of JSON."""
    for key, value in row.items():
        if isinstance(value, dict) and level < _DEEPEST:
            yield from (f"{key} {inner}" for inner in _names(value, level + 1))
        else:
            yield str(key)


def _flattened_timeline_js(frame: pd.DataFrame) -> pd.DataFrame:
    """TimelineJS's own JSON (start_date.year, text.headline) with the names of its spreadsheet."""
    names = {f"start_date {part}": part.title() for part in ("year", "month", "day")}
    names |= {f"end_date {part}": f"End {part.title()}" for part in ("year", "month", "day")}
    names |= {"text headline": "Headline", "text text": "Text", "group": "Group"}
    old = {"startDate": "Start date", "endDate": "End date", "tag": "Group"}  # of TimelineJS before 2015
    is_new, is_old = "start_date year" in frame, "startDate" in frame and "headline" in frame
    frame = frame.rename(columns={a: b for a, b in names.items() if a in frame and b not in frame})
    if is_old:
        frame = frame.rename(columns={a: b for a, b in old.items() if a in frame and b not in frame})
        for column in {"Start date", "End date"} & set(frame.columns):
            frame[column] = frame[column].map(_without_clock, na_action="ignore")
    is_vis = (
        "start" in frame and "content" in frame
    )  # vis-timeline: HTML as well, and how a box looks as "type"
    if is_vis:
        frame = frame.drop(columns=[name for name in ("type", "style", "className") if name in frame])
        for column in {"content", "Group"} & set(frame.columns):
            frame[column] = frame[column].map(_plain, na_action="ignore")
    if is_new or is_old:
        for column in {"Headline", "headline", "Text", "text"} & set(frame.columns):
            frame[column] = frame[column].map(_plain, na_action="ignore")
    return frame


def _without_clock(value: object) -> object:
    """ "2012,1,26,15,30" without hours and minutes."""
    return ",".join(value.split(",")[:3]) if isinstance(value, str) else value


def _plain(value: object) -> object:
    """HTML, as in TimelineJS's texts, as plain text."""
    if not isinstance(value, str) or not ("<" in value or "&" in value):
        return value
    from html import unescape

    return " ".join(unescape(_TAG.sub(" ", value)).split())


def read_workbook(name: str, raw: bytes) -> list[Sheet]:
    """The rows of a workbook's sheets. Empty rows, and columns beyond the limit, are skipped.

    A cell that is merged over several rows is repeated in each of them.
    """
    import openpyxl

    with _as_table(name):
        try:
            archive = open_archive(name, raw)
            check_markup(name, archive, streamed=("xl/worksheets/",))
        except ArchiveError:
            raise ReportError(
                f"{name} is not a workbook that can be read; save it again as .xlsx or CSV."
            ) from None
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        worksheets = book.worksheets[:_MOST_SHEETS]
        shown = [sheet for sheet in worksheets if sheet.sheet_state == "visible"] or worksheets
        sheets, count = [], 0
        for sheet in shown:
            sheet.reset_dimensions()  # the size in the file is untrusted
            rows, lines = [], []
            for line, row in _filled(sheet.iter_rows(values_only=True)):
                check("rows", count := count + 1, name)
                rows.append([_value(value) for value in row])
                lines.append(line)
            if rows:
                _join_continued(rows)
                _fill_merged(rows, lines, archive, getattr(sheet, "_worksheet_path", ""))
                others = tuple(clean(other.title)[:80] for other in shown if other is not sheet)
                title = clean(sheet.title)[:80]
                sheets.append(Sheet(_checked(name, rows), lines, "row", name=title, others=others))
        if not sheets:
            raise ReportError(f"{name} has no row that is filled; choose another file.")
        return sheets


def _join_continued(rows: list[list[object]]) -> None:
    """Join cells that our own workbook continues in the next column, as they are too long for one."""
    head = rows[0]
    for at in range(len(head) - 1, 0, -1):
        if head[at] == f"{head[at - 1]}{CONTINUED}":
            for row in rows:
                rest = row.pop(at) if at < len(row) else None
                if row is not head and rest is not None:
                    row[at - 1] = f"{'' if row[at - 1] is None else row[at - 1]}{rest}"


def _filled(rows: Iterable[tuple]) -> Iterator[tuple[int, tuple]]:
    """The non-empty rows with their numbers, each up to its last value within the limit of columns."""
    most = LIMITS["columns"].most
    for line, row in enumerate(rows, 1):
        row = row[:most]
        last = next((i for i in range(len(row), 0, -1) if row[i - 1] is not None), 0)
        if last:
            yield line, row[:last]


def _value(value: object) -> object:
    """A cell's value: a whole number without ".0", a list as texts."""
    if isinstance(value, list):
        return [text for item in value if (text := _item(item))]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _item(item: object) -> str:
    """An item of a list as one text: an object by its name."""
    if isinstance(item, dict):
        named = (item[key] for key in ("name", "label", "title", "text", "value", "url") if item.get(key))
        item = next(named, None)
    return "" if item is None or isinstance(item, dict | list) else clean(str(item))


def _fill_merged(rows: list[list[object]], lines: list[int], archive: ZipFile, path: str) -> None:
    """Repeat the value of a merged cell in each of its rows."""
    if path not in archive.namelist():
        return
    part = archive.read(path)
    merged = part[part.find(b"mergeCells") :]
    places = {line: place for place, line in enumerate(lines)}
    for number, (left, top, right, bottom) in enumerate(_MERGED.findall(merged)):
        column, first, last = _column(left), int(top), int(bottom)
        if number >= _MOST_MERGED or last - first > len(lines):
            return
        if left != right or first not in places or column >= len(rows[places[first]]):
            continue
        value = rows[places[first]][column]
        for line in range(first + 1, last + 1):
            if (place := places.get(line)) is not None:
                row = rows[place]
                row.extend([None] * (column + 1 - len(row)))
                row[column] = value if row[column] is None else row[column]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _checked(name: str, rows: list[list[object]], mend=None) -> list[list[object]]:
    """The rows with cleaned texts within the limit of a cell; `mend` changes those that start with "'"."""
    longest = LIMITS["cell"].most
    for row in rows:
        for place, value in enumerate(row):
            if isinstance(value, list) and sum(map(len, value)) > longest:
                raise TooMuchError(LIMITS["cell"], name)
            if not isinstance(value, str):
                continue
            if len(value) > longest:
                raise TooMuchError(LIMITS["cell"], name)
            if not (value.isascii() and value.isprintable()):
                row[place] = value = clean(value)
            if mend and value.startswith("'"):
                row[place] = mend(value)
    return rows
