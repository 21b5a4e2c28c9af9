"""The film: the year appears month by month, in ten seconds, small enough for a message."""

import io

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageSequence

from components.draw.film import HEIGHT, WIDTH, film_gif
from components.draw.picture import timeline_svg
from data import Axis, Report, Selection
from tests.components.draw.years import year_of


def film_of(events) -> tuple[Image.Image, list[Image.Image], list[int]]:
    axis, report = (
        Axis.of_table(events),
        Report(title="Ruritania", year=2012, text="", publisher="", edition=""),
    )
    names = list(events["theme"].cat.categories)
    svg = timeline_svg(events, axis, report, Selection(), names, width=WIDTH, height=HEIGHT, letters=False)
    content = film_gif(svg, events, axis)
    assert len(content) < 3_000_000
    film = Image.open(io.BytesIO(content))
    frames, times = [], []
    for frame in ImageSequence.Iterator(film):
        frames.append(frame.convert("RGB"))
        times.append(frame.info["duration"])
    return film, frames, times


@pytest.mark.parametrize("count", [8, 34, 300])
def test_events_appear_from_the_first_month_to_the_last_and_stay(count):
    film, frames, times = film_of(year_of(count, 6))
    assert film.size == (WIDTH, HEIGHT) and film.info["loop"] == 0
    assert sum(times) == pytest.approx(10_000, abs=200) and times[-1] > 2 * times[1]
    ink = [_count_inked(frame) for frame in frames]
    assert ink[0] == ink[-1], "what shows no films shows the whole year"
    assert len(frames) > 5 and ink[1:] == sorted(ink[1:]) and ink[-1] > 1.02 * ink[1]
    # What is there stays where it is: only more is added.
    changed = ImageChops.difference(frames[1], frames[2]).getbbox()
    assert changed and changed[0] < WIDTH / 2, "the first months are on the left"


def test_nothing_is_one_still_frame():
    _, frames, _ = film_of(year_of(8, 2).head(0))
    assert len(frames) == 1


def _count_inked(frame: Image.Image) -> int:
    """How many pixels of a frame at half its size are not white."""
    small = np.asarray(frame.resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.NEAREST))
    return int((small != 255).any(axis=2).sum())
