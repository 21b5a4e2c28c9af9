"""A store on each database: every test here runs on SQLite and on PostgreSQL."""

import pytest
from sqlalchemy import select

from data.store import Store, open_store
from data.store.schema import metadata
from tests.bench.databases import start_postgresql


@pytest.fixture(scope="session")
def postgresql():
    """A function that makes an empty database on a server of the tests' own, and returns its address."""
    with start_postgresql() as make_database:
        yield make_database


@pytest.fixture(params=("sqlite", "postgresql"))
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql")()
    return f"sqlite:///{tmp_path / 'yearline.db'}"


@pytest.fixture
def open_another():
    """A function that opens a store, closed when the test ends."""
    opened = []

    def open_one(url: str) -> Store:
        opened.append(open_store(url))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(url, open_another):
    return open_another(url)


@pytest.fixture
def report_id(store):
    """A report with a file of five bytes, which waits to be read."""
    return store.find(store.add_report("report-2008.txt", b"hello", 2008)).report_id


@pytest.fixture
def rows_of():
    """A function from a store to all that is in it, by table."""

    def read(store: Store) -> dict[str, list[tuple]]:
        with store.engine.connect() as connection:
            return {
                name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for name, table in metadata.tables.items()
            }

    return read
