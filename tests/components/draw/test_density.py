"""What densities say of themselves."""

import pytest

from components.draw.density import format_scale


@pytest.mark.parametrize(
    ("most", "days", "said"),
    [
        (45, 30.4, "highest: 45 events a month"),
        (1, 7.1, "highest: 1 event a week"),
        (1200, 1.0, "highest: 1,200 events a day"),
        (3, 1.62, "highest: 3 events in 39 hours"),
        (9, 52.0, "highest: 9 events in 7 weeks"),
        (9, 75.0, "highest: 9 events in 2 months"),
    ],
)
def test_the_highest_is_said_in_words(most, days, said):
    assert format_scale(most, days) == said
