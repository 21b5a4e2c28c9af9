"""What real files carry beside their prose: facts, scores, publications, footnotes, headings of many kinds."""

import unicodedata

import pytest

from data import extract_events, parse_report
from tests.passages import passages


def themes(text):
    table = extract_events(parse_report(text, year=2012, title="Freedonia"))
    return list(zip(table["date"], table["theme"], strict=True))


@pytest.mark.parametrize(
    "heading",
    [
        "Freedom of expression",
        "• Freedom of expression",
        "A1. Was the current head of government elected through free and fair elections?",
        "a. Arbitrary Deprivation of Life and Other Unlawful or Politically Motivated Killings",
        "Respect for the Integrity of the Person, Including Freedom from Torture, Arbitrary Arrest, Denial of Fair Public Trial and Other Abuses",
    ],
)
def test_headings_of_every_kind(heading):
    text = f"Prices rose for many families.\n{heading}\nIn March, the mayor of the capital resigned after an inquiry.\n"
    assert themes(text) == [("2012-03", heading.lstrip("• "))]


@pytest.mark.parametrize(
    "caption",
    [
        "Figure 3: Detentions by month",
        "Table 2 Shafts and their owners",
        "Photo: A closed shaft",
        "© Ana Roe",
        "Source: Ministry of Mines",
    ],
)
def test_captions_are_no_headings(caption):
    text = f"Strikes\n\nPrices rose for many families.\n\n{caption}\n\nIn March, the mayor resigned after an inquiry.\n"
    assert themes(text) == [("2012-03", "Strikes")]


@pytest.mark.parametrize(
    "heading", ["Maps and borders", "Source of income", "Figures in prison", "Tables turned"]
)
def test_headings_that_begin_as_captions_do(heading):
    text = f"Strikes\n\nPrices rose for many families.\n\n{heading}\n\nIn March, the mayor resigned after an inquiry.\n"
    assert themes(text) == [("2012-03", heading)]


def test_the_line_below_a_numbered_section_is_the_theme():
    text = (
        "Section 2.\nRespect for Civil Liberties, Including:\nIn March, the mayor of the capital resigned.\n"
    )
    assert themes(text) == [("2012-03", "Respect for Civil Liberties, Including")]


@pytest.mark.parametrize(
    "text",
    [
        "Many people fled to Ruritania.Justice SystemA report said little. In March, a judge was dismissed by the senate.",
        "Justice systemIn March, a judge was dismissed by the senate of the country.",
        "Justice system In March, a judge was dismissed by the senate of the country.",
    ],
)
def test_headings_run_into_the_text(text):
    assert [(date, theme.lower()) for date, theme in themes(text)] == [("2012-03", "justice system")]


def test_facts_scores_publications_and_footnotes_are_no_events():
    text = (
        "FREEDONIA\nHead of state: Ana Roe (replaced Bob Low in April)\nDeath penalty: retentionist\n\nJustice\n0 / 4\n"
        "In March, a judge was dismissed.12\n\nReports\n"
        "• Freedonia: No safeguards against torture (EUR 99/001/2012)\n• Freedonia must release the editors, 10 May 2012\n\n"
        "12 Human Rights Watch, “Freedonia: Judge dismissed,” June 3, 2012, https://example.org/2012.\n"
    )
    assert themes(text) == [("2012-03", "Justice")]


def test_running_heads_do_not_part_a_paragraph():
    page = "In {month}, the mayor of the capital resigned after an inquiry that had lasted for more than two\nyears.\nFreedom Society Report\n{n}\n"
    text = "Justice\n" + "".join(
        page.format(month=m, n=i) for i, m in enumerate(("March", "April", "May"), 11)
    )
    assert [date for date, _ in themes(text)] == ["2012-03", "2012-04", "2012-05"]


def test_offsets_are_those_of_the_file_as_given():
    text = unicodedata.normalize(
        "NFD",
        "Justice\r\n\r\nIn March, José Núñez was arrested in São Tomé. On 3 May, he was\r\nre-\r\nleased.",
    )
    table = extract_events(parse_report(text, year=2012))
    assert list(table["date"]) == ["2012-03", "2012-05-03"]
    assert passages(text, table) == list(table["text"])
    assert "José Núñez" in table["actors"].iloc[0]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("In March, scores of villagers were evicted by the army.", {"villagers", "army"}),
        (
            "In March, military and police officers beat protesters in the capital.",
            {"military", "police", "protesters"},
        ),
        ("In March, two journalists, Ana Roe and Bob Low, were arrested.", {"Ana Roe", "Bob Low"}),
        (
            "In March, the Committee against Torture criticized Freedonia for its prisons.",
            {"UN Committee against Torture", "Freedonia"},
        ),
        ("In March, Amnesty International delegates visited Freedonia.", {"Amnesty International"}),
        (
            "In March, Muhammad al-Sneid and Dr ‘Obaid al-Wasmi were arrested by the army.",
            {"Muhammad al-Sneid", "‘Obaid al-Wasmi", "army"},
        ),
        (
            "On 3 May, al-Shabab banned three relief agencies from the south.",
            {"al-Shabab", "relief agencies"},
        ),
        (
            "In May, the Freedonian Workers’ Party (PTF) was banned, and the PTF protested.",
            {"Freedonian Workers' Party"},
        ),
        (
            "In March, French President Marie Dupont met members of the Freedom Party.",
            {"Marie Dupont", "Freedom Party"},
        ),
        (
            "In March, they were interviewed by Freedonian and Ruritanian officials at the border.",
            {"Freedonian officials", "Ruritanian officials"},
        ),
    ],
)
def test_who_takes_part(events_of, sentence, actors):
    assert set(events_of(sentence)["actors"].iloc[0]) == actors


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        (
            "In June, the authorities called on the Committee on Freedom to publish its long-awaited report on prisons in the north.",
            240,
        ),
        (
            "In May, 14 men, who had been arrested in April 2010, were sentenced to up to 19 years in prison for planning an attack on a police station.",
            240,
        ),
        ("On 3 May, neither the mayor nor the governor was charged.", 240),
    ],
)
def test_headlines_are_whole(events_of, sentence, headline):
    said = events_of(sentence)["headline"].iloc[0]
    assert 12 <= len(said) <= headline
    assert said.split()[-1] not in ("the", "of", "to", "and", "in", "a") and not said[0].islower()
    assert said.count("“") == said.count("”") and ",," not in said
