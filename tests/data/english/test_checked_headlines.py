"""A shortened line that says otherwise than its sentence is not offered, however cheap the cut."""

import pytest

from data.english.headline import headline as module
from data.english.headline.cutting import Line
from data.english.headline.headline import make_headline

AGAINST = (
    "There were demonstrations in several towns of the northern valley against plans of the new assembly to grant"
    " immunity to the former governor of the province and to all of his many sons."
)


@pytest.fixture
def told(monkeypatch):
    """`told(text, cost)`: all ways of telling a clause in a line give this line."""

    def tell(text, cost=2.0):
        monkeypatch.setattr(module, "_WAYS", (lambda clause, he, room, most: Line(text, cost),))
        return make_headline(AGAINST)

    return tell


@pytest.mark.parametrize(
    "wrong",
    [
        "Demonstrations for plans of the new assembly",
        "There are no demonstrations in several towns",
        "Former governor grants immunity to the assembly",
    ],
)
def test_a_line_that_turns_the_sense_is_not_offered(told, wrong):
    found = told(wrong)
    assert found.label.startswith("There are demonstrations in several towns") and found.label.endswith("…")
    assert wrong not in (found.text, found.label)


def test_a_line_that_the_sentence_bears_is_offered(told):
    right = "There are demonstrations in several towns against plans of assembly"
    assert told(right).label == right


def test_a_line_that_lost_next_to_nothing_is_not_checked(told, monkeypatch):
    monkeypatch.setattr(module, "check", lambda *_: pytest.fail("a check costs a parse"))
    assert (
        told("There are demonstrations in several towns", 0.4).text
        == "There are demonstrations in several towns"
    )
