"""A table of events instead of a report: CSV, JSON or Excel with our columns, TimelineJS's, or the obvious ones."""

import re

import numpy as np
import pandas as pd

from data.english.edtf import MONTHS, interval
from data.events.table import as_table
from data.files.reports import title_of
from data.report import Paragraph, Report, ReportError

# Each of our columns by the names it goes by elsewhere, in lower case.
_NAMES = {
    "date": (
        "date",
        "start date",
        "start",
        "when",
        "day",
        "datetime",
        "event_date",
        "date of event",
        "event date",
    ),
    "end": ("end date", "end", "until", "to", "last_day"),
    "headline": ("headline", "title", "event", "name", "summary", "label"),
    "text": ("text", "description", "details", "body", "notes", "note", "content"),
    "theme": ("theme", "category", "group", "section", "type", "topic", "event_type", "tag", "lane"),
    "actors": ("actors", "actor", "who", "people", "participants", "actor1"),
    "id": ("id", "event id", "event_id"),
    "in_year": ("in_year",),
}
_PARTS = ("year", "month", "day", "end year", "end month", "end day")


def read_table(name: str, frame: pd.DataFrame, year: int | None = None) -> tuple[Report, pd.DataFrame]:
    """The events of a table's rows, and a report whose text is their texts, so that every event has its place.

    Raises `ReportError` naming the columns found when there is none for the date or the headline.
    """
    frame.columns = [str(name).strip() for name in frame.columns]
    lower = {name.lower(): name for name in reversed(frame.columns)}
    columns = {ours: next((lower[n] for n in names if n in lower), None) for ours, names in _NAMES.items()}
    if "first_day" in lower:
        columns["end"] = None  # in our own tables "end" is an offset
    timeline_js = "year" in lower and columns["headline"] is not None
    if columns["headline"] is None and columns["text"] is not None:
        columns["headline"] = columns["text"]
    if columns["headline"] is None or not (columns["date"] or timeline_js):
        missing = (
            "the date"
            if columns["headline"]
            else "the headline"
            if columns["date"] or timeline_js
            else "date and headline"
        )
        found = ", ".join(frame.columns[:12]) or "none"
        raise ReportError(
            f"{name} has no column for {missing}; name one “date” and one “headline” or “title” (columns found: {found})."
        )
    if timeline_js and (kind := lower.get("type")) is not None:
        columns["theme"] = columns["theme"] if columns["theme"] != kind else None
        frame = frame[~frame[kind].astype("string").str.lower().isin(["title", "era"])]
    dates = (
        _joined_parts(frame, lower)
        if timeline_js and not _has_dates(frame, columns["date"])
        else _given(frame, columns)
    )
    return _built(name, frame, columns, dates, year)


def _has_dates(frame: pd.DataFrame, column: str | None) -> bool:
    return column is not None and column.lower() != "day" and frame[column].notna().any()


def _joined_parts(frame: pd.DataFrame, lower: dict[str, str]) -> pd.Series:
    """EDTF from Year, Month, Day, End Year, End Month, End Day."""
    parts = {
        part: pd.to_numeric(frame[lower[part]], errors="coerce")
        if part in lower
        else pd.Series(pd.NA, index=frame.index, dtype="Int64")
        for part in _PARTS
    }

    def joined(year, month, day) -> str:
        if pd.isna(year) or not 1 <= year <= 9999:
            return ""
        text = f"{int(year):04}"
        if pd.notna(month) and 1 <= month <= 12:
            text += f"-{int(month):02}"
            if pd.notna(day) and 1 <= day <= 31:
                text += f"-{int(day):02}"
        return text

    start = [joined(*row) for row in zip(parts["year"], parts["month"], parts["day"], strict=True)]
    end = [joined(*row) for row in zip(parts["end year"], parts["end month"], parts["end day"], strict=True)]
    return pd.Series(
        [f"{a}/{b}" if b and b != a else a for a, b in zip(start, end, strict=True)], index=frame.index
    )


def _given(frame: pd.DataFrame, columns: dict[str, str | None]) -> pd.Series:
    """EDTF from a date column, and an end column where there is one."""
    start = _edtf(frame[columns["date"]])
    if columns["end"] is None:
        return start
    end = _edtf(frame[columns["end"]])
    later = (end != "") & (end > start) & ~start.str.contains("/")
    return start.where(~later, start + "/" + end)


def _edtf(column: pd.Series) -> pd.Series:
    """Dates as written ("2012-03", "3 May 2012", "May 2012", "5/3/2012", a spreadsheet's date) as EDTF; "" for none."""
    text = (
        column.map(lambda v: v.strftime("%Y-%m-%d") if hasattr(v, "strftime") else v)
        .astype("string")
        .fillna("")
        .str.strip()
    )
    done = (
        text.str.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?~?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?~?)?")
        .fillna(False)
        .astype(bool)
    )
    if done.all():
        return text
    rest = text[~done]
    cut = rest.str.extract(r"^(\d{4}-\d\d-\d\d)[T ]")[0]
    known = {
        value: cut.get(i) if pd.notna(cut.get(i)) else _one(value)
        for i, value in rest.drop_duplicates().items()
    }
    return text.where(done, rest.map(known).reindex(text.index))


def _one(value: str) -> str:
    if not value:
        return ""
    month = next((i for i, name in enumerate(MONTHS, 1) if re.search(rf"\b{name[:3]}", value, re.I)), None)
    year = re.search(r"\b(\d{4})\b", value)
    if month and year:
        day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", value.replace(year[0], ""))
        return f"{year[1]}-{month:02}" + (f"-{int(day[1]):02}" if day else "")
    if slashed := re.fullmatch(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?", value):
        return "-".join(f"{int(part):02}" for part in slashed.groups() if part)
    parsed = pd.to_datetime(value, errors="coerce", dayfirst="." in value)
    return parsed.strftime("%Y-%m-%d") if pd.notna(parsed) else ""


def _built(
    name: str, frame: pd.DataFrame, columns: dict, dates: pd.Series, year: int | None
) -> tuple[Report, pd.DataFrame]:
    headline = (
        frame[columns["headline"]]
        .astype("string")
        .fillna("")
        .str.replace(r"\s+", " ", regex=True)
        .str.strip()
    )
    codes, distinct = pd.factorize(dates)
    dates = pd.Series(
        np.asarray(distinct, dtype=object)[codes], index=dates.index
    )  # one text for each date, not for each row
    right = np.array([_valid(date) for date in distinct])[codes]
    keep = (dates != "") & (headline != "") & right
    skipped = int((~keep & ((dates != "") | (headline != ""))).sum())
    frame, dates, headline = frame[keep], dates[keep], headline[keep]
    if frame.empty:
        raise ReportError(
            f"{name} has no row with both a date and a headline; write dates as in 2008-03-12, 2008-03 or 12 March 2008."
        )
    text = frame[columns["text"]].astype("string").fillna("").str.strip() if columns["text"] else headline
    text = text.where(text != "", headline)
    theme = (
        frame[columns["theme"]].astype("string").fillna("").str.strip()
        if columns["theme"]
        else pd.Series("", index=frame.index)
    )
    theme = theme.where(theme != "", "Events")
    bounds = {date: interval(date) for date in dates.unique()}
    lengths = text.str.len().astype(int)
    starts = (lengths + 2).cumsum() - lengths - 2
    own = year or int(dates.str[:4].value_counts().index[0])
    rows = pd.DataFrame(
        {
            "id": _ids(frame, columns, headline, dates),
            "date": dates,
            "first_day": dates.map(lambda d: bounds[d][0]),
            "last_day": dates.map(lambda d: bounds[d][1]),
            "precision": dates.map(_precision),
            "in_year": True,
            "theme": theme,
            "actors": _actor_lists(frame, columns),
            "headline": headline.map(_short),
            "text": text,
            "start": starts,
            "end": starts + lengths,
        }
    )
    if columns["in_year"]:
        rows["in_year"] = (
            frame[columns["in_year"]].astype("string").str.lower().isin(["true", "1", "yes"]).fillna(False)
        )
    table = as_table(rows.reset_index(drop=True), list(dict.fromkeys(theme)))
    table.attrs["kinds"] = {name: "organisation" for names in table["actors"] for name in names}
    table.attrs["skipped"] = skipped
    whole = "\n\n".join(text)
    title = title_of(name)
    title = re.sub(rf"[\s,]*\b{own}$", "", title) or title
    # For a big table the paragraphs are its texts, found by offset when one is opened; it needs no list of them.
    paragraphs = (
        tuple(Paragraph(int(s), int(e), t) for s, e, t in zip(starts, starts + lengths, theme, strict=True))
        if len(rows) <= 5000
        else ()
    )
    first, last = dates.str[:4].min(), dates.str[:4].max()
    return Report(
        whole, own, title, "", "", (), paragraphs, "" if first == last else f"{first}–{last}"
    ), table


def _valid(date: str) -> bool:
    try:
        first, last = interval(date)
    except ValueError:
        return False
    return first <= last


def _precision(date: str) -> str:
    if "/" in date:
        return "range"
    return {4: "year", 7: "month"}.get(len(date.rstrip("~")), "day")


def _actor_lists(frame: pd.DataFrame, columns: dict) -> list[list[str]]:
    if not columns["actors"]:
        return [[] for _ in range(len(frame))]
    column = frame[columns["actors"]]
    if column.map(lambda value: isinstance(value, list)).any():
        return [[str(name) for name in value] if isinstance(value, list) else [] for value in column]
    # Rows with the same actors share one list: a million rows have far fewer sets of actors.
    codes, values = pd.factorize(column, use_na_sentinel=True)
    lists = [[name.strip() for name in str(value).split(";") if name.strip()] for value in values]
    return [lists[code] if code >= 0 else [] for code in codes]


def _ids(frame: pd.DataFrame, columns: dict, headline: pd.Series, dates: pd.Series) -> pd.Series:
    if columns["id"]:
        given = frame[columns["id"]].astype("string").fillna("")
        if given.ne("").all():
            return given
    hashes = pd.util.hash_pandas_object(headline + "|" + dates, index=False)
    return hashes.map(lambda h: f"{h:016x}"[:10])


def _short(headline: str) -> str:
    return headline if len(headline) <= 70 else headline[:69].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
