"""A report is forgotten, and nothing of it left, on a disk that has no room at all."""

import os
import random
import sqlite3
import subprocess
from contextlib import closing

import pytest

from data.store import StoreUnavailable, open_store
from data.store.store import Store

SECRET = b"a sentence that is to be forgotten "
BIG = SECRET * 60_000  # 2 MB


def words(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith("yearline.db"))


@pytest.fixture
def disk(tmp_path):
    """A small disk, where this user may have one; else a folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    is_small = os.name == "posix" and os.geteuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    yield folder, is_small
    if is_small:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder) -> None:
    """Take all room that there is."""
    with (folder / "other").open("wb", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def fail_once_for_want_of_room(monkeypatch) -> None:
    """Where there is no small disk, the first try fails as it does on a full one."""
    delete, tries = Store._delete, []

    def fail(store, report_id):
        tries.append(report_id)
        if len(tries) > 1:
            return delete(store, report_id)
        cause = sqlite3.OperationalError("database or disk is full")
        cause.sqlite_errorname = "SQLITE_FULL"
        raise StoreUnavailable("Full.") from cause

    monkeypatch.setattr(Store, "_delete", fail)


@pytest.mark.parametrize("is_real", [True, False], ids=["a small disk", "a fault"])
def test_forgetting_needs_no_room(disk, monkeypatch, is_real):
    folder, is_small = disk
    store = open_store(f"sqlite:///{folder / 'yearline.db'}")
    kept = store.find(store.add_report("kept.txt", b"This one stays."))
    gone = store.find(store.add_report("gone.txt", BIG))
    assert kept and gone and (folder / "yearline-room").stat().st_size > 2**20
    store.keep_parts(gone.report_id, {"Ghana": SECRET + random.Random(1).randbytes(300_000)})
    assert SECRET in words(folder)
    if is_real and is_small:
        fill(folder)
        with pytest.raises(StoreUnavailable, match="full"):
            store.add_report("more.txt", BIG)
    else:
        fail_once_for_want_of_room(monkeypatch)
    assert store.forget(gone.report_id)
    assert SECRET not in words(folder) and SECRET.upper() not in words(folder)
    assert store.file(kept.report_id).content == b"This one stays."
    assert not store.forget(gone.report_id)
    with closing(sqlite3.connect(folder / "yearline.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (1,)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1, "as before"
    assert (folder / "yearline-room").exists(), "room is held for the next"
    store.close()
