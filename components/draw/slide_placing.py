"""Place the events of a slide: all of them if they fit, otherwise the most important, over bars for all."""

from collections.abc import Iterable

from components.draw.slide_choice import place_some
from components.draw.slide_layout import SlideLayout
from components.draw.slide_rows import LaneRows, Slide
from data import Axis

_FEWER_LANES = (5, 3)  # if there are more lanes than have room for a row each


def place_slide(
    events: LaneRows,
    axis: Axis,
    size: tuple[float, float],
    wide: float,
    sizes: Iterable[float],
    first: frozenset[str] = frozenset(),
    with_totals: bool = False,
) -> Slide:
    """Place `events` in a room of `size` px, at the largest of `sizes` (points, largest first) at which all fit.

    If none does, place as many as fit at the smallest size, those in `first` before others.
    """
    count, layouts = len(set(events.numbers.tolist())), []
    for points in sizes:
        layout = SlideLayout(events, axis, size, points, wide, first, with_totals)
        if placed := layout.place_all(full=True):
            return layout.slide(placed, count)
        layouts.append(layout)
    layout = layouts[-1]
    if placed := layout.place_fullest():
        return layout.slide(placed, count)
    placed, cuts = place_some(layout)
    slide = layout.slide(placed, count)
    for most in _FEWER_LANES:  # fewer lanes have more rows each
        if len(layout.names) <= most + 1 or (most < _FEWER_LANES[0] and len(slide.ids & first) == len(first)):
            continue
        fewer = SlideLayout(events, axis, size, layout.points, wide, first, with_totals, most)
        placed, fewer_cuts = place_some(fewer)
        other = fewer.slide(placed, count)
        told, more = (len(one.ids & first) for one in (slide, other))
        is_usual, whole = most == _FEWER_LANES[0], other.named - fewer_cuts
        if more > told or (is_usual and more == told and whole >= 1.3 * (slide.named - cuts)):
            slide, cuts = other, fewer_cuts
    return slide
