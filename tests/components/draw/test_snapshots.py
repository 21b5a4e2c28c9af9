"""What is placed and drawn for the default report, kept beside this file so that a change of looks is seen in review.

`UPDATE_SNAPSHOTS=1 make test` writes them anew.
"""

import os
from pathlib import Path

import pytest

from components.draw.placement import place
from data import Axis

HERE = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("width", [390, 1120])
def test_the_default_report_is_placed_as_before(table, width):
    own = table[table["in_year"]]
    placed = place(own, width, Axis.of_table(own))
    lines = [f"width {placed.width} height {placed.height:.0f}"]
    lines += [f"lane {lane.top:.0f}-{lane.bottom:.0f} {' / '.join(lane.lines)}" for lane in placed.lanes]
    lines += [
        f"mark {mark.x:.0f},{mark.y:.0f} {'left' if mark.left else 'right'} {' / '.join([*mark.lines, *mark.below])}"
        for mark in placed.marks
    ]
    now = "\n".join(lines) + "\n"
    kept = HERE / f"kazakstan-2008-{width}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(now, "utf-8")
    assert now == kept.read_text("utf-8")
