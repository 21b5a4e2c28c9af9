"""The process that makes exports: `python -m components.web.maker`, started by `making`.

It reads a line of JSON, {"size", "seconds"}, and then a pickled call of that size; only the server writes to it. It writes
{"ready"}, and for each call {"bytes": n} followed by the result, or {"error", "message"}.
"""

import os
import pickle
import queue
import signal
import sys
import threading

import orjson

_AFTER = 2  # s past the limit, after which the system kills the process


def main() -> None:
    """Make exports until the parent process ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not reach the output
    _warm()
    _send(answers, b"", ready=True)
    jobs: queue.SimpleQueue[tuple[dict, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_take_jobs, args=(jobs,), daemon=True).start()
    while True:
        about, call = jobs.get()
        if hasattr(signal, "alarm"):
            signal.alarm(about["seconds"] + _AFTER)
        _make(call, answers)
        if hasattr(signal, "alarm"):
            signal.alarm(0)


def _take_jobs(jobs: queue.SimpleQueue) -> None:
    """Pass jobs on. When the input ends, the server has ended, and this process exits in the middle of its work."""
    while line := sys.stdin.buffer.readline():
        about = orjson.loads(line)
        call = sys.stdin.buffer.read(about["size"])
        if len(call) < about["size"]:
            break
        jobs.put((about, call))
    os._exit(0)


def _warm() -> None:
    """Import slow libraries before the first job, and limit the memory."""
    from components.draw import files  # noqa: F401
    from data.files.limits import LIMITS

    if sys.platform != "win32":
        import resource

        most = LIMITS["export_memory"].most * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _make(call: bytes, answers) -> None:
    from data.report import ReportError
    from data.selection.filters import SelectionError

    try:
        made = pickle.loads(call)()
        content = made.encode() if isinstance(made, str) else made
    except SelectionError as error:
        _send(answers, b"", error="selection", message=str(error))
    except ReportError as error:
        _send(answers, b"", error="report", message=str(error))
    except MemoryError:
        _send(answers, b"", error="memory", message="")
    except Exception as error:
        _send(answers, b"", error="broken", message=f"{type(error).__name__}: {str(error)[:500]}")
    else:
        _send(answers, content, bytes=len(content))


def _send(answers, content: bytes, **message) -> None:
    answers.write(orjson.dumps(message) + b"\n")
    answers.write(content)
    answers.flush()


if __name__ == "__main__":
    main()
