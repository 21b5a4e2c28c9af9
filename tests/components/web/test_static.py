"""The folder of what browsers keep for good: whole or made anew, and never taken away from a running server."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app import main
from components.web import static

SOURCES = {"a.mjs": b"export const a = 1;\n" * 50, "page/b.css": b"b { color: red }\n" * 50, "tiny.mjs": b"x"}
LONG_AGO = time.time() - 10 * 86_400


@pytest.fixture
def folder(tmp_path):
    return static._prepare(tmp_path / "static" / "version", SOURCES)


@pytest.mark.parametrize("name", ["a.mjs", "a.mjs.br", "page/b.css.gz", "tiny.mjs"])
@pytest.mark.parametrize("change", ["emptied", "cut", "gone"])
def test_what_is_not_whole_is_made_anew(folder, name, change):
    whole = (folder / name).read_bytes()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    match change:
        case "emptied":
            (folder / name).write_bytes(b"")
        case "cut":
            (folder / name).write_bytes(whole[: len(whole) // 2])
        case "gone":
            (folder / name).unlink()
    static._prepare(folder, SOURCES)
    if change != "gone" or not name.endswith((".br", ".gz")):  # without these two it is answered all the same
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.fixture
def full(monkeypatch):
    """A function that lets nothing more be written below some folders than the half of a first file."""

    def fill(*folders: Path) -> None:
        write = Path.write_bytes

        def fail(path: Path, content: bytes) -> int:
            if not any(path.is_relative_to(folder) for folder in folders):
                return write(path, content)
            write(path, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Path, "write_bytes", fail)

    return fill


def test_a_full_cache_is_done_without(tmp_path, monkeypatch, full):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    full(tmp_path)
    folder = static.static_folder.__wrapped__()
    assert not folder.is_relative_to(tmp_path) and static._is_whole(folder, static.static_sources())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()], "nothing is half kept"


def test_no_room_at_all_is_said(monkeypatch, full, capsys):
    full(Path("/"))
    monkeypatch.setattr(static, "user_cache_path", lambda name: Path("/dev/null/nowhere"))
    static.static_folder.cache_clear()
    try:
        assert main([]) == 2
    finally:
        static.static_folder.cache_clear()
    assert capsys.readouterr().err.startswith("There is no room for the page's own files (No space left")


def test_what_a_server_has_stays_and_the_rest_leaves(tmp_path, folder):
    held, left, young = (folder.with_name(name) for name in ("held", "left", "young"))
    for other in (held, left, young):
        other.mkdir()
    code = f"from components.web import static; from pathlib import Path; assert static._hold(Path({str(held)!r})); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as server:
        assert server.stdout and server.stdout.readline() == b"1\n"
        for other in (held, left):
            os.utime(other, (LONG_AGO, LONG_AGO))
        static._clear(folder)
        assert {path.name for path in folder.parent.iterdir()} == {folder.name, "held", "young"}
        server.communicate(b"\n")
    static._clear(folder)
    assert {path.name for path in folder.parent.iterdir()} == {folder.name, "young"}
