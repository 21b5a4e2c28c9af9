"""A full disk, a folder that cannot be written, a database that is locked, away or broken: one sentence each."""

import re
import sqlite3
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from data.store import StoreError, StoreUnavailable, engine, open_store
from data.store.__main__ import main
from data.store.engine import open_engine
from data.store.errors import sentence_of

HIDE = {"event": "a", "hide": True}


@pytest.fixture
def on_connect(store):
    """A function that has a statement run on each new connection of the store."""

    def run(statement: str) -> None:
        def listen(connection, _):
            connection.execute(statement)
            if store.engine.dialect.name == "postgresql":
                connection.commit()

        store.engine.dispose()
        event.listen(store.engine, "connect", listen)

    return run


def test_a_full_disk_keeps_nothing_by_half(tmp_path, open_another, rows_of):
    store = open_another(f"sqlite:///{tmp_path}/yearline.db")
    report_id = store.find(store.add_report("a.txt", b"hello")).report_id
    before = rows_of(store)
    store.engine.dispose()

    def fill(connection, _):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(store.engine, "connect", fill)
    for verb in (
        lambda: store.add_report("b.txt", bytes(100_000)),
        lambda: store.finish(report_id, bytes(100_000)),
        lambda: store.append_corrections(report_id, [{"event": "a" * 1000, "hide": True}] * 100),
    ):
        with pytest.raises(StoreUnavailable, match="^The disk is full, so nothing was saved; make room"):
            verb()
        assert rows_of(store) == before
    event.remove(store.engine, "connect", fill)
    store.engine.dispose()
    assert store.append_corrections(report_id, [HIDE]) == 1
    assert store.find(store.add_report("b.txt", bytes(100_000)))


def test_a_database_that_is_read_only(url, store, report_id, rows_of, open_another):
    store.finish(report_id, b"result")
    before = rows_of(store)
    if store.engine.dialect.name == "sqlite":
        read_only = f"sqlite:///file:{store.engine.url.database}?mode=ro&uri=true"
    else:
        read_only = url
        with store.engine.begin() as connection:
            name = connection.scalar(text("SELECT current_database()"))
            connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    other = open_another(read_only)
    assert other.is_ready()
    assert other.result(report_id) == b"result"
    for verb in (lambda: other.append_corrections(report_id, [HIDE]), lambda: other.add_report("b.txt", b"")):
        with pytest.raises(StoreUnavailable, match="cannot be written, so nothing was saved"):
            verb()
    assert rows_of(store) == before


def test_a_database_that_is_locked(url, store, report_id, on_connect, open_another):
    holder = open_another(url)
    is_sqlite = store.engine.dialect.name == "sqlite"
    on_connect("PRAGMA busy_timeout = 10" if is_sqlite else "SET lock_timeout = '10ms'")
    with holder.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE reports SET done = 1"))
        with pytest.raises(StoreUnavailable, match="^The database is busy, so nothing was saved; try again"):
            store.append_corrections(report_id, [HIDE])
        assert store.last_seq(report_id) == 0, "it can be read meanwhile"
    assert store.append_corrections(report_id, [HIDE]) == 1


def test_a_thread_that_writes_for_too_long(tmp_path, open_another, monkeypatch):
    store = open_another(f"sqlite:///{tmp_path}/yearline.db")
    report_id = store.report_for("text:abc", "Report")
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    with engine.take_turn(store.engine):
        with pytest.raises(StoreUnavailable, match="^The database is busy, so nothing was saved; try again"):
            store.append_corrections(report_id, [HIDE])
        assert store.last_seq(report_id) == 0, "it can be read meanwhile"
    assert store.append_corrections(report_id, [HIDE]) == 1


def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "/proc/yearline"):
        monkeypatch.setenv("YEARLINE_DATA", str(folder))
        assert main(["backup", "backup.db"]) == 2
        sentence = capsys.readouterr().err
        assert sentence.startswith(f"Reports cannot be kept in {folder} (") and sentence.count("\n") == 1


def test_the_folder_of_the_settings_is_made(tmp_path, monkeypatch):
    monkeypatch.delenv("YEARLINE_DATABASE", raising=False)
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "new" / "folder"))
    store = open_store()
    assert store.is_ready()
    store.close()
    assert (tmp_path / "new" / "folder" / "yearline.db").is_file()


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "yearline.db").write_bytes(b"hello" * 1000)
    with pytest.raises(StoreError, match="is no database"):
        open_store(f"sqlite:///{tmp_path}/yearline.db")


def test_a_server_that_is_away(tmp_path):
    with pytest.raises(StoreUnavailable, match="^The database cannot be reached; check YEARLINE_DATABASE"):
        open_store(f"postgresql://user:secret@/yearline?host={tmp_path}")


def test_a_database_that_goes_away_is_not_ready(store):
    assert store.is_ready()
    with store.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert not store.is_ready()


@pytest.mark.parametrize(
    "address",
    ("", "hello", "mysql://host/name", "sqlite://", "sqlite:///:memory:", "postgresql://h:port/x", "x://"),
)
def test_addresses_that_name_no_database(address):
    with pytest.raises(StoreError, match=r"name one as in sqlite:////folder/yearline\.db or postgresql://"):
        open_engine(address)


@pytest.mark.parametrize(
    "error, words",
    (
        (psycopg.errors.DiskFull(), "disk is full"),
        (psycopg.errors.ReadOnlySqlTransaction(), "cannot be written"),
        (psycopg.errors.TooManyConnections(), "busy"),
        (psycopg.errors.DeadlockDetected(), "busy"),
        (psycopg.errors.DataCorrupted(), "damaged"),
        (psycopg.errors.UndefinedTable(), r"failed \(42P01\)"),
        (psycopg.OperationalError(), "cannot be reached"),
    ),
)
def test_each_error_of_postgresql_has_a_sentence(error, words):
    assert re.search(words, sentence_of(OperationalError("", {}, error)))


def test_a_broken_file_says_so(tmp_path, open_another):
    path = tmp_path / "yearline.db"
    store = open_another(f"sqlite:///{path}")
    for _ in range(20):
        store.add_report("a.txt", bytes(10_000))
    store.close()
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    path.write_bytes(raw)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM reports").fetchall()
    with pytest.raises(StoreError, match="damaged; restore a backup"):
        store.find("a" * 22)
