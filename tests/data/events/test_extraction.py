import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import ReportError, extract_events, parse_report
from data.events import extraction
from data.events.table import COLUMNS
from data.events.writers import to_csv
from data.files.text import decode
from tests.passages import passages


def test_the_default_report_yields_eleven_events(table):
    own = table[table["in_year"]]
    assert list(own["date"]) == [
        "2008-01",
        "2008-01",
        "2008-02",
        "2008-02",
        "2008-02",
        "2008-03",
        "2008-05",
        "2008-06",
        "2008-08",
        "2008-11",
        "2008-11",
    ]
    assert own["theme"].value_counts().to_dict() == {
        "Background": 2,
        "Torture and other ill-treatment": 3,
        "Police and security forces": 1,
        "Legal developments": 1,
        "Refugees and asylum-seekers": 1,
        "Freedom of religion": 2,
        "Amnesty International visit": 1,
    }
    assert list(table[~table["in_year"]]["date"]) == ["2007", "2010"]


def test_the_table_is_as_documented(report, table):
    assert list(table.columns) == list(COLUMNS)
    assert table["id"].is_unique
    assert table["headline"].str.len().between(1, 240).all()
    assert table["label"].str.len().between(1, 70).all()
    for row in table.itertuples():
        assert report.text[row.start : row.end] == row.text
        assert row.first_day <= row.last_day


def test_headlines_and_labels_of_the_default_report(table):
    own = table[table["in_year"]]
    assert list(zip(own["headline"], own["label"], strict=True)) == [
        (
            "Rakhat Aliev sentenced in his absence to 20 years’ imprisonment on charges including kidnapping, money laundering, assault and murder",
            "Rakhat Aliev sentenced in his absence to 20 years’ imprisonment…",
        ),
        (
            "President Nazarbaev attacks religious minorities as a threat to national security and values",
            "President Nazarbaev attacks religious minorities as a threat…",
        ),
        (
            "Kazakstan makes declarations under the UN Convention against Torture allowing individual complaints to be lodged with the UN Committee against Torture",
            "Kazakstan makes declarations under the UN Convention against Torture…",
        ),
        (
            "Court in Shimkent sentences 14 men to long terms of imprisonment – up to 19 years – for planning a terrorist attack on the local NSS department",
            "Court in Shimkent sentences 14 men to long terms of imprisonment",
        ),
        (
            "Amnesty International delegates visit Kazakstan",
            "Amnesty International delegates visit Kazakstan",
        ),
        (
            "Military tribunal finds Rakhat Aliev guilty of planning to overthrow the President and of disclosing state secrets and sentences him to a further 20 years in prison",
            "Military tribunal finds Rakhat Aliev guilty of planning to overthrow…",
        ),
        (
            "Three Uzbekistani asylum-seekers detained by Kazakstani police officers after they left the office of UNHCR, the UN refugee agency, in the centre of Almaty",
            "Three Uzbekistani asylum-seekers detained by Kazakstani police…",
        ),
        (
            "Kazakstan ratifies Optional Protocol to Convention against Torture",
            "Kazakstan ratifies Optional Protocol to Convention against Torture",
        ),
        (
            "Law introducing judicial review of the decision to detain a person enters into legal force",
            "Law introducing judicial review of the decision to detain a person…",
        ),
        (
            "Committee against Torture calls on the authorities “to apply a zero-tolerance approach to the persistent problem of torture”",
            "Committee against Torture calls on the authorities to apply…",
        ),
        (
            "Parliament rushes through a controversial draft law on freedom of conscience which would, among other restrictions, ban all unregistered religious activity and require all religious communities to re-register",
            "Parliament rushes through a controversial draft law on freedom…",
        ),
    ]


def test_actors_have_one_name_each(table):
    actors = {name for names in table["actors"] for name in names}
    assert {
        "Rakhat Aliev",
        "Nursultan Nazarbaev",
        "UN Committee against Torture",
        "National Security Service",
        "UNHCR",
        "asylum-seekers",
        "parliament",
        "Amnesty International",
        "military tribunal",
        "Kazakstan",
    } <= actors
    assert not actors & {"NSS", "President Nazarbaev", "Committee against Torture", "Almaty", "Uzbekistan"}


def test_a_pull_quote_is_no_second_event(events_of):
    text = (
        "Background\n\nIn March, the mayor of the capital resigned.\n\n"
        "“In March, the mayor of the capital resigned...”\n\nOther matters\nIn May, a strike began."
    )
    assert list(events_of(text)["date"]) == ["2012-03", "2012-05"]


def test_one_sentence_can_tell_two_events(events_of):
    table = events_of("In March the court freed Ana Roe and in June the government dismissed the judge.")
    assert list(table["date"]) == ["2012-03", "2012-06"]


def test_a_continuing_sentence_belongs_to_the_one_before(events_of):
    table = events_of("In March, three students were arrested. They were freed after a protest. Prices rose.")
    assert list(table["text"]) == ["In March, three students were arrested. They were freed after a protest."]


def test_a_date_inside_a_subordinate_clause_is_no_event(events_of):
    table = events_of("In July, a court convicted two officers who had beaten Ana Roe in April 2010.")
    assert list(table["date"]) == ["2012-07"]


@pytest.mark.parametrize(
    "told",
    [
        "Their trial was pending at the end of the year.",
        "At the end of the year, 21 miners remained detained.",
        "At the end of the year he remained detained without charge.",
        "An official inquiry failed to clarify her fate by the end of the year.",
        "However, the law had yet to be passed by the end of the year.",
        "There were no further advances reported in the inquiry by the end of the year.",
        "No inquiry was reported to have taken place by the end of the year.",
        "All guards were supposed to leave the valley by the end of the year.",
        "He was in remand custody with no trial date set at the end of the year.",
        "He remained in detention without trial until late March.",
        "By September, close to 26,000 miners had still not returned to work.",
    ],
)
def test_what_was_so_or_had_not_been_done_is_no_event(events_of, told):
    assert list(events_of(f"In May, the mine was closed. {told}")["date"]) == ["2012-05"]


@pytest.mark.parametrize(
    "told",
    [
        "Bob Low was executed on 31 December.",
        "The law was adopted at the end of the year.",
        "By the end of the year, 20 miners had been released.",
        "In late December, parliament adopted the law.",
    ],
)
def test_what_happened_at_the_years_end_is_an_event(events_of, told):
    assert len(events_of(f"In May, the mine was closed. {told}")) == 2


def test_a_state_at_the_years_end_still_says_which_year_is_told_of(events_of):
    told = "The mayor was arrested in March 2011. By the end of the year he was still held. In May, he was sentenced."
    assert list(events_of(told)["date"]) == ["2011-03", "2012-05"]


def test_what_is_somebodys_own_is_about_them_but_not_their_lawyer(events_of):
    told = "Ana Roe was arrested in May. Lawyers protested. {} in June."
    assert events_of(told.format("Her sentence was upheld"))["actors"].iloc[1] == ["Ana Roe"]
    assert events_of(told.format("Her lawyer left the town"))["actors"].iloc[1] == ["lawyer"]


def test_of_two_halves_each_has_its_actors(events_of):
    table = events_of("In May, soldiers seized Ana Roe; in June, a court freed Bob Low.")
    assert list(table["actors"]) == [["soldiers", "Ana Roe"], ["court", "Bob Low"]]


def test_a_bullet_of_a_symbol_font_ends_a_sentence(events_of):
    told = "In May, police arrested Ana Roe. \U0010fc00 In June, soldiers arrested Bob Low."
    table = events_of(decode("report.txt", told.encode()))
    assert list(table["actors"]) == [["police", "Ana Roe"], ["soldiers", "Bob Low"]]


def test_a_pronoun_means_who_was_named_several_sentences_before(events_of):
    table = events_of(
        "Ana Roe, an editor, wrote to the press. The letter was long. It had two parts. In May, she was arrested."
    )
    assert table["actors"].iloc[0] == ["Ana Roe"]


def test_a_long_report_is_read_in_parts_as_if_whole(events_of, monkeypatch):
    text = "\n\n".join(
        f"In May, court number {n} freed Ana Roe. She left. In June, she spoke." for n in range(9)
    )
    whole = events_of(text)
    monkeypatch.setattr(extraction, "_AT_ONCE", 2)
    assert to_csv(events_of(text)) == to_csv(whole)


def test_ids_stay_when_other_paragraphs_change():
    text = "Background\n\nIn March, the mayor resigned.\n"
    one = extract_events(parse_report(text, year=2012))
    two = extract_events(parse_report("Another paragraph comes first.\n\n" + text, year=2012))
    assert list(one["id"]) == list(two["id"])


def test_csv_joins_actors(table):
    assert "asylum-seekers; Kazakstani police" in to_csv(table)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "In March",
                "the court",
                " sentenced ",
                "Ana Roe",
                ".",
                "\n",
                "\n\n",
                "May",
                " on 12 April ",
                "“",
                "(NSS)",
                "’s",
                " ",
                "é\u0301",
            ]
        )
        | st.text(max_size=8),
        max_size=25,
    ).map("".join)
)
def test_any_text_at_all_keeps_its_offsets(text):
    try:
        table = extract_events(parse_report(text, year=2012))
    except ReportError:
        return
    assert table["id"].is_unique
    assert passages(text, table) == list(table["text"])
    assert table["headline"].str.len().between(1, 240).all()
    assert table["label"].str.len().between(1, 70).all()
