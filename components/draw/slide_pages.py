"""Divide events into slides: one overview of all, then slides filled evenly, by lane or by month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from components.draw.slide_layout import SlideLayout
from components.draw.slide_placing import place_slide
from components.draw.slide_room import Room
from components.draw.slide_rows import LaneRows, Slide
from components.draw.slide_words import span_in_words
from data import Axis
from data.events.slide_facts import FEWEST, Facts
from data.events.slide_titles import Title, choose_title, titles_in_order
from data.selection.lanes import LANES, USUAL

# Points, from the largest; smaller ones are not legible from the back.
OVERVIEW_SIZES = (18, 16, 14)
DETAIL_SIZE = 14
SMALLEST = 12
MOST_DETAILS = 16  # slides after the overview; with more events each slide names the most important
_MOST_NAMED = 320  # events above which details do not name all
_MOST_UNITS = 24  # themes, or time columns, that are grouped into slides
_DIVIDED_BY = ("theme", "topic", "report")  # lanes in which an event has exactly one place
_MOST_TRIED = 4  # titles that are tried
_LONGEST_NAME = 40  # characters of a report's name, so that the title has room
_UNEVEN = 0.45  # the least filled slide has at least this share of the fullest one's events, if possible


@dataclass(frozen=True)
class Page:
    """A slide's events with their axis and placement, its title, and the room that it has."""

    events: pd.DataFrame
    axis: Axis
    slide: Slide
    title: Title
    room: Room


@dataclass
class Subject:
    """What a deck is about: the report's name as in titles, names that a title must not repeat, the key of the lanes, and
    whether the report has several themes.

    `used` are the titles so far.
    """

    named: str
    own: frozenset[str] = frozenset()
    lane_by: str = ""
    has_themes: bool = True
    used: list[str] = field(default_factory=list)

    def facts(self, events: pd.DataFrame, axis: Axis) -> Facts:
        """The facts of some events for titles."""
        return Facts(events, self.own, self.lane_by or USUAL, axis)


@dataclass(frozen=True)
class Part:
    """Some of the events, by index: those of some themes, or of some columns of the axis."""

    numbers: tuple[int, ...]
    axis: Axis
    themes: tuple[str, ...] = ()
    is_time: bool = False


class _Whole:
    """All events and the room of a slide."""

    def __init__(self, events: pd.DataFrame, axis: Axis, room: Room, subject: Subject):
        lane_by = subject.lane_by
        self.events, self.axis, self.room, self.subject = events, axis, room, subject
        self.rows = LaneRows.of_table(events, lane_by)
        # If events may be in several lanes, slides are divided by time alone, as no slide would have all of a lane.
        self.lane_by = lane_by or USUAL
        by = LANES[self.lane_by].lane_of(events) if self.lane_by in _DIVIDED_BY else None
        self.lane_of = [] if by is None else list(by.cat.codes)
        self.lane_names = [] if by is None else list(map(str, by.cat.categories))
        self.column_of = list(axis.column_of(events["first_day"]))
        self.several_years = axis.several_years
        self._tried: dict[tuple, Slide | None] = {}

    @property
    def part(self) -> Part:
        """All events as one part."""
        return Part(tuple(range(len(self.events))), self.axis)

    def place_all(self, part: Part, points: int) -> Slide | None:
        """The slide of a part with all its headlines; None if they do not fit."""
        key = (part.numbers, part.axis, points)
        if key not in self._tried:
            rows, room = self.rows.take(part.numbers), self.room
            placed = SlideLayout(rows, part.axis, (room.width, room.height), points, room.wide).place_all()
            self._tried[key] = Slide(placed, points, len(part.numbers)) if placed else None
        return self._tried[key]

    def page(self, part: Part, points: int) -> Page:
        """The page of a part."""
        events = self.events.iloc[list(part.numbers)]
        titles = titles_in_order(
            self.subject.facts(events, part.axis), self.abouts(part), part.is_time or not part.themes
        )
        rows = self.rows.take(part.numbers)
        return _titled(rows, events, part.axis, self.room, self.subject, list(titles), (points,))

    def abouts(self, part: Part) -> tuple[str, ...]:
        """Names for what the events of a part have in common, the best first."""
        return _abouts(part, self.several_years, self.lane_by)

    def days_of(self, part: Part) -> list[str]:
        """The axis column of each event of a part."""
        if part.axis.unit is self.axis.unit:
            return [self.column_of[i] for i in part.numbers]
        return list(part.axis.column_of(self.events["first_day"].iloc[list(part.numbers)]))

    def divide(self, part: Part, fits: Callable[[Part], bool]) -> list[Part]:
        """Divide a part into parts that fit, by lane or by time: whichever needs fewer slides and fills them evenly.

        None if even the smallest does not fit.
        """
        ways = []
        for units in (self.by_lane(part), self.by_time(part)):
            if parts := self._join(units, fits):
                ways.append(parts)
        even = [parts for parts in ways if _evenness(parts) >= _UNEVEN]
        if even:
            return min(even, key=len)  # of equals the lanes, which are tried first
        return max(ways, key=_evenness, default=[])

    def by_lane(self, part: Part) -> list[Part]:
        """One part for each lane, in order."""
        of_lane: dict[int, list[int]] = {}
        for number in part.numbers if self.lane_of else ():
            of_lane.setdefault(int(self.lane_of[number]), []).append(number)
        if not 2 <= len(of_lane) <= _MOST_UNITS:
            return []
        return [
            Part(tuple(numbers), part.axis, (self.lane_names[code],), part.is_time)
            for code, numbers in sorted(of_lane.items())
        ]

    def by_time(self, part: Part) -> list[Part]:
        """One part for each column of the axis that has events, or group of columns; days within a single month."""
        axis = part.axis
        if len(axis) == 1 and not axis.is_days:
            month = pd.Period(axis.first, "M")
            axis = axis.between(str(month.start_time.date()), str(month.end_time.date()))
        if len(axis) < 2:
            return []
        wide = -(-len(axis) // _MOST_UNITS)
        place_of = {column: i // wide for i, column in enumerate(axis.columns)}
        at: dict[int, list[int]] = {}
        for number, column in zip(part.numbers, self.days_of(replace(part, axis=axis)), strict=True):
            at.setdefault(place_of.get(column, 0), []).append(number)
        return [
            Part(tuple(numbers), Axis(axis.unit, axis.columns[i * wide : (i + 1) * wide]), part.themes, True)
            for i, numbers in sorted(at.items())
        ]

    def _join(self, units: Sequence[Part], fits: Callable[[Part], bool]) -> list[Part]:
        """Join units into as few parts as fit, filled as evenly as possible; a unit that is too large is divided."""
        best: list[tuple[int, int, list[Part]]] = [(0, 0, [])]
        for end in range(1, len(units) + 1):
            options: list[tuple[int, int, list[Part]]] = []
            for start in range(end - 1, -1, -1):
                part = _together(units[start:end])
                if fits(part):
                    pieces = [part]
                elif start == end - 1:
                    pieces = self.divide(part, fits)
                    if not pieces:
                        return []
                else:
                    break  # a larger part does not fit either
                slides, squares, before = best[start]
                squares += sum(len(piece.numbers) ** 2 for piece in pieces)
                options.append((slides + len(pieces), squares, [*before, *pieces]))
            best.append(min(options, key=lambda option: option[:2]))
        return best[-1][2]

    def divide_evenly(self) -> list[Part]:
        """A dozen parts of about equal size, by lane or by time, whichever is more even."""
        ways = []
        for units in (self.by_lane(self.part), self.by_time(self.part)):
            share = len(self.events) / min(12, max(1, len(units)))
            parts: list[Part] = []
            group: list[Part] = []
            for unit in units:
                group.append(unit)
                if sum(len(one.numbers) for one in group) >= share * 0.9:
                    parts.append(_together(group))
                    group = []
            if group:
                parts.append(_together(group))
            if parts:
                ways.append(parts)
        return max(ways, key=_evenness, default=[self.part])


def place_overview(events: pd.DataFrame, axis: Axis, room: Room, subject: Subject) -> Page:
    """Put all events on one slide.

    It gets a second line for the title if only that makes room for a better one.
    """
    facts = subject.facts(events, axis)
    themes = events["theme"].astype(str).unique()
    about = f", {themes[0]}" if len(themes) == 1 and subject.has_themes else ""
    short = shorten_name(subject.named)
    leads = dict.fromkeys((f"{subject.named}{about}", f"{short}{about}", subject.named, short))
    titles = list(titles_in_order(facts, tuple(leads)))
    best, better = (_first_weight(titles, fits) for fits in (room.fits_title, room.taller.fits_title))
    if better > best + 0.05:
        room = room.taller
    rows = LaneRows.of_table(events, subject.lane_by)
    return _titled(rows, events, axis, room, subject, titles, OVERVIEW_SIZES)


def shorten_name(named: str) -> str:
    """A report's name for the start of a title: its first words and its year."""
    if len(named) <= _LONGEST_NAME:
        return named
    words, year = named.split(), ""
    if words[-1][:4].isdecimal() and len(words[-1]) < 12:
        year = f" {words.pop()}"
    short = " ".join(words)[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" ,.;:")
    return f"{short}…{year}"


def _first_weight(titles: Sequence[Title], fits: Callable[[str], bool]) -> float:
    first = next((title for title in titles if fits(title.text)), None)
    return first.finding.weight if first and first.finding else -1.0


def _titled(
    rows: LaneRows,
    events: pd.DataFrame,
    axis: Axis,
    room: Room,
    subject: Subject,
    titles: list[Title],
    sizes: Sequence[int],
) -> Page:
    """The page with the most specific title whose events it names."""
    is_overview = sizes == OVERVIEW_SIZES
    placed = _place(rows, axis, room, sizes, is_overview)
    tried = 0
    for title in titles if not placed.is_whole else ():
        if title.finding is None or title.text in subject.used or not room.fits_title(title.text):
            continue
        if tried >= _MOST_TRIED:
            break
        tried += 1
        ids = title.finding.ids
        # If months or a lane are highlighted, their number is shown there: not all events need a headline.
        first = ids[:: max(1, len(ids) // FEWEST)][:FEWEST] if title.finding.has_place else ids
        anew = _place(rows, axis, room, sizes, is_overview, frozenset(first))
        if set(first) <= anew.ids:
            subject.used.append(title.text)
            return Page(events, axis, anew, title, room)
    if not placed.is_whole:
        titles = [title for title in titles if title.finding is None]
    title = choose_title(titles, room.fits_title, subject.used)
    title = replace(title, text=room.cut_title(title.text))
    subject.used.append(title.text)
    return Page(events, axis, placed, title, room)


def place_details(events: pd.DataFrame, axis: Axis, room: Room, subject: Subject) -> list[Page]:
    """Divide all events among slides, each with its headline unless there are too many."""
    whole = _Whole(events, axis, room, subject)
    if len(events) <= _MOST_NAMED:
        for points in (DETAIL_SIZE, SMALLEST):
            parts = whole.divide(
                whole.part, lambda part, points=points: whole.place_all(part, points) is not None
            )
            if parts and len(parts) <= MOST_DETAILS:
                return [whole.page(part, points) for part in parts]
    return [whole.page(part, SMALLEST) for part in whole.divide_evenly()]


def _abouts(part: Part, several_years: bool, lane_by: str) -> tuple[str, ...]:
    names = part.themes
    if not names:
        return (span_in_words(part.axis, several_years),)
    when = f", {span_in_words(part.axis, several_years)}" if part.is_time else ""
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    more = len(names) - 1
    short = (
        [f"{names[0]} and {more} more {lane_by}{'s' * (more > 1)}", f"{names[0]} and {more} more"]
        if more
        else []
    )
    return tuple(f"{name}{when}" for name in (joined, *short))


def _place(
    events: LaneRows,
    axis: Axis,
    room: Room,
    sizes: Sequence[int],
    with_totals: bool = False,
    first: frozenset[str] = frozenset(),
) -> Slide:
    return place_slide(events, axis, (room.width, room.height), room.wide, sizes, first, with_totals)


def _evenness(parts: Sequence[Part]) -> float:
    counts = [len(part.numbers) for part in parts]
    return min(counts) / max(counts)


def _together(parts: Sequence[Part]) -> Part:
    """Merge adjacent parts."""
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return first
    numbers = tuple(sorted(number for part in parts for number in part.numbers))
    themes = tuple(dict.fromkeys(theme for part in parts for theme in part.themes))
    same = (first.axis.first, first.axis.last) == (last.axis.first, last.axis.last)
    axis = first.axis if same else _from_to(first.axis, last.axis)
    return Part(numbers, axis, themes, first.is_time)


def _from_to(first: Axis, last: Axis) -> Axis:
    frequency = "D" if first.is_days else "M"
    return Axis(first.unit, tuple(map(str, pd.period_range(first.first, last.last, freq=frequency))))
