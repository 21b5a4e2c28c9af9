"""A shortened line that says otherwise than its sentence is not offered, however much shorter it is."""

import pytest

from data.english.headline import headline as module
from data.english.headline.headline import make_headline

WHOLE = (
    "The assembly did not grant immunity to the former governor of the northern province and to all of his many sons,"
    " who had fled to the islands after the flood that broke the dam of the mine"
)


@pytest.fixture
def told_without(monkeypatch):
    """`told_without(*words)`: the headline and label where trimming takes these words out."""

    def tell(*words):
        def lose(clause, tokens, rooms, tell):
            return {i for i in tokens if clause.doc[i].text not in words}

        monkeypatch.setattr(module, "trim", lose)
        return make_headline(f"{WHOLE}.")

    return tell


@pytest.mark.parametrize("words", [("not",), ("not", "former")])
def test_a_line_that_turns_the_sense_is_not_offered(told_without, words):
    found = told_without(*words)
    assert "does not grant immunity" in found.text
    assert "not grant" in found.label and found.label.endswith("…")


def test_a_line_that_the_sentence_bears_is_offered(told_without):
    found = told_without("northern")
    assert "governor of the province" in found.text


def test_what_lost_nothing_is_not_checked(monkeypatch):
    monkeypatch.setattr(module, "check", lambda *_: pytest.fail("a check costs a parse"))
    assert make_headline("The mayor closed the only hospital of the town.").text.startswith("Mayor closes")
