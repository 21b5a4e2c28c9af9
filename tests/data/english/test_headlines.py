"""Headlines: what a sentence hedges or counts is kept, its verbs agree, and what does not fit ends with "…"."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.english.actor.known import Actor
from data.english.date.mentions import find_dates
from data.english.headline.headline import LONGEST, make_headline
from data.english.headline.opening import LABEL, shorten
from data.english.pronouns import Antecedents


def said_of(sentence: str) -> str:
    return make_headline(sentence, find_dates(sentence, 2012, None)).text


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        # Two verbs share one "was", or one "had".
        (
            "Juan Santiago was detained by police in August and questioned about his brother.",
            "Juan Santiago detained by police and questioned about his brother",
        ),
        (
            "By the end of the year the government had not banned or closed either of the two newspapers.",
            "Government has not banned or closed either of the two newspapers",
        ),
        (
            "About 30 people were arrested in May but released the same day without charge.",
            "About 30 people arrested but released the same day without charge",
        ),
        # A participle before the verb.
        (
            "In March, seven opposition leaders imprisoned since October 2003 were pardoned by President Aliev.",
            "Seven opposition leaders pardoned by President Aliev",
        ),
        # A date that a participle, or "much of", is nothing without.
        (
            "In May Bob Low, an editor held in 2010, was freed.",
            "Bob Low, an editor held in 2010, freed",
        ),
        (
            "In May, the ministry said that the harbour was closed for much of 2011.",
            "Ministry said that the harbour was closed for much of 2011",
        ),
        # Words that belong to what follows them.
        (
            "In May, there was a fire in the market hall in Arvo in which 11 farmers died.",
            "Fire in the market hall in Arvo in which 11 farmers died",
        ),
        (
            "In May, around 40 civilians, mainly women, were killed in Sundel.",
            "Around 40 civilians, mainly women, killed in Sundel",
        ),
        (
            "In May, he was deported in breach of the law and in spite of appeals.",
            "He is deported in breach of the law and in spite of appeals",
        ),
        (
            "In May, the ministry said that “there [were] no such rules”.",
            "Ministry said that “there [were] no such rules”",
        ),
        # A date that “only” limits, one that another verb has, and one that says which.
        (
            "The commission was set up in May but only became active in July.",
            "Commission set up but only becomes active in July",
        ),
        (
            "In May, the commission published a report on its visit to the mine in 2009.",
            "Commission publishes a report on its visit to the mine in 2009",
        ),
        # Who says it stays; so does what a loose word would follow.
        (
            "Ana Roe, a teacher, reported that she had been beaten and held in a cellar in May.",
            "Ana Roe, a teacher, reported that she had been beaten and held in a cellar in May",
        ),
        (
            "The prisons were handed over by mid-May together with most of their guards.",
            "The prisons were handed over by mid-May together with most of their guards",
        ),
        ("In May, the Northern Police revised its policy.", "Northern Police revises its policy"),
        # A part of a sentence is not told alone.
        (
            "Miners who had worked under a law passed in July went on strike.",
            "Miners who had worked under a law passed in July go on strike",
        ),
        (
            "Although the mine was closed in May, the miners lived in the valley.",
            "Although the mine was closed in May, the miners lived in the valley",
        ),
        (
            "Bob Low, a teacher, was acquitted of theft and released in December.",
            "Bob Low, a teacher, acquitted of theft and released",
        ),
        # A name with a mark in it is whole.
        (
            "Fuad ‘Ali Low, whose sentence was ratified on 6 May, was freed.",
            "Fuad ‘Ali Low, whose sentence was ratified on 6 May, freed",
        ),
        # What led to the date goes with it, its noun does not.
        (
            "After the July elections, the ruling coalition lost control of the Upper House.",
            "Ruling coalition loses control of the Upper House",
        ),
        (
            "After two trials in January and September, Sam Rainsy was sentenced to 12 years in prison.",
            "Sam Rainsy sentenced to 12 years in prison",
        ),
        (
            "Lewis Mbolinani remained in detention without trial until late March.",
            "Lewis Mbolinani remains in detention without trial until late March",
        ),
        (
            "Lawyers across Uganda staged a one-day strike on 28 November.",
            "Lawyers across Uganda stage a one-day strike",
        ),
    ],
)
def test_the_clause_in_the_present(sentence, headline):
    assert said_of(sentence) == headline


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "In April, a Supreme Court sentenced 26 alleged members of the so-called Hizbullah Cell to prison terms ranging from six months to life after convicting them of planning attacks.",
            "alleged members",
        ),
        (
            "Complaints to the Prosecutor’s Office in May rarely led to criminal investigations for torture and were usually subject to a superficial investigation.",
            "rarely",
        ),
        (
            "In July, former General Luciano Menéndez, who had led the army corps in the north of the country for eleven years, was sentenced to life imprisonment.",
            "Former General",
        ),
        (
            "In May, four men suspected of robbery were reportedly beaten by police officers in the centre of the capital and left at the side of the road.",
            "reportedly",
        ),
    ],
)
def test_what_the_report_does_not_claim_is_not_claimed(sentence, kept):
    assert kept in said_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "headline", "label"),
    [
        (  # nothing is lost: the headline is its own label
            "In May, the mayor of the town closed its only hospital.",
            "Mayor of the town closes its only hospital",
            "Mayor of the town closes its only hospital",
        ),
        (  # an aside goes where the line then fits
            "In May, the mayor of the old town, who had long been ill, closed the only hospital in the valley.",
            "Mayor of the old town, who had long been ill, closes the only hospital in the valley",
            "Mayor of the old town closes the only hospital in the valley",
        ),
        (  # no aside to lose: the opening
            "In August, a law introducing judicial review of the decision to detain a person entered into legal force.",
            "Law introducing judicial review of the decision to detain a person enters into legal force",
            "Law introducing judicial review of the decision to detain a person…",
        ),
        (  # no short line says it: the opening, without what stands between commas before the verb
            "In May, Ana Roe, a teacher at the northern school for the deaf, was told by the ministry that the northern school would be closed and that she would be moved to the capital.",
            "Ana Roe, a teacher at the northern school for the deaf, told by the ministry that the northern school will be closed and that she would be moved to the capital",
            "Ana Roe told by the ministry that the northern school will be closed…",
        ),
    ],
)
def test_a_headline_is_whole_and_its_label_short(sentence, headline, label):
    made = make_headline(sentence, find_dates(sentence, 2012, None))
    assert (made.text, made.label) == (headline, label)


def test_a_date_stays_where_it_would_leave_a_loose_word():
    sentence = "In the last seven months of 2012 alone, 500 miners of the northern union lost their work."
    assert said_of(sentence) == "500 miners of the northern union lose their work"


@pytest.mark.parametrize(
    ("before", "sentence", "headline"),
    [
        (
            "Ana Roe and Bob Low led the union.",
            "The two resigned in May.",
            "Ana Roe and Bob Low led the union. The two resigned in May",
        ),
        ("The union was strong.", "They resigned in May.", "They resign"),
        (
            "Soldiers shot at farmers in Arvo.",
            "In May, the court heard three such cases.",
            "Soldiers shot at farmers in Arvo. The court heard three such cases",
        ),
    ],
)
def test_who_is_only_pointed_to_is_told_by_the_sentence_before(before, sentence, headline):
    assert make_headline(sentence, find_dates(sentence, 2012, None), before=before).text == headline


def test_a_long_line_loses_whole_asides_and_never_its_predicate():
    sentence = (
        "In May, the mayor of the old town, a former teacher of mathematics at the northern school for the deaf, closed"
        " the largest hospital of the southern valley, including its new ward, in breach of the law on public health."
    )
    assert said_of(sentence) == (
        "Mayor of the old town closes the largest hospital of the southern valley, including its new ward, in breach of the"
        " law on public health"
    )


def test_a_participle_that_trails_goes_where_the_line_then_fits():
    sentence = (
        "In May, two farmers were killed when soldiers fired at a march against the sale of the northern lands for a coal"
        " mine planned by the Arvo Mining Company in the town of Sundel in the southern valley."
    )
    assert said_of(sentence).endswith("for a coal mine")


def test_a_body_is_no_person_that_he_can_mean():
    told = Antecedents().after(
        "Bob Low was beaten by the Northern Guard.", lambda: [Actor("Northern Guard", "person")]
    )
    assert told.person is None


@given(st.text(st.sampled_from("AaBb c,.;’“”()-–…1 \n"), max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_headline(text):
    made = make_headline(text)
    assert 1 <= len(made.text) <= LONGEST
    assert 1 <= len(made.label) <= LABEL


@given(st.text(st.sampled_from("ab ,“”–…"), max_size=200), st.integers(2, 90))
def test_what_is_shortened_fits_and_says_so(text, longest):
    short = shorten(text, longest)
    assert len(short) <= longest and (short == text or short.endswith("…"))
