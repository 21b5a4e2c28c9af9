"""Headlines beside their marks, in rows: no label covers another or a mark."""

from collections.abc import Iterable

from components.draw.fonts import text_width, wrap
from components.draw.shapes import GAP, RADIUS, SIZE, Mark

TALLEST = 24  # rows in a lane; what does not fit stands in the last row, without labels
LEAST = 90  # px that a label needs
MOST_LINES = 4


def stack_marks(
    items: Iterable[tuple], left: float, right: float, widest: float
) -> list[list[tuple[int, Mark]]]:
    """Rows of marks with labels, each event in the first row where it covers nothing.

    `items` are an event's number, its row of the table, and the x where it begins and ends; labels are at most
    `widest` px wide and stand between `left` and `right`.
    """
    rows: list[list[tuple[int, Mark]]] = []
    taken: list[list[tuple[float, float]]] = []
    for number, event, x, x_end in items:
        mark, reach = label_mark(event, x, x_end, left, right, widest)
        for row, spans in zip(rows, taken, strict=True):
            if all(reach[1] <= start or end <= reach[0] for start, end in spans):
                row.append((number, mark))
                spans.append(reach)
                break
        else:
            if len(rows) < TALLEST:
                rows.append([(number, mark)])
                taken.append([reach])
            else:
                rows[-1].append((number, Mark(mark.id, mark.theme, mark.x, 0, mark.x_end, ())))
    return rows


def label_mark(
    event, x: float, x_end: float, left: float, right: float, widest: float
) -> tuple[Mark, tuple[float, float]]:
    """An event's mark with its label on the side where it is shorter, and from where to where both reach."""
    offset = RADIUS + GAP
    sides = []
    for room, is_left in ((right - x_end - offset, False), (x - left - offset, True)):
        width = min(widest, room)
        if width < LEAST:
            continue
        lines = wrap(event.headline, width, SIZE, bold=True)
        reached = max(text_width(line, SIZE, bold=True) for line in lines)
        if reached <= width and len(lines) <= MOST_LINES:
            # To the right, where reading goes on, but for a column of short lines before the edge.
            sides.append((len(lines) + 1.5 * is_left, is_left, reached))
    theme = str(event.theme)
    if not sides:
        return Mark(event.id, theme, x, 0, x_end, ()), (x - RADIUS - 3, x_end + RADIUS + 3)
    count, is_left, reached = min(sides)
    lines = _balance(event.headline, int(count - 1.5 * is_left), reached)
    reached = max(text_width(line, SIZE, bold=True) for line in lines)
    start, end = (x - offset - reached, x - offset) if is_left else (x_end + offset, x_end + offset + reached)
    mark = Mark(event.id, theme, x, 0, x_end, tuple(lines), is_left, (start, 0, end, 0))
    return mark, (min(start, x - RADIUS) - 5, max(end, x_end + RADIUS) + 9)


def _balance(text: str, count: int, width: float) -> list[str]:
    """The same number of lines, but as even as words allow."""
    narrow = text_width(text, SIZE, bold=True) / count
    while count > 1 and narrow < width:
        lines = wrap(text, narrow, SIZE, bold=True)
        if len(lines) <= count:
            return lines
        narrow += 6
    return wrap(text, width, SIZE, bold=True)
