"""All of a chart in a room: nothing is higher than it, no letter smaller than asked, and the open event has its headline."""

from itertools import combinations

import pytest

from components.draw.fullscreen import Stage, place_on_stage
from components.draw.shapes import LINE, RADIUS
from data import Axis
from tests.components.draw.years import year_of

HALL = Stage(1168, 350, 0.96, 1.6)  # beside an open event, on a screen of 1280 by 720


@pytest.mark.parametrize(
    "stage", [HALL, Stage(1808, 536, 1.43, 1.93), Stage(354, 318, 0.86), Stage(568, 222, 0.64, 1)]
)
@pytest.mark.parametrize(("count", "themes"), [(1, 1), (11, 4), (34, 12), (63, 20), (54, 1)])
def test_all_of_it_fits_in_letters_that_are_read(stage, count, themes):
    events = year_of(count, themes)
    for event in ("", "e0", f"e{count // 2}", f"e{count - 1}"):
        placed, scale = place_on_stage(events, stage, Axis.of_table(events), event=event)
        assert placed.height * scale <= stage.height + 0.01 and placed.width * scale <= stage.width + 0.01
        assert stage.least - 1e-9 <= scale <= stage.largest
        assert [mark.id for mark in placed.marks] == list(events["id"])
        assert placed.columns[0].name.startswith("Jan")
        labels = [mark for mark in placed.marks if mark.lines]
        assert not event or event in {mark.id for mark in labels}
        boxes = {mark.id: box_of(mark) for mark in labels}
        for a, b in combinations(boxes.values(), 2):
            assert not overlap(a, b), (a, b)
        for mark in placed.marks:
            lane = next(lane for lane in placed.lanes if lane.name == mark.theme)
            assert lane.top <= mark.y <= lane.bottom
            round_it = (mark.x - RADIUS + 2, mark.y - 2, mark.x_end + RADIUS - 2, mark.y + 2)
            assert not any(overlap(round_it, box) for id_, box in boxes.items() if id_ != mark.id)


def box_of(mark):
    left, _, right, _ = mark.label
    half = len(mark.lines) * LINE / 2 - 3  # px between the letters of two lines
    return left, mark.middles[0] - half, right, mark.middles[0] + half


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_beside_the_open_event_others_have_one_line_on_the_side_that_has_room(table):
    events = table[table["in_year"]]
    placed, _ = place_on_stage(
        events, Stage(1328, 444, 1.08, 1.6), Axis.of_table(events), event=events["id"].iat[-1]
    )
    said = {mark.id: mark.lines for mark in placed.marks}
    late = events.loc[events["label"].str.startswith("Law introducing"), "id"].iat[0]
    assert len(said[late]) == 1 and sum(bool(lines) for lines in said.values()) >= len(events) - 1


def test_where_all_headlines_have_room_all_have_one_and_are_as_large_as_that():
    events = year_of(5, 3)
    placed, scale = place_on_stage(events, HALL, Axis.of_table(events))
    assert all(mark.lines for mark in placed.marks) and scale > 1.2


def test_lanes_without_the_open_event_recede():
    events = year_of(63, 20)
    placed, _ = place_on_stage(events, HALL, Axis.of_table(events), event="e30")
    heights = {lane.name: lane.bottom - lane.top for lane in placed.lanes}
    lit = heights.pop(events["theme"].iloc[30])
    assert lit > 2 * max(heights.values())
    assert [lane.name for lane in placed.lanes if lane.lines] == [events["theme"].iloc[30]]


def test_many_events_are_a_density_in_the_room():
    events = year_of(500, 20)
    placed, scale = place_on_stage(events, HALL, Axis.of_table(events), event="e3")
    assert placed.densities and placed.height * scale <= HALL.height + 0.01
    assert scale == HALL.least and 2 < len(placed.lanes) < 21
    assert sum(density.counts.sum() for density in placed.densities) == 500


def test_no_events_fit_anywhere():
    events = year_of(1, 1)
    placed, _ = place_on_stage(events.head(0), HALL, Axis.of_table(events))
    assert not placed.marks


def test_on_a_phone_the_open_events_lane_has_its_name():
    events, phone = year_of(34, 12), Stage(354, 318, 0.86)
    for event in ("e3", "e17"):
        placed, _ = place_on_stage(events, phone, Axis.of_table(events), event=event)
        theme = str(events.set_index("id").loc[event, "theme"])
        assert [(lane.name, bool(lane.lines)) for lane in placed.lanes if lane.lines] == [(theme, True)]
        name = next(name for name in placed.names if name.of_lane)
        assert all(name.y + LINE / 2 <= box_of(mark)[1] + 1 for mark in placed.marks if mark.id == event)
    whole, _ = place_on_stage(events, phone, Axis.of_table(events))
    assert not any(lane.lines for lane in whole.lanes)
