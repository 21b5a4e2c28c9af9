"""Each event as a W3C Web Annotation of the report, with a schema.org Event."""

from typing import Any

import pandas as pd

from data.dates.edtf import in_words
from data.events.uwazi import huridocs_codes
from data.report import Report

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level1"
_AROUND = 32  # characters of the report before and after a quoted sentence
_TYPES = {"person": "Person", "group": "Thing", "foreign state": "Country"}


def annotations_jsonld(
    report: Report, table: pd.DataFrame, address: str, missing: str = ""
) -> dict[str, Any]:
    """An annotation collection of the events in `table`, as JSON-LD: each event, then each part of its claim at its own
    words.

    `address` is the report's page; an event's address adds `event=ID`. Positions count characters (Unicode code points) of
    `report.text`, as TextPositionSelector requires. An event that a person added without a passage targets the report as a
    whole. `missing` is a sentence on what is missing.
    """
    kinds = table.attrs.get("kinds", {})
    items = []
    for row in table.to_dict("records"):
        items += [_annotation(report, row, address, kinds), *_parts(report, row, address)]
    return {
        "@context": [
            _CONTEXT,
            {"schema": "https://schema.org/", "edtf": "http://id.loc.gov/datatypes/edtf/"},
        ],
        "id": address,
        "type": "AnnotationCollection",
        "label": report.named,
        **({"schema:description": missing} if missing else {}),
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(report: Report, row: dict, address: str, kinds: dict[str, str]) -> dict:
    own = _own(row, address)
    return {
        "id": own,
        "type": "Annotation",
        "motivation": "identifying",
        "body": _event(row, own, kinds),
        "target": _target(report, row, address),
    }


def _parts(report: Report, row: dict, address: str) -> list[dict]:
    """An annotation for each part of the claim that has words in the report."""
    own, found = _own(row, address), []
    evidence = row.get("evidence")
    for part, spans in (evidence if isinstance(evidence, dict) else {}).items():
        value = row.get(part)
        values = value if isinstance(value, list) else [value]
        places = [(int(row["start"]) + first, int(row["start"]) + last) for first, last in spans]
        places = [(first, last) for first, last in places if first < last <= int(row["end"])]
        if not places or not values or any(one is None or one is pd.NA for one in values):
            continue
        body: dict[str, Any] = {
            "type": "TextualBody",
            "purpose": "classifying" if part == "acts" else "tagging",
            "value": ", ".join(str(one).lower() if isinstance(one, bool) else str(one) for one in values),
        }
        if part == "acts" and (
            codes := [code for act in values for code in huridocs_codes().get(str(act), ())]
        ):
            body["schema:termCode"] = codes
        found.append(
            {
                "id": f"{own}#{part}",
                "type": "Annotation",
                "motivation": body["purpose"],
                "schema:name": part,
                "schema:about": f"{own}#event",
                "body": body,
                "target": [_place(report, first, last, address) for first, last in places],
            }
        )
    return found


def _own(row: dict, address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}event={row['id']}"


def _event(row: dict, own: str, kinds: dict[str, str]) -> dict:
    """What happened, as a schema.org Event; an inexact date is also given as EDTF."""
    return {
        "id": f"{own}#event",
        "type": "schema:Event",
        "schema:name": row["headline"],
        "schema:description": row["text"],
        "schema:startDate": _day(row["first_day"]),
        "schema:endDate": _day(row["last_day"]),
        "schema:temporalCoverage": {"@type": _EDTF, "@value": row["date"]},
        "schema:about": row["theme"],
        "schema:disambiguatingDescription": in_words(row["date"]),
        "schema:actor": [
            {"type": f"schema:{_TYPES.get(kinds.get(name, ''), 'Organization')}", "schema:name": name}
            for name in row["actors"]
        ],
    }


def _target(report: Report, row: dict, address: str) -> dict | str:
    start, end = int(row["start"]), int(row["end"])
    return address if start == end else _place(report, start, end, address)


def _place(report: Report, start: int, end: int, address: str) -> dict:
    return {
        "source": address,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": report.text[start:end],
                "prefix": report.text[max(0, start - _AROUND) : start],
                "suffix": report.text[end : end + _AROUND],
            },
        ],
    }


def _day(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%d")
