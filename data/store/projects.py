"""Project files (`.yearline`): a report and its log of corrections in one file, for any machine, without a server.

An archive of three files: `manifest.json` (version, name, year), `report` (the file as it was opened) and
`log.json` (the entries).
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import error as zlib_error

import orjson

from data.events.corrections import MOST_ENTRIES, CorrectionError
from data.events.parsing import parse_entry
from data.files.archives import ArchiveError, open_archive
from data.files.limits import check
from data.files.table_reading import parse_answers
from data.report import ReportError
from data.store.corrections import MOST_LOG_BYTES
from data.store.reports import LONGEST_NAME, File
from data.store.schema import to_line

VERSION = 1
ENDING = ".yearline"
MEDIA_TYPE = "application/vnd.yearline+zip"
_MANIFEST, _REPORT, _LOG = "manifest.json", "report", "log.json"
_LONGEST_MANIFEST = 10_000
_START = b"PK\x03\x04"


@dataclass(frozen=True)
class Project:
    """What a project file holds: the report's file, and the entries of its log as JSON carries them."""

    file: File
    log: list[dict[str, Any]]


def write_project(file: File, log: Sequence[dict[str, Any]]) -> bytes:
    """The project file; the same report and log give the same bytes."""
    manifest = {"version": VERSION, "name": file.name, "media_type": file.media_type, "year": file.year}
    if file.answers:
        manifest["answers"] = orjson.loads(file.answers)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            (_MANIFEST, orjson.dumps(manifest)),
            (_REPORT, file.content),
            (_LOG, orjson.dumps(list(log))),
        ):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def is_project(raw: bytes) -> bool:
    """Whether a file's content is a project: an archive that begins with its manifest."""
    return raw.startswith(_START) and raw[30 : 30 + len(_MANIFEST)] == _MANIFEST.encode()


def read_project(name: str, raw: bytes) -> Project:
    """The project in the file `name`. Raises `ReportError` for one that is broken, or too much."""
    check("bytes", len(raw), name)
    broken = ReportError(f"{name} is no whole project file; save it again from Share.")
    try:
        with open_archive(name, raw) as archive:
            infos = archive.infolist()
            if sorted(info.filename for info in infos) != sorted((_MANIFEST, _REPORT, _LOG)):
                raise broken
            parts = {info.filename: _read(name, archive, info) for info in infos}
        manifest, log = orjson.loads(parts[_MANIFEST]), orjson.loads(parts[_LOG])
    except (
        ArchiveError,
        zipfile.BadZipFile,
        zlib_error,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,  # RecursionError too
    ):
        raise broken from None
    if not isinstance(manifest, dict) or not isinstance(log, list):
        raise broken
    return Project(_file(name, manifest, parts[_REPORT]), _entries(name, log))


def _read(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    most = {_MANIFEST: _LONGEST_MANIFEST, _LOG: 2 * MOST_LOG_BYTES}.get(info.filename)
    if most is None:
        check("bytes", info.file_size, name)
    elif info.file_size > most:
        raise ReportError(
            f"{name} has a {info.filename} of more than {most:,} bytes; save it again from Share."
        )
    return archive.read(info)


def _file(name: str, manifest: dict[str, Any], content: bytes) -> File:
    version, year = manifest.get("version"), manifest.get("year")
    if version != VERSION:
        raise ReportError(f"{name} was saved by a newer Yearline; open it with that one.")
    if year is not None and (not isinstance(year, int) or not 0 < year < 10_000):
        raise ReportError(f"{name} says of no year that could be one; save it again from Share.")
    given, media_type = manifest.get("name"), manifest.get("media_type")
    return File(
        to_line(given if isinstance(given, str) else "", LONGEST_NAME) or "report",
        content,
        to_line(media_type if isinstance(media_type, str) else "", LONGEST_NAME),
        year,
        _answers(manifest.get("answers")),
    )


def _answers(given: object) -> str:
    """What was answered about a table, checked as a form is. Raises `ReportError`."""
    if not isinstance(given, dict):
        return ""
    order = given.get("order", "")
    try:
        columns = orjson.dumps(given.get("columns", {})).decode()
    except orjson.JSONEncodeError:
        raise ReportError(
            "The answers about the table are nested too deep; save the project again from Share."
        ) from None
    return parse_answers(columns, order if isinstance(order, str) else "").to_text()


def _entries(name: str, log: list[Any]) -> list[dict[str, Any]]:
    if len(log) > MOST_ENTRIES:
        raise ReportError(f"{name} has more than {MOST_ENTRIES:,} changes; save a part of them.")
    try:
        entries = [parse_entry(entry).to_json() for entry in log]
    except CorrectionError as error:
        raise ReportError(f"A change in {name} cannot be read: {error}") from None
    except RecursionError:
        raise ReportError(
            f"A change in {name} is nested too deep to be read; save it again from Share."
        ) from None
    numbers = [entry["seq"] for entry in entries]
    if any(later <= earlier for earlier, later in zip(numbers, numbers[1:], strict=False)):
        raise ReportError(f"The changes in {name} are not in the order of their numbers; save it again.")
    return renumbered(entries)


def renumbered(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries counted from 1 in their order, and undo pointing to them; one that took back nothing still does."""
    new = {entry["seq"]: number for number, entry in enumerate(entries, 1)}
    return [
        {**entry, "seq": number, **({"undo": new.get(entry["undo"], number)} if "undo" in entry else {})}
        for number, entry in enumerate(entries, 1)
    ]
