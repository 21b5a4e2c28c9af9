"""The columns of the events table: what each contains, and its type in a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column's content, in a sentence without its full stop; `type` is its type in a Frictionless data package."""

    type: str
    about: str


# fmt: off
SCHEMA = {
    "id": Column("string", "8 letters and digits made from the sentence and date: stable when other paragraphs change"),
    "date": Column("string", "when it happened, in EDTF (ISO 8601-2): 2008-03-12, 2008-03, 2008-03/2008-05, 2007"),
    "first_day": Column("date", "the first day of that date"),
    "last_day": Column("date", "the last day of that date"),
    "precision": Column("string", "how exactly the date is known: day, month, range or year"),
    "in_year": Column("boolean", "whether it happened in the time that the report covers"),
    "theme": Column("string", "the section heading as printed"),
    "topic": Column("string", "what the theme is about, under the name that themes of other reports share"),
    "actors": Column("string", "who takes part, each under one name"),
    "acts": Column("string", "codes of what happened, the main act first"),
    "by": Column("string", "who did it"),
    "to": Column("string", "to whom it was done"),
    "count": Column("integer", "how many people it was done to, where a number is printed"),
    "count_least": Column("boolean", "whether the count is “at least”"),
    "where": Column("string", "places of the main act as printed, the most exact first"),
    "alleged": Column("boolean", "whether the text says that it is only said to be so"),
    "negated": Column("boolean", "whether the main act was refused or did not happen"),
    "headline": Column("string", "what happened, true and whole, in 240 characters at most"),
    "label": Column("string", "the same in 70 characters at most, for where there is little room"),
    "text": Column("string", "the sentence or sentences of the report that say it"),
    "page": Column("string", "the page the text begins on, as its number is printed there"),
    "pdf_page": Column("integer", "the same counted from the file's first page, from 1"),
    "start": Column("integer", "where the text begins in the report, in characters from 0"),
    "end": Column("integer", "where the text ends in the report, in characters from 0"),
    "doubt": Column("string", "why a person should look at the event, in short phrases"),
    "corrected": Column("string", "the fields that a person changed"),
    "reviewed": Column("boolean", "whether a person looked at the event"),
    "starred": Column("boolean", "whether a person wants the event to come first where not all have room"),
    "note": Column("string", "what a person wants to say of the event when presenting it"),
    "place": Column("integer", "the event's number in the order in which a person wants to present; 0 where that is time's"),
    "evidence": Column("object", "a JSON object: by part the places in the text, from and to, of the words that bear it"),
    "other": Column("object", "the columns of the table that the event was read from that mean none of these, by their names"),
}
# fmt: on
REPORT = Column("string", "the report that the event is from")
AS_READ = Column(
    "object",
    "a JSON object: the corrected fields as the program read them; empty where nothing was corrected",
)
GIVEN = Column("string", "a column of the table the event was read from")


def describe_column(name: str) -> Column:
    """The content of the column `name` of a file of the table; a general sentence for another table's column."""
    return {**SCHEMA, "report": REPORT, "as_read": AS_READ}.get(name, GIVEN)
