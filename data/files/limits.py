"""The limits of what is read: one table, each with its setting and its message."""

import os
from dataclasses import dataclass
from functools import lru_cache

from data.report import NotNow, ReportError


class TooMuchError(ReportError):
    """A file that exceeds a limit. `limit` is the limit's key, for tests and logs."""

    def __init__(self, limit: "Limit", name: str):
        super().__init__(limit.sentence.format(name=name, most=f"{limit.most:,}"))
        self.limit = limit.key


class NoPlaceError(TooMuchError, NotNow):
    """A temporary limit."""


@dataclass(frozen=True)
class Limit:
    """At most `value` of something, unless the environment variable `setting` says otherwise.

    `sentence` is the message, with {name} for the file and {most} for the limit.
    """

    key: str
    value: int
    setting: str
    sentence: str
    passes: bool = False  # whether waiting helps

    @property
    def most(self) -> int:
        """The limit in force; an invalid setting is ignored."""
        given = os.environ.get(self.setting, "")
        return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 16 else self.value


# fmt: off
LIMITS = {
    limit.key: limit
    for limit in (
        # The process that reads
        Limit("memory", 1536, "YEARLINE_READ_MEMORY_MB", "{name} needs more than {most} MB of memory to read; open a part of it."),
        Limit("cpu", 120, "YEARLINE_READ_CPU_SECONDS", "{name} takes more than {most} seconds of work to read; open a part of it."),
        Limit("wall", 240, "YEARLINE_READ_SECONDS", "{name} takes longer than {most} seconds to read; open a part of it."),
        Limit("waiting", 100, "YEARLINE_READ_WAITING", "More than {most} files wait to be read, so {name} has no place; try again in a few minutes.", passes=True),
        # What is in the file
        Limit("bytes", 64 * 2**20, "YEARLINE_READ_BYTES", "{name} is larger than {most} bytes; open a part of it."),
        Limit("entries", 10_000, "YEARLINE_READ_ENTRIES", "{name} is an archive of more than {most} files; save it again as plain text or CSV."),
        Limit("unpacked", 200 * 2**20, "YEARLINE_READ_UNPACKED", "{name} unpacks to more than {most} bytes; save it again as plain text or CSV."),
        Limit("elements", 1_000_000, "YEARLINE_READ_ELEMENTS", "{name} has more than {most} elements of markup; save it as plain text, or open a part of it."),
        Limit("nesting", 500, "YEARLINE_READ_NESTING", "{name} is nested more than {most} deep; save it again as plain text or CSV."),
        Limit("pages", 3_000, "YEARLINE_READ_PAGES", "{name} has more than {most} pages; open a part of it."),
        Limit("page", 100_000, "YEARLINE_READ_PAGE_CHARACTERS", "{name} has a page of more than {most} characters; save it as plain text."),
        Limit("characters", 5_000_000, "YEARLINE_READ_CHARACTERS", "{name} has more than {most} characters of text; open a part of it."),
        Limit("rows", 1_100_000, "YEARLINE_READ_ROWS", "{name} has more than {most} rows; open a part of it."),
        Limit("columns", 1_000, "YEARLINE_READ_COLUMNS", "{name} has more than {most} columns; leave out those that are not needed."),
        Limit("cell", 100_000, "YEARLINE_READ_CELL_CHARACTERS", "{name} has a cell of more than {most} characters; shorten it."),
        # What is made of it, in a process of its own
        Limit("export", 20, "YEARLINE_EXPORT_SECONDS", "{name} takes more than {most} seconds to make; choose less, such as one theme or fewer months."),
        Limit("export_memory", 1536, "YEARLINE_EXPORT_MEMORY_MB", "{name} needs more than {most} MB of memory to make; choose less, such as one theme or fewer months."),
        # A template for slides, which is read where slides are made
        Limit("template", 32 * 2**20, "YEARLINE_TEMPLATE_BYTES", "{name} is larger than {most} bytes; save it without its slides, its text and large pictures."),
        Limit("template_elements", 200_000, "YEARLINE_TEMPLATE_ELEMENTS", "{name} has layouts of more than {most} elements; save it with fewer of them."),
    )
}
# fmt: on


def check(key: str, amount: int, name: str) -> None:
    """Raise `TooMuchError`, or `NoPlaceError` if waiting helps, if `amount` exceeds the limit `key`; `name` is the file's."""
    if amount > LIMITS[key].most:
        raise (NoPlaceError if LIMITS[key].passes else TooMuchError)(LIMITS[key], name)


@lru_cache(maxsize=1)
def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
