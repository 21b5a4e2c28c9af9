import pytest

from app import create_app
from components.page.sidebar import format_months, month_positions
from data import Axis, Selection


@pytest.fixture(scope="module")
def client(report):
    return create_app(report).server.test_client()


@pytest.mark.parametrize(
    ("query", "slider", "months"),
    [
        ("", [0, 10], "January–November 2008"),
        ("from=2008-03&to=2008-05", [2, 4], "March–May 2008"),
        ("from=2008-03", [2, 10], "March–November 2008"),
        ("from=2009-05", [10, 10], "from May 2009"),
        ("from=2009-05&to=2009-06", [10, 10], "May–June 2009"),
        ("to=2007-05", [0, 0], "until May 2007"),
        ("from=2007-05", [0, 10], "May 2007–November 2008"),
    ],
)
def test_months_beside_the_axis_stay_what_was_asked_for(client, table, query, slider, months):
    selection = Selection.from_query(query)
    axis = Axis.of_table(table)
    assert (month_positions(selection, axis), format_months(selection, axis)) == (slider, months)
    drawing = client.get(f"/drawing?{query}").json
    assert (drawing["slider"], drawing["months"]) == (slider, months)
    if query == "from=2009-05":
        assert drawing["chips"][0]["props"]["children"][0] == "from May 2009"
        assert drawing["more"] == ": from May 2009" and drawing["count"] == 0


def test_the_bars_of_the_range_alone_are_inside(client):
    bars = client.get("/drawing?from=2008-02&to=2008-05").json["overview"]["bars"]
    assert [inside for _, _, inside in bars] == [False, True, True, True, True, *[False] * 6]
    assert [inside for _, _, inside in client.get("/drawing").json["overview"]["bars"]] == [True] * 11


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "theme=%ED%A0%80", "width=²", "width=%C2%B2", "&&==&"])
def test_malformed_bytes_are_answered(client, query):
    for path in ("/drawing", "/", "/actors", "/events.json"):
        assert client.get(f"{path}?{query}").status_code in (200, 400), path
