"""The check: each rule's example, each kind of mistake, and texts that nobody wrote."""

import time

import pytest

from data.english.check import check, render_failure, render_verdict
from data.english.check.rules import RULES
from data.english.check.verdicts import KINDS, Part

EDITORS = "On 4 June, police in Tarn arrested two editors who had printed a list of the missing. A court freed both in July."
VOTE = "In May, dozens of farmers reportedly protested in Ollo against a bill to close the northern market."


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_example_of_each_rule(rule):
    verdict = check(rule.statement, rule.passage)
    assert verdict.verdict == rule.gives
    assert rule.name in {part.rule for part in verdict.failures}, "another rule decided"
    assert rule.does and rule.why.endswith(".")


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("Police arrest two editors", EDITORS),
        ("Two editors arrested by police in Tarn", EDITORS),
        ("On 4 June two editors were detained in Tarn", EDITORS),
        ("Court releases both editors in July", EDITORS),
        ("Dozens of farmers reportedly protest against bill to close northern market", VOTE),
        ("Rebels attack soldiers", "Rebels attacked soldiers near the river."),
        ("Editor not charged", "The editor was not charged."),
        ("Mayor accused of taking bribes", "The party accused the mayor of taking bribes."),
        ("Police disperse miners", "Police used batons to disperse hundreds of miners."),
        ("Zoe Bre held for two months", "In May Zoé Bré was released after two months in detention."),
        ("Clerk kidnapped in Tarn", "They were wanted for the kidnapping in Tarn of a clerk."),
        ("Army denied access to harbour", "The army was refused access to the harbour."),
    ],
)
def test_what_the_passage_says_is_true(statement, passage):
    assert check(statement, passage).verdict == "true"


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("Police arrest 22 editors", EDITORS),
        ("Three editors arrested in Tarn", EDITORS),
        ("Editors arrest police in Tarn", EDITORS),
        ("Two editors arrested in March", EDITORS),
        ("Two editors arrested in July", EDITORS),
        ("Two editors killed in Tarn", EDITORS),
        ("Police do not arrest two editors", EDITORS),
        ("Dozens of farmers protest against bill", VOTE),
        ("Northern market closed", VOTE),
        ("Dozens of farmers reportedly protest for bill to close northern market", VOTE),
        ("Soldiers attack rebels", "Rebels attacked soldiers near the river."),
        ("Editor released on bail", "The editor was released."),
        ("Regional court frees editor", "The High Court freed the editor. He appealed to the regional court."),
        ("Clerk deported from Tarn", "The clerk was deported to Tarn."),
        ("Editor arrested in May", "In May the editor was released after a year in detention."),
        ("No one was on the list", "Nine men were on the list."),
        ("Mayor takes bribes", "The party accused the mayor of taking bribes."),
        ("Demonstrations to grant immunity to judge", "There were demonstrations against granting immunity to the judge."),
    ],
)  # fmt: skip
def test_what_the_passage_does_not_say_is_not_passed(statement, passage):
    assert not check(statement, passage).passed


def test_what_comes_before_says_whom_a_pronoun_means():
    before, passage = "Mira Oss, an editor, was arrested in May.", "She was released on 9 June."
    assert check("Mira Oss released on 9 June", passage, before).passed
    assert not check("Mira Oss released on 9 June", passage, "Pol Tam, an editor, was arrested.").passed


def test_what_decided_is_said_with_its_words():
    verdict = check("Police arrest 22 editors", EDITORS)
    assert render_failure(verdict.failures[0]) == "22: the report says *two*"
    assert "22: the report says *two*" in render_verdict(verdict)
    assert {part.words for part in verdict.held} >= {"Police", "editors"}
    assert render_verdict(check("Police arrest two editors", EDITORS)) == "the report bears every part"
    for kind in KINDS:
        assert render_failure(Part(kind, "word", "", None, "rule")).startswith("word: the")


@pytest.mark.parametrize("statement", ["", "…", "42", "Police " * 400, "Полиция арестовала двух редакторов"])
def test_a_statement_that_says_nothing_readable_is_unsure(statement):
    assert check(statement, EDITORS).verdict == "unsure"


@pytest.mark.parametrize(
    "passage",
    [
        "",
        "\0\ud800 x",
        "警察は二人の編集者を逮捕した。" * 200,
        "Полиция арестовала двух редакторов. " * 500,
        "(" * 10_000 + ")" * 10_000,
        "[({<" * 5_000,
        "a" * 20_000,
        "editors and " * 1_700,
        "“" * 20_000,
    ],
    ids=lambda text: ascii(text[:6]) if isinstance(text, str) else "",
)
def test_any_passage_is_answered_in_bounded_time(passage):
    check("Police arrest two editors", "Police arrested two editors.")  # the model is read once
    began = time.process_time()
    assert not check("Police arrest two editors in May", passage).passed
    assert check("Police arrest two editors", passage, passage).verdict in ("true", "false", "unsure")
    assert time.process_time() - began < 20


def test_a_long_passage_is_read_where_it_shares_most():
    padding = "The weather in the hills stayed cold and the roads were closed again. " * 300
    passage = f"{padding}Police arrested two editors in Tarn. {padding}"
    assert len(passage) > 20_000
    assert check("Police arrest two editors in Tarn", passage[:39_000]).passed
    assert not check("Police arrest three editors in Tarn", passage[:39_000]).passed
