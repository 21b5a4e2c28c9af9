"""Project files (`.yearline`): a report and its log of corrections in one file, for any machine, without a server.

An archive of three files: `manifest.json` (version, name, year, answers), `report` (the file as it was opened) and `log.json`
(the entries).
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from data.events.corrections import MOST_ENTRIES, MOST_LOG_BYTES, CorrectionError
from data.events.parsing import parse_entry
from data.files.answers import LONGEST_NAME, parse_project_answers
from data.files.archives import ArchiveError, open_archive, read_part
from data.files.file import File, shorten_name
from data.files.limits import check
from data.files.text import to_line
from data.report import ReportError

VERSION = 1
ENDING = ".yearline"
MEDIA_TYPE = "application/vnd.yearline+zip"
_MANIFEST, _REPORT, _LOG = "manifest.json", "report", "log.json"
_LONGEST_MANIFEST = 10_000
_START = b"PK\x03\x04"


@dataclass(frozen=True)
class Project:
    """The content of a project file: the report's file, and the entries of its log as JSON."""

    file: File
    log: Sequence[dict[str, Any]] = ()


def write_project(file: File, log: Sequence[dict[str, Any]]) -> bytes:
    """Write a project file; the same report and log give the same bytes. Raises `ReportError` for more than can be opened."""
    check("unpacked", len(file.content) + 2 * MOST_LOG_BYTES, file.name)
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
    """Whether a file's content is a project: an archive that starts with its manifest."""
    return raw.startswith(_START) and raw[30 : 30 + len(_MANIFEST)] == _MANIFEST.encode()


def read_project(name: str, raw: bytes) -> Project:
    """Read the project in the file `name`. Raises `ReportError` if it is broken, or too large."""
    broken = ReportError(f"{name} is no whole project file; save it again from Share.")
    try:
        with open_archive(name, raw) as archive:
            infos = archive.infolist()
            if sorted(info.filename for info in infos) != sorted((_MANIFEST, _REPORT, _LOG)):
                raise broken
            parts = {info.filename: _read(name, archive, info) for info in infos}
        manifest, log = orjson.loads(parts[_MANIFEST]), orjson.loads(parts[_LOG])
    except (ArchiveError, ValueError, RecursionError):
        raise broken from None
    if not isinstance(manifest, dict) or not isinstance(log, list):
        raise broken
    project = Project(_file(name, manifest, parts[_REPORT]), _entries(name, log))
    # A server of several files once saved a project inside a project.
    return _inside(project, name) if is_project(project.file.content) else project


def _inside(project: Project, name: str) -> Project:
    """A project inside another one, with the corrections of both."""
    inner = read_project(name, project.file.content)
    last = inner.log[-1]["seq"] if inner.log else 0
    later = [
        entry | {key: entry[key] + last for key in ("seq", "undo") if key in entry} for entry in project.log
    ]
    return Project(inner.file, [*inner.log, *later])


def _read(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    most = {_MANIFEST: _LONGEST_MANIFEST, _LOG: 2 * MOST_LOG_BYTES}.get(info.filename)
    if most is not None and info.file_size > most:
        raise ReportError(
            f"{name} has a {info.filename} of more than {most:,} bytes; save it again from Share."
        )
    return read_part(archive, info)


def _file(name: str, manifest: dict[str, Any], content: bytes) -> File:
    version, year = manifest.get("version"), manifest.get("year")
    if version != VERSION:
        raise ReportError(f"{name} was saved by a newer Yearline; open it with that one.")
    if year is not None and (not isinstance(year, int) or not 0 < year < 10_000):
        raise ReportError(f"{name} says of no year that could be one; save it again from Share.")
    given, media_type = manifest.get("name"), manifest.get("media_type")
    return File(
        shorten_name(given if isinstance(given, str) else "") or "report",
        content,
        to_line(media_type if isinstance(media_type, str) else "", LONGEST_NAME),
        year,
        parse_project_answers(manifest.get("answers"), year).to_text(),
    )


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
    """Renumber the entries from 1, and their undos; an undo without effect stays one."""
    new = {entry["seq"]: number for number, entry in enumerate(entries, 1)}
    return [
        {**entry, "seq": number, **({"undo": new.get(entry["undo"], number)} if "undo" in entry else {})}
        for number, entry in enumerate(entries, 1)
    ]
