"""Of made-up reports of any names, with few or many events, in any template: titles say what their slides show."""

import io
from functools import lru_cache

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from components.draw.slide_room import open_deck
from components.draw.slides import timeline_deck
from data import Axis, Report, Selection
from data.events.table import as_table
from tests.components.draw.test_looks import SHAPES
from tests.slide_claims import find_faults

WORDS = "court police arrest march long-term freedom of religion and belief Torture Osh Salt River".split()
ACTS = ("killing", "detention", "attack", "judgment", "protest", "visit", "other")


def phrases(most: int) -> st.SearchStrategy[str]:
    """Names and headlines of so many words."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


@st.composite
def reports(draw) -> tuple[Report, pd.DataFrame]:
    """A report of some title, and its events: claims of a few actors and places, over a year or several."""
    title = draw(st.one_of(st.just("Freedonia"), phrases(14)))
    themes = draw(st.lists(phrases(6), min_size=1, max_size=12, unique=True))
    names = draw(st.lists(phrases(3), min_size=1, max_size=4, unique=True))
    count = draw(st.sampled_from([1, 2, 3, 5, 11, 24, 48, 90]))
    years = draw(st.sampled_from([1, 1, 1, 3]))
    busy = draw(st.lists(st.integers(1, 12), min_size=1, max_size=12))
    pick = draw(st.lists(st.integers(0, 59), min_size=7, max_size=7))
    rows = []
    for i in range(count):
        of = [(i * (step + 1) + step) // (k + 1) for k, step in enumerate(pick)]
        month, year = busy[of[0] % len(busy)], 2012 + of[1] % years
        day = pd.Timestamp(year, month, 1 + i % 28) if i % 3 else None
        period = pd.Period(f"{year}-{month:02}")
        rows.append(
            {
                "id": f"e{i}",
                "date": str(day.date()) if day else str(period),
                "first_day": day or period.start_time,
                "last_day": day or period.end_time.normalize(),
                "precision": "day" if day else "month",
                "in_year": True,
                "theme": themes[of[2] % len(themes)],
                "actors": [names[of[3] % len(names)]],
                "acts": [ACTS[of[4] % len(ACTS)]],
                "by": [names[of[3] % len(names)]] if of[5] % 3 else [],
                "to": [names[of[6] % len(names)]],
                "where": [f"Place {of[1] % 5}"],
                "count": 1 + of[5] % 40 if i % 2 else pd.NA,
                "alleged": of[6] % 5 == 0,
                "negated": of[4] % 6 == 0,
                "evidence": {"count": [[0, 1]]},
                "headline": f"{draw(phrases(18)) if i < 12 else 'Court sits'} {i}",
                "text": f"Sentence {i}.",
                "start": i,
                "end": i,
            }
        )
    return Report("", 2012, title), as_table(rows, themes)


@lru_cache(maxsize=len(SHAPES) + 1)
def template_of(shape: str) -> bytes | None:
    """The bytes of a template, made once; None for our own."""
    return SHAPES[shape]() if shape else None


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    made=reports(),
    lanes=st.sampled_from(["", "", "act", "actor", "none"]),
    shape=st.sampled_from(["", "", *SHAPES]),
)
def test_titles_say_what_their_slides_show(made, lanes, shape):
    report, table = made
    look, themes = template_of(shape), list(table["theme"].cat.categories)
    content = timeline_deck(
        table, Axis.of_table(table), report, Selection(lanes=lanes), themes, template=look
    )
    assert find_faults(Presentation(io.BytesIO(content)), table, report, open_deck(look).room) == []
