"""Kill writers at random moments and see whether all that was confirmed is there, and whole.

`python tests/bench/crash.py --rounds 100 --database sqlite|postgresql` prints the counts; 1 if anything was lost.
"""

import argparse
import hashlib
import json
import os
import random
import selectors
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
from databases import start_postgresql  # noqa: E402 - beside this file

from data.store import Store, open_store  # noqa: E402

APPENDERS, KEEPERS = 4, 4


def append(store: Store, report_id: str, writer: int, confirm) -> None:
    """Add corrections to one report, up to three at once; each says of how many it is one."""
    for i in range(1_000_000):
        of = random.randint(1, 3)
        name = f"{writer}-{i}"
        body = {"event": name, "of": of, "set": {"headline": "ж" * random.randint(1, 70)}}
        confirm("append", store.append_corrections(report_id, [body] * of, "a writer", name), name)


def keep(store: Store, writer: int, confirm) -> None:
    """Add reports, read those in line, and forget every third."""
    for i in range(1_000_000):
        content = random.randbytes(random.randint(1, 60_000))
        key = store.add_report(f"{writer}-{i}.txt", content)
        confirm("add", key, digest(content))
        while job := store.claim_waiting(f"{writer}", 60):
            if store.finish(job.report_id, digest(job.file.content).encode(), f"{writer}"):
                confirm("finish", job.report_id, digest(job.file.content))
        if i % 3 == 2:
            confirm("forgetting", key)
            access = store.find(key)
            assert access and store.forget(access.report_id)
            confirm("forget", key)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def start_writer(url: str, report_id: str, writer: int) -> tuple[int, int]:
    """A process that writes until it is killed; its id, and the pipe with what was confirmed to it."""
    ours, theirs = os.pipe()
    process = os.fork()
    if process:
        os.close(theirs)
        return process, ours
    try:
        random.seed()
        store = open_store(url)

        def confirm(*words: object) -> None:
            os.write(theirs, (" ".join(map(str, words)) + "\n").encode())

        append(store, report_id, writer, confirm) if writer < APPENDERS else keep(store, writer, confirm)
    except BaseException as error:
        os.write(theirs, f"error {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(1)


def run_writers(url: str, report_id: str, enough: int) -> list[list[str]]:
    """Let writers write until `enough` was confirmed, kill them all; what was confirmed."""
    writers = [start_writer(url, report_id, number) for number in range(APPENDERS + KEEPERS)]
    pending = dict.fromkeys((pipe for _, pipe in writers), b"")
    with selectors.DefaultSelector() as selector:
        for pipe in pending:
            selector.register(pipe, selectors.EVENT_READ)
        is_killed = False
        while selector.get_map():
            for ready, _ in selector.select():
                part = os.read(ready.fd, 65_536)
                pending[ready.fd] += part
                if not part:
                    selector.unregister(ready.fd)
            if not is_killed and _count(pending) >= enough:
                for process, _ in writers:
                    os.kill(process, signal.SIGKILL)
                is_killed = True
    for process, pipe in writers:
        os.waitpid(process, 0)
        os.close(pipe)
    lines = b"".join(part[: part.rfind(b"\n") + 1] for part in pending.values())
    return [line.split(" ") for line in lines.decode().splitlines()]


def _count(pending: dict[int, bytes]) -> int:
    return sum(part.count(b"\n") for part in pending.values())


def check(store: Store, report_id: str, confirmed: list[list[str]]) -> Counter[str]:
    """Counts of what was confirmed, and of what of it is lost or broken."""
    counts = Counter({"lost": 0, "broken": 0})
    log = store.read_corrections(report_id)
    counts["broken"] += [entry["seq"] for entry in log] != list(range(1, store.last_seq(report_id) + 1))
    counts["broken"] += sum(len(e["set"]["headline"]) < 1 or e["who"] != "a writer" for e in log)
    together = [list(entries) for _, entries in groupby(log, key=lambda entry: entry["event"])]
    counts["broken"] += sum(len(entries) != entries[0]["of"] for entries in together)
    counts["broken"] += len({entries[0]["event"] for entries in together}) != len(together)
    counts["entries"] = len(log)
    by_seq = {entry["seq"]: entry["event"] for entry in log}
    forgetting = {words[1] for words in confirmed if words[0] == "forgetting"}
    for words in confirmed:
        counts[words[0]] += 1
        if words[0] == "append":
            counts["lost"] += by_seq.get(int(words[1])) != words[2]
        elif words[0] == "add":
            access = store.find(words[1])
            counts["lost"] += access is None and words[1] not in forgetting
            counts["broken"] += (
                access is not None and digest(store.file(access.report_id).content) != words[2]
            )
        elif words[0] == "forget":
            counts["lost"] += store.find(words[1]) is not None
        elif words[0] == "error":
            print(" ".join(words), file=sys.stderr)
    kept = {access.report_id for w in confirmed if w[0] == "add" and (access := store.find(w[1]))}
    for words in confirmed:
        if words[0] == "finish" and words[1] in kept:
            counts["lost"] += store.result(words[1]) != words[2].encode()
    return counts


def run_rounds(url: str, rounds: int) -> Counter[str]:
    """That many rounds on one database; the counts of all."""
    counts = Counter({"rounds": rounds, "error": 0})
    for number in range(rounds):
        store = open_store(url)
        report_id = store.report_for(f"round {number}", "Round")
        store.close()  # nothing is open when the writers start
        confirmed = run_writers(url, report_id, random.randint(20, 300))
        store = open_store(url)
        counts += check(store, report_id, confirmed)
        for words in confirmed:
            if words[0] == "add" and (access := store.find(words[1])):
                store.forget(access.report_id)
        store.close()
    counts.update({"lost": 0, "broken": 0, "error": 0})
    return counts


@contextmanager
def database(kind: str):
    """The address of an empty database of a kind, checked at the end where it is a file."""
    if kind == "postgresql":
        with start_postgresql() as make_database:
            yield make_database()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/yearline.db"
        with closing(sqlite3.connect(f"{folder}/yearline.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--url", help="a database that is there, instead of a new one")
    options = parser.parse_args()
    if options.url:
        counts = run_rounds(options.url, options.rounds)
    else:
        with database(options.database) as url:
            counts = run_rounds(url, options.rounds)
    print(json.dumps(counts))
    return int(any(counts[name] for name in ("lost", "broken", "error")))


if __name__ == "__main__":
    sys.exit(main())
