"""Files that never change under their address: our scripts and styles, plotly.js, the fonts. WhiteNoise serves them.

They are laid out and compressed once, in the user's cache, under a name made from their content. So browsers keep
them for good, and a newer Yearline never answers an older page with half of its own.
"""

import gzip
import hashlib
import os
import shutil
import tempfile
import zlib
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

ASSETS = Path(__file__).parents[2] / "assets"
FONTS = ("sans-regular.ttf", "sans-semibold.ttf", "serif-regular.ttf")
SUITES = "/_dash-component-suites/"  # Dash's own scripts
_LARGE = 200_000  # bytes; Brotli's best takes seconds for these, and saves little
_KEPT = 5  # versions in the cache


def static_sources() -> dict[str, bytes]:
    """What is served, by its path below the version; the fonts' addresses carry none."""
    sources = {
        path.relative_to(ASSETS).as_posix(): path.read_bytes()
        for path in sorted(ASSETS.rglob("*"))
        if path.suffix in (".mjs", ".css")
    }
    sources["plotly.min.js"] = plotly_script().encode()
    return sources | {f"fonts/{name}": path.read_bytes() for name in FONTS if (path := font_file(name))}


@lru_cache(maxsize=1)
def static_folder() -> Path:
    """The folder of the compressed files, made when there is none; its name is their version."""
    sources = static_sources()
    digest = hashlib.sha256()
    for name, content in sources.items():
        digest.update(f"{name}:{len(content)}:".encode() + content)
    version = digest.hexdigest()[:16]
    parent = user_cache_path("yearline") / "static"
    try:
        parent.mkdir(parents=True, exist_ok=True)
        if not is_whole(parent / version, sources):
            shutil.rmtree(parent / version, ignore_errors=True)
            _build(parent, version, sources)
    except OSError:  # a home that cannot be written to, or is full
        parent = Path(tempfile.mkdtemp(prefix="yearline-"))
        _build(parent, version, sources)
    return parent / version


def is_whole(folder: Path, sources: dict[str, bytes]) -> bool:
    """Whether the folder holds all files, and compressed ones that unpack to them.

    A machine that stopped while they were written may have left empty ones, which browsers would keep for good.
    """
    unpack = {"": bytes, ".br": brotli.decompress, ".gz": gzip.decompress}
    try:
        return all(
            unpack[ending](path.read_bytes()) == content
            for name, content in sources.items()
            for ending in unpack
            if (path := folder / (name + ending)).exists() or not ending
        )
    except (OSError, EOFError, zlib.error, brotli.error):
        return False


class _Compressor(Compressor):
    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=9 if len(data) > _LARGE else 11)


def _build(parent: Path, version: str, sources: dict[str, bytes]) -> None:
    # Beside its place first: another worker sees all of it or nothing.
    draft = Path(tempfile.mkdtemp(prefix="draft-", dir=parent))
    try:
        _fill(draft, sources)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    draft.chmod(0o755)
    try:
        os.rename(draft, parent / version)
    except OSError:  # another worker was faster
        shutil.rmtree(draft)
        if not (parent / version).is_dir():
            raise
    versions = [path for path in parent.iterdir() if not path.name.startswith("draft-")]
    for old in sorted(versions, key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _fill(folder: Path, sources: dict[str, bytes]) -> None:
    compressor = _Compressor(quiet=True)
    for name, content in sources.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        compressor.compress(str(path))


def static_address(name: str) -> str:
    """The address of one of our files, as in "yearline.css"."""
    return f"{public_prefix()}static/{static_folder().name}/{name}"


class _ScriptCache:
    """Dash's own scripts, compressed once in each process; other answers are not kept."""

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
    """Serve our files before Flask is asked, and compress what Flask answers."""
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
    # WhiteNoise lets every origin read them, as a sandboxed frame of ours has none.
    files = WhiteNoise(
        server.wsgi_app,
        immutable_file_test=lambda path, url: True,
        mimetypes={".ttf": "font/ttf"},
        add_headers_function=_add_headers,
    )
    files.add_files(str(folder / "fonts"), prefix="fonts/")
    files.add_files(str(folder), prefix=f"static/{folder.name}/")
    server.wsgi_app = files
