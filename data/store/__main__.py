"""`python -m data.store backup FILE`, `restore FILE`, `copy URL`, `links`: for who serves Yearline, while it is served."""

import argparse
import os
import sys
from contextlib import closing
from pathlib import Path

from data.report import ReportError
from data.store.backup import back_up, copy_all, restore
from data.store.store import Store, open_store


def main(arguments: list[str] | None = None) -> int:
    """Do as told; 0 when done, 2 with one sentence on standard error when it cannot be."""
    options = _parse(arguments)
    try:
        with closing(open_store()) as store:
            print(_run(options, store))
    except ReportError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _run(options: argparse.Namespace, store: Store) -> str:
    """Do what the command says; the sentence that tells of it."""
    if options.command == "backup":
        back_up(store.engine, options.file)
        return f"All is in {options.file}."
    if options.command == "links":
        return _links(store)
    if options.command == "restore":
        counts = restore(store.engine, options.file, options.replace)
    else:
        with closing(open_store(options.url)) as other:
            counts = copy_all(store.engine, other.engine, options.replace)
    return f"{counts['reports']} reports with {counts['corrections']} corrections are there."


def _links(store: Store) -> str:
    """A line for each report that a server was started with: its name, and the address that edits it."""
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
        command.add_argument("--replace", action="store_true", help="delete the reports that are there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
