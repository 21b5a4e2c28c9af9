"""The figure of a notebook and of a Quarto page, and both documents in tests/notebook."""

import copy
import json
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest

from components import figure
from components.draw import palette
from data import ReportError, SelectionError

ROOT = Path(__file__).parents[3]
REPORT = ROOT / "data" / "kazakstan-2008.txt"
FOLDER = ROOT / "tests" / "notebook"


def marks_of(drawn: go.Figure) -> list:
    """What is said of each mark's event; nothing where no event is drawn."""
    events = [trace for trace in drawn.to_dict()["data"] if trace["name"] == "events"]
    return list(events[0]["customdata"]) if events else []


def title_of(drawn: go.Figure) -> str:
    return drawn.to_dict()["layout"]["title"]["text"]


def test_a_figure_of_a_file_and_of_what_was_loaded(report, table):
    drawn = figure(REPORT)
    assert isinstance(drawn, go.Figure)  # which checks every property
    own = table[table["in_year"]]
    assert [about[0] for about in marks_of(drawn)] == list(own["id"])
    assert title_of(drawn) == "<b>Kazakstan, 2008</b>  11 events: January–November 2008"
    assert figure((report, table)).to_json() == drawn.to_json()
    # It takes the place of a cell's output.
    assert "Court in Shimkent" in drawn._repr_html_()


def test_it_shows_without_the_network_in_an_editor_a_page_and_on_paper(report, table):
    drawn = figure((report, table), theme="Background")
    bundle = drawn._repr_mimebundle_()
    assert bundle["application/vnd.plotly.v1+json"] == json.loads(drawn.to_json() or "")
    assert len(bundle["text/html"]) == len(drawn._repr_html_())
    chart = bundle["text/html"].split('class="plotly-graph-div"')[1]
    assert bundle["text/html"].startswith("<script>") and "Plotly.newPlot(" in chart and "http" not in chart
    assert bundle["image/svg+xml"].startswith("<svg") and "Rakhat Aliev" in bundle["image/svg+xml"]
    with pytest.raises(NotImplementedError):  # by which IPython goes on to the bundle
        drawn._ipython_display_()
    assert isinstance(copy.deepcopy(drawn), go.Figure)


def test_what_is_selected_is_said_as_in_an_address(report, table):
    drawn = figure(
        (report, table), theme=["Background", "Freedom of religion"], from_="2008-01", to="2008-02", dark=True
    )
    assert len(marks_of(drawn)) == 2 and "2 events: theme is" in title_of(drawn)
    assert drawn.to_dict()["layout"]["paper_bgcolor"] == palette.DARK["paper"]
    by_actor = marks_of(figure((report, table), theme="Background", lanes="actor", width=700))
    assert len({about[0] for about in by_actor}) == 2 < len(by_actor), "a mark in the lane of each actor"
    assert not marks_of(figure((report, table), q="nowhere"))


@pytest.mark.parametrize(
    "selection", [{"theme": "Nope"}, {"them": "Background"}, {"from_": "x"}, {"lanes": "x"}]
)
def test_what_the_report_does_not_have_is_one_sentence(report, table, selection):
    with pytest.raises(SelectionError, match=r"^[^\n]+\.$"):
        figure((report, table), **selection)


def test_a_file_that_is_none(tmp_path):
    with pytest.raises(ReportError):
        figure(tmp_path / "none.pdf")


def cells_of(document: Path) -> list[str]:
    text = document.read_text("utf-8")
    if document.suffix == ".qmd":
        return re.findall(r"```\{python\}\n(.*?)```", text, re.S)
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("name", ["year.ipynb", "year.qmd"])
def test_the_documents_run(name, monkeypatch):
    monkeypatch.chdir(FOLDER)
    names: dict = {}
    shown = []
    for cell in cells_of(FOLDER / name):
        *before, last = cell.strip().splitlines()
        exec("\n".join(before), names)
        shown.append(eval(last, names))
    assert len(shown) >= 2 and all(hasattr(one, "_repr_html_") for one in shown)
    assert sum(isinstance(one, go.Figure) for one in shown) == 2
