"""Find what was changed, removed or added in a pack: its archive, its manifest and its crate, one sentence each."""

import zipfile
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import orjson

from data.files.archives import ArchiveError, open_archive, read_part
from data.files.proof.archive import read_manifest, write_archive
from data.files.proof.contents import CRATE, MANIFEST, hash_of
from data.report import ReportError

_LONGEST_NAME = 300  # characters


def read_parts(name: str, raw: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The parts of the pack `name`, and a sentence on each that cannot be read or must not be there.

    Raises `ReportError` if it is not an archive, or too large. Nothing is written to disk.
    """
    try:
        with open_archive(name, raw) as archive:
            return _read_all(name, raw, archive)
    except ArchiveError:
        raise ReportError(
            f"{name} is no whole archive: the list of files at its end was changed or cut off; get the pack again."
        ) from None


def _read_all(name: str, raw: bytes, archive: zipfile.ZipFile) -> tuple[dict[str, bytes], list[str]]:
    infos = archive.infolist()
    counts = Counter(info.filename for info in infos)
    wrong = [f"{_show(one)} is in the pack {n} times." for one, n in counts.items() if n > 1]
    wrong += [
        f"{_show(one)} is no name of a file in a pack, as it leads out of it."
        for one in counts
        if is_outside(one)
    ]
    parts: dict[str, bytes] = {}
    for info in infos:
        if counts[info.filename] > 1 or is_outside(info.filename):
            continue
        try:
            parts[info.filename] = read_part(archive, info)
        except ArchiveError:
            wrong.append(
                f"{_show(info.filename)} was changed: its bytes are not those that the archive notes for it."
            )
    return parts, wrong or _check_archive(name, raw, parts)


def is_outside(name: str) -> bool:
    """Whether a name would lead out of the folder that a pack is unpacked in, or is otherwise not one that a pack has."""
    steps = name.split("/")
    odd = "\\" in name or ":" in name or not name.isprintable() or len(name) > _LONGEST_NAME
    return odd or any(step in ("", ".", "..") for step in steps)


def _check_archive(name: str, raw: bytes, parts: Mapping[str, bytes]) -> list[str]:
    """Whether the archive around the parts is exactly as Yearline writes it."""
    written = write_archive(parts)
    if written == raw:
        return []
    at = next(
        (i for i, (a, b) in enumerate(zip(raw, written, strict=False)) if a != b), min(len(raw), len(written))
    )
    return [
        f"{name} is not packed as Yearline packed it: its byte {at:,}, which is of the archive and of no file in it, is another."
    ]


def check_manifest(parts: Mapping[str, bytes], broken: bool = False) -> list[str]:
    """A sentence on each part that is missing, added or different from the manifest.

    If the archive is `broken`, unreadable parts are reported already.
    """
    if MANIFEST not in parts:
        return (
            [] if broken else [f"{MANIFEST} is missing, so nothing tells whether the other files are right."]
        )
    hashes, wrong = read_manifest(parts[MANIFEST])
    for name, said in hashes.items():
        if name in parts and hash_of(parts[name]) != said:
            wrong.append(f"{_show(name)} was changed: its SHA-256 is not the one in {MANIFEST}.")
        elif name not in parts and not broken:
            wrong.append(f"{_show(name)} is missing.")
    wrong += [
        f"{_show(name)} was added: {MANIFEST} does not name it."
        for name in parts
        if name not in hashes and name != MANIFEST
    ]
    return wrong


def check_crate(parts: Mapping[str, bytes]) -> list[str]:
    """A sentence on each file that differs from its description in the crate."""
    if CRATE not in parts:
        return []  # reported by the manifest
    try:
        graph = {one["@id"]: one for one in orjson.loads(parts[CRATE])["@graph"]}
        named = [one["@id"] for one in graph["./"]["hasPart"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return [f"{CRATE} is no description of a pack, so it was changed."]
    described = {unquote(str(one)): _dict(graph.get(one)) for one in named}
    expected = parts.keys() - {CRATE, MANIFEST}
    wrong = [f"{CRATE} does not describe {_show(name)}." for name in sorted(expected - described.keys())]
    wrong += [
        f"{CRATE} describes {_show(name)}, which is not there."
        for name in sorted(described.keys() - expected)
    ]
    for name in sorted(expected & described.keys()):
        about, content = described[name], parts[name]
        if (about.get("sha256"), about.get("contentSize")) != (hash_of(content), str(len(content))):
            wrong.append(f"{CRATE} gives {_show(name)} another SHA-256 or size than it has.")
    return wrong


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _show(name: str) -> str:
    """An untrusted name, safe for a terminal."""
    shown = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name)
    return shown if len(shown) <= 200 else shown[:200] + "…"
