"""The files that browsers keep for good: whole, whatever became of the cache."""

import errno
from pathlib import Path

import pytest

from components.web import static

SOURCES = {"a.mjs": b"export const a = 1;\n" * 200, "fonts/b.ttf": bytes(range(256)) * 20}


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """The folder of the versions, in a cache of this test alone."""
    monkeypatch.setattr(static, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(static, "static_sources", lambda: SOURCES)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path / "yearline" / "static"


def make_folder() -> Path:
    return static.static_folder.__wrapped__()


@pytest.mark.parametrize("name", ["a.mjs", "a.mjs.br", "a.mjs.gz", "fonts/b.ttf"])
@pytest.mark.parametrize("left", [0, 9])
def test_what_was_written_by_half_is_written_anew(cache, name, left):
    path = make_folder() / name
    whole = path.read_bytes()
    path.write_bytes(whole[:left])
    make_folder()
    assert path.read_bytes() == whole


def test_what_is_whole_is_left_alone(cache):
    before = {path: path.stat().st_mtime_ns for path in make_folder().rglob("*")}
    assert {path: path.stat().st_mtime_ns for path in make_folder().rglob("*")} == before


def test_a_full_cache_keeps_nothing_by_half(cache, monkeypatch):
    write = Path.write_bytes

    def fill(path: Path, content: bytes) -> int:
        if path.is_relative_to(cache) and path.name == "b.ttf":
            write(path, b"")
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill)
    folder = make_folder()
    assert static.is_whole(folder, SOURCES) and not folder.is_relative_to(cache)
    assert not list(cache.iterdir())
