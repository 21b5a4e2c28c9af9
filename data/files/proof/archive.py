"""A pack as bytes: an archive that is written in one way alone, so that every byte of it can be checked."""

import io
import re
import zipfile
from collections.abc import Mapping

from data.files.proof.contents import MANIFEST, hash_of

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_UNIX = 3


def write_archive(parts: Mapping[str, bytes]) -> bytes:
    """The archive of the parts in their order. Nothing is packed and no time is kept: the same parts are the same bytes anywhere."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = _UNIX, 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_STORED)
    return buffer.getvalue()


def with_manifest(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts in the order of their names, the manifest of all behind them."""
    ordered = {name: parts[name] for name in sorted(parts) if name != MANIFEST}
    return ordered | {MANIFEST: write_manifest(ordered)}


def write_manifest(parts: Mapping[str, bytes]) -> bytes:
    """A line for each part, its SHA-256 and its name, as `sha256sum --check` reads them."""
    return "".join(f"{hash_of(content)}  {name}\n" for name, content in parts.items()).encode()


def read_manifest(content: bytes) -> tuple[dict[str, str], list[str]]:
    """The hash of each part by its name; and a sentence on each line that is none."""
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
