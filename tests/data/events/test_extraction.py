from hypothesis import given, settings
from hypothesis import strategies as st

from data import ReportError, extract_events, parse_report
from data.events.table import COLUMNS
from data.events.writers import to_csv
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
    assert table["headline"].str.len().between(1, 70).all()
    for row in table.itertuples():
        assert report.text[row.start : row.end] == row.text
        assert row.first_day <= row.last_day


def test_headlines_of_the_default_report(table):
    assert list(table[table["in_year"]]["headline"]) == [
        "Rakhat Aliev sentenced in his absence to 20 years’ imprisonment",
        "President Nazarbaev attacks religious minorities as threat to security",
        "Kazakstan makes declarations under the UN Convention against Torture",
        "Court in Shimkent sentences 14 men to long terms of imprisonment",
        "Amnesty International delegates visit Kazakstan",
        "Tribunal finds Rakhat Aliev guilty of planning to overthrow President",
        "Three Uzbekistani asylum-seekers detained by police officers",
        "Kazakstan ratifies Optional Protocol to Convention against Torture",
        "Law introducing judicial review enters into legal force",
        "Authorities urged to apply a zero-tolerance approach",
        "Parliament rushes through a draft law on freedom of conscience",
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
    assert table["headline"].str.len().between(1, 70).all()
