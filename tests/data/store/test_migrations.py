import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from data.store import StoreError, StoreUnavailable, open_store
from data.store.engine import open_engine, path_of
from data.store.migrate import current_revision, migrate
from data.store.schema import metadata

REPORT = """
INSERT INTO reports (id, name, media_type, created_at, used_at, state, done, "of", message, tries, last_seq,
    file_size, reading_size, log_size)
VALUES ('aaaaaaaaaaaaaaaaaaaaaa', 'a.txt', '', 1, 4102444800, 'ready', 0, 0, '', 1, 1, 5, 0, 27)
"""
CORRECTION = """
INSERT INTO corrections (report_id, seq, at, who, body)
VALUES ('aaaaaaaaaaaaaaaaaaaaaa', 1, '2008-03-12T00:00:00+00:00', 'Ana Doe', '{"event":"a","hide"\\:true}')
"""


@pytest.fixture
def engine(url):
    engine = open_engine(url)
    yield engine
    engine.dispose()


def execute(engine, *statements: str) -> None:
    with engine.execution_options(write=True).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_migrations_make_the_tables_of_the_schema(engine):
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_from_the_first_revision_with_data(engine, url, open_another):
    migrate(engine, "0001")
    execute(engine, REPORT, CORRECTION)
    store = open_another(url)
    report_id = "a" * 22
    (entry,) = store.read_corrections(report_id)
    assert (entry["seq"], entry["who"], entry["event"], entry["hide"]) == (1, "Ana Doe", "a", True)
    assert store.append_corrections(report_id, [{"undo": 1}], token="t") == 2
    assert store.append_corrections(report_id, [{"undo": 1}], token="t") == 2
    path = path_of(engine)
    if path is None:
        return
    with closing(sqlite3.connect(path.with_name("yearline-before-0005.db"))) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT who FROM corrections").fetchall() == [("Ana Doe",)]


@pytest.mark.parametrize("revision", ("0001", "0002", "0003", "0004"))
def test_a_database_of_every_earlier_version_opens(engine, url, open_another, revision):
    migrate(engine, revision)
    execute(engine, REPORT, CORRECTION)
    store = open_another(url)
    assert current_revision(engine) == "0005"
    assert len(store.read_corrections("a" * 22)) == 1
    assert store.find(store.links("a" * 22)["edit"]).report_id == "a" * 22
    assert store.sweep() == 0


def test_without_data_nothing_is_copied(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/yearline.db")
    migrate(engine, "0001")
    migrate(engine)
    engine.dispose()
    assert [path.name for path in tmp_path.iterdir()] == ["yearline.db"]


def test_a_migration_that_fails_changes_nothing(engine, url):
    migrate(engine, "0001")
    execute(engine, REPORT, CORRECTION, "CREATE INDEX corrections_by_token ON corrections (who)")
    with pytest.raises(StoreUnavailable):
        open_store(url)
    assert current_revision(engine) == "0001"
    columns = {column["name"] for column in inspect(engine).get_columns("corrections")}
    assert columns == {"report_id", "seq", "at", "who", "body"}
    execute(engine, "DROP INDEX corrections_by_token")
    migrate(engine)
    assert current_revision(engine) == "0005"


def test_a_database_of_a_newer_yearline_is_left_alone(engine, url):
    migrate(engine)
    execute(engine, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Yearline"):
        open_store(url)
