"""A book written by a browser: contents list, running heads, two columns, facts, entries over several pages."""

from pathlib import Path

import pandas as pd
import pytest
from distributed import LocalCluster

from data import Book, ReportError, load, read_book
from data.files.many import extract_all
from tests.passages import passages

COUNTRIES = ["Albania", "Brazil", "Chad", "Denmark", "Egypt", "Fiji", "Ghana", "Haiti", "Iran", "Japan"]
STYLE = """<style>@page { size: 480px 680px; margin: 60px 40px } body { font: 9px/1.3 Arial; margin: 0 }
h1 { font-size: 22px; margin: 0 } h2 { font-size: 12px; margin: 8px 0 2px } .cols { columns: 2; column-gap: 24px; column-fill: auto; height: 540px }
p { margin: 0; } p + p { text-indent: 9px } .page { break-before: page }</style>"""


def entry(name: str, number: int) -> str:
    filler = "<p>Prices rose for many families in the capital and in the provinces of the country.</p>" * 25
    return f"""<div class="page"><div class="cols"><h1>{name.upper()}</h1><b>REPUBLIC OF {name.upper()}</b>
<p>Head of state: Maria Roe</p><p>Death penalty: retentionist</p>
<h2>Background</h2><p>In March, the mayor of the capital resigned after a long inquiry by the parlia\u00adment.</p>{filler}
<h2>Justice system</h2><p>On {number} May 2012, a court in Port City sentenced three journalists to two years in prison.</p></div></div>"""


@pytest.fixture(scope="module")
def book_file(browser, tmp_path_factory):
    contents = "".join(f"<p>{name}/{i + 2}</p>" for i, name in enumerate(COUNTRIES))
    page = browser.new_page()
    entries = "".join(entry(name, i + 1) for i, name in enumerate(COUNTRIES))
    page.set_content(f"{STYLE}<h1>Freedom Society Report 2013</h1><h2>Contents</h2>{contents}{entries}")
    file = tmp_path_factory.mktemp("book") / "book.pdf"
    file.write_bytes(
        page.pdf(
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template='<div style="font-size:8px;padding-left:60px">Freedom Society Report 2013 <span class="pageNumber"></span></div>',
        )
    )
    page.close()
    return file


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setattr(
        "data.files.books.user_cache_path", lambda name: tmp_path_factory.getbasetemp() / "cache" / name
    )


def book_of(file: Path) -> Book:
    book = read_book(file)
    assert book is not None
    return book


def test_the_entries_are_those_of_the_contents_list(book_file):
    book = book_of(book_file)
    assert [entry.name for entry in book.entries] == COUNTRIES
    assert book.title == "Freedom Society Report 2013" and book.year == 2012
    for number, entry in enumerate(book.entries, 1):
        assert f"On {number} May 2012" in entry.text
        assert "Freedom Society Report" not in entry.text and entry.text.count("Background") == 1


def test_an_entry_is_a_report_like_any_other(book_file):
    report, table = load(book_file, entry="ghana")
    assert report.title == "Ghana" and report.source == "Freedom Society Report 2013, Ghana"
    assert list(zip(table["date"], table["theme"], strict=True)) == [
        ("2012-03", "Background"),
        ("2012-05-07", "Justice system"),
    ]
    assert passages(report.text, table) == list(table["text"])


def test_an_unknown_entry_names_near_ones(book_file):
    with pytest.raises(ReportError, match="nearest are: Ghana"):
        load(book_file, entry="Gxxx")
    with pytest.raises(ReportError, match="book of 10 entries"):
        load(book_file)


def test_the_book_is_read_once(book_file, monkeypatch):
    first = read_book(book_file)
    monkeypatch.setattr("data.files.pdf.pdf_pages", lambda *_: pytest.fail("read again"))
    assert read_book(book_file) == first


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", "3", '{"rows": 3, "title": 1}', "\0" * 99, "[" * 100_000, None]
)
def test_a_broken_cache_is_read_anew(book_file, tmp_path, monkeypatch, broken):
    monkeypatch.setattr("data.files.books.user_cache_path", lambda name: tmp_path / name)
    book = book_of(book_file)
    table = book.table(book.entries[0])
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(kept) == 2
    for file in kept:
        if broken is None:  # a folder where a file should be
            file.unlink()
            file.mkdir()
        else:
            file.write_text(broken)
    assert read_book(book_file) == book
    pd.testing.assert_frame_equal(book.table(book.entries[0]), table)


def test_all_entries_alike_on_one_core_two_and_a_cluster(book_file):
    book = book_of(book_file)
    one = extract_all(book, workers=1)
    assert list(one["report"].unique()) and one.columns[0] == "report" and len(one) == 20
    pd.testing.assert_frame_equal(one, extract_all(book, workers=2))
    # Without a dashboard, as its documentation says; its annotation does not.
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)  # pyright: ignore[reportArgumentType]
    with cluster:
        pd.testing.assert_frame_equal(one, extract_all(book, scheduler=cluster.scheduler_address))


def test_a_scheduler_that_does_not_answer_is_said(book_file):
    with pytest.raises(ReportError, match="No scheduler answers"):
        extract_all(book_of(book_file), scheduler="tcp://127.0.0.1:1", patience=0.2)
