"""What a page shows: one report with its table, prepared once and then only read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from components.draw.clean import clean_events, clean_report
from components.page.sentences import Sentences
from data import Axis, EventIndex, Report, Selection, month_of
from data.events.corrections import Entry, standing
from data.events.summary import BriefLine, find_opening, summarize_year
from data.events.undated import find_undated
from data.files.table_reading import TableReading
from data.report import UnreadDate
from data.selection.axis import usual_years
from data.selection.same_events import find_partners
from data.selection.search import names_in

FEW = 6  # reports up to which they are drawn side by side


@dataclass(frozen=True, eq=False)
class View:
    """A report and its events, with everything that the parts of the page need.

    `table` has the corrections of `log`; `read` is the table without them, if that differs.
    """

    report: Report
    table: pd.DataFrame
    read: pd.DataFrame | None = None
    log: tuple[Entry, ...] = ()
    reading: tuple[int, int] = (0, 0)  # of reports shown together: how many are read, and of how many
    unread: tuple[str, ...] = ()  # the names of reports still to be read
    years: tuple[int, int] | None = None  # the first and the last year that several reports cover
    report_named: Callable[[str], Report] | None = None  # if the table is of several reports
    keys: Mapping[str, str] = field(default_factory=dict)  # of opened reports, by their names in the table
    rows: TableReading | None = None  # of a table of events: how each row was read
    report_as_read: Report | None = None  # if the report's fields were corrected

    def __post_init__(self):
        # A lone surrogate cannot be encoded, in JSON or anywhere else.
        object.__setattr__(self, "report", clean_report(self.report))
        object.__setattr__(self, "table", clean_events(self.table))

    @property
    def is_together(self) -> bool:
        """Whether the table is of several reports; then `report` has no text of its own."""
        return self.report_named is not None

    @property
    def source(self) -> str:
        """The source line; by default the title."""
        return self.report.source or self.title

    @property
    def is_read(self) -> bool:
        """Whether all reports are read."""
        done, of = self.reading
        return done >= of

    @property
    def may_change(self) -> bool:
        """Whether a page may show an older state: after corrections, or while more reports are read."""
        return self.seq > 0 or self.is_together

    @property
    def reports(self) -> list[str]:
        """The reports of the table, in their order."""
        return self.index.facet("report").names if self.is_together else []

    def unread_of(self, selection: Selection) -> list[str]:
        """The names of the reports that a selection asks for and that are not read yet."""
        asked = selection.reports
        return [name for name in self.unread if not asked or name in asked]

    def key_of(self, report: str) -> str:
        """The key of one of several reports, as an address has it."""
        return self.keys.get(report, report)

    def report_of(self, event: pd.Series) -> Report:
        """The report of a row of the table."""
        return self.report_of_name(event["report"]) if self.is_together else self.report

    def report_of_name(self, name: str) -> Report:
        """One of several reports; the one that there is."""
        return self.report_named(name) if self.report_named else self.report

    def sentences(self, name: str) -> Sentences:
        """The sentences of one of several reports, or of the only one; cached."""
        if name not in self._sentences:
            self._sentences[name] = Sentences.of(self.report_of_name(name))
        return self._sentences[name]

    @cached_property
    def _sentences(self) -> dict[str, Sentences]:
        return {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of actors' names, which are not inflected in a search."""
        return names_in(self.index.facet("actor").names)

    @property
    def as_read(self) -> pd.DataFrame:
        """The table without corrections."""
        return self.table if self.read is None else self.read

    @cached_property
    def undated(self) -> list[UnreadDate]:
        """The dates of the text without an event."""
        return find_undated(self.report, self.as_read)

    @property
    def report_read(self) -> Report:
        """The report without corrections."""
        return self.report_as_read or self.report

    @property
    def seq(self) -> int:
        """The number of the last correction, 0 for none."""
        return self.log[-1].seq if self.log else 0

    @cached_property
    def changes(self) -> int:
        """The number of corrections in force."""
        return len(standing(self.log))

    @cached_property
    def index(self) -> EventIndex:
        """The events on the axis, ready to be filtered and counted."""
        return EventIndex(self.table if self.table["in_year"].all() else self.table[self.table["in_year"]])

    def partners_of(self, event: str) -> list[int]:
        """The rows of the index in which other reports tell the same event; none until all reports are read."""
        if not self.is_together or not self.is_read:
            return []
        row = self.index.row_of(event)
        told = self.index.mask(Selection(told=("several",)))  # computed for the sidebar already
        if row is None or not told[row]:
            return []
        rows = map(self.index.row_of, self._partners.get(event, []))
        return [row for row in rows if row is not None]

    @cached_property
    def searched(self) -> dict[tuple, list]:
        """The results of the last search (components/page/texts.py)."""
        return {}

    @cached_property
    def _partners(self) -> dict[str, list[str]]:
        return find_partners(self.index.table)

    @cached_property
    def other(self) -> pd.DataFrame:
        """The report's statements about other years, which are not on the axis."""
        return self.table[~self.table["in_year"]]

    @cached_property
    def months(self) -> Axis:
        """The whole axis: every month from the first event to the last; for several reports and for tables that of the years
        they cover, whatever stray dates there are.
        """
        axis = Axis.of_table(self.table)
        if len(axis) and (years := self.years or self._years_of_table):
            axis = axis.of_years(*years)
        before, after = self.index.beyond(Selection(), axis)
        return replace(axis, before=before, after=after)

    @property
    def _years_of_table(self) -> tuple[int, int] | None:
        return usual_years(self.table) if self.report.years or self.is_together else None

    @cached_property
    def brief(self) -> tuple[str, list[BriefLine]]:
        """The year in brief: the report's opening paragraph, and lines from its table."""
        return find_opening(self.report), summarize_year(self.table)

    def brief_of(self, selection: Selection) -> tuple[str, list[BriefLine]]:
        """The year in brief of the chosen reports; of all if none is chosen."""
        if not self.is_together or not selection.reports:
            return self.brief
        chosen = self.table[self.table["report"].isin(selection.reports)]
        return "", summarize_year(chosen)

    def axis(self, selection: Selection) -> Axis:
        """The axis of the chart of `selection`: months, or days if they are few. It extends beyond the whole axis if stray
        dates are selected; otherwise these are counted at its ends.
        """
        whole, from_, to = self.months, month_of(selection.from_), month_of(selection.to)
        if not (whole.before or whole.after):
            return whole.between(selection.from_, selection.to)
        first, last = self.index.extent()
        low = max(min(from_, whole.first), min(first, whole.first)) if from_ else whole.first
        high = min(max(to, whole.last), max(last, whole.last)) if to else whole.last
        low = min(first, whole.first) if to and to < whole.first and not from_ else low
        high = max(last, whole.last) if from_ > whole.last and not to else high
        axis = Axis.of_months(low, high).between(selection.from_, selection.to)
        if not len(axis):
            return axis
        before, after = self.index.beyond(selection, axis)
        return replace(axis, before=before, after=after)

    def is_beside(self, selection: Selection) -> bool:
        """Whether the months of `selection` are outside the whole axis and have no events."""
        months, first, last = self.months, month_of(selection.from_), month_of(selection.to)
        if not len(months) or not (first > months.last or (last and last < months.first)):
            return False
        return not self.index.count(Selection(from_=selection.from_, to=selection.to))

    def on_axis(self, selection: Selection) -> Selection:
        """The part of `selection` that the chart draws, without events counted at the axis' ends."""
        axis = self.axis(selection)
        from_ = selection.from_ or (axis.first if axis.before else "")
        to = selection.to or (axis.last if axis.after else "")
        return replace(selection, from_=from_, to=to)

    def beyond(self, selection: Selection) -> list[tuple[str, str, str]]:
        """The events beyond the ends of the axis, before and after: in words, and the first and last month that show them."""
        axis, months, (first, last) = self.axis(selection), self.months, self.index.extent()
        if not (axis.before or axis.after):
            return []
        return [
            (words, low, high)
            for words, low, high in zip(
                axis.beyond,
                (first, _next_month(months.last, 1)),
                (_next_month(months.first, -1), last),
                strict=True,
            )
            if words
        ]

    def facet(self, name: str) -> dict[str, int]:
        """All values of a facet with their number of events, the most frequent first; equals in the order of their first
        mention.
        """
        if name not in self._facets:
            counts = self.index.facet_counts(name, Selection())
            self._facets[name] = dict(sorted(counts.items(), key=lambda item: -item[1]))
        return self._facets[name]

    @cached_property
    def _facets(self) -> dict[str, dict[str, int]]:
        return {}

    @property
    def actors(self) -> dict[str, int]:
        """All actors with their number of events."""
        return self.facet("actor")

    @property
    def topics(self) -> dict[str, int]:
        """All topics with their number of events."""
        return self.facet("topic")

    def in_usual_lanes(self, selection: Selection) -> Selection:
        """The selection with default lanes if it has none: by report for few reports, by topic for many."""
        if selection.lanes or not self.is_together:
            return selection
        shown = len(selection.reports) or self.reading[1]
        return replace(selection, lanes="report" if shown <= FEW else "topic")

    @cached_property
    def theme_topics(self) -> list[tuple[str, str]]:
        """Each theme with each of its topics, in the order of the themes; reports may have renamed them differently."""
        pairs = self.table[["theme", "topic"]].drop_duplicates().sort_values("theme", kind="stable")
        return [(str(theme), str(topic)) for theme, topic in zip(pairs["theme"], pairs["topic"], strict=True)]

    @cached_property
    def themes(self) -> list[str]:
        """All themes in the report's order, which determines the colours. For several reports they are grouped by topic, the
        most frequent topics first.
        """
        if not self.is_together:
            return self.index.themes
        ranks = {topic: rank for rank, topic in enumerate(self.topics)}
        topic_of_theme = dict(self.theme_topics)
        return sorted(
            self.index.themes, key=lambda theme: ranks.get(topic_of_theme.get(theme, ""), len(ranks))
        )

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of each actor."""
        return self.table.attrs.get("kinds", {})

    @property
    def title(self) -> str:
        """Title and year, or years: "Kazakstan, 2008"; for several reports their common title."""
        return self.report.title if self.is_together else self.report.named

    @property
    def subtitle(self) -> str:
        """What the report is part of; for several reports how many there are and what they cover."""
        if not self.is_together:
            return self.report.edition or self.report.publisher
        years = sorted({*(self.years or ())})
        return f"{self.reading[1]} reports" + (f", covering {'–'.join(map(str, years))}" if years else "")


def _next_month(month: str, by: int) -> str:
    """The month `by` months later, or earlier if that is negative."""
    return str(pd.Period(month, "M") + by)
