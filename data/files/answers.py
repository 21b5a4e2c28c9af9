"""Answers about a file that its content does not give: by the person who opened it, or by its project."""

import json
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass, fields, replace
from typing import Any

from data.events.date_forms import DAY_FIRST, MONTH_FIRST
from data.files.table_columns import FIELDS
from data.files.text import clean, to_line
from data.report import KINDS, Page, ReportError

LONGEST_NAME = 200  # characters
_LONGEST_ANSWER = 4000  # characters of JSON
_MOST_PAGES = 10_000
_ABOUT = ("title", "publisher", "edition")


@dataclass(frozen=True)
class Answers:
    """Answers about a file. "" and None mean unanswered.

    For a table: the column of a field by its name ("" for none), and the order of day and month. For a report: its title,
    publisher and edition, whether it is read as sentences or as dated entries (`kind`), and where the pages start in the file
    that its text is from. For both the year.
    """

    columns: tuple[tuple[str, str], ...] = ()
    order: str = ""
    year: int | None = None
    title: str = ""
    publisher: str = ""
    edition: str = ""
    kind: str = ""  # of a text: "narrative" or "entries"
    pages: tuple[Page, ...] = ()

    def to_text(self) -> str:
        """All answers except the year as JSON; "" for none."""
        said = {key: value for key, value in asdict(replace(self, year=None)).items() if value}
        if self.columns:
            said["columns"] = dict(self.columns)
        if self.pages:
            said["pages"] = list(map(astuple, self.pages))
        return json.dumps(said, ensure_ascii=False) if said else ""

    @classmethod
    def from_text(cls, text: str, year: int | None = None) -> "Answers":
        """Parse the answers that `to_text` wrote."""
        said = json.loads(text) if text else {}
        columns, pages = (
            tuple(said.get("columns", {}).items()),
            tuple(Page(*p) for p in said.get("pages", ())),
        )
        return cls(**said | {"columns": columns, "pages": pages, "year": year})

    def over(self, other: "Answers") -> "Answers":
        """These answers, completed by those of `other`."""
        said = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        return Answers(**said)


def parse_answers(columns: str, order: str, year: int | None = None) -> Answers:
    """The answers in an untrusted form. Raises `ReportError` with one sentence."""
    if order not in ("", DAY_FIRST, MONTH_FIRST):
        raise ReportError(f"“order” is {DAY_FIRST} or {MONTH_FIRST}, whichever number is first.")
    if len(columns) > _LONGEST_ANSWER:
        raise ReportError("“columns” is too long; name one column for each field.")
    try:
        given = json.loads(columns) if columns.strip() else {}
    except (ValueError, RecursionError):
        raise ReportError("“columns” is no JSON; write it as in {“date”: “When”}.") from None
    if not isinstance(given, dict):
        raise ReportError("“columns” is a JSON object, as in {“date”: “When”}.")
    return Answers(tuple(_checked(given).items()), order, year)


def parse_project_answers(given: object, year: int | None) -> Answers:
    """The answers in a project's untrusted manifest. Raises `ReportError`."""
    if not isinstance(given, dict):
        return Answers(year=year)
    texts = {key: value for key, value in given.items() if isinstance(value, str)}
    answers = parse_answers(json.dumps(given.get("columns", {})), texts.get("order", ""), year)
    answers = replace(answers, kind=kind if (kind := texts.get("kind", "")) in KINDS else "")
    answers = replace(answers, pages=_parse_pages(given.get("pages")))
    return replace(answers, **{key: to_line(texts.get(key, ""), LONGEST_NAME) for key in _ABOUT})


def _parse_pages(given: object) -> tuple[Page, ...]:
    """Pages as `to_text` writes them, in order; none if any is invalid."""
    pages: list[Page] = []
    for one in given if isinstance(given, list) and len(given) <= _MOST_PAGES else []:
        match one:
            case [int(start), int(number), str(label)] if start >= 0 < number and len(label) <= 20:
                pages.append(Page(start, number, to_line(label, 20)))
            case _:
                return ()
    return tuple(pages) if pages == sorted(pages, key=lambda page: page.start) else ()


def parse_about(about: Mapping[str, Any], name: str) -> Answers:
    """The answers in a TOML file `name` beside a report. Raises `ReportError`."""
    year = about.get("year")
    if year is not None and not isinstance(year, int):
        raise ReportError(f"{name} gives year as {year!r}; write it as a number, such as year = 2008.")
    return replace(Answers(year=year), **{key: str(about.get(key, "")) for key in _ABOUT})


def _checked(given: Mapping[object, object]) -> dict[str, str]:
    known = {}
    for field, name in given.items():
        if field not in FIELDS:
            shown = clean(str(field))[:40]
            raise ReportError(f"There is no field “{shown}” of a table; the fields are {', '.join(FIELDS)}.")
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            raise ReportError(f"The column for {field} is a name of at most {LONGEST_NAME} characters.")
        known[str(field)] = clean(name).strip()
    return known
