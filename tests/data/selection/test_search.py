"""What a search finds: a word as it is typed, and its other forms."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.english.word_forms import beginnings, stem
from data.selection.columns import EventColumns
from data.selection.filters import BY_NAME
from data.selection.search import find_words, lower, parse_search

FORMS = ("execute", "executed", "executing", "executes", "execution", "executions")
# What is typed, a text, and the words of it that are found.
CASES = [
    *((typed, "One was executed; Executions went on.", ["executed"]) for typed in FORMS[:1]),
    *((typed, "Execution followed. Two executions were put off.", ["Execution", "executions"]) for typed in FORMS),
    *((typed, "The executive and its Executive Director spoke.", []) for typed in FORMS),
    ("executive", "An execution; the executives", ["executives"]),
    ("detention", "They detained three. Detainees spoke.", ["detained"]),
    ("detainee", "They detained three. Detainees spoke.", ["Detainees"]),
    ("shooting", "Police shot at them and shoot again.", ["shot", "shoot"]),
    ("women", "a woman, two women", ["woman", "women"]),
    ("minorities", "A minor of a minority", ["minority"]),
    # Names have no forms.
    ("Banks", "The bank by the river; Ann Banks", ["Banks"]),
    ("banking", "Ann Banks of the bank", ["bank"]),
    ("banking", "Banks were closed. “Banks are safe”, said Ann Banks.", ["Banks", "Banks"]),
    ("Marches", "They marched in March.", []),
    ("marches", "They marched in March.", ["marched"]),
    ("HASTINGS", "They hasten to Hastings", ["Hastings"]),
    # As it is typed, inside words too, whatever its case.
    ("exec", "Executed and unexecuted", ["Exec", "exec"]),
    ("nhcr", "the UNHCR", ["NHCR"]),
    ("asylum-seeker", "Asylum-seekers came", ["Asylum-seeker"]),
    ("asylum-seekers", "an asylum-seeker came", []),
    ("be", "be or being", ["be", "be"]),
    ("forced evictions", "was forced out; they evict", ["forced", "evict"]),
    ("execution executed", "executions", ["executions"]),
    ("12", "on 12 May 2012", ["12", "12"]),
    ("İ", "İstanbul", ["İ"]),
    ("istanbul", "to İstanbul or Istanbul", ["İstanbul", "Istanbul"]),
]  # fmt: skip


@pytest.mark.parametrize("typed, text, found", CASES)
def test_a_search_finds(typed, text, found):
    assert [text[a:b] for a, b in find_words(text, parse_search(typed))] == found


def test_words_of_an_actors_name_have_no_forms():
    text = "Banks was tried."
    assert find_words(text, parse_search("banking")) == [(0, 5)]
    assert find_words(text, parse_search("banking"), {"Banks"}) == []


WORDS = ["execution", "executed", "Executed", "executive", "Banks", "banking", "bank", "İ", "(Marches", "marched.", "a", "asylum-seekers", "\n\n", "…", "said:", "“Shot", "it’s", "x1y"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
ACTORS = st.lists(st.sampled_from(["Ann Banks", "bank", "the Marches", "Executed"]), max_size=2)


@given(TEXTS, TEXTS, ACTORS, TEXTS)
def test_the_index_finds_the_same_rows(headline, text, actors, typed):
    days = {"first_day": ["2008-01-01"], "last_day": ["2008-01-01"]}
    table = pd.DataFrame({"headline": [headline], "text": [text], "actors": [actors]} | days)
    plain, fast = BY_NAME["words"].mask(table, typed), BY_NAME["words"].fast_mask(EventColumns(table), typed)
    assert plain.tolist() == fast.tolist()


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12))
def test_a_form_begins_as_its_stem_says(word):
    assert word.startswith(beginnings(stem(word)))


@pytest.mark.parametrize(
    "word", ["dying", "lying", "skies", "shot", "women", "idly", "buying", "bought", "early", "news"]
)
def test_short_forms_begin_as_their_stem_says(word):
    assert word.startswith(beginnings(stem(word)))


@given(st.text())
def test_small_letters_are_as_many(text):
    assert len(lower(text)) == len(text)


def test_a_search_has_each_word_once():
    assert [word.typed for word in parse_search("a b c b a")] == list("abc")
