"""The texts of slides: the day before a headline, the span of a slide's months."""

import calendar

from data import Axis
from data.events.rows import Event


def day_in_words(event: Event, with_year: bool = False) -> str:
    """The date of an event known to the day, "24 Aug", or its days, "3–5 May"; "" for others."""
    first, last = event.first_day, event.last_day
    is_days = event.precision == "range" and all(len(part) > 7 for part in event.date.split("/"))
    if event.precision != "day" and not is_days:
        return ""
    end = f"{last.day} {calendar.month_abbr[last.month]}" + (f" {last.year}" if with_year else "")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    other_year = f" {first.year}" if with_year and first.year != last.year else ""
    return f"{first.day} {calendar.month_abbr[first.month]}{other_year}–{end}"


def span_in_words(axis: Axis, with_year: bool) -> str:
    """The span of an axis: "January–March", "5–12 March"."""
    words = axis.in_words()
    return words if with_year else words.replace(f" {axis.last[:4]}", "")
