import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import event

from data.store import StoreError, StoreUnavailable
from data.store.__main__ import main
from data.store.backup import back_up, copy_all
from data.store.engine import open_engine
from data.store.migrate import migrate
from data.store.replacing import restore

HIDE = {"event": "a", "hide": True}


@pytest.fixture
def filled(store):
    """A store with reports in every state, links, and more corrections than are copied at once."""
    for i in range(5):
        store.add_report(f"{i}.txt", bytes(range(256)) * i, 2008)
    first = store.claim_waiting("me", 60).report_id
    store.finish(first, b"result\0")
    store.claim_waiting("me", 60)
    store.revoke(first, "edit")
    store.links(first)
    store.append_corrections(first, [{"event": f"{i}", "hide": True} for i in range(600)], "Анна", "t")
    store.append_corrections(store.report_for("text:abc", "Kazakstan, 2008"), [HIDE])
    return store


@pytest.fixture
def settings(monkeypatch, url):
    monkeypatch.setenv("YEARLINE_DATABASE", url)


def test_backup_and_restore(filled, settings, tmp_path, rows_of, capsys):
    before = rows_of(filled)
    path = tmp_path / "backups" / "monday.db"
    assert main(["backup", str(path)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    path.parent.mkdir()
    assert main(["backup", str(path)]) == 0
    assert list(path.parent.iterdir()) == [path], "one file that stands for itself"
    assert main(["backup", str(path)]) == 2
    assert capsys.readouterr().err == f"There is a file {path} already; name another.\n"
    filled.add_report("later.txt", b"later")
    assert main(["restore", str(path)]) == 2
    assert capsys.readouterr().err.startswith("The database has 7 reports already; say --replace")
    assert main(["restore", str(path), "--replace"]) == 0
    assert capsys.readouterr().out == "6 reports with 601 corrections are there.\n"
    assert rows_of(filled) == before


def test_backup_while_somebody_writes(store, report_id, tmp_path, open_another):
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        while not stop.is_set():
            store.append_corrections(report_id, [HIDE, HIDE])
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(30)
        for i in range(3):
            back_up(store.engine, tmp_path / f"{i}.db")
    finally:
        stop.set()
        writer.join()
    for i in range(3):
        copy = open_another(f"sqlite:///{tmp_path}/{i}.db")
        seqs = [entry["seq"] for entry in copy.read_corrections(report_id)]
        assert seqs == list(range(1, copy.last_seq(report_id) + 1))
        assert len(seqs) % 2 == 0 and seqs
        assert copy.file(report_id).content == b"hello"


def test_what_is_no_backup_is_not_restored(filled, url, tmp_path, rows_of):
    before = rows_of(filled)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE reports (id)")
    plain = tmp_path / "plain.db"
    plain.write_bytes(b"hello")
    for path in (other, plain):
        with pytest.raises(StoreError, match="is no backup of Yearline"):
            restore(path, replace=True, url=url)
    with pytest.raises(StoreError, match="There is no file"):
        restore(tmp_path / "none.db", url=url)
    assert rows_of(filled) == before


def test_a_backup_of_an_older_yearline(tmp_path, url):
    older = open_engine(f"sqlite:///{tmp_path}/older.db")
    migrate(older, "0001")
    older.dispose()
    assert restore(tmp_path / "older.db", url=url).counts["reports"] == 0


def test_copied_there_and_back_it_is_the_same(
    tmp_path, postgresql, open_another, rows_of, monkeypatch, capsys
):
    first = open_another(f"sqlite:///{tmp_path}/first.db")
    for i in range(3):
        first.add_report(f"{i}.txt", bytes(range(256)) * i, 2008)
    report_id = first.claim_waiting("me", 60.123456789).report_id
    first.finish(report_id, b"result\0")
    first.append_corrections(report_id, [{"event": f"{i}", "hide": True} for i in range(600)], "Анна", "t")
    server, last = postgresql(), f"sqlite:///{tmp_path}/last.db"
    for source, target in ((f"sqlite:///{tmp_path}/first.db", server), (server, last)):
        monkeypatch.setenv("YEARLINE_DATABASE", source)
        assert main(["copy", target]) == 0
        assert capsys.readouterr().out == "3 reports with 600 corrections are there.\n"
    assert rows_of(open_another(server)) == rows_of(first)
    assert rows_of(open_another(last)) == rows_of(first)
    assert open_another(last).append_corrections(report_id, [HIDE]) == 601


def test_a_copy_that_fails_changes_nothing(filled, tmp_path, open_another, rows_of):
    target = open_another(f"sqlite:///{tmp_path}/target.db")
    target.add_report("there.txt", b"there")
    before = rows_of(target)
    with pytest.raises(StoreError, match="1 reports already"):
        copy_all(filled.engine, target.engine)
    with pytest.raises(StoreError, match="into itself"):
        copy_all(filled.engine, filled.engine, replace=True)
    target.engine.dispose()

    def fill(connection, _):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(target.engine, "connect", fill)
    with pytest.raises(StoreUnavailable, match="disk is full"):
        copy_all(filled.engine, target.engine, replace=True)
    assert rows_of(target) == before
