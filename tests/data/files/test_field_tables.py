"""Tables that research publishes open whole: every column is a part of the event, or is kept with it."""

import csv
import io
from collections.abc import Sequence

import pandas as pd
import pytest

from data.files.field_tables import date_as_exact
from data.files.load import read
from data.files.source import Reading

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1"
    " actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude"
    " longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
GTD = (
    "eventid iyear imonth iday approxdate country country_txt region_txt provstate city location summary attacktype1_txt"
    " target1 gname nkill nwound"
).split()
GED = (
    "id relid year type_of_violence conflict_name dyad_name side_a side_b source_headline where_coordinates adm_1 adm_2"
    " country date_prec date_start date_end deaths_civilians best high low"
).split()
SCHOOL = {
    "event_id_cnty": "NOR100",
    "event_date": "2023-02-15",
    "year": "2023",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor1": "Reed Front",
    "actor2": "Civilians (Norland)",
    "assoc_actor_2": "Teachers (Norland); Women (Norland)",
    "iso": "999",
    "country": "Norland",
    "admin1": "Upper Vale",
    "admin2": "Alder",
    "location": "Millbrook",
    "latitude": "12.5",
    "longitude": "45.5",
    "source": "Vale Herald",
    "notes": "On 15 February 2023, Reed Front fighters attacked a school in Millbrook, killing 3 teachers. It burned.",
    "fatalities": "3",
    "timestamp": "1677000000",
}


def read_rows(columns: Sequence[str], *rows: dict[str, str], more: str = "") -> Reading:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return read("t.csv", (file.getvalue() + more).encode())


def test_an_acled_table_has_all_of_its_columns():
    assert len(ACLED) == 31
    march = SCHOOL | {
        "event_id_cnty": "NOR101",
        "event_date": "16 March 2023",
        "time_precision": "2",
        "sub_event_type": "Peaceful protest",
        "fatalities": "0",
    }
    april = SCHOOL | {"event_id_cnty": "NOR102", "event_date": "2023-04-15", "time_precision": "3"}
    reading = read_rows(ACLED, SCHOOL, march, april)
    first, second, third = reading.table.to_dict("records")
    assert first["id"] == "NOR100" and first["theme"] == "Violence against civilians"
    assert first["actors"] == ["Reed Front", "Civilians (Norland)", "Teachers (Norland)", "Women (Norland)"]
    assert first["where"] == ["Millbrook", "Alder", "Upper Vale", "Norland"]
    assert (first["acts"], first["count"], first["by"], first["to"]) == (["killing", "attack"], 3, [], [])
    assert (
        first["headline"] == "Reed Front fighters attacked a school in Millbrook, killing 3 teachers."
    )  # whose date its mark says
    assert first["text"] == SCHOOL["notes"]
    assert first["other"] == {
        name: SCHOOL[name]
        for name in ("disorder_type", "sub_event_type", "iso", "latitude", "longitude", "source", "timestamp")
    }
    # A day that is known about is marked so, a month is drawn as one; what was written is kept.
    assert [first["date"], second["date"], third["date"]] == [
        "2023-02-15",
        "2023-03-16~",
        "2023-04",
    ]
    assert second["other"]["event_date"] == "16 March 2023" and "event_date" not in first["other"]
    # Nobody was killed, which the table says.
    assert second["acts"] == ["protest"] and pd.isna(second["count"]) and third["count"] == 3
    assert second["other"]["fatalities"] == "0"
    assert reading.rows and reading.rows.is_sure
    assert reading.rows.mapping["count"] == "fatalities" and reading.rows.became["actor2"] == "also actors"
    assert reading.rows.became["source"] == "kept with the event" and reading.rows.became["tags"] == "empty"
    assert set(reading.rows.became) | set(reading.rows.mapping.values()) == set(ACLED)


def test_a_broken_row_of_an_acled_table_is_listed():
    short = "NOR103,2023-05-01,2023,1,Political violence,Battles\n"
    reading = read_rows(ACLED, SCHOOL, SCHOOL | {"event_date": "2023-13-45"}, more=short)
    assert reading.rows and (reading.rows.read, reading.rows.rows) == (1, 3)
    assert reading.rows.lines == [
        "line 3: “2023-13-45” is no day of the calendar",
        "line 4: has 6 cells where the header has 31",
    ]


def test_the_global_terrorism_database_has_unknown_days_and_rows_without_words():
    bridge = {
        "eventid": "201103140001",
        "iyear": "2011",
        "imonth": "3",
        "iday": "14",
        "city": "Millbrook",
        "provstate": "Upper Vale",
        "country_txt": "Norland",
        "location": "Near the mill",
        "summary": "03/14/2011: Assailants blew up a bridge in Millbrook, Norland. Two guards were killed.",
        "attacktype1_txt": "Bombing/Explosion",
        "target1": "Roads Board",
        "gname": "Reed Front",
        "nkill": "2",
        "nwound": "5",
    }
    bare = bridge | {
        "eventid": "2",
        "iday": "0",
        "summary": "",
        "gname": "Unknown",
        "nkill": "0",
        "city": "Unknown",
    }
    year = bridge | {
        "eventid": "3",
        "imonth": "0",
        "iday": "0",
        "attacktype1_txt": "Hostage Taking (Kidnapping)",
        "nkill": "",
    }
    reading = read_rows(GTD, bridge, bare, year)
    rows = {row["id"]: row for row in reading.table.to_dict("records")}
    first, second, third = (rows[name] for name in ("201103140001", "2", "3"))
    assert [first["date"], second["date"], third["date"]] == ["2011-03-14", "2011-03", "2011"]
    assert first["headline"] == "Assailants blew up a bridge in Millbrook, Norland."
    assert (first["by"], first["to"], first["actors"]) == (
        ["Reed Front"],
        ["Roads Board"],
        ["Reed Front", "Roads Board"],
    )
    assert (first["acts"], first["count"]) == (["killing", "attack"], 2)
    assert first["where"] == ["Millbrook", "Upper Vale", "Norland"]
    assert first["other"] == {"location": "Near the mill", "nwound": "5"}
    assert second["headline"] == "Bombing/Explosion · Roads Board" and second["by"] == []
    assert second["other"]["gname"] == "Unknown" and second["where"] == ["Upper Vale", "Norland"]
    assert third["acts"] == ["disappearance"]
    assert reading.rows and reading.rows.parts == ("iyear", "imonth", "iday")
    assert reading.rows.notes[-1].startswith("1 row has no text: its headline is made of “attacktype1_txt”")


def test_the_georeferenced_event_dataset_has_two_sides():
    ford = {
        "id": "1",
        "year": "2001",
        "type_of_violence": "1",
        "dyad_name": "Government of Norland - Reed Front",
        "side_a": "Government of Norland",
        "side_b": "Reed Front",
        "source_headline": "Clashes at Stone Ford",
        "where_coordinates": "Stone Ford village",
        "adm_1": "Upper Vale province",
        "country": "Norland",
        "date_prec": "1",
        "date_start": "2001-03-01 00:00:00.000",
        "date_end": "2001-03-01 00:00:00.000",
        "best": "7",
        "high": "9",
    }
    april = ford | {
        "id": "2",
        "type_of_violence": "3",
        "side_a": "Reed Front",
        "side_b": "Civilians",
        "dyad_name": "Reed Front - Civilians",
        "source_headline": "",
        "date_prec": "4",
        "date_start": "2001-04-01",
        "date_end": "2001-04-30",
    }
    first, second = read_rows(GED, ford, april).table.to_dict("records")
    assert (first["date"], second["date"]) == ("2001-03-01", "2001-04")
    assert (first["theme"], second["theme"]) == ("State-based conflict", "One-sided violence")
    assert first["actors"] == ["Government of Norland", "Reed Front"] and first["by"] == []
    assert (second["by"], second["to"], second["actors"]) == (["Reed Front"], ["Civilians"], ["Reed Front"])
    assert second["headline"] == "Reed Front - Civilians · Stone Ford village"
    assert first["where"] == ["Stone Ford village", "Upper Vale province", "Norland"]
    assert (first["count"], first["other"]["high"]) == (7, "9")


def test_an_uwazi_table_has_lists_groups_ranges_and_languages():
    rows = (
        "title__es,title__en,Date of event,Date added,Type of violation,Perpetrators,Victims,Place,Geolocation\n"
        "Dos campesinos,Two farmers held,2010/05/01:2010/05/31,2021-01-02,Liberty::Detention|Integrity::Torture,"
        "State agents::Police|Reed Front,Farmers Union|men,Millbrook|Alder,12.5|45.5\n"
        "Un diario,A paper closed,2010-07-03~2010-07-05,2021-01-03,Closure,,The Lantern,Port Alder,\n"
    )
    reading = read("t.csv", rows.encode())
    first, second = reading.table.to_dict("records")
    assert first["headline"] == "Two farmers held" and first["other"]["title__es"] == "Dos campesinos"
    assert [first["date"], second["date"]] == ["2010-05-01/2010-05-31", "2010-07-03/2010-07-05"]
    assert (first["theme"], first["by"]) == ("Detention", ["Police", "Reed Front"])
    assert (first["to"], first["actors"]) == (
        ["Farmers Union", "men"],
        ["Police", "Reed Front", "Farmers Union"],
    )
    assert first["where"] == ["Millbrook", "Alder"]
    # What the parts do not say is kept: groups, further themes, what is no place's name.
    assert first["other"]["Type of violation"] == "Liberty::Detention|Integrity::Torture"
    assert first["other"]["Perpetrators"] == "State agents::Police|Reed Front"
    assert first["other"]["Geolocation"] == "12.5|45.5"
    assert second["other"] == {"title__es": "Un diario", "Date added": "2021-01-03"}


def test_columns_and_cells_beyond_the_most_are_said():
    extra = [f"extra {number}" for number in range(45)]
    row = (
        {"date": "2011-03-14", "title": "A bridge falls"} | dict.fromkeys(extra, "x") | {"extra 0": "y" * 600}
    )
    reading = read_rows(["date", "title", *extra], row)
    other = reading.table["other"][0]
    assert len(other) == 40 and len(other["extra 0"]) == 500 and other["extra 0"].endswith("…")
    assert reading.rows
    assert reading.rows.notes[1:] == (
        "5 more are not kept, as 40 are the most: extra 40, extra 41, extra 42, extra 43, extra 44.",
        "1 cell was cut to 500 characters.",
    )
    assert reading.rows.became["extra 44"] == "not kept"


def test_a_plain_table_keeps_places_counts_and_sources():
    rows = (
        "Date,What,Place,Country,Victims,Killed,Source\n"
        "2011-03-14,Shots at the mill,Millbrook,Norland,farmers,at least 3,Vale Herald\n"
        "2011-03-15,Shots at the ford,Stone Ford,Norland,,dozens,\n"
        "2011-03-16,Shots at the lock,Stone Lock,Norland,,2,\n"
    )
    first, second, _ = read("t.csv", rows.encode()).table.to_dict("records")
    assert (first["where"], first["to"]) == (["Millbrook", "Norland"], ["farmers"])
    assert (first["acts"], first["count"], first["count_least"]) == (["killing"], 3, True)
    assert first["other"] == {"Source": "Vale Herald"} and second["other"] == {"Killed": "dozens"}


@pytest.mark.parametrize(
    ("edtf", "exact", "as_known"),
    [
        ("2008-03-02", "about", "2008-03-02~"),
        ("2008-03", "about", "2008-03"),
        ("2008-03-02/2008-03-30", "month", "2008-03"),
        ("2008-03-02/2008-04-30", "month", "2008-03-02/2008-04-30"),
        ("2008", "month", "2008"),
        ("2008-03-02/2008-03-05", "about", "2008-03-02/2008-03-05"),
    ],
)
def test_dates_are_no_more_exact_than_known(edtf, exact, as_known):
    assert date_as_exact(edtf, exact) == as_known
