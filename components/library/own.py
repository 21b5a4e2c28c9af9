"""The reports that the server was started with, and the identities under which the store keeps their corrections."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson

from components.library.original import FilePlace
from components.library.shelf import AllTogether, OwnShelf
from components.page.view import View
from data import SelectionError
from data.selection.selection import ALL
from data.store import File

_OWN = "own:"


class OwnReports:
    """The server's own report, or the shelf of several.

    `name` is the name of the server's file, from which identities are made; `file` is what a project saves, and `place` where
    it is. `logs` are those of projects by the names of their reports, "" for the first: a project that was saved again has a
    log of its own.
    """

    def __init__(
        self,
        first: View | None,
        shelf: OwnShelf | None,
        name: str,
        file: File | None,
        place: FilePlace | None,
        logs: Mapping[str, Sequence[dict[str, Any]]],
    ):
        self.only, self.shelf = first, shelf
        self.together = AllTogether(shelf) if shelf else None
        self.file, self.place = file, place
        self.logs = {report: log for report, log in logs.items() if log}
        self._name = name
        self._editions = {report: f"@{_edition_of(log)}" for report, log in self.logs.items()}

    @property
    def first(self) -> View:
        """The first report as it was read; of a shelf, before any report is read."""
        if self.only is not None:
            return self.only
        assert self.together
        return self.together.view({}, 0)

    @property
    def first_name(self) -> str:
        """The name of the report that the server shows first."""
        if self.only is None:
            return ""
        return self.only.report.title if self.shelf else self.only.title

    @property
    def names(self) -> list[str]:
        """The names of all reports."""
        return list(self.shelf.names) if self.shelf else [self.first_name]

    def view(self, name: str) -> View:
        """One of the shelf's reports, as it was read. Raises `ReportError`."""
        if self.shelf is None:
            raise SelectionError("There is no report here.")
        return self.shelf.view(name)

    def check_name(self, name: str) -> None:
        """Raise `SelectionError` for a `name` if there is only one report, which has none."""
        if name and self.shelf is None:
            raise SelectionError(f"There is no report “{name[:80]}” here; leave “report” out of the address.")

    def is_all(self, name: str) -> bool:
        """Whether a name means all reports of the shelf together."""
        return self.shelf is not None and name in ("", ALL) and (bool(name) or self.only is None)

    @property
    def identity_prefix(self) -> str:
        """The start of all identities."""
        return f"{_OWN}{self._name}{self._editions.get('', '')}|"

    def identity(self, name: str) -> str:
        """The identity under which the store has the report `name`."""
        return f"{self.identity_prefix}{name}{self._editions.get(name, '') if name else ''}"

    def find_name(self, identity: str) -> str:
        """The report with an identity, "" for the first. Raises `SelectionError` for another server's."""
        if not identity.startswith(self.identity_prefix):
            raise SelectionError("Another server shows the report of this link; ask whoever gave it to you.")
        name = self.remove_edition(identity.removeprefix(self.identity_prefix))
        return "" if name == self.first_name else name

    def remove_edition(self, name: str) -> str:
        """The name of a report from its identity; "" for one from before it was a project."""
        for report, edition in self._editions.items():
            if report and name in (report, f"{report}{edition}"):
                return report if name != report else ""
        return name


def _edition_of(log: Sequence[dict[str, Any]]) -> str:
    """A hash that distinguishes the log of a project from that of another one with the same name."""
    return sha256(orjson.dumps(log)).hexdigest()[:16]
