"""`python -m data.store backup FILE`, `restore FILE`, `copy URL`, `links`: for operators, while the server runs."""

import argparse
import os
import sys
from contextlib import closing
from pathlib import Path

from data.report import ReportError
from data.store.backup import back_up
from data.store.replacing import Replaced, put, restore
from data.store.store import Store, open_store


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 0, or 2 after one sentence on standard error."""
    options = _parse(arguments)
    try:
        print(_run(options))
    except ReportError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"{error.filename or 'A file'} cannot be used ({error.strerror}); check its rights.",
            file=sys.stderr,
        )
        return 2
    return 0


def _run(options: argparse.Namespace) -> str:
    """Run the command and return sentences that report the result."""
    if options.command == "restore":  # which does not open the existing store, as it may be damaged
        return _told(restore(options.file, options.replace))
    with closing(open_store()) as store:
        if options.command == "backup":
            back_up(store.engine, options.file)
            return f"All is in {options.file}."
        if options.command == "links":
            return _links(store)
        return _told(put(store.engine, options.url, options.replace))


def _told(done: Replaced) -> str:
    said = f"{done.counts['reports']} reports with {done.counts['corrections']} corrections are there."
    return said + (
        f" What was there before is kept as {done.kept}; delete it when nobody needs it." if done.kept else ""
    )


def _links(store: Store) -> str:
    """One line for each report that a server was started with: its name, and the address that edits it."""
    root = os.environ.get("YEARLINE_PUBLIC_URL", "").rstrip("/")
    lines = [f"{name}\t{root}/?report={store.links(report)['edit']}" for report, name in store.own_reports()]
    return "\n".join(lines) or "No server was started here yet; start one with YEARLINE_EDITING=link first."


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.store",
        description="Back up, restore, copy and give links to what Yearline keeps, as YEARLINE_DATA or YEARLINE_DATABASE say.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    backup = commands.add_parser("backup", help="write all into a new file")
    backup.add_argument("file", metavar="FILE", type=Path)
    back = commands.add_parser("restore", help="put a backup back")
    back.add_argument("file", metavar="FILE", type=Path)
    commands.add_parser("links", help="the address that edits each report the server was started with")
    copy = commands.add_parser("copy", help="copy all into another database, SQLite or PostgreSQL")
    copy.add_argument("url", metavar="URL", help="as in postgresql://user:password@host/name")
    for command in (back, copy):
        command.add_argument(
            "--replace",
            action="store_true",
            help="put them in the place of the reports that are there; a SQLite file that is replaced is kept beside",
        )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
