"""Every rule's example is its test: in it the rule fires, and what it says comes out."""

import pytest

from data.english.__main__ import main
from data.english.explain import explain, explain_heading
from data.english.rules import AREAS, RULES, Rule, fired_rules


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: f"{rule.area}: {rule.name}")
def test_example(rule):
    found = (
        explain_heading(rule.example)
        if rule.area == "topics"
        else explain(rule.example, 2012, rule.before, rule.he)
    )
    assert rule in [fired.rule for fired in found.fired], "the rule does not fire in its example"
    assert found.gives(rule.area) == rule.gives


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: f"{rule.area}: {rule.name}")
def test_each_rule_says_what_it_does_and_why(rule):
    assert rule.does and rule.why and rule.why[-1] in ".?!”"


def test_each_area_has_rules():
    assert {rule.area for rule in RULES.values()} == set(AREAS)


def test_a_rule_needs_an_example_and_a_name_of_its_own():
    with pytest.raises(ValueError, match="has no example"):
        Rule("dates", "a rule without an example", "finds nothing", "It cannot.", "", "")
    with pytest.raises(ValueError, match="two rules"):
        Rule("dates", "month", "finds months", "There is one already.", "In May, it rained.", "2012-05")
    with pytest.raises(ValueError, match="choose one of"):
        Rule("weather", "rain", "finds rain", "It is wet.", "It rained.", "")
    assert "a rule without an example" not in RULES


def test_rules_are_noted_only_inside_the_block():
    rule = RULES["month"]
    with fired_rules() as fired:
        rule.fires("in May")
    rule.fires("in June")
    assert [(one.rule, one.on) for one in fired] == [(rule, "in May")]


def test_explain_prints_dates_actors_headline_and_their_rules(capsys):
    sentence = "In May, a court in the port sentenced Ana Roe, an editor, to twelve years in a northern prison for complaints about the elections in April."
    assert main(["explain", sentence, "--year", "2012"]) == 0
    printed = capsys.readouterr().out
    assert "2012-05               May 2012   “In May”" in printed
    assert "“in April”   dates no event" in printed
    assert "Ana Roe               person" in printed
    assert "Court in the port sentences Ana Roe, an editor, to twelve years" in printed
    for rule in ("month", "date of no happening", "role", "present", "the clause in full"):
        assert f"    {rule}: {RULES[rule].does}" in printed


def test_explain_of_a_heading_says_its_topic_and_why(capsys):
    assert main(["explain", "--heading", "Freedom of expression - journalists"]) == 0
    printed = capsys.readouterr().out
    assert "Topic\n  Freedom of expression\n" in printed
    assert "topic named first" in printed and "“freedom of expression”" in printed


def test_explain_of_nothing_is_refused_in_a_sentence(capsys):
    assert main(["explain", " "]) == 2
    assert capsys.readouterr().err == "There is no sentence to explain; give one in quotation marks.\n"


def test_rules_are_listed_by_area(capsys):
    assert main(["rules", "dates"]) == 0
    printed = capsys.readouterr().out
    assert "dates: month" in printed and "actors:" not in printed
