"""The process that reads one file and ends: `python -m data.files.reader`, started by `reader_processes`.

It reads a line of JSON (what to read) and then the file's bytes from standard input. It writes lines of JSON: {"ready"}, then
{"done", "of"} for each page, and at the end {"error": …} or {"bytes": n} followed by the packed reading.

With `--copies` standard input is a socket instead. The process loads the language model once, and for each pair of pipes that
arrives through the socket a fork of it reads one file from them, at once. On the socket it answers the fork's process id; on
"?" and an id it waits for that fork and answers its exit code.
"""

import gc
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import orjson

from data.files.processes import end_after

NICENESS = 5  # reading has a lower priority than answering: a quarter of the processor if both need it


def main() -> int:
    """Read one file under the limits and write the result, or let forks do so."""
    if "--copies" in sys.argv:
        return _copy_for_each()
    _warm()
    _read_one()
    return 0


def _copy_for_each() -> int:
    """Serve until the parent ends. This process has one thread, as a fork only has the thread that forks."""
    _warm()
    gc.freeze()  # loaded objects stay as they are, so that forks share their memory
    door = socket.socket(fileno=os.dup(0))
    while True:
        asked, pipes, _, _ = socket.recv_fds(door, 32, 2)
        if not asked:
            return 0
        if asked.startswith(b"?"):
            door.sendall(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(int(asked[1:]), 0)[1]))
            continue
        copy = os.fork()
        if not copy:
            door.close()
            _read_in_copy(*pipes)
        for pipe in pipes:
            os.close(pipe)
        door.sendall(b"%d\n" % copy)


def _read_in_copy(source: int, target: int) -> None:
    """Become a process of its own that reads one file, and exit."""
    code = 1
    try:
        os.setsid()
        os.dup2(source, 0)
        os.dup2(target, 1)
        os.close(source)
        os.close(target)
        sys.stdin = os.fdopen(0)
        _read_one()
        code = 0
    finally:
        os._exit(code)


def _read_one() -> None:
    _give_way()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not reach the output
    _send(answers, {"ready": True})
    line = sys.stdin.buffer.readline()
    if not line:
        return  # nobody needs this process any more
    job = orjson.loads(line)
    raw = sys.stdin.buffer.read(job["size"])
    if len(raw) < job["size"]:
        return
    end_after(lambda: sys.stdin.buffer.read(1))  # the end of the pipe, as nothing more is sent
    limit_process(job["memory"], job["cpu"])
    _read(job, raw, answers)


def _give_way() -> None:
    """Lower the priority below the server's. Linux shares a desktop's time among sessions first, and this is one of its own."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(NICENESS))


def _warm() -> None:
    """Import slow libraries before there is a file."""
    from data.english.grammar import parse
    from data.files import anew, entries, load, packing  # noqa: F401

    parse("In March, the mayor of the capital resigned.")


def limit_process(megabytes: int, seconds: int) -> None:
    """Limit the memory and processor time of this process, and forbid writing files."""
    if sys.platform == "win32":
        return  # the parent still limits the time
    import resource

    # Private writable memory, which is what data uses; libraries map much more than they use.
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20, megabytes * 2**20))
    used = resource.getrusage(resource.RUSAGE_SELF)  # to load the language model
    seconds += int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(job: dict, raw: bytes, answers) -> None:
    from data.report import EntryUnknown, ReportError, YearUnknown

    def progress(done: int, of: int) -> None:
        _send(answers, {"done": done, "of": of})

    try:
        packed = _packed(job, raw, progress)
    except YearUnknown:
        _send(answers, {"error": "year"})
    except EntryUnknown as error:
        _send(answers, {"error": "entry", "message": str(error), "entries": error.entries})
    except ReportError as error:
        _send(answers, {"error": "report", "message": str(error)})
    except MemoryError:
        _send(answers, {"error": "memory"})
    except Exception as error:
        print(f"{type(error).__name__} while reading a file: {str(error)[:300]}", file=sys.stderr)
        _send(answers, {"error": "broken"})
    else:
        _send(answers, {"bytes": len(packed)})
        answers.write(packed)
        answers.flush()


def _packed(job: dict, raw: bytes, progress) -> bytes:
    from data.files.anew import pack_anew
    from data.files.answers import Answers
    from data.files.entries import pack_entries
    from data.files.load import read
    from data.files.packing import pack, pack_unclear
    from data.files.table_reading import TableUnclear
    from data.files.worker import ANEW, EVERY

    if job["entry"] == EVERY:
        return pack_entries(raw)
    if job["entry"] == ANEW:
        return pack_anew(raw)
    said = Answers.from_text(job["answers"], job["year"])
    try:
        return pack(read(job["name"], raw, job["year"], job["entry"], progress, said))
    except TableUnclear as error:
        return pack_unclear(error)


def _send(answers, message: dict) -> None:
    answers.write(orjson.dumps(message) + b"\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
