"""Stack the labels of a lane in rows: each in the first row where it covers no other."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.draw.shapes import Mark

_ROW = 7.0  # between two rows
FULL, LABEL, CUT = "full", "label", "cut"  # the versions of an event's text


@dataclass(frozen=True)
class Label:
    """An event's mark with its label, and the extent of both."""

    number: int  # of its place in a lane, in the order of time
    mark: Mark
    reach: tuple[float, float]


@dataclass(frozen=True)
class Dated:
    """An event's row with its day before the headline, for measuring."""

    id: str
    theme: str
    precision: str
    headline: str
    label: str


def stack(labels: Sequence[Label]) -> list[list[Label]]:
    """Stack labels in rows in the order of time, each in the first row where it covers nothing."""
    rows: list[list[Label]] = []
    for label in labels:
        start, end = label.reach
        for row in rows:
            for other in row:
                if start < other.reach[1] and other.reach[0] < end:
                    break
            else:
                row.append(label)
                break
        else:
            rows.append([label])
    return rows


def row_height(row: Sequence[Label]) -> float:
    """The height of a row of labels with the space to the next."""
    return max(label.mark.tall for label in row) + _ROW


def place_rows(rows: Sequence[Sequence[Label]], top: float, height: float) -> list[tuple[int, Mark]]:
    needs = list(map(row_height, rows))
    heights = spread(needs, height - 6)
    y, marks = top + (height - sum(heights)) / 2, []
    for row, tall in zip(rows, heights, strict=True):
        marks += [(label.number, label.mark.at(y + tall / 2)) for label in row]
        y += tall
    return marks


def spread(needs: Sequence[float], room: float) -> list[float]:
    """Stretch heights in proportion to fill the room."""
    total = sum(needs)
    return [need * max(1.0, room / total) for need in needs] if total else list(needs)
