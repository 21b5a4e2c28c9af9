"""Whatever stands in a text is read: sentences that are cut off, lack words, or have a stray sign."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.english.rules import RULES

# Sentences in which a rule fires: its own steps are where a word that is not there is missed.
EXAMPLES = sorted({rule.example for rule in RULES.values() if rule.area != "topics"})
SIGNS = (",", "–", "(", ")", ";", "“", "”", "-", "and", "who", "")
ENDS = ("", ".", ",", " ,", ";", " –", "…")
breaks = st.tuples(
    st.sampled_from(EXAMPLES),
    st.integers(0, 40),
    st.integers(0, 4),
    st.sampled_from(SIGNS),
    st.sampled_from(ENDS),
)


def broken(whole: str, at: int, gone: int, sign: str, end: str) -> str:
    """A sentence that has `sign` in the place of the `gone` words from word `at` on, and ends with `end`; cut off there for 0."""
    words = whole.rstrip(".").split()
    rest = words[at + gone :] if gone else []
    return " ".join([*words[:at], *filter(None, [sign]), *rest]) + end


ASIDE = "In May 2012, Ana Roe was moved from the prison to a police station in Port Alder, from where she was released."


@example([(ASIDE, 40, 0, "", ",")])
@settings(max_examples=40)
@given(st.lists(breaks, min_size=10, max_size=20))
def test_a_broken_sentence_is_read(events_of, drawn):
    told = "In May 2012, the mayor of Port Alder resigned.\n\n"
    table = events_of("Work\n\n" + told + "\n\n".join(broken(*one) for one in drawn) + "\n")
    assert table["headline"].str.len().gt(0).all()
