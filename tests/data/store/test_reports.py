from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, update

from data.files.limits import TooMuchError
from data.store import SETTINGS, File, ReportGone, Status, StoreError
from data.store.schema import reports

DAY = 86_400


def use(store, report_id: str, seconds_ago: float) -> None:
    """Set the last use of a report back."""
    query = (
        update(reports).where(reports.c.id == report_id).values(used_at=reports.c.created_at - seconds_ago)
    )
    with store.engine.execution_options(write=True).begin() as connection:
        connection.execute(query)


def mark(store, report_id: str, seconds_ago: float) -> None:
    """Set back when a report was marked."""
    query = update(reports).where(reports.c.id == report_id, reports.c.due_at.is_not(None))
    with store.engine.execution_options(write=True).begin() as connection:
        assert connection.execute(query.values(due_at=reports.c.due_at - seconds_ago)).rowcount == 1


def used_at(store, report_id: str) -> float:
    with store.engine.connect() as connection:
        return connection.execute(reports.select().where(reports.c.id == report_id)).one().used_at


def test_a_report_is_found_by_its_key_alone(store):
    key = store.add_report("report\n2008\0.txt", b"hello\0\xff", 2008, "text/plain")
    access = store.find(key)
    assert (access.kind, access.can_edit) == ("edit", True)
    assert store.file(access.report_id) == File("report 2008 .txt", b"hello\0\xff", "text/plain", 2008)
    assert store.state(access.report_id) == Status("waiting", 0, 0, "")
    assert store.result(access.report_id) is None
    for other in (access.report_id, key[:-1], key + "a", "", "\0" * 22, "é" * 22, "' OR 1=1 --"):
        assert store.find(other) is None


def test_the_same_content_twice_is_two_reports(store):
    keys = [store.add_report("a.txt", b"hello") for _ in range(2)]
    assert len({store.find(key).report_id for key in keys}) == 2


def test_links_edit_and_read(store, report_id):
    links = store.links(report_id)
    assert store.links(report_id) == links
    assert {kind: store.find(key).kind for kind, key in links.items()} == {"edit": "edit", "read": "read"}
    assert not store.find(links["read"]).can_edit
    assert store.find(links["read"]).report_id == report_id


def test_the_edit_keys_of_many_reports_are_one_query(store):
    ids = [store.find(store.add_report(f"{i}.txt", b"hello")).report_id for i in range(4)]
    keys = {report_id: store.links(report_id)["edit"] for report_id in ids}
    queries: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: queries.append(given[2]))
    assert store.edit_keys(ids) == keys
    assert len([query for query in queries if "FROM links" in query]) == 1
    store.revoke(ids[0], "edit")
    store.forget(ids[1])
    made = store.edit_keys(ids)
    assert made == {ids[0]: store.links(ids[0])["edit"], ids[2]: keys[ids[2]], ids[3]: keys[ids[3]]}


@pytest.mark.parametrize("kind", ("edit", "read"))
def test_a_revoked_link_opens_nothing(store, report_id, kind):
    before = store.links(report_id)
    other = "read" if kind == "edit" else "edit"
    assert store.revoke(report_id, kind)
    assert not store.revoke(report_id, kind)
    assert store.find(before[kind]) is None
    assert store.find(before[other]).report_id == report_id
    after = store.links(report_id)
    assert after[kind] != before[kind] and after[other] == before[other]
    assert store.find(after[kind]).kind == kind
    assert store.find(before[kind]) is None


def test_links_of_no_kind_or_report(store, report_id):
    with pytest.raises(StoreError, match="edit and read"):
        store.revoke(report_id, "admin")
    with pytest.raises(ReportGone):
        store.links("nothing")


def test_links_asked_for_at_once_are_the_same(store, report_id):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(store.links, [report_id] * 16))
    assert all(links == found[0] for links in found)


def test_the_report_of_a_server_is_made_once(store):
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: store.report_for("text:abc", "Kazakstan, 2008"), range(16)))
    (report_id,) = ids
    assert store.report_for("text:def", "Another") != report_id
    assert store.state(report_id).state == "ready"
    assert store.find(store.links(report_id)["edit"]).report_id == report_id
    with pytest.raises(ReportGone):
        store.file(report_id)


def test_what_is_forgotten_is_gone_with_all_of_it(store, report_id, rows_of):
    links = store.links(report_id)
    store.append_corrections(report_id, [{"event": "a", "hide": True}])
    store.finish(report_id, b"result")
    assert store.forget(report_id)
    assert not store.forget(report_id)
    assert not any(rows_of(store).values())
    assert [store.find(key) for key in links.values()] == [None, None]
    for verb in (store.state, store.file, store.result, store.links, store.last_seq):
        with pytest.raises(ReportGone, match="no longer kept"):
            verb(report_id)


def test_what_is_forgotten_is_not_in_the_file(tmp_path, open_another):
    store = open_another(f"sqlite:///{tmp_path}/yearline.db")
    secret = b"a witness named Freedonia " * 2000
    report_id = store.find(store.add_report("a.txt", secret)).report_id
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert secret[:26] in held
    store.forget(report_id)
    assert secret[:26] not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_too_large_or_too_many(store, monkeypatch, rows_of):
    monkeypatch.setenv("YEARLINE_UPLOAD_MB", "1")
    monkeypatch.setenv("YEARLINE_QUOTA_MB", "2")
    with pytest.raises(StoreError, match=r"^big\.txt is larger than 1 MB; open a part of it\.$"):
        store.add_report("big.txt", bytes(2**20 + 1))
    assert not any(rows_of(store).values())
    first = store.add_report("a.txt", bytes(2**20))
    store.finish(store.find(first).report_id, bytes(2**19))
    with pytest.raises(StoreError, match="take all of their 2 MB, so b.txt has no room"):
        store.add_report("b.txt", bytes(2**19 + 1))
    store.add_report("b.txt", bytes(2**19))
    store.forget(store.find(first).report_id)
    store.add_report("c.txt", bytes(2**20))
    monkeypatch.setenv("YEARLINE_QUOTA_MB", "0")
    monkeypatch.setenv("YEARLINE_UPLOAD_MB", "0")
    store.add_report("d.txt", bytes(2**20 + 1))


def test_the_quota_holds_for_many_at_once(store, monkeypatch):
    monkeypatch.setenv("YEARLINE_QUOTA_MB", "1")

    def add(_) -> bool:
        try:
            return bool(store.add_report("a.txt", bytes(2**18)))
        except StoreError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(16))) == 4


def test_the_line_is_bounded(store, monkeypatch):
    monkeypatch.setenv("YEARLINE_READ_WAITING", "2")
    store.add_report("a.txt", b"")
    store.add_report("b.txt", b"")
    with pytest.raises(TooMuchError, match="c.txt has no place"):
        store.add_report("c.txt", b"")


def test_sweep_takes_what_nobody_used(store, report_id, monkeypatch):
    default = store.report_for("text:abc", "Kazakstan, 2008")
    used = store.find(store.add_report("used.txt", b"")).report_id
    for each in (report_id, default):
        use(store, each, 31 * DAY)
    use(store, used, 29 * DAY)
    monkeypatch.setenv("YEARLINE_KEEP_DAYS", "0")
    assert store.sweep() == 0
    monkeypatch.delenv("YEARLINE_KEEP_DAYS")
    store.add_report("new.txt", b"")  # sweeps by itself: what is due is marked
    assert store.state(report_id).state == "waiting"
    mark(store, report_id, DAY + 60)
    store.add_report("newer.txt", b"")
    with pytest.raises(ReportGone):
        store.state(report_id)
    assert store.state(used).state == "waiting"
    assert store.state(default).state == "ready"
    assert store.sweep() == 0


def test_use_is_noted_at_most_once_an_hour(store, report_id):
    store.finish(report_id, b"result")
    use(store, report_id, 1800)
    before = used_at(store, report_id)
    store.result(report_id)
    assert used_at(store, report_id) == before
    use(store, report_id, 29 * DAY)
    assert store.result(report_id) == b"result"
    assert used_at(store, report_id) > before
    use(store, report_id, 29 * DAY)
    store.append_corrections(report_id, [{"event": "a", "hide": True}])
    assert used_at(store, report_id) > before


def test_settings_that_are_no_number_count_as_not_given(monkeypatch):
    for setting in SETTINGS:
        for given in ("", "-1", "many", "1e9", "²"):
            monkeypatch.setenv(setting.name, given)
            assert setting.value == setting.default
        monkeypatch.setenv(setting.name, "7")
        assert setting.value == 7
