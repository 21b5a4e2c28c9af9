"""Statements that a passage bears in other words, by kinds, and those beside them that it does not bear."""

import pytest

from data.english.check import check

STRIKE = (
    "In March, at least nine miners and three nurses, including Oda Lund and Rolf Vik, were arrested in Hamn over a strike."
    " They were moved to the prison in Tarn in April and had not been tried by the end of the year."
)
COURT = (
    "In June, Ida Holm, editor of the weekly Fjord, was charged with “insult” for printing a cartoon."
    " The charge was dropped after the fall of Mayor Roth."
)
FLOOD = (
    "In May, up to 3,000 people were forcibly evicted from their homes in the harbour quarter of Ollo by police."
    " Residents were given one week’s notice and were not offered any compensation."
)
PACT = (
    "A new press code was adopted in August and local elections were scheduled for March 2013."
    " In Sundel a pact was signed by the council, the farmers’ league, several unions and the church."
)
HUNT = (
    "On 2 July, around 40 people, walking to a vigil in Arvo, were seized by police officers."
    " Twelve were charged with resisting arrest. A tribunal found Jon Berg guilty of planning to free them."
)


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("Press code adopted in August", PACT),
        ("New press code approved", PACT),
        ("Local elections set for March 2013", PACT),
        ("Council, unions and church sign pact in Sundel", PACT),
        ("Oda Lund arrested over strike", STRIKE),
        ("Rolf Vik detained in Hamn", STRIKE),
        ("Strike leads to arrest of miners and nurses", STRIKE),
        ("Detainees moved to prison in Tarn", STRIKE),
        ("Miners and nurses not tried by the end of the year", STRIKE),
        ("Ida Holm charged for printing a cartoon", COURT),
        ("Charge against editor of Fjord dropped after fall of Mayor Roth", COURT),
        ("Forced eviction of up to 3000 people in Ollo", FLOOD),
        ("Up to 3,000 people driven out of their homes in Ollo", FLOOD),
        ("Police arrest about forty people in Arvo", HUNT),
        ("Twelve of those seized charged with resisting arrest", HUNT),
        ("Tribunal convicts Jon Berg of planning to free them", HUNT),
        ("Clashes in Ollo leave three farmers dead", "Three farmers were killed during clashes in Ollo."),
        ("Five die in Arvo", "Five people were killed in Arvo in May."),
        ("Union said to demand higher wages", "The union reportedly demanded higher wages."),
        ("Mayor resigned, court finds", "The court found that the mayor had resigned."),
        ("Hanna Moe appointed chief judge", "The king appointed Hanna Moe as chief judge."),
        ("Rebel raid kills five soldiers", "Rebels raided a post, killing five soldiers."),
        ("Ten prisoners share one cell", "Ten prisoners shared one cell."),
        (
            "Tarn court jails editor for two years",
            "A court in Tarn sentenced the editor to two years in prison.",
        ),
    ],
)
def test_the_same_in_other_words_is_true(statement, passage):
    assert check(statement, passage).verdict == "true"


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("Residents offered compensation", FLOOD),
        ("Ida Holm charged after fall of Mayor Roth", COURT),
        ("Ida Holm insults the mayor", COURT),
        ("Local elections adopted in August", PACT),
        ("Council signs press code", PACT),
        ("Miners tried by the end of the year", STRIKE),
        ("Nine miners arrested in Tarn", STRIKE),
        ("Strike in Tarn leads to charge against editor", STRIKE),
        ("Tribunal finds Jon Berg not guilty of planning to free them", HUNT),
        ("Police officers charged with resisting arrest", HUNT),
        ("Forty charged with resisting arrest", HUNT),
        ("Editor held with charge", "The editor was held incommunicado without charge."),
        ("Editor released", "The tribunal ordered the release of the editor."),
        (
            "Court finds state not responsible for the fire",
            "The court found the state responsible for the fire.",
        ),
        ("Two people killed", "Two nurses were injured by a man who had killed a guard."),
        ("Hanna Moe appoints chief judge", "The king appointed Hanna Moe as chief judge."),
    ],
)
def test_other_words_that_say_otherwise_are_not_passed(statement, passage):
    assert check(statement, passage).verdict != "true"
