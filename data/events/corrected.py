"""The table of events with its corrections: a pure function of the original table and the log."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from data.attrs import Shared
from data.dates.edtf import interval
from data.events.corrections import (
    CLAIM,
    FIELDS,
    LISTS,
    NAMES,
    SET,
    Correction,
    CorrectionError,
    Entry,
    Move,
    OfEvent,
    RenameActor,
    RenameTheme,
    RenameTopic,
    Same,
    Undo,
    standing,
)
from data.events.known_names import KnownNames
from data.events.replay import State, added_ids
from data.events.table import fill_claims, labels_of, rename_topics, topics_of
from data.events.typed_dates import precision_of
from data.events.undos import find_undo_times


def corrected(table: pd.DataFrame, log: Sequence[Entry], year: int | None = None) -> pd.DataFrame:
    """`table` as its corrections have it, in the order of dates; `table` itself stays as it is.

    `corrected` lists the fields that differ from what was read, `reviewed` says whether a person
    looked, `starred` whether one wants it to come first, `note` what one wants to say of it, `place` when. `id`, `text`, `start` and `end` never change. `.attrs["as_read"]` maps the id of each changed
    event to the values as read; a hidden event is there with all of its row, and `.attrs["hidden"]`
    lists it. `.attrs["added"]` lists the events that a person added, `.attrs["topics"]` the new name of each topic
    that was renamed, `.attrs["same"]` what was said of two events, by their ids.
    `year` is the report's; without it, it is told from the events of the year.
    """
    result = _with_columns(table)
    result.attrs = {}  # set below; pandas copies them at each step
    log = match_corrections(table, log)
    state = State.before(table, log)
    for entry in standing(log):
        state.apply(entry.correction, entry.seq)
    year = year or _year_of(table)
    changed, as_read = _changed_values(state)
    for name, values in changed.items():
        if name != "theme":
            result[name] = _filled(result[name], values)
    result["label"] = _filled(result["label"], changed.get("headline", {}))
    if state.themes or any("theme" in values for values in state.values.values()):
        result["theme"] = _themes(state, changed.get("theme", {}))
    if "date" in changed:
        _update_days(result, list(changed["date"]), year)
    before_now: list[list[str]] = result["corrected"].tolist()
    fields = {row: list(dict.fromkeys([*before_now[row], *as_read[row]])) for row in as_read}
    result["corrected"] = _filled(result["corrected"], fields)
    for column, marked in (("reviewed", state.reviewed), ("starred", state.starred)):
        result[column] = _filled(result[column], {row: event in marked for event, row in state.rows.items()})
    notes = {row: state.notes[event] for event, row in state.rows.items() if event in state.notes}
    result["note"] = _filled(result["note"], notes)
    if state.added:
        result = _with_added(result, state, year)
    # Original values in a table of ours are those from before it was written.
    before = table.attrs.get("as_read", {})
    known = Shared(before)
    for row in sorted(as_read):
        event = str(table["id"].iat[row])
        known[event] = {**as_read[row], **before.get(event, {})}
    gone = sorted(state.hidden)
    for event in sorted(state.hidden & state.rows.keys()):
        known[event] = table.iloc[state.rows[event]].to_dict()
    if "date" in changed or state.added:
        result = result.sort_values(["first_day", "last_day", "start"], kind="stable")
    if state.moves:
        own = result["place"].where(result["place"] > 0, len(result))  # the table is sorted already
        ids = result["id"].iloc[own.argsort(kind="stable")] if own.nunique() > 1 else result["id"]
        result["place"] = result["id"].map(dict(zip(ids, places_of(list(ids), state.moves), strict=True)))
    if state.hidden:
        result = result[~result["id"].isin(state.hidden)]
    result = result.reset_index(drop=True)
    if state.themes or state.hidden or "theme" in changed or state.added:
        result["theme"] = result["theme"].cat.remove_unused_categories()
        result["topic"] = topics_of(result["theme"])
    if state.topics:
        result["topic"] = rename_topics(result["topic"], state.topics)
    added = [event for event in state.ids.values() if event in state.added]
    result.attrs = {**table.attrs, "as_read": known, "hidden": gone, "added": added}
    result.attrs["kinds"] = _kinds(state)
    result.attrs["topics"] = dict(state.topics)
    result.attrs["same"] = {frozenset(same.same): same.on for same in state.same.values()}
    return result


def places_of(ids: Sequence[str], moves: Sequence[tuple[str, str]]) -> list[int]:
    """The position of each event, from 1, after each of the moves: of an event before another, or with "" to the end.

    `ids` are in the order of time. Moves of or before a missing event have no effect.
    """
    # A ring in which "" is before the first and after the last: moves take constant time.
    after = dict(zip(["", *ids], [*ids, ""], strict=True))
    before = {two: one for one, two in after.items()}
    for event, other in moves:
        if event == other or event not in after or other not in after:
            continue
        one, two = before[event], after[event]
        after[one], before[two] = two, one
        last = before[other]
        after[last], before[event], after[event], before[other] = event, last, other, event
    places, event = {}, after[""]
    while event:
        places[event] = len(places) + 1
        event = after[event]
    return [places[event] for event in ids]


def check_corrections(
    corrections: Sequence[Correction], table: pd.DataFrame, log: Sequence[Entry]
) -> list[Correction]:
    """Complete corrections with the original sentence and date of their event, and with the known spelling of actors;
    `table` is the original one.

    Raises `CorrectionError` with one sentence if there is no such event, theme, actor or change.
    """
    log = match_corrections(table, log)
    seq = max((entry.seq for entry in log), default=0)
    entries = [Entry(seq + i, correction) for i, correction in enumerate(corrections, 1)]
    state, late = State.before(table, [*log, *entries]), find_undo_times([*log, *entries]).late
    known = {entry.seq for entry in log}
    for entry in standing(log):
        state.apply(entry.correction, entry.seq)
    checked, names = [], KnownNames(state)
    for entry in entries:
        correction = names.follow(entry.correction)
        if isinstance(correction, Undo):
            if correction.undo not in known:
                raise CorrectionError(f"There is no change {correction.undo} to take back.")
            if entry.seq in late:
                raise CorrectionError(f"Change {correction.undo} is taken back already.")
        elif state.apply(correction, entry.seq) is None:
            raise CorrectionError(_not_found(correction))
        if isinstance(correction, OfEvent) and correction.event in state.rows:
            sentence, date = state.read(correction.event, "text"), state.read(correction.event, "date")
            correction = replace(correction, sentence=_sentence(sentence), date=date)
        checked.append(correction)
        known.add(entry.seq)
    return checked


def match_corrections(table: pd.DataFrame, log: Sequence[Entry]) -> list[Entry]:
    """The log with each event's current id in `table`: the same id, otherwise that of its sentence.

    Of several events in one sentence, the one with the same date. An unmatched event keeps its id.
    """
    added = set(added_ids(table, log).values())
    named = {entry.correction.event for entry in log if isinstance(entry.correction, OfEvent)}
    lost = named - added - set(table["id"][table["id"].isin(named)])
    if not lost:
        return list(log)
    sentences: dict[str, list[int]] = {}
    for row, text in enumerate(table["text"]):
        sentences.setdefault(_sentence(text), []).append(row)

    def found(entry: Entry) -> Entry:
        correction = entry.correction
        if not isinstance(correction, OfEvent) or correction.event not in lost:
            return entry
        rows = sentences.get(correction.sentence, []) if correction.sentence else []
        if len(rows) > 1:
            rows = [row for row in rows if table["date"].iat[row] == correction.date]
        if len(rows) != 1:
            return entry
        return replace(entry, correction=replace(correction, event=table["id"].iat[rows[0]]))

    return [found(entry) for entry in log]


def unmatched(log: Sequence[Entry], table: pd.DataFrame) -> list[Entry]:
    """The entries in force that match no event, theme or actor in `table`."""
    log = match_corrections(table, log)
    state = State.before(table, log)
    return [entry for entry in standing(log) if state.apply(entry.correction, entry.seq) is None]


def _sentence(text: str) -> str:
    """The key by which an event with another id is found: the start of its text, without spaces."""
    return " ".join(text[:2000].split())[:500]


def _not_found(correction: Correction) -> str:
    if isinstance(correction, RenameTheme):
        return f"The report has no theme “{correction.theme}”; it may have been renamed."
    if isinstance(correction, RenameTopic):
        return f"There is no topic “{correction.topic}”; it may have been renamed."
    if isinstance(correction, RenameActor):
        return f"The report has no actor “{correction.actor}”; it may have been renamed."
    if isinstance(correction, Same):
        return (
            "These two events do not stand here together; open their reports together, and reload the page."
        )
    event = correction.event if isinstance(correction, OfEvent) else ""
    if isinstance(correction, Move):
        return (
            f"The report has no event “{event}” or “{correction.before}”; reload the page to see its events."
        )
    return f"The report has no event “{event}”; reload the page to see its events."


def _with_columns(table: pd.DataFrame) -> pd.DataFrame:
    """A copy with the columns that corrections fill."""
    result = table.copy()
    if "doubt" not in result:
        result["doubt"] = pd.Series("", index=result.index, dtype="str")
    if "label" not in result:
        result["label"] = labels_of(result)
    if "corrected" not in result:
        result["corrected"] = pd.Series([[] for _ in range(len(result))], index=result.index, dtype=object)
    for column in ("reviewed", "starred"):
        if column not in result:
            result[column] = False
    if "note" not in result:
        result["note"] = pd.Series("", index=result.index, dtype="str")
    if "place" not in result:
        result["place"] = 0
    return result


def _changed_values(state: State) -> tuple[dict[str, dict[int, Any]], dict[int, dict[str, Any]]]:
    """The differences from the original: by field and row, and by row the original values."""
    changed: dict[str, dict[int, Any]] = {}
    read: dict[int, dict[str, Any]] = {}
    for name in SET:
        if name not in state.table:
            continue
        rows = {state.rows[e]: v[name] for e, v in state.values.items() if e in state.rows and name in v}
        names = {"theme": state.themes, **dict.fromkeys(NAMES, state.actors)}.get(name, {})
        if not rows and not names:
            continue
        cells = state.table[name].tolist()
        for row, value in enumerate(cells) if names else ():
            renamed = value in names if name == "theme" else not names.keys().isdisjoint(value)
            if renamed and row not in rows:
                rows[row] = state.renamed(name, value)
        for row, now in rows.items():
            now = list(now) if name in LISTS else now
            if _differ(cells[row], now):
                changed.setdefault(name, {})[row] = now
                read.setdefault(row, {})[name] = cells[row]
    return changed, read


def _differ(read: Any, now: Any) -> bool:
    """Whether two values of a field differ; None and missing are the same."""
    if not isinstance(read, list) and pd.isna(read) or now is None:
        return not (not isinstance(read, list) and pd.isna(read) and now is None)
    return bool(read != now)


def _filled(column: pd.Series, values: dict[int, Any]) -> pd.Series:
    """The column with the values of some rows replaced, keeping its type."""
    if not values:
        return column
    cells = column.tolist()
    for row, value in values.items():
        cells[row] = value
    return pd.Series(cells, index=column.index, dtype=column.dtype)


def _themes(state: State, changed: dict[int, str]) -> pd.Categorical:
    """The original theme of each row, in the report's order; new themes are placed by their events."""
    values = state.table["theme"].tolist()
    for row, value in changed.items():
        values[row] = value
    return pd.Categorical(values, categories=_theme_order(state, values), ordered=True)


def _theme_order(state: State, values: Sequence[str]) -> list[str]:
    read = list(state.table["theme"].cat.categories)
    own = [name for name in read if state.themes.get(name, name) == name]
    places: dict[str, int] = {name: read.index(name) for name in own}
    for place, name in enumerate(map(str, read)):
        places.setdefault(state.themes.get(name, name), place)
    known = sorted(places, key=lambda name: places[name])
    return list(dict.fromkeys([*known, *(value for value in values if value not in places)]))


def _update_days(result: pd.DataFrame, rows: list[int], year: int | None) -> None:
    """Update first_day, last_day, precision and in_year of rows with a changed date."""
    derived = {row: _derived(str(result["date"].iat[row]), year) for row in rows}
    for name in ("first_day", "last_day", "precision", "in_year"):
        result[name] = _filled(result[name], {row: values[name] for row, values in derived.items()})


def _derived(date: str, year: int | None) -> dict[str, Any]:
    first, last = interval(date)
    return {
        "first_day": pd.Timestamp(first),
        "last_day": pd.Timestamp(last),
        "precision": precision_of(date),
        "in_year": year is None or year in (first.year, last.year),
    }


def _year_of(table: pd.DataFrame) -> int | None:
    """The single year of all events in the year; None for a table of several years."""
    own = table[table["in_year"]]
    if own.empty:
        return None
    latest, earliest = own["first_day"].dt.year.max(), own["last_day"].dt.year.min()
    return int(latest) if latest <= earliest else None


def _with_added(result: pd.DataFrame, state: State, year: int | None) -> pd.DataFrame:
    """The table with the events that a person added, in the order of their ids, each as a full row."""
    empty_doubt = [] if len(result) and isinstance(result["doubt"].iat[0], list) else ""
    several = "report" in result and result["report"].nunique() == 1
    rows = []
    for event, add in sorted(state.added.items()):
        fields = {name: state.value(event, name) for name in FIELDS}
        known = state.values.get(event, {})
        claims = {name: known[name] for name in CLAIM if name in known}
        rows.append(
            {
                "id": event,
                **fields,
                **_derived(fields["date"], year),
                "label": fields["headline"],
                "actors": list(fields["actors"]),
                "text": add.text,
                "page": "",
                "start": add.start,
                "end": add.end,
                **{name: list(v) if isinstance(v, tuple) else v for name, v in claims.items()},
                "doubt": empty_doubt,
                "corrected": list(FIELDS),
                "reviewed": event in state.reviewed,
                "starred": event in state.starred,
                "note": state.notes.get(event, ""),
                "place": 0,
                **({"report": result["report"].iat[0]} if several else {}),
            }
        )
    more = pd.DataFrame(rows, columns=list(result.columns))
    if "acts" in result:
        fill_claims(more)
    themes = list(
        dict.fromkeys([*result["theme"].cat.categories, *more.sort_values(["first_day", "id"])["theme"]])
    )
    as_theme = pd.CategoricalDtype(themes, ordered=True)
    types = {name: result[name].dtype for name in result.columns} | {"theme": as_theme, "topic": object}
    return pd.concat(
        [result.astype({"theme": as_theme, "topic": object}), more.astype(types)], ignore_index=True
    )


def _kinds(state: State) -> dict[str, str]:
    """The kind of each actor: as given, as read, from the name it replaced, otherwise an organisation."""
    read = state.table.attrs.get("kinds", {})
    still = {name for values in state.values.values() for name in values.get("actors", ())}
    still |= set(state.actors.values())
    gone = {name for name, now in state.actors.items() if now != name} - still
    names = [name for name in read if name not in gone] + sorted(still - set(read))
    return {
        name: state.kinds.get(name) or read.get(name) or state.inherited.get(name) or "organisation"
        for name in names
    }
