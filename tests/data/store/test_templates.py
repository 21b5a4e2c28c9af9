"""Templates for slides: found by their key for an hour, within a fixed room, and in no backup."""

import sqlite3
from contextlib import closing

from data.store import templates
from data.store.backup import back_up


def test_a_template_is_found_by_its_key_until_it_is_forgotten(store):
    key = store.add_template("firm\n.potx", b"look")
    assert len(key) == 22 and key != store.add_template("firm.potx", b"look")
    found = store.template(key)
    assert (found.name, found.content) == ("firm .potx", b"look")
    assert store.template("no key") is None and store.template(key[::-1]) is None
    assert store.forget_template(key) and not store.forget_template(key)
    assert store.template(key) is None


def test_after_an_hour_it_is_gone(store, monkeypatch, rows_of):
    key = store.add_template("firm.potx", b"look")
    real = templates.now
    monkeypatch.setattr(templates, "now", lambda: real() + templates.KEPT + 1)
    assert store.template(key) is None
    store.sweep()
    assert rows_of(store)["templates"] == []


def test_the_oldest_make_place(store, monkeypatch):
    monkeypatch.setattr(templates, "MOST_MB", 1)
    keys = [store.add_template("firm.potx", bytes(2**19)) for _ in range(3)]
    assert [store.template(key) is not None for key in keys] == [False, True, True]


def test_a_backup_holds_none(store, tmp_path):
    store.add_template("firm.potx", b"the look of a firm" * 100)
    file = tmp_path / "backup.db"
    back_up(store.engine, file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM templates").fetchone() == (0,)
    assert b"the look of a firm" not in file.read_bytes()
