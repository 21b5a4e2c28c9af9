"""Proof packs: the file that was read, the events, and who changed what, in one archive that anybody can check."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson
import pandas as pd

from data.english import rules
from data.events.annotations import annotations_jsonld
from data.events.writers import to_csv, to_json
from data.files.file import name_for_disk
from data.files.limits import check
from data.files.proof.archive import with_manifest, write_archive
from data.files.proof.contents import (
    ANNOTATIONS,
    AS_READ,
    CHRONOLOGY,
    CRATE,
    EVENTS,
    EVENTS_CSV,
    EVIDENCE,
    LOG,
    READING,
    README,
    RULES,
    VERSION,
    Proof,
    hash_word_lists,
)
from data.files.proof.crate import describe_crate, to_id, write_readme
from data.report import Report
from data.selection.index import EventIndex
from data.selection.selection import Selection
from data.version import VERSION as YEARLINE

# Of a table's rows, and of older readings without rules.
NO_RULES: dict[str, Any] = {"events": {}, "rules": {}}
Chronology = Callable[[pd.DataFrame, Report], bytes]


def write_pack(
    proof: Proof,
    report: Report,
    table: pd.DataFrame,
    read: pd.DataFrame,
    chronology: Chronology | None = None,
) -> bytes:
    """Write the pack of the events in `table`; `read` has the same without corrections.

    `chronology` makes a Word file of them. The same proof and tables give the same bytes. Raises `ReportError` for more than
    can be opened.
    """
    source = EVIDENCE + name_for_disk(proof.file.name)
    parts: dict[str, bytes] = {
        source: proof.file.content,
        LOG: to_bytes(proof.log_to_show),
        READING: to_bytes(_describe_reading(proof)),
        **write_tables(report, table, to_id(source)),
        RULES: to_bytes(describe_rules(table)),
    }
    if proof.log:
        parts[AS_READ] = to_json(read).encode()
    if chronology:
        parts[CHRONOLOGY] = chronology(table, report)
    ordered = sorted(parts)
    parts[README] = write_readme(proof, ordered).encode()
    parts = {name: parts[name] for name in sorted(parts)}
    check("unpacked", sum(map(len, parts.values())), proof.file.name)
    parts[CRATE] = to_bytes(describe_crate(proof, parts, len(table)))
    return write_archive(with_manifest(parts))


def write_tables(report: Report, table: pd.DataFrame, address: str) -> dict[str, bytes]:
    """The table's parts: as JSON, as CSV, and as annotations of the report at `address`."""
    about = annotations_jsonld(report, table, address)
    return {
        EVENTS: to_json(table).encode(),
        EVENTS_CSV: to_csv(table, mark=True).encode(),
        ANNOTATIONS: to_bytes(about),
    }


def select(table: pd.DataFrame, query: str) -> pd.DataFrame:
    """The events of a query, as every export has them: all years if nothing is filtered. Raises `SelectionError`."""
    selection = Selection.from_query(query, table)
    return table if selection.whole else EventIndex(table[table["in_year"]]).rows(selection)


def describe_rules(table: pd.DataFrame) -> dict[str, Any]:
    """Map the events' ids to the names of the rules that read them; and each of these rules to what it does and why."""
    known: Mapping[str, Sequence[str]] = table.attrs.get("rules", {})
    of_event = {event: list(known[event]) for event in table["id"] if event in known}
    fired = sorted({name for names in of_event.values() for name in names} & rules.RULES.keys())
    known_rules = {name: rules.RULES[name] for name in fired}
    about = {name: {"area": one.area, "does": one.does, "why": one.why} for name, one in known_rules.items()}
    return {"events": of_event, "rules": about}


def _describe_reading(proof: Proof) -> dict[str, Any]:
    """What is needed to read the file with the same result."""
    file = proof.file
    return {
        "pack": VERSION,
        "yearline": YEARLINE,
        "word_lists": hash_word_lists(),
        "name": file.name,
        "media_type": file.media_type,
        "year": file.year,
        "answers": json.loads(file.answers) if file.answers else {},
        "entry": proof.entry,
        "selection": proof.query,
    }


def to_bytes(value: Any) -> bytes:
    """A value as readable JSON."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str) + b"\n"
