"""The topics of headings as such reports print them."""

import pytest

from data.english.topics import LONGEST, known_topics, topic_of

HEADINGS = {
    "Freedom of expression": ["Freedom of expression, association and assembly", "Journalists under threat"],
    "Torture and other ill-treatment": ["Torture and impunity", "Killing and ill-treatment of migrants"],
    "Death penalty": ["The death penalty and flawed justice", "DEATH PENALTY", "Executions"],
    "Unlawful killings": ["Extrajudicial executions", "Killings by the security forces"],
    "Police and security forces": ["Police abuses", "Policing and human rights"],
    "Refugees and migrants": ["Discrimination – Palestinian refugees", "Asylum-seekers' rights"],
    "Women’s rights": ["Discrimination against women", "Violence against women and girls"],
    "Discrimination and minorities": ["Discrimination – religious minorities", "Roma and racism"],
    "Housing and forced evictions": ["Roma – forced evictions", "Right to adequate housing"],
    "Trials": ["Trials of former officials", "Unfair trials", "Caprivi detainees’ trial"],
    "Impunity": ["Impunity for police abuses", "Past human rights violations"],
    "Visits and reports": ["Amnesty International visits/reports", "Reports", "Reports and other material"],
    "Kosovo": ["Kosovo", "Kosovo (Serbia)", "kosovo – the north"],
    # Words inside of others say nothing.
    "Reporting of floods": ["Reporting of floods"],
    "Trialogue": ["Trialogue"],
    "23/18 per 1,000": ["23/18 per 1,000 (OPT)"],
    "– –": ["– –"],
}


@pytest.mark.parametrize(("topic", "heading"), [(t, h) for t, hs in HEADINGS.items() for h in hs])
def test_topic_of_a_heading(topic, heading):
    assert topic_of(heading) == topic


def test_a_topic_is_its_own_topic():
    assert [topic_of(name) for name in known_topics()] == list(known_topics())


def test_any_heading_has_a_topic_that_is_bounded():
    assert topic_of("") == ""
    assert len(topic_of("a " * 10**6)) <= LONGEST
