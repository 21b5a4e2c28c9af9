"""Whatever way a report is shown: saved as a project and opened again, it is the same."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app import create_app, library_for, library_of
from components.library.library import Library
from components.library.shelf import BookShelf
from components.page.view import View
from data import Book, Entry, load, to_csv
from data.files.projects import write_project
from data.files.source import open_source
from data.store import File

TEXT = (
    "Background\n\nIn March {year}, the mayor of Zenda resigned. On 12 May, a strike began at the harbour.\n"
)
TABLE = "When,What,Kind\n12 May,Strike begins,Work\n03/04/2012,Mayor resigns,Politics\n,Nothing,Work\n"
CHANGE = {"headline": "As a person tells it"}


def write_text(folder: Path, name: str = "zenda-2012.txt", year: int = 2012) -> Path:
    (folder / name).write_text(TEXT.format(year=year))
    return folder / name


def one_file(folder: Path) -> tuple[Library, str]:
    return library_for(write_text(folder)), ""


def file_and_what_is_beside_it(folder: Path) -> tuple[Library, str]:
    (folder / "z.toml").write_text('title = "Zenda and Strelsau"\nedition = "Survey 2013"\nyear = 2012\n')
    return library_for(write_text(folder, "z.txt")), ""


def file_with_its_year_said(folder: Path) -> tuple[Library, str]:
    return library_for(write_text(folder, "report.txt", 2011), year=2012), ""


def several_files(folder: Path) -> tuple[Library, str]:
    return library_of([write_text(folder), write_text(folder, "b.txt", 2011)]), "Zenda"


def a_folder(folder: Path) -> tuple[Library, str]:
    write_text(folder)
    return library_for(folder), "Zenda"


def a_table(folder: Path) -> tuple[Library, str]:
    (folder / "t.csv").write_text(TABLE.replace("03/04", "23/04"))
    return library_for(folder / "t.csv"), ""


def a_table_with_its_year_said(folder: Path) -> tuple[Library, str]:
    (folder / "t.csv").write_text(TABLE.replace("03/04/2012", "23/04/2013"))
    return library_for(folder / "t.csv", year=2012), ""


def a_table_among_files(folder: Path) -> tuple[Library, str]:
    (folder / "t.csv").write_text(TABLE.replace("03/04", "23/04"))
    return library_of([folder / "t.csv", write_text(folder)]), "T"


def a_project_in(folder: Path) -> Path:
    file = File("zenda-2012.txt", TEXT.format(year=2012).encode())
    first = open_source(file).read().table["id"][0]
    log = [{"seq": 3, "at": "", "who": "", "event": first, "note": "Seen there."}]
    (folder / "one.yearline").write_bytes(write_project(file, log))
    return folder / "one.yearline"


def a_project(folder: Path) -> tuple[Library, str]:
    return library_for(a_project_in(folder)), ""


def a_project_among_files(folder: Path) -> tuple[Library, str]:
    return library_of([a_project_in(folder), write_text(folder, "b.txt", 2011)]), "Zenda"


def a_folder_with_a_project(folder: Path) -> tuple[Library, str]:
    a_project_in(folder)
    return library_for(folder), "Zenda"


def a_project_saved_by_a_server_of_several_files(folder: Path) -> tuple[Library, str]:
    """As an earlier version did it: the project is the report."""
    inner = a_project_in(folder).read_bytes()
    log = [{"seq": 1, "at": "", "who": "", "theme": "Background", "rename": "Before"}]
    (folder / "two.yearline").write_bytes(write_project(File("one.yearline", inner), log))
    return library_for(folder / "two.yearline"), ""


def book() -> Book:
    entries = [Entry(name, 1, TEXT.format(year=2012)) for name in ("Republic of Zenda", "Strelsau")]
    return Book("Survey 2013", 2012, tuple(entries))


def an_entry_of_a_book(_folder: Path) -> tuple[Library, str]:
    return Library(shelf=BookShelf(book()), name="survey.pdf"), "Republic of Zenda"


def an_entry_shown_first(_folder: Path) -> tuple[Library, str]:
    shelf = BookShelf(book())
    return Library(shelf.view("Strelsau"), shelf, name="survey.pdf"), ""


def opened(folder: Path, file: Path) -> tuple[Library, str]:
    library = library_for(write_text(folder, "own-2010.txt", 2010))
    client = create_app(library=library).server.test_client()
    sent = client.post("/open", data={"file": (io.BytesIO(file.read_bytes()), file.name)}).json
    while "state" in sent:
        now = client.get(sent["state"]).json
        assert now["state"] in ("waiting", "reading", "ready"), now
        if now["state"] == "ready":
            break
    return library, sent["report"]


def an_opened_file(folder: Path) -> tuple[Library, str]:
    return opened(folder, write_text(folder))


def an_opened_project(folder: Path) -> tuple[Library, str]:
    return opened(folder, a_project_in(folder))


WAYS: tuple[Callable[[Path], tuple[Library, str]], ...] = (
    one_file,
    file_and_what_is_beside_it,
    file_with_its_year_said,
    several_files,
    a_folder,
    a_table,
    a_table_with_its_year_said,
    a_table_among_files,
    a_project,
    a_project_among_files,
    a_folder_with_a_project,
    a_project_saved_by_a_server_of_several_files,
    an_entry_of_a_book,
    an_entry_shown_first,
    an_opened_file,
    an_opened_project,
)


def seen(view: View) -> tuple[str, str, str, str]:
    """What a person sees of a report."""
    return view.title, view.subtitle, view.report.text, to_csv(view.table)


@pytest.mark.parametrize("way", WAYS)
def test_saved_and_opened_a_report_is_the_same(way, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YEARLINE_EDITING", "everyone")
    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "here"))
    (tmp_path / "files").mkdir()
    library, key = way(tmp_path / "files")
    before = len(library.log(key))
    client = create_app(library=library).server.test_client()
    first = library.view(key).table["id"][0]
    change = {"event": first, "set": CHANGE}
    assert client.post(f"/corrections?report={key}", json=change).status_code == 200
    shown, log = seen(library.view(key)), library.log(key)
    assert len(log) == before + 1 and CHANGE["headline"] in shown[3]
    assert before == ("project" in way.__name__) * (2 if "saved" in way.__name__ else 1)
    saved = client.get(f"/project.yearline?report={key}")
    assert saved.status_code == 200
    library.store().close()

    monkeypatch.setenv("YEARLINE_DATA", str(tmp_path / "there"))
    file = tmp_path / "again.yearline"
    file.write_bytes(saved.data)
    again = library_for(file)
    assert seen(again.view("")) == shown and again.log("") == log
    assert to_csv(load(file)[1]) == shown[3]
    together = library_of([file, write_text(tmp_path, "other.txt", 2011)])
    name = together.entries()
    assert name is not None
    assert seen(together.view(list(name)[1])) == shown and together.log(list(name)[1]) == log
    capsys.readouterr()
