"""Colours told apart under the three common kinds of colour blindness, by simulation (Machado et al. 2009, full strength)."""

import itertools

import numpy as np
import pytest

from components.draw.palette import DARK, DARK_THEMES, LIGHT, LIGHT_THEMES, theme_colors
from data.english.topics import known_topics, topic_of

KINDS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "none": np.eye(3),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear(color):
    values = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(color, kind):
    x = XYZ @ np.clip(np.array(KINDS[kind]) @ linear(color), 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one, other):
    light, dark = sorted((float(XYZ[1] @ linear(one)), float(XYZ[1] @ linear(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_topic_has_one_colour_whatever_its_heading_and_its_report():
    one = theme_colors(["Background", "Freedom of expression – journalists", "Death penalty"])
    other = theme_colors(["Executions", "Floods", "Journalists under attack", "Torture"])
    assert one["Freedom of expression – journalists"] == other["Journalists under attack"]
    assert one["Death penalty"] == other["Executions"] == other[topic_of("Executions")]


def test_topics_of_a_report_differ_and_of_many_those_beside_each_other():
    few = ["Floods", "Fires", *known_topics()[:8]]
    assert len(set(theme_colors(few).values())) == len(few)
    many = [*known_topics(), *(f"Place {number}" for number in range(60))]
    colors = list(theme_colors(many).values())
    assert all(one != other for one, other in zip(colors, colors[1:], strict=False))
    assert all(one != other for one, other in zip(colors, colors[2:], strict=False))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("colors", [LIGHT_THEMES, DARK_THEMES])
def test_no_two_themes_look_alike(kind, colors):
    for one, other in itertools.combinations(colors, 2):
        assert np.linalg.norm(lab(one, kind) - lab(other, kind)) >= 15, (one, other)


@pytest.mark.parametrize(("colors", "tones"), [(LIGHT_THEMES, LIGHT), (DARK_THEMES, DARK)])
def test_every_text_can_be_read(colors, tones):
    for color in (*colors, tones["ink"], tones["muted"]):
        assert contrast(color, tones["paper"]) >= 4.5, color
    assert contrast(tones["ink"], tones["band"]) >= 4.5
