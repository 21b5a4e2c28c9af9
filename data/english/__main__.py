"""`python -m data.english explain "SENTENCE" [--year YYYY]`: print dates, actors and headline, with the rules that fired.

With `--heading "HEADING"` the topic of a section's heading.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from data.english.check.lines import LinesError, check_lines, read_lines
from data.english.explain import explain, explain_heading, format_explanation, format_heading
from data.english.rules import AREAS, RULES


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns 0, or 2 after one sentence on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m data.english", description="Why a sentence reads as it does."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    asked = commands.add_parser("explain", help="dates, actors and headline of a sentence, with their rules")
    asked.add_argument(
        "sentence",
        metavar="SENTENCE",
        nargs="?",
        default="",
        help="a sentence; of several the last, the others tell of names",
    )
    asked.add_argument("--year", type=int, default=date.today().year, help="the year that the report covers")
    asked.add_argument(
        "--heading", metavar="HEADING", help="the heading of a section, to hear its topic instead"
    )
    asked.add_argument("--before", metavar="DATE", help="the date of the sentence before, as in 2012-05")
    asked.add_argument("--he", metavar="NAME", help="whom a pronoun of the sentence means")
    listed = commands.add_parser("rules", help="every rule with its reason and example")
    listed.add_argument("area", nargs="?", choices=AREAS, help="only those of one area")
    checked = commands.add_parser("check", help="whether passages bear statements, a line each")
    checked.add_argument(
        "file", metavar="FILE.jsonl", type=Path, help="a JSON object a line: id, passage, statement, before"
    )
    options = parser.parse_args(arguments)
    if options.command == "check":
        try:
            for line in check_lines(read_lines(options.file)):
                print(line)
        except LinesError as error:
            print(error, file=sys.stderr)
            return 2
        return 0
    if options.command == "rules":
        sys.stdout.write(format_rules(options.area))
        return 0
    if options.heading and options.heading.strip():
        sys.stdout.write(format_heading(explain_heading(options.heading)))
        return 0
    if not options.sentence.strip():
        print("There is no sentence to explain; give one in quotation marks.", file=sys.stderr)
        return 2
    found = explain(options.sentence, options.year, options.before, options.he)
    sys.stdout.write(format_explanation(found))
    return 0


def format_rules(area: str | None = None) -> str:
    """The rules as text, those of one area or all."""
    lines = []
    for rule in RULES.values():
        if area in (None, rule.area):
            lines += [f"{rule.area}: {rule.name}", f"  {rule.does}. {rule.why}"]
            lines += [f"  {rule.example}", f"  → {rule.gives or 'nothing'}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
