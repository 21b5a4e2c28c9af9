"""Build the events of a table's rows, and the report of their texts."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.dates.edtf import days_of
from data.events.table import as_table
from data.events.typed_dates import precision_of, year_of
from data.files.answers import Answers
from data.files.own_columns import is_own, merge_others, read_own_columns
from data.files.reports import title_of
from data.files.table_dates import RowDates, as_written
from data.files.table_meaning import Meaning
from data.files.table_rows import Rows, cut
from data.files.table_texts import LONGEST_HEADLINE
from data.report import Paragraph, Report


def build_events(
    rows: Rows,
    name: str,
    answers: Answers,
    cells: dict[str, Sequence[object]],
    dates: RowDates,
    headlines: list[str],
    texts: list[str],
    keep: list[int],
    meaning: Meaning,
) -> tuple[Report, pd.DataFrame]:
    """Build the report and the events of the rows to `keep`, from their `cells` by field, dates, headlines, texts and other
    columns.
    """
    codes, distinct = pd.factorize(np.array([dates.cells[row].edtf for row in keep], dtype=object))
    date = pd.Series(np.asarray(distinct, dtype=object)[codes])  # one string per date, not per row
    bounds = [days_of(edtf) for edtf in distinct]
    headline = pd.Series([headlines[row] for row in keep], dtype="string")
    text = pd.Series([texts[row] for row in keep], dtype="string")
    theme = pd.Series(_one_in_case(cells.get("theme"), keep), dtype="string")
    theme = theme.where(theme != "", "Events")
    lengths = text.str.len().astype(int)
    starts = (lengths + 2).cumsum() - lengths - 2
    years = [year_of(edtf) for edtf in distinct]
    claims = dict(meaning.claims.columns)
    counts = Counter(year for year in np.asarray(years)[codes].tolist() if year > 0)
    own = answers.year or counts.most_common(1)[0][0]
    events = pd.DataFrame(
        {
            "id": _ids([cells["id"][row] for row in keep] if "id" in cells else [], headline, date),
            "date": date,
            "first_day": np.array([first for first, _ in bounds], dtype="datetime64[us]")[codes],
            "last_day": np.array([last for _, last in bounds], dtype="datetime64[us]")[codes],
            "precision": np.array([precision_of(edtf) for edtf in distinct], dtype=object)[codes],
            "in_year": np.array([year > 0 for year in years])[codes],
            "theme": theme,
            "actors": _actor_lists(claims.pop("actors", cells.get("actors")), keep),
            "headline": [cut(text, LONGEST_HEADLINE) for text in headline],
            "text": text,
            "start": starts,
            "end": starts + lengths,
            "doubt": [_find_doubt(rows, row, dates) for row in keep],
            "other": meaning.others.rows,
        }
        | {part: [values[row] for row in keep] for part, values in claims.items()}
    )
    if "in_year" in cells:
        said = [as_written(cells["in_year"][row]).lower() in ("true", "1", "yes") for row in keep]
        events["in_year"] &= np.array(said)
    as_read: dict[str, dict] = {}
    if is_own(rows.names):
        kept, lines = [rows.rows[row] for row in keep], [rows.lines[row] for row in keep]
        own_cells = read_own_columns(name, rows.sheet.unit, rows.names, kept, lines)
        own_cells["other"] = merge_others(rows.names, own_cells.get("other", []), meaning.others.rows)
        reads = own_cells.pop("as_read", [])
        as_read = {event: read for event, read in zip(events["id"], reads, strict=False) if read}
        events = events.assign(**own_cells)
    table = as_table(events, list(dict.fromkeys(theme)))
    table.attrs["kinds"] = {name: "organisation" for names in table["actors"] for name in names}
    table.attrs["as_read"] = as_read
    whole = "\n\n".join(text)
    title = rows.sheet.title or title_of(name)
    title = re.sub(rf"[\s,]*\b{own}$", "", title) or title
    # A big table needs no list of paragraphs: its texts are found by offset when one is opened.
    paragraphs = (
        tuple(Paragraph(int(s), int(e), t) for s, e, t in zip(starts, starts + lengths, theme, strict=True))
        if len(events) <= 5000
        else ()
    )
    shown = [year for year in years if year > 0]
    span = "" if min(shown) == max(shown) else f"{min(shown)}–{max(shown)}"
    return Report(whole, own, title, "", "", (), paragraphs, span), table


def _find_doubt(rows: Rows, row: int, dates: RowDates) -> str:
    doubts = [f"end not read: {dates.endless[row]}"] if row in dates.endless else []
    if len(rows.rows[row]) > rows.width:
        doubts.append("more cells than the header has")
    return "; ".join(doubts)


def _one_in_case(values: Sequence[object] | None, keep: list[int]) -> list[str]:
    """Trimmed names; those that differ only in case get the most frequent spelling."""
    if values is None:
        return [""] * len(keep)
    names = [" ".join(as_written(_first_of(values[row])).split()) for row in keep]
    written = _spellings(Counter(names))
    return [written[name] for name in names]


def _first_of(value: object) -> object:
    """The first of several tags, without its group, as an event has one theme."""
    if isinstance(value, list):
        return next(iter(value), None)
    if isinstance(value, str) and ("|" in value or "::" in value):
        return next(filter(None, (part.rpartition("::")[2].strip() for part in value.split("|"))), value)
    return value


def _spellings(counts: Counter[str]) -> dict[str, str]:
    """For each name the most frequent spelling of those that differ only in case."""
    usual: dict[str, str] = {}
    for name, _ in counts.most_common():
        usual.setdefault(name.casefold(), name)
    return {name: usual[name.casefold()] for name in counts}


def _actor_lists(values: Sequence[object] | None, keep: list[int]) -> list[list[str]]:
    if values is None:
        return [[] for _ in keep]
    # Rows with the same actors share one list: a million rows have far fewer sets of actors.
    known: dict[str | tuple[str, ...], list[str]] = {}
    keys = []
    for row in keep:
        value = values[row]
        key = tuple(map(str, value)) if isinstance(value, list) else as_written(value)
        if key not in known:
            parts = key if isinstance(key, tuple) else re.split(r"[;\n]", key)
            known[key] = [name for part in parts if (name := " ".join(part.split()))]
        keys.append(key)
    counts: Counter[str] = Counter()
    for key, times in Counter(keys).items():
        for name in known[key]:
            counts[name] += times
    written = _spellings(counts)
    known = {key: list(dict.fromkeys(written[name] for name in names)) for key, names in known.items()}
    return [known[key] for key in keys]


def _ids(given: list[object], headline: pd.Series, dates: pd.Series) -> pd.Series:
    texts = [as_written(value) for value in given]
    if texts and all(texts):
        return pd.Series(texts, dtype="string")
    hashes = pd.util.hash_pandas_object(headline + "|" + dates, index=False)
    return hashes.map(lambda h: f"{h:016x}"[:10])
