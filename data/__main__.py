"""`python -m data FILE [--year YYYY] [--format csv|json|xlsx|docx] [--template FIRM.dotx]`: print the events table.

For a table, `--columns date=When,headline="What happened"`, `--day-first`, `--month-first` and `--year` say what its names and
dates do not. For a book of entries, `--list` names them, `--entry NAME` takes one, `--all` takes all, in one table. `python -m
data verify PACK.zip` checks a proof pack.
"""

import argparse
import sys
from dataclasses import replace

import pandas as pd

from data import Report, ReportError, chronology_docx, to_csv, to_json, to_xlsx
from data.events.date_forms import DAY_FIRST, MONTH_FIRST
from data.files.anew import correct_source
from data.files.command_line import advised, read_columns, say_dates, say_rows, show_progress
from data.files.many import extract_all
from data.files.proof import verify
from data.files.source import open_source
from data.files.word_template import read_template
from data.plurals import pluralize
from data.report import KINDS


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 0 when done, 2 with one sentence on standard error for a bad report."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["verify"]:
        return verify.main(arguments[1:])
    parser = argparse.ArgumentParser(
        prog="python -m data", description="Print a report's dated events as a table."
    )
    parser.add_argument(
        "report",
        metavar="FILE",
        help="a report (text, Markdown, HTML, Word, PDF), a book, a table (CSV, JSON, Excel), or a project (.yearline)",
    )
    parser.add_argument("--year", type=int, help="the year the report covers, if its text does not tell")
    parser.add_argument("--format", choices=("csv", "json", "xlsx", "docx"), default="csv")
    parser.add_argument(
        "--template", metavar="FIRM.dotx", help="a Word template to write the chronology (docx) in"
    )
    parser.add_argument(
        "--as",
        dest="kind",
        choices=KINDS,
        default="",
        help="read a text as sentences or as a list of dated entries; told by counting if not given",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--list", action="store_true", help="the entries of a book, one a line with its page")
    which.add_argument("--entry", metavar="NAME", help="one entry of a book")
    which.add_argument(
        "--all", action="store_true", help="every entry of a book, in one table with a column “report”"
    )
    parser.add_argument("--workers", type=int, help="processes for --all; all cores if not given")
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="a dask.distributed scheduler for --all, as in tcp://host:8786"
    )
    parser.add_argument(
        "--columns",
        default="",
        metavar="FIELD=NAME,…",
        help="a table's columns, as in date=When,headline=Event",
    )
    order = parser.add_mutually_exclusive_group()
    for name in (DAY_FIRST, MONTH_FIRST):
        order.add_argument(
            f"--{name}-first",
            dest="order",
            action="store_const",
            const=name,
            default="",
            help="in 03/04/2023",
        )
    options = parser.parse_args(arguments)
    try:
        said = replace(read_columns(options.columns, options.order, options.year), kind=options.kind)
        source = open_source(options.report, said, show_progress("Reading pages"))
        if not (options.list or options.all):
            as_read, reading = correct_source(source, source.read(options.entry))
            table, report = reading.table, reading.report
            if reading.rows is None:
                say_dates(reading, as_read)
            if reading.rows:
                say_rows(reading.rows)
        elif source.book is None:
            raise ReportError(
                f"{options.report} is no book of entries; leave out --list and --all to read it as one report."
            )
        elif options.list:
            sys.stdout.write("".join(f"{entry.name}\t{entry.page}\n" for entry in source.book.entries))
            return 0
        else:
            show = show_progress("Reading entries")
            table = extract_all(source.book, options.year, options.workers, options.scheduler, show)
            report = Report("", source.book.year or 0, source.book.title)
        content = _format(options, table, report)
    except ReportError as error:
        print(advised(error), file=sys.stderr)
        return 2
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    return 0


def _format(options: argparse.Namespace, table: pd.DataFrame, report: Report) -> str | bytes:
    """The table in the requested format. Raises `ReportError` for one that a terminal cannot show, and for an invalid
    template.
    """
    if options.template and options.format != "docx":
        raise ReportError(
            "A template is for a chronology; write it as in --format docx --template firm.dotx."
        )
    if options.format == "csv":
        return to_csv(table)
    if options.format == "json":
        return to_json(table) + "\n"
    if sys.stdout.isatty():
        raise ReportError(
            f"A terminal cannot show {options.format}; write it to a file, as in > {'chronology' if options.format == 'docx' else 'events'}.{options.format}."
        )
    own = int(table["in_year"].sum())
    said = f"{own} {pluralize('event', own)}" + (
        f", and {len(table) - own} of other years." if own < len(table) else "."
    )
    if options.format == "xlsx":
        return to_xlsx(table, report.named, report.source, said)
    template = read_template(options.template) if options.template else None
    return chronology_docx(table, report, said, template=template)


if __name__ == "__main__":
    sys.exit(main())
