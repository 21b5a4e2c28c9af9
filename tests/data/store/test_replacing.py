"""What is replaced by a backup may be damaged in any way: it is never opened, and is kept aside whole."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from data.store import StoreError, open_store
from data.store.__main__ import main

HIDE = {"event": "a", "hide": True}


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    """The file of the settings' store, in use by nobody, with reports of several pages in it."""
    path = tmp_path / "kept" / "yearline.db"
    monkeypatch.setenv("YEARLINE_DATABASE", f"sqlite:///{path}")
    with closing(open_store()) as store:
        for i in range(20):
            store.add_report(f"{i}.txt", bytes(range(256)) * 40, 2008)
    return path


@pytest.fixture
def backup(path, tmp_path) -> Path:
    assert main(["backup", str(tmp_path / "good.db")]) == 0
    return tmp_path / "good.db"


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(start)
        file.write(content)


def spoil_journal(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\xff" * 9000)
    path.with_name(f"{path.name}-shm").write_bytes(b"\xff" * 32768)
    overwrite(path, 4096, b"\xff" * 8192)


def drop_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for name in ("links", "alembic_version"):
            connection.execute(f"DROP TABLE {name}")
        connection.commit()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "its head is overwritten": lambda path: overwrite(path, 0, b"\xff" * 100),
    "its pages are overwritten": lambda path: overwrite(path, 4096, b"\xff" * 40_000),
    "it is cut off": lambda path: path.write_bytes(path.read_bytes()[:10_000]),
    "it is empty": lambda path: path.write_bytes(b""),
    "its journal is garbage": spoil_journal,
    "tables are gone": drop_tables,
    "it is a page of the web": lambda path: path.write_text("<html>Not found</html>" * 500),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_replaced_and_kept(path, backup, damage, capsys):
    damage(path)
    before = {
        part.name.removeprefix(path.stem): part.read_bytes() for part in path.parent.glob(f"{path.name}*")
    }
    assert main(["restore", str(backup), "--replace"]) == 0
    said = capsys.readouterr().out
    (kept,) = path.parent.glob("yearline-damaged-*.db")
    assert said.startswith("20 reports with 0 corrections are there. What was there before is kept as ")
    assert str(kept) in said and said.count("\n") == 1
    after = {
        part.name.removeprefix(kept.stem): part.read_bytes() for part in path.parent.glob(f"{kept.stem}*")
    }
    assert after == before, "with its journal, byte for byte"
    with closing(open_store()) as store, store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("SELECT count(*) FROM files").scalar() == 20
    assert {part.name for part in path.parent.iterdir()} >= {path.name, kept.name}


def test_without_replace_a_damaged_file_stays_and_the_sentence_says_what_helps(path, backup, capsys):
    overwrite(path, 0, b"\xff" * 100)
    before = path.read_bytes()
    assert main(["restore", str(backup)]) == 2
    said = capsys.readouterr().err
    assert "restore FILE --replace" in said and said.count("\n") == 1
    assert path.read_bytes() == before


def test_a_bad_backup_replaces_nothing(path, tmp_path, capsys):
    before = path.read_bytes()
    (tmp_path / "bad.db").write_bytes(b"hello")
    assert main(["restore", str(tmp_path / "bad.db"), "--replace"]) == 2
    assert capsys.readouterr().err.endswith("is no backup of Yearline; name one that “backup” has written.\n")
    assert path.read_bytes() == before and list(path.parent.glob(f"*{path.suffix}*")) == [path]


def test_a_whole_file_that_is_replaced_says_so(path, backup, capsys):
    for _ in range(3):
        assert main(["restore", str(backup), "--replace"]) == 0
    assert len(list(path.parent.glob("yearline-replaced-*.db"))) == 3
    assert not list(path.parent.glob("*damaged*"))


def test_what_somebody_has_open_is_changed_in_place(path, backup, capsys):
    with closing(open_store()) as served:
        report_id = served.report_for("text:abc", "Later")
        served.append_corrections(report_id, [HIDE])
        assert main(["restore", str(backup), "--replace"]) == 0
        assert capsys.readouterr().out == "20 reports with 0 corrections are there.\n"
        assert [part.name for part in path.parent.glob("*.db")] == [path.name]
        with pytest.raises(StoreError, match="no longer kept"):
            served.last_seq(report_id)


def test_what_is_damaged_and_open_says_to_stop_the_server(path, backup, capsys):
    with closing(open_store()) as served:
        assert served.is_ready()
        # By another process, as closing a file gives up all locks that a process has on it.
        spoil = "import sys; open(sys.argv[1], 'rb+').write(b'\\xff' * 100)"
        subprocess.run([sys.executable, "-c", spoil, str(path)], check=True)
        assert main(["restore", str(backup), "--replace"]) == 2
        said = capsys.readouterr().err
        assert "while no server runs" in said and said.count("\n") == 1


def test_a_copy_into_a_damaged_file_is_the_same(path, tmp_path, capsys):
    other = tmp_path / "other.db"
    other.write_bytes(b"hello" * 2000)
    assert main(["copy", f"sqlite:///{other}"]) == 2
    assert main(["copy", f"sqlite:///{other}", "--replace"]) == 0
    assert "20 reports with 0 corrections are there." in capsys.readouterr().out
    (kept,) = tmp_path.glob("other-damaged-*.db")
    assert kept.read_bytes() == b"hello" * 2000
    assert main(["copy", f"sqlite:///{path}", "--replace"]) == 2
    assert "into itself" in capsys.readouterr().err
