"""Open Word and Excel files, which are archives, with limits that are checked before anything is unpacked."""

import io
import re
import struct
import zipfile
from zlib import error as zlib_error

from data.files.limits import check
from data.report import ReportError

_END = b"PK\x05\x06"  # the end-of-central-directory record, which has the number of files
# Office writes no document type; it could define entities that expand to very much text, or that read files.
_DOCTYPE = re.compile(rb"<!\x00?(?:D\x00?O\x00?C|E\x00?N\x00?T)", re.I)


# What the library raises for a broken archive, or for a missing part.
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
    """A broken archive."""


def open_archive(name: str, raw: bytes) -> zipfile.ZipFile:
    """Open an archive with few files and little content. Raises `ArchiveError` and `TooMuchError`.

    `zipfile` unpacks at most the size that a file claims.
    """
    end = raw.rfind(_END, max(0, len(raw) - 65_600))
    if end < 0 or len(raw) < end + 22:
        raise ArchiveError
    check("entries", struct.unpack_from("<H", raw, end + 10)[0], name)
    check("entries", struct.unpack_from("<L", raw, end + 12)[0] // 46, name)  # bytes of the central directory
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except _BROKEN:
        raise ArchiveError from None
    check("unpacked", sum(info.file_size for info in archive.infolist()), name)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise ReportError(f"{name} is locked with a password; save a copy without one.")
    return archive


def read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> bytes:
    """Read the content of a part. Raises `ArchiveError` if it is broken or missing."""
    try:
        return archive.read(part)
    except _BROKEN:
        raise ArchiveError from None


def check_markup(name: str, archive: zipfile.ZipFile, streamed: tuple[str, ...] = ()) -> None:
    """Raise for parts with a document type, or with too many elements.

    Parts whose name starts with one of `streamed` are parsed as streams, so their elements are not counted.
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
