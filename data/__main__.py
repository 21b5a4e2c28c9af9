"""`python -m data REPORT [--year YYYY] [--format csv|json]`: the events table to standard output."""

import argparse
import sys

from data import ReportError, extract_events, read_report, to_csv, to_json


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 0 when done, 2 with one sentence on standard error for a bad report."""
    parser = argparse.ArgumentParser(
        prog="python -m data", description="Print a report's dated events as a table."
    )
    parser.add_argument("report", metavar="REPORT", help="a report: text, HTML, Word or PDF")
    parser.add_argument("--year", type=int, help="the year the report covers, if its text does not tell")
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
    options = parser.parse_args(arguments)
    try:
        table = extract_events(read_report(options.report, options.year))
    except ReportError as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.write(to_csv(table) if options.format == "csv" else to_json(table) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
