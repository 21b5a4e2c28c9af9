"""Proof packs: whatever is changed in one is named, and the evidence read anew gives the same events."""

import io
import json
import random
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.__main__ import main
from data.events.corrected import corrected
from data.events.parsing import parse_entry
from data.files.file import File
from data.files.proof import contents
from data.files.proof.archive import with_manifest, write_archive
from data.files.proof.contents import AS_READ, CRATE, EVENTS, EVENTS_CSV, LOG, MANIFEST, READING, Proof
from data.files.proof.pack import select, to_bytes, write_pack
from data.files.proof.verify import verify
from data.files.source import open_source
from data.report import ReportError
from tests.examples import few

TEXT = (
    "Justice\n\nIn March 2012, the mayor of Zenda resigned. On 12 May 2012, police arrested Ana Roe at the harbour.\n"
    "\nLabour\n\nIn June 2012, a strike began at the mine. It was reported that two miners were killed in July.\n"
)
SOURCE = "evidence/zenda 2012.txt"


def make(query: str = "", names: bool = True, log=None) -> bytes:
    file = File("zenda 2012.txt", TEXT.encode(), "text/plain", 2012)
    source = open_source(file)
    reading = source.read()
    events = list(reading.table["id"])
    if log is None:
        log = [
            {"seq": 1, "at": "2026-11-30T10:00:00Z", "who": "Ana", "event": events[0], "set": {"headline": "The mayor goes"}},
            {"seq": 2, "at": "2026-11-30T11:00:00Z", "who": "Ben", "event": events[1], "hide": True},
        ]  # fmt: skip
    table = corrected(reading.table, list(map(parse_entry, log)), 2012)
    proof = Proof(file, 1_700_000_000.0, True, reading.report.named, log=log, query=query, names=names)
    chosen = select(table, query)
    read = reading.table if not query else reading.table[reading.table["id"].isin(chosen["id"])]
    return write_pack(proof, reading.report, chosen, read)


@pytest.fixture(scope="module")
def pack() -> bytes:
    return make()


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def repacked(raw: bytes, **changes: bytes | None) -> bytes:
    """The pack with other contents, and its own manifest and crate as they were; None leaves a part out."""
    parts = parts_of(raw) | changes
    return write_archive({name: content for name, content in parts.items() if content is not None})


def forged(raw: bytes, changes: dict[str, bytes]) -> bytes:
    """The pack with other contents, by somebody who makes crate and manifest fit."""
    parts = parts_of(raw) | changes
    crate = json.loads(parts[CRATE])
    for one in crate["@graph"]:
        name = one["@id"].replace("%20", " ")
        if one["@type"] == "File":
            one |= {"sha256": contents.hash_of(parts[name]), "contentSize": str(len(parts[name]))}
    parts[CRATE] = to_bytes(crate)
    return write_archive(with_manifest(parts))


def wrong(raw: bytes) -> list[str]:
    """What is said of a pack, or why it is none: in whole sentences of one line."""
    try:
        said = verify("p.zip", raw).wrong
    except ReportError as error:
        said = [str(error)]
    assert all(one.endswith((".", "?")) and "\n" not in one and len(one) < 1000 for one in said), said
    return said


def test_a_pack_is_good_and_the_same_proof_is_the_same_bytes(pack):
    assert wrong(pack) == [] and make() == pack
    assert list(parts_of(pack))[-1] == MANIFEST and SOURCE in parts_of(pack)
    assert parts_of(pack)[SOURCE] == TEXT.encode()


def test_a_pack_has_what_was_read_and_what_was_corrected(pack):
    parts = {name: content.decode() for name, content in parts_of(pack).items()}
    events, read = json.loads(parts[EVENTS]), json.loads(parts[AS_READ])
    assert "The mayor goes" in parts[EVENTS] and "The mayor goes" not in parts[AS_READ]
    assert len(read) == len(events) + 1, "a hidden event is in what was read"
    rules = json.loads(parts[contents.RULES])
    assert set(rules["events"]) == {event["id"] for event in events} and all(rules["events"].values())
    assert all(rules["rules"][name]["why"] for names in rules["events"].values() for name in names)
    assert [entry["who"] for entry in json.loads(parts[LOG])] == ["Ana", "Ben"]
    crate = {one["@id"]: one for one in json.loads(parts[CRATE])["@graph"]}
    assert crate[CRATE]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    source = crate["evidence/zenda%202012.txt"]
    assert source["sha256"] == contents.hash_of(TEXT.encode()) and source["contentSize"] == str(len(TEXT))
    assert source["dateReceived"] == "2023-11-14T22:13:20Z" and source["encodingFormat"] == "text/plain"
    assert [one["name"] for one in crate.values() if one["@type"] == "Person"] == ["Ana", "Ben"]
    assert crate["#word-lists"]["value"] == contents.hash_word_lists()
    assert "sha256sum --check" in parts["README.txt"] and "cannot show" in parts["README.txt"]


def test_who_only_reads_gets_no_names():
    said = b"".join(parts_of(make(names=False)).values())
    assert b'Ana"' not in said and b"Ben" not in said and b"2026-11-30T10:00:00Z" in said
    assert wrong(make(names=False)) == []


@pytest.mark.parametrize("query", ["theme=Labour", "q=mayor", "from=2012-06"])
def test_a_pack_of_a_selection_is_read_anew_as_that(query):
    raw = make(query)
    assert wrong(raw) == [] and len(json.loads(parts_of(raw)[EVENTS])) < 3


def test_100_changed_bytes_are_named_100_times(pack):
    chance = random.Random(27)
    for _ in range(100):
        at, other = chance.randrange(len(pack)), chance.randrange(1, 256)
        assert wrong(pack[:at] + bytes([pack[at] ^ other]) + pack[at + 1 :]), at


@settings(max_examples=few(150))
@given(data=st.data())
def test_whatever_is_changed_cut_or_put_in_is_named(pack, data):
    start = data.draw(st.integers(0, len(pack)))
    end = data.draw(st.integers(start, min(len(pack), start + 400)))
    put = data.draw(st.binary(max_size=40))
    changed = pack[:start] + put + pack[end:]
    assert bool(wrong(changed)) == (changed != pack)


@pytest.mark.parametrize(
    "name", [SOURCE, EVENTS, EVENTS_CSV, LOG, READING, CRATE, contents.RULES, "README.txt"]
)
def test_a_part_that_is_missing_or_another_is_named(pack, name):
    assert f"{name} is missing." in wrong(repacked(pack, **{name: None}))
    said = wrong(repacked(pack, **{name: parts_of(pack)[name] + b" "}))
    assert f"{name} was changed: its SHA-256 is not the one in {MANIFEST}." in said


def test_without_a_manifest_nothing_is_right(pack):
    assert wrong(repacked(pack, **{MANIFEST: None})) == [
        f"{MANIFEST} is missing, so nothing tells whether the other files are right."
    ]
    lines = parts_of(pack)[MANIFEST]
    assert any("Line 1" in one for one in wrong(repacked(pack, **{MANIFEST: b"x" + lines})))
    assert any(
        "twice" in one for one in wrong(repacked(pack, **{MANIFEST: lines + lines[: lines.index(b"\n") + 1]}))
    )
    assert any("no text in UTF-8" in one for one in wrong(repacked(pack, **{MANIFEST: b"\xff"})))


def test_a_part_that_was_added_is_named(pack):
    assert wrong(repacked(pack, **{"work/more.txt": b"x"})) == [
        f"work/more.txt was added: {MANIFEST} does not name it."
    ]
    parts = parts_of(pack) | {"work/more.txt": b"x"}
    assert wrong(write_archive(with_manifest(parts))) == [f"{CRATE} does not describe work/more.txt."]
    less = {name: content for name, content in parts_of(pack).items() if name != contents.RULES}
    assert wrong(write_archive(with_manifest(less))) == [
        f"{CRATE} describes work/rules.json, which is not there."
    ]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/passwd", "a\\..\\b", "C:evil", "work//x", "a/./b", "work/", "x\x1b[2J"]
)
def test_a_name_that_leads_out_is_named(pack, name):
    assert any("leads out" in one for one in wrong(repacked(pack, **{name: b"x"})))


def test_a_name_that_stands_there_twice_is_named(pack):
    buffer = io.BytesIO(pack)
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")  # that the name is there already
        archive.writestr(EVENTS, b"[]")
    assert f"{EVENTS} is in the pack 2 times." in wrong(buffer.getvalue())


def test_a_bomb_and_what_is_no_pack_are_refused_in_a_sentence(pack, monkeypatch):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * 300 * 2**20)
    assert "unpacks to more than" in wrong(buffer.getvalue())[0]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    assert "more than 10,000 files" in wrong(buffer.getvalue())[0]
    assert "no whole archive" in wrong(b"hello")[0] and "no whole archive" in wrong(pack[:-30])[0]
    assert "no proof pack" in wrong(write_archive({"a": b""}))[0]


def test_a_pack_that_was_packed_anew_says_so_and_no_more(pack):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(pack).items():
            archive.writestr(name, content)
    said = wrong(buffer.getvalue())
    assert len(said) == 1 and "not packed as Yearline packed it" in said[0]


def test_a_newer_versions_pack_says_so(pack):
    reading = json.loads(parts_of(pack)[READING]) | {"pack": 2, "yearline": "9.0.0"}
    assert wrong(forged(pack, {READING: to_bytes(reading)})) == [
        "The pack was saved by a newer Yearline (9.0.0); verify it with that one."
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"pack": "1"}, {"year": "x"}, {"year": 10**9}, {"entry": 3}, {"selection": None}, {"answers": [1]}, {"name": {}},
        {"selection": "from=x"}, {"entry": "Zenda"}, {"selection": "theme=Nothing"}, {"year": 1900},
    ],
)  # fmt: skip
def test_a_forged_reading_is_a_sentence_or_reads_the_same(pack, change):
    reading = json.loads(parts_of(pack)[READING]) | change
    said = wrong(forged(pack, {READING: to_bytes(reading)}))
    assert said or change in ({"answers": [1]}, {"entry": "Zenda"})


@pytest.mark.parametrize("name", [EVENTS, AS_READ, LOG, READING, CRATE])
@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"[1]", b'[{"id": 1}]', b"\xff", b"[" * 100_000]
)
def test_a_forged_part_that_is_none_is_a_sentence(pack, name, content):
    parts = parts_of(pack) | {name: content}
    assert wrong(write_archive(with_manifest(parts)))


def test_a_forged_table_is_told_event_by_event(pack):
    events = json.loads(parts_of(pack)[EVENTS])
    events[1]["count"], first = 500, events.pop(0)
    events.append(events[0] | {"id": "00000000"})
    said = wrong(forged(pack, {EVENTS: to_bytes(events)}))
    assert len(said) == 3
    assert f"Event {first['id']} (2012-03, “The mayor goes”) is read now, and is not in the pack." in said
    assert any(
        one.startswith("Event 00000000") and one.endswith("is in the pack, and is not read now.")
        for one in said
    )
    assert any(": count is 500 in the pack, and is read as " in one for one in said)


def test_a_forged_source_log_or_csv_is_told_by_what_comes_out(pack):
    other = forged(pack, {SOURCE: TEXT.replace("Ana Roe", "Eva Roe").encode()})
    assert any("Ana Roe" in one for one in wrong(other))
    log = json.loads(parts_of(pack)[LOG])
    assert any("headline" in one for one in wrong(forged(pack, {LOG: to_bytes(log[1:])})))
    assert wrong(forged(pack, {EVENTS_CSV: b"id\n"})) == [
        "work/events.csv does not say what the evidence and the corrections give."
    ]


def test_the_command_says_good_or_what_is_wrong(pack, tmp_path, capsys):
    (tmp_path / "p.zip").write_bytes(pack)
    assert main(["verify", str(tmp_path / "p.zip")]) == 0
    said = capsys.readouterr()
    manifest = contents.hash_of(parts_of(pack)[MANIFEST])
    assert f"The SHA-256 of its {MANIFEST} is {manifest};" in said.out and said.out.endswith(
        "gives the same events.\n"
    )
    at = pack.index(b"Ana Roe")
    (tmp_path / "p.zip").write_bytes(pack[:at] + b"E" + pack[at + 1 :])
    assert main(["verify", str(tmp_path / "p.zip")]) == 2
    assert f"{SOURCE} was changed" in capsys.readouterr().out
    for path in (tmp_path / "none.zip", tmp_path):
        assert main(["verify", str(path)]) == 2
        said = capsys.readouterr()
        assert not said.out and said.err.count("\n") == 1
