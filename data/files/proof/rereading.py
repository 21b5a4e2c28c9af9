"""Read the evidence of a pack again and report, column by column, where the result differs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from data.events.about import about_of
from data.events.corrections import CorrectionError
from data.events.parsing import parse_entry
from data.events.writers import to_json
from data.files.anew import correct_reading, read_for, read_text_anew
from data.files.answers import parse_project_answers
from data.files.file import File
from data.files.formats import Progress
from data.files.proof.contents import (
    AS_READ,
    EVENTS,
    EVIDENCE,
    LOG,
    READING,
    RULES,
    VERSION,
    hash_word_lists,
)
from data.files.proof.crate import to_id
from data.files.proof.pack import NO_RULES, describe_rules, select, to_bytes, write_tables
from data.files.source import open_source
from data.report import ReportError
from data.selection.filters import SelectionError
from data.version import VERSION as YEARLINE

_LONGEST_VALUE = 90  # characters of a value that are shown
_NO_READING = f"{READING} does not say how the file was read, so it was changed."

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Described:
    """How a pack describes its reading: the file, of a book the entry, which events, and the version."""

    file: File
    entry: str
    query: str
    yearline: str
    word_lists: str
    log: Sequence[dict[str, Any]]


def parse_reading(parts: Mapping[str, bytes]) -> Described:
    """Parse the pack's description of its reading. Raises `ReportError` with one sentence, also for a newer version's pack."""
    try:
        said, log = orjson.loads(parts[READING]), orjson.loads(parts[LOG])
        version, year = said["pack"], said["year"]
        texts = [said[key] for key in ("name", "media_type", "entry", "selection", "yearline", "word_lists")]
    except (ValueError, LookupError, TypeError):
        raise ReportError(_NO_READING) from None
    if (
        not isinstance(version, int)
        or not all(isinstance(text, str) for text in texts)
        or not isinstance(log, list)
    ):
        raise ReportError(_NO_READING)
    if version > VERSION:
        raise ReportError(
            f"The pack was saved by a newer Yearline ({texts[4][:20]}); verify it with that one."
        )
    if not (year is None or isinstance(year, int) and 0 < year < 10_000):
        raise ReportError(_NO_READING)
    sources = [name for name in parts if name.startswith(EVIDENCE)]
    if len(sources) != 1:
        raise ReportError(f"The pack has {len(sources)} files in {EVIDENCE}, where one is read.")
    answers = parse_project_answers(said.get("answers"), year).to_text()
    file = File(texts[0], parts[sources[0]], texts[1], year, answers)
    _, _, entry, query, yearline, word_lists = texts
    return Described(file, entry, query, yearline, word_lists, log)


def read_anew(parts: Mapping[str, bytes], progress: Progress | None = None) -> list[str]:
    """A sentence on each event, and each file of the table, that differs when the evidence is read again.

    Raises `ReportError` if it cannot be read.
    """
    described = parse_reading(parts)
    source = open_source(described.file, progress=progress)
    reading = source.read((described.entry or None) if source.book else None)
    try:
        log = list(map(parse_entry, described.log))
        reading = read_for(reading, about_of(log), read_text_anew)
        corrected = correct_reading(reading, log)
        table = corrected.table
    except (CorrectionError, RecursionError):
        return [f"{LOG} has a correction that cannot be read, so it was changed."]
    try:
        table = select(table, described.query)
    except SelectionError as error:
        return [f"The events that the pack chose are not found any more: {error}"]
    packed, now = _rows(parts.get(EVENTS, b"[]")), json.loads(to_json(table))
    if packed is None:
        return [f"{EVENTS} is no table of events, so it was changed."]
    said: dict[tuple[str, str], str] = {}
    if AS_READ in parts:
        before = _rows(parts[AS_READ])
        if before is None:
            return [f"{AS_READ} is no table of events, so it was changed."]
        read = json.loads(to_json(reading.table))
        if described.query:
            chosen = {row["id"] for row in before}
            read = [row for row in read if row["id"] in chosen]
        said |= compare(before, read)
    said |= {key: words for key, words in compare(packed, now).items() if key not in said}
    if said:
        return list(said.values())
    address = to_id(next(name for name in parts if name.startswith(EVIDENCE)))
    again = write_tables(corrected.report, table, address)
    if parts.get(RULES) != to_bytes(NO_RULES):
        again[RULES] = to_bytes(describe_rules(table))
    return [
        f"{name} does not say what the evidence and the corrections give."
        for name, content in again.items()
        if name in parts and parts[name] != content and name != EVENTS
    ]


def compare(packed: Sequence[Row], now: Sequence[Row]) -> dict[tuple[str, str], str]:
    """A sentence by event and column for each difference; by event and "" for one that is new or gone."""
    before, after = {row["id"]: row for row in packed}, {row["id"]: row for row in now}
    said = {
        (one, ""): f"{_name(before[one])} is in the pack, and is not read now."
        for one in before
        if one not in after
    }
    said |= {
        (one, ""): f"{_name(after[one])} is read now, and is not in the pack."
        for one in after
        if one not in before
    }
    for one in before.keys() & after.keys():
        for column in dict.fromkeys([*before[one], *after[one]]):
            was, is_now = before[one].get(column), after[one].get(column)
            if was != is_now:
                said[one, column] = (
                    f"{_name(before[one])}: {column} is {_show(was)} in the pack, and is read as {_show(is_now)} now."
                )
    return dict(sorted(said.items()))


def describe_versions(parts: Mapping[str, bytes]) -> str:
    """Which version made the pack, and whether its word lists are the same."""
    described = parse_reading(parts)
    same = "the same" if described.word_lists == hash_word_lists() else "other"
    return f"The pack was made by Yearline {described.yearline[:20]}, and is read by {YEARLINE} with {same} word lists."


def _rows(content: bytes) -> list[Row] | None:
    try:
        rows = orjson.loads(content)
    except ValueError:
        return None
    is_table = isinstance(rows, list) and all(
        isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows
    )
    return rows if is_table else None


def _name(row: Row) -> str:
    return f"Event {_line(row['id'])} ({_line(row.get('date', ''))}, “{_line(row.get('headline', ''))}”)"


def _show(value: Any) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    return f"“{_line(value)}”" if isinstance(value, str) else _line(json.dumps(value, ensure_ascii=False))


def _line(value: Any) -> str:
    """A value in one line, safe for a terminal, and shortened if it is long."""
    text = "".join(one if one.isprintable() else " " for one in str(value))
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
