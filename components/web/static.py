"""Files that never change under their address: scripts, styles, plotly.js, fonts. WhiteNoise serves them.

They are laid out and compressed once, in the user's cache, under a name made from their content. So browsers cache them for
good, and a newer Yearline never mixes its files into an older page. Cached files are compared with their sources, as a full
disk or a crash may have truncated them.
"""

import errno
import gzip
import hashlib
import os
import shutil
import tempfile
import time
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from wsgiref.headers import Headers

import brotli
import flask
from flask_compress import Compress
from platformdirs import user_cache_path
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from components.draw.fonts import font_file
from components.draw.plotlyjs import plotly_script
from components.web.address import public_prefix
from components.web.headers import EVERYWHERE
from data import ReportError

ASSETS = Path(__file__).parents[2] / "assets"
FONTS = ("sans-regular.ttf", "sans-semibold.ttf", "serif-regular.ttf")
SUITES = "/_dash-component-suites/"  # Dash's own scripts
_LARGE = 200_000  # bytes; Brotli's best level takes seconds for these, and saves little
_UNUSED = 7 * 86_400  # s that an unused version stays in the cache
_held: list[int] = []  # folders in use by this process and its forks


def static_sources() -> dict[str, bytes]:
    """The served files, by their path below the version; fonts have addresses without it."""
    sources = {
        path.relative_to(ASSETS).as_posix(): path.read_bytes()
        for path in sorted(ASSETS.rglob("*"))
        if path.suffix in (".mjs", ".css")
    }
    sources["plotly.min.js"] = plotly_script().encode()
    return sources | {f"fonts/{name}": path.read_bytes() for name in FONTS if (path := font_file(name))}


@lru_cache(maxsize=1)
def static_folder() -> Path:
    """The folder of the compressed files, created if missing; its name is their version. Raises `ReportError`."""
    sources = static_sources()
    digest = hashlib.sha256()
    for name, content in sources.items():
        digest.update(f"{name}:{len(content)}:".encode() + content)
    version = digest.hexdigest()[:16]
    try:
        folder = _prepare(user_cache_path("yearline") / "static" / version, sources)
    except OSError:  # the cache is not writable, or the disk is full
        try:
            folder = _prepare(Path(tempfile.mkdtemp(prefix="yearline-")) / version, sources)
        except OSError as error:
            raise ReportError(
                f"There is no room for the page's own files ({error.strerror}); make some, "
                "or set XDG_CACHE_HOME to a folder on another disk."
            ) from None
    _clear(folder)
    return folder


def _prepare(folder: Path, sources: dict[str, bytes]) -> Path:
    """The `folder` with all of `sources` in it, locked so that no other server deletes it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not _hold(folder) or not _is_whole(folder, sources):
        _build(folder, sources)
        _hold(folder)
    return folder


def _is_whole(folder: Path, sources: dict[str, bytes]) -> bool:
    """Whether the files match their sources."""
    try:
        return all(
            unpack(path.read_bytes()) == content
            for name, content in sources.items()
            for suffix, unpack in (("", bytes), (".gz", gzip.decompress), (".br", brotli.decompress))
            # A file that compression does not shrink has no compressed copy.
            if (path := folder / f"{name}{suffix}").exists() or not suffix
        )
    except (OSError, EOFError, zlib.error, brotli.error):
        return False


class _Compressor(Compressor):
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=9 if len(data) > _LARGE else 11)


def _build(folder: Path, sources: dict[str, bytes]) -> None:
    # Made beside its place first: another worker sees all of it or nothing.
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=folder.parent))
    try:
        compressor = _Compressor(quiet=True)
        for name, content in sources.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            compressor.compress(str(path))
        if not _is_whole(draft, sources):
            raise OSError(errno.EIO, "what was written is not what can be read")
        draft.chmod(0o755)
        _put(draft, folder, sources)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put(draft: Path, folder: Path, sources: dict[str, bytes]) -> None:
    """Move what was made into place, unless another worker was faster."""
    try:
        os.rename(draft, folder)
    except OSError:
        if _is_whole(folder, sources):
            return
        # File by file, as a server may use the folder and has to find the same content under each name.
        for path in [path for path in draft.rglob("*") if path.is_file()]:
            (folder / path.relative_to(draft)).parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, folder / path.relative_to(draft))
        if not _is_whole(folder, sources):
            raise


def _hold(folder: Path) -> bool:
    """Mark the folder as in use until this process and its forks have ended; false if it does not exist."""
    try:
        import fcntl

        folder_id = os.open(folder, os.O_RDONLY)
    except ImportError:  # Windows does not delete open files
        return folder.is_dir()
    except OSError:
        return False
    _held.append(folder_id)
    with suppress(OSError):  # a file system without locks
        fcntl.flock(folder_id, fcntl.LOCK_SH)
        os.utime(folder)
    return folder.is_dir()


def _clear(folder: Path) -> None:
    """Delete other versions that no server has used for some days."""
    try:
        import fcntl
    except ImportError:
        return
    for other in folder.parent.iterdir():
        with suppress(OSError):
            if other == folder or time.time() - other.stat().st_mtime < _UNUSED:
                continue
            other_id = os.open(other, os.O_RDONLY)
            try:
                fcntl.flock(other_id, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(other, ignore_errors=True)
            finally:
                os.close(other_id)


def static_address(name: str) -> str:
    """The address of one of our files, as in "yearline.css"."""
    return f"{public_prefix()}static/{static_folder().name}/{name}"


class _ScriptCache:
    """Dash's own scripts, compressed once in each process; other answers are not cached."""

    def __init__(self):
        self._bodies: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self._bodies.get(key)

    def set(self, key: str, body: bytes) -> None:
        if SUITES in key and len(self._bodies) < 64:
            self._bodies[key] = body


def _add_headers(headers: Headers, path: str, url: str) -> None:
    for name, value in EVERYWHERE.items():
        headers[name] = value


def serve_static(server: flask.Flask) -> None:
    """Serve our files before Flask, and compress Flask's answers."""
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=700,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/csv",
            "text/plain",
            "application/json",
            "application/javascript",
            "text/javascript",
            "image/svg+xml",
        ],
        COMPRESS_CACHE_BACKEND=_ScriptCache,
        COMPRESS_CACHE_KEY=lambda request: request.full_path,
    )
    Compress(server)
    folder = static_folder()
    # WhiteNoise allows every origin, as our sandboxed frames have none.
    files = WhiteNoise(
        server.wsgi_app,
        immutable_file_test=lambda path, url: True,
        mimetypes={".ttf": "font/ttf"},
        add_headers_function=_add_headers,
    )
    files.add_files(str(folder / "fonts"), prefix="fonts/")
    files.add_files(str(folder), prefix=f"static/{folder.name}/")
    server.wsgi_app = files
