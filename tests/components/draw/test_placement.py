import calendar
import json

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.draw.figure import timeline_figure
from components.draw.fonts import text_width
from components.draw.placement import MOST_MARKS, place
from components.draw.shapes import RADIUS, SIZE
from data import Axis, Selection
from data.selection.axis import MONTH
from data.selection.lanes import LANES


def overlaps(placed):
    boxes = [m.label for m in placed.marks if m.lines]
    found = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    covered = [
        (box, (m.x, m.y))
        for box in boxes
        for m in placed.marks
        if box[0] < m.x + 7 and m.x - 7 < box[2] and box[1] < m.y + 7 and m.y - 7 < box[3]
    ]
    return found + covered


@pytest.mark.parametrize("width", [320, 390, 640, 768, 1024, 1120, 1440, 2560])
def test_no_label_covers_another_or_leaves_the_chart(table, width):
    own = table[table["in_year"]]
    placed = place(own, width, Axis.of_table(own))
    assert len(placed.marks) == 11 and not overlaps(placed)
    for mark in placed.marks:
        if mark.lines:
            left, top, right, bottom = mark.label
            assert left >= 0 and right <= width and top >= 0 and bottom <= placed.height
    if width >= 768:
        assert all(mark.lines for mark in placed.marks)


def test_month_precision_stands_inside_its_column(table):
    own = table[table["in_year"]]
    placed = place(own, 1100, Axis.of_table(own))
    columns = dict(zip(Axis.of_table(own).columns, placed.columns, strict=True))
    for mark, date in zip(placed.marks, own["date"], strict=True):
        assert columns[date].start < mark.x < columns[date].end


@pytest.mark.parametrize("months", [(1, 3), (6, 8), (10, 12), (1, 12)])
def test_a_headline_has_the_room_that_its_neighbours_leave(events_of, months):
    mayor = "the mayor of Port Alder closed the fish market on the northern quay after the sewers of the old harbour had burst again"
    text = "".join(f"In {calendar.month_name[month]}, {mayor}. " for month in months)
    table = events_of(f"Work\n\n{text}")
    placed = place(table, 1400, Axis.of_table(table))
    shown = [" ".join(mark.lines) for mark in placed.marks]
    assert shown == list(table["headline"]) and not overlaps(placed)


@settings(deadline=None, max_examples=25)
@given(
    st.integers(300, 2000),
    st.lists(st.tuples(st.integers(0, 364), st.integers(0, 3), st.integers(5, 70)), min_size=1, max_size=80),
)
def test_any_number_of_events_at_any_width(width, drawn):
    days = [pd.Timestamp("2012-01-01") + pd.Timedelta(days=d) for d, _, _ in drawn]
    events = pd.DataFrame(
        {
            "id": [str(i) for i in range(len(drawn))],
            "date": [str(d.date()) for d in days],
            "precision": "day",
            "first_day": days,
            "last_day": days,
            "in_year": True,
            "theme": pd.Categorical(
                [f"Theme {t}" for _, t, _ in drawn], [f"Theme {t}" for t in range(4)], ordered=True
            ),
            "headline": [("word " * 14)[:n] for _, _, n in drawn],
            "label": [("word " * 14)[:n] for _, _, n in drawn],
        }
    )
    placed = place(events, width, Axis.of_table(events))
    boxes = [m.label for m in placed.marks if m.lines]
    assert len(placed.marks) == len(events)
    assert not [
        1
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def _plain(text: str) -> str:
    return text.replace("<br>", " ").replace("<b>", "").replace("</b>", "")


def test_the_figure_carries_ids_and_headlines(table):
    own = table[table["in_year"]]
    # The dictionary is Plotly's own form: building a figure of it checks every property.
    figure = go.Figure(timeline_figure(own, Axis.of_table(own), 1100, event=own["id"].iloc[0]))
    traces = {trace["name"]: trace for trace in figure.to_dict()["data"]}
    assert [c[0] for c in traces["events"]["customdata"]] == list(own["id"])
    texts = traces["headlines"]["text"]
    for text, headline, label in zip(texts, own["headline"], own["label"], strict=True):
        assert _plain(text) in (headline, label), "the fullest telling that has room"
    assert any(headline in map(_plain, texts) for headline in own["headline"] if len(headline) > 70)


def many_events(count, themes=6, years=20):
    """Invented events, as many as asked for."""
    rng = np.random.default_rng(7)
    days = pd.Timestamp("2000-01-01") + pd.to_timedelta(np.sort(rng.integers(0, 365 * years, count)), "D")
    names = [f"Theme {i}" for i in range(themes)]
    return pd.DataFrame(
        {
            "id": [str(i) for i in range(count)],
            "date": days.strftime("%Y-%m-%d"),
            "precision": "day",
            "first_day": days,
            "last_day": days,
            "in_year": True,
            "theme": pd.Categorical(np.array(names)[rng.integers(0, themes, count)], names, ordered=True),
            "headline": "Something happens somewhere",
            "label": "Something happens somewhere",
            "actors": [[]] * count,
        }
    )


@pytest.mark.parametrize("width", [320, 1100, 3200])
@pytest.mark.parametrize("themes", [3, 40])
def test_more_events_than_pixels_are_shown_as_how_many_and_the_first_by_name(width, themes):
    events = many_events(20_000, themes)
    placed = place(events, width, Axis.of_table(events))
    assert sum(int(d.counts.sum()) for d in placed.densities) == 20_000
    assert list(events["id"].iloc[list(placed.numbers)]) == [mark.id for mark in placed.marks]
    for lane in placed.lanes:
        named = [mark for mark in placed.marks if lane.top < mark.y < lane.bottom]
        assert named and all(lane.top <= mark.label[1] and mark.label[3] < lane.bottom for mark in named)
        assert named[0].theme == lane.name or lane.name == LANES["theme"].others
        edges = [edge for mark in named for edge in (mark.x - RADIUS, mark.label[2])]
        assert edges == sorted(edges) and edges[-1] <= width
    if themes == 3:  # the first of each lane is the earliest of its theme, where its headline has room
        earliest = events.groupby("theme", observed=True)["id"].first()
        assert set(earliest) <= {mark.id for mark in placed.marks}
    figure = timeline_figure(events.iloc[list(placed.numbers)], Axis.of_table(events), width, placed=placed)
    go.Figure(figure)
    assert len(json.dumps(figure)) < 40_000


@pytest.mark.parametrize("width", [320, 1100])
def test_among_days_each_event_stands_on_its_own(width, table):
    events = many_events(2400, 3, 1)
    days = Axis.of_table(events).between("2000-03-30", "2000-04-11")
    own = Selection(from_=days.first, to=days.last).apply(events)
    placed = place(own, width, days)
    assert [m.name for m in placed.columns] == [
        "30 Mar",
        "31",
        "1 Apr",
        *(str(n) for n in range(2, 12)),
    ] and len(placed.marks) == len(own) > 80
    at = {m.name: m for m in placed.columns}
    for mark, day in zip(
        placed.marks,
        own.sort_values("first_day", kind="stable")["first_day"] if placed.down else own["first_day"],
        strict=True,
    ):
        month = at.get(str(day.day)) or at[f"{day.day} {day:%b}"]
        assert month.start <= (mark.y if placed.down else mark.x) <= month.end
    # What is told of a month alone is a bar over all its days that are shown.
    told = table[table["in_year"] & (table["date"] == "2008-02")]
    bars = place(told, 1100, Axis(MONTH, ()).between("2008-02-20", "2008-03-05")).marks
    assert all(bar.x_end - bar.x > 600 for bar in bars) and len(bars) == 3


@pytest.mark.parametrize("width", [280, 390, 640, 1100, 3200])
@pytest.mark.parametrize("years", [1, 2, 3, 20, 90])
def test_names_on_the_axis_stand_apart(width, years):
    events = many_events(5000, years=years)
    placed = place(events, width, Axis.of_table(events))
    spots = [((m.start + m.end) / 2, text_width(m.name, SIZE) / 2) for m in placed.columns if m.name]
    assert all(x + half + 4 <= y - other for (x, half), (y, other) in zip(spots, spots[1:], strict=False))
    assert 2 <= len(spots) >= len(placed.columns) - 1


def test_each_event_again_where_few_are_in_view():
    events = many_events(MOST_MARKS)
    assert len(place(events, 1100, Axis.of_table(events)).marks) == MOST_MARKS


def test_too_many_themes_share_a_lane():
    events = many_events(120, 40)
    placed = place(events, 1100, Axis.of_table(events))
    assert (
        placed.lanes[-1].name == LANES["theme"].others
        and len(placed.lanes) == 21
        and placed.others == events["theme"].nunique() - 20
    )
    assert len(placed.marks) == 120


def test_bands_and_hairlines_are_not_clipped_to_an_earlier_size(table):
    own = table[table["in_year"]]
    shapes = timeline_figure(own, Axis.of_table(own), 1100)["layout"]["shapes"]
    assert shapes and all(shape["xref"] == shape["yref"] == "paper" for shape in shapes)
