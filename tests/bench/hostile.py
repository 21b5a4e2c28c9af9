"""How long others wait while hostile files are read: `python tests/bench/hostile.py [--rounds 1]`.

It starts gunicorn as the README says, with a data folder of its own. In quiet, and while all files are sent at
once and asked after as the page does, it times `/healthz` and a filter that nobody asked for before. Times are
in milliseconds, seen from a client on the same machine.
"""

import argparse
import json
import math
import multiprocessing
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from tests.hostile.makers import MAKERS  # noqa: E402 - from the folder above

# Every third is 200 KB of date-dense text, the others one of each kind.
DENSE = ("200 KB of dates", "200 KB of dates in one paragraph")
OTHERS = (
    "80 KB of dates",
    "300,000 spaces",
    "80 KB of ![",
    "20,000 nested divs",
    "a docx of 1,200,000 paragraphs",
    "three cells, one in the last row and column",
    "a CSV of 2,000,000 rows",
    "40 KB of capitals",
    "5,000 pages",
    "a PDF that is cut off",
    "an attribute of 1 MB",
    "6 MB of text",
)
PAUSE = 0.02  # s between two probes
LOOK = 0.5  # s between two questions how far a file is, as in assets/page/open.mjs
FILTERS = ("theme=Background", "actor=UNHCR", "from=2008-03&to=2008-08", "theme=Background&from=2008-05")

Times = list[float]


@contextmanager
def serving(port: int, folder: str, threads: int) -> Iterator[None]:
    """Gunicorn on a port until the end."""
    command = ["-m", "gunicorn", "--preload", "-w", "2", "-k", "gthread", "--threads", f"{threads}"]
    server = subprocess.Popen(
        [sys.executable, *command, "--bind", f"127.0.0.1:{port}", "app:server"],
        cwd=ROOT,
        env=os.environ | {"YEARLINE_DATA": folder},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 60
        while ask(port, "GET", "/healthz")[0] != 200:
            if server.poll() is not None or time.monotonic() > until:
                raise SystemExit("The server did not start.")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(60)


def ask(
    port: int, method: str, path: str, body: bytes | None = None, kind: str = ""
) -> tuple[int, dict[str, Any]]:
    """The status and JSON of an answer; 0 where there is none."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, {"Content-Type": kind} if kind else {})
        answer = connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content.startswith(b"{") else {}
    except (OSError, HTTPException):
        return 0, {}
    finally:
        connection.close()


def files(count: int) -> list[tuple[str, bytes]]:
    """That many hostile files."""
    dense = [MAKERS[DENSE[i % 2]]() for i in range(math.ceil(count / 3))]
    others = [MAKERS[OTHERS[i % len(OTHERS)]]() for i in range(count - len(dense))]
    return [*dense, *others]


def send(port: int, name: str, raw: bytes, until: float, results: Any) -> None:
    """Drop one file, and ask after it until it is read or the time is over, when it is forgotten."""
    boundary = secrets.token_hex(8)
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + raw + f"\r\n--{boundary}--\r\n".encode()
    start = time.perf_counter()
    status, answer = ask(port, "POST", "/open", body, f"multipart/form-data; boundary={boundary}")
    results.put(("open", time.perf_counter() - start, status))
    said = answer.get("error", "")
    while "state" in answer and time.monotonic() < until:
        time.sleep(LOOK)
        start = time.perf_counter()
        status, now = ask(port, "GET", answer["state"])
        results.put(("reading", time.perf_counter() - start, status))
        if now.get("state") not in ("waiting", "reading"):
            results.put(("ended", 0.0, now.get("state", status)))
            return
    if "state" in answer:
        ask(port, "DELETE", f"/reports/{answer['report']}")
        results.put(("ended", 0.0, "still in line"))
    else:
        results.put(("ended", 0.0, "refused at once" if said else "read at once"))


def send_all(port: int, count: int, seconds: float, begin: Any, results: Any) -> None:
    """Send all files at once, each time that it is told."""
    made = files(count)
    results.put(("made", 0.0, count))
    while True:
        begin.acquire()
        until = time.monotonic() + seconds
        senders = [threading.Thread(target=send, args=(port, *file, until, results)) for file in made]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        results.put(("over", 0.0, 0))


def probe(port: int, path: str, is_new: bool, over: threading.Event, times: Times, wrong: Counter) -> None:
    """Ask again and again on one connection; `is_new` makes each question one that was never asked."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    number = 0
    while not over.wait(PAUSE):
        number += 1
        address = (
            f"{path}?{FILTERS[number % len(FILTERS)]}&width={600 + secrets.randbelow(2000)}&q=a"
            if is_new
            else path
        )
        start = time.perf_counter()
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                wrong[f"{path} {answer.status}"] += 1
        except (OSError, HTTPException) as error:
            wrong[f"{path} {type(error).__name__}"] += 1
            connection.close()
        times.append(time.perf_counter() - start)
    connection.close()


@contextmanager
def probing(port: int, wrong: Counter) -> Iterator[dict[str, Times]]:
    """Times of `/healthz` and of a filter, asked beside what is done meanwhile."""
    over = threading.Event()
    times: dict[str, Times] = {"/healthz": [], "filter": []}
    probes = [
        threading.Thread(target=probe, args=(port, "/healthz", False, over, times["/healthz"], wrong)),
        threading.Thread(target=probe, args=(port, "/drawing", True, over, times["filter"], wrong)),
    ]
    for thread in probes:
        thread.start()
    yield times
    over.set()
    for thread in probes:
        thread.join()


def row(title: str, times: Times) -> str:
    """A row of the table: how many, the median, the 95th percentile and the most."""
    if not times:
        return f"| {title} | 0 | | | |"
    ordered = sorted(1000 * spent for spent in times)
    at = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"| {title} | {len(ordered)} | {ordered[len(ordered) // 2]:.0f} | {at:.0f} | {ordered[-1]:.0f} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=18)
    parser.add_argument("--seconds", type=float, default=30, help="until the files are forgotten")
    parser.add_argument("--rounds", type=int, default=1, help="how often they are sent")
    parser.add_argument("--threads", type=int, default=8, help="of each of the server's two processes")
    options = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wrong: Counter = Counter()
    spawn = multiprocessing.get_context("spawn")
    begin, results = spawn.Semaphore(0), spawn.Queue()
    with tempfile.TemporaryDirectory() as folder, serving(port, folder, options.threads):
        sender = spawn.Process(
            target=send_all, args=(port, options.files, options.seconds, begin, results), daemon=True
        )
        sender.start()
        results.get()  # the files are made
        ask(port, "GET", "/drawing")
        with probing(port, wrong) as quiet:
            time.sleep(min(10, options.seconds))
        seen: dict[str, Times] = {"open": [], "reading": []}
        ended: Counter = Counter()
        with probing(port, wrong) as loaded:
            for _ in range(options.rounds):
                begin.release()
                while (found := results.get())[0] != "over":
                    kind, spent, status = found
                    if kind == "ended":
                        ended[status] += 1
                        continue
                    seen[kind].append(spent)
                    if status == 0 or status >= 500:
                        wrong[f"{kind} {status}"] += 1
        sender.kill()
    print("| what | times | median ms | 95 % | most |\n|---|---|---|---|---|")
    for title, times in (
        *((f"{name}, quiet", times) for name, times in quiet.items()),
        *((f"{name}, {options.files} files", times) for name, times in loaded.items()),
        ("POST /open", seen["open"]),
        ("GET /reading/KEY", seen["reading"]),
    ):
        print(row(title, times))
    print("what became of the files:", dict(ended))
    print("no answer, or a wrong one:", dict(wrong) or "none")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
