"""Word and Excel files are archives: how much is in one is counted before anything is unpacked."""

import io
import re
import struct
import zipfile
from zlib import error as zlib_error

from data.files.limits import check
from data.report import ReportError

_END = b"PK\x05\x06"  # the record that ends an archive and counts its files
# Office writes no document type; one is there to define entities that stand for very much text, or for a file.
_DOCTYPE = re.compile(rb"<!\x00?(?:D\x00?O\x00?C|E\x00?N\x00?T)", re.I)


# What the library raises for an archive that is broken, or has no such part.
_BROKEN = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    OverflowError,
    struct.error,
    zlib_error,
)


class ArchiveError(Exception):
    """An archive that is broken."""


def open_archive(name: str, raw: bytes) -> zipfile.ZipFile:
    """The archive, when its files are few and unpack to little. Raises `ArchiveError` and `TooMuchError`.

    What a file claims to unpack to is what `zipfile` unpacks at most.
    """
    end = raw.rfind(_END, max(0, len(raw) - 65_600))
    if end < 0 or len(raw) < end + 22:
        raise ArchiveError
    check("entries", struct.unpack_from("<H", raw, end + 10)[0], name)
    check("entries", struct.unpack_from("<L", raw, end + 12)[0] // 46, name)  # bytes of the list of files
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except _BROKEN:
        raise ArchiveError from None
    check("unpacked", sum(info.file_size for info in archive.infolist()), name)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise ReportError(f"{name} is locked with a password; save a copy without one.")
    return archive


def read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> bytes:
    """The content of a part. Raises `ArchiveError` where it is broken or missing."""
    try:
        return archive.read(part)
    except _BROKEN:
        raise ArchiveError from None


def check_markup(name: str, archive: zipfile.ZipFile, streamed: tuple[str, ...] = ()) -> None:
    """Raise for parts with a document type, or with more elements than are read.

    Parts whose name begins with one of `streamed` are read as they come, so their elements are not counted.
    """
    elements = 0
    for info in archive.infolist():
        if not info.filename.lower().endswith((".xml", ".rels")):
            continue
        part = read_part(archive, info)
        if _DOCTYPE.search(part[:4096]) or b"<!ENTITY" in part:
            raise ReportError(f"{name} defines entities, which no Office file does; save it again.")
        if not info.filename.startswith(streamed or ("\0",)):
            elements += part.count(b"<")
            check("elements", elements, name)
