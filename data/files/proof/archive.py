"""Proof packs as bytes: an archive with only one possible encoding, so that every byte of it can be checked."""

import io
import re
import zipfile
from collections.abc import Mapping

from data.files.proof.contents import MANIFEST, hash_of

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_UNIX = 3


def write_archive(parts: Mapping[str, bytes]) -> bytes:
    """Write the archive of the parts in order. Nothing is compressed and no time is stored: the same parts are the same
    bytes anywhere.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = _UNIX, 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_STORED)
    return buffer.getvalue()


def with_manifest(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts sorted by name, followed by their manifest."""
    ordered = {name: parts[name] for name in sorted(parts) if name != MANIFEST}
    return ordered | {MANIFEST: write_manifest(ordered)}


def write_manifest(parts: Mapping[str, bytes]) -> bytes:
    """One line for each part, its SHA-256 and its name, as for `sha256sum --check`."""
    return "".join(f"{hash_of(content)}  {name}\n" for name, content in parts.items()).encode()


def read_manifest(content: bytes) -> tuple[dict[str, str], list[str]]:
    """The hash of each part by name; and a sentence on each invalid line."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return {}, [f"{MANIFEST} is no text in UTF-8, so it was changed."]
    hashes: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        found = _LINE.fullmatch(line)
        if not found:
            wrong.append(f"Line {number} of {MANIFEST} is no hash and name, so it was changed.")
        elif found[2] in hashes:
            wrong.append(f"{MANIFEST} names {found[2]} twice.")
        else:
            hashes[found[2]] = found[1]
    return hashes, wrong
