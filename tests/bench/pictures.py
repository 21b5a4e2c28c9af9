"""The pictures in tests/pictures, taken anew of the default report: `make pictures`, or some by name, as in
`python tests/bench/pictures.py edit review`, or `… slides --book BOOK.pdf`.

Slides come through LibreOffice and pdftoppm where both are installed. Those of several reports, and some slides, need
a book: `--book BOOK.pdf`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from app import DEFAULT_REPORT, app_for, library_for
from components.draw.slides import timeline_deck
from data import Selection
from tests.chromium import launch
from tests.templates import firm_template

FOLDER = Path("tests/pictures")


def asylum(page):
    box = page.locator('#timeline path.point[aria-label*="asylum-seekers detained"]').bounding_box()
    page.mouse.click(box["x"] + 7, box["y"] + 7)
    page.wait_for_selector("#details mark")
    page.mouse.move(700, 5)


def reading(page):
    page.keyboard.press("r")
    page.wait_for_selector("#reading .event-mark")
    page.locator("#reading .event-mark").nth(3).click()
    page.wait_for_selector("#reading .current")


def presenting(page):
    page.keyboard.press("p")
    page.wait_for_selector("body.presenting")
    for _ in range(7):
        page.keyboard.press("PageDown")
        page.wait_for_timeout(350)  # as a person does: the pictures wait for each step to be drawn


def edit(page):
    asylum(page)
    page.keyboard.press("e")
    page.locator("#edit-headline").fill("Police detain three Uzbekistani asylum-seekers in Almaty")
    page.keyboard.press("Enter")
    page.wait_for_selector("#edit-headline-read:not([hidden])")


def review(page):
    page.wait_for_selector("#edit-sentence:focus")
    for place in range(2, 5):
        page.keyboard.press("Enter")
        page.wait_for_function(
            f"() => document.querySelector('#edit-title').textContent.includes('{place} of')"
        )
        page.wait_for_selector("#edit-sentence:focus")


def changes(page):
    """What was put right for the picture before, and a theme of another name."""
    page.locator(".named", has_text="Legal developments").hover()
    page.get_by_role("button", name="Rename Legal developments").click()
    page.get_by_label("New name").fill("Laws")
    page.keyboard.press("Enter")
    page.wait_for_selector("#timeline >> text=Laws")
    page.keyboard.press("c")
    page.wait_for_function("() => document.querySelectorAll('.change').length > 1")
    page.mouse.move(700, 5)


def all_actors(page):
    page.click("#actors-more")
    page.wait_for_function("() => document.querySelectorAll('#actors-list input').length > 10")


def all_of_share(page):
    page.click("[data-does=share]")
    page.wait_for_function("() => document.getElementById('share-preview').naturalWidth > 0")


# name: (path, width, height, dark, what to do first)
STATES = {
    "page-light": ("/", 1440, 900, False, None),
    "event": ("/", 1440, 900, False, asylum),
    "page-1280": ("/", 1280, 720, False, asylum),
    "actors": ("/?actor=Rakhat+Aliev", 1440, 900, False, all_actors),
    "forced-colours": ("/?theme=Background&actor=Rakhat+Aliev", 1440, 900, False, None),
    "table-390": ("/?view=table", 390, 844, False, None),
    "page-dark": (
        "/?theme=Background&theme=Torture+and+other+ill-treatment&theme=Freedom+of+religion",
        1440,
        900,
        True,
        None,
    ),
    "page-390": ("/", 390, 844, False, None),
    "drawer-390": ("/", 390, 844, True, lambda page: page.click("#open-filters")),
    "reading": ("/", 1440, 900, False, reading),
    "present": ("/", 1440, 900, False, presenting),
    "table": ("/?view=table", 1440, 900, False, None),
    "share": ("/", 1440, 1100, False, all_of_share),
    "keys": ("/", 1440, 900, True, lambda page: page.keyboard.press("?")),
    "edit": ("/", 1440, 900, False, edit),
    "review": ("/?review=1", 1440, 900, False, review),
    "changes": ("/", 1440, 900, False, changes),
    "review-390": ("/?review=1", 390, 844, True, None),
    "embed": ("/embed?theme=Background", 800, 420, False, None),
}


# Of a book of entries on the year's countries.
OF_A_BOOK = {
    "book": ("/", 1440, 900, False, None),
    "book-topics": ("/?report=*&lanes=topic", 1440, 900, True, None),
    "book-actors": ("/?report=*&lanes=actor&topic=Death+penalty", 1440, 900, False, None),
    "book-reports": ("/?report=*&lanes=report&topic=Death+penalty", 1440, 900, False, None),
    "country-actors": ("/?report=Ghana&lanes=actor", 1440, 900, False, None),
    "compared": ("/?report=Ghana&report=Malawi", 1440, 900, False, None),
    "compared-390": ("/?report=Ghana&report=Malawi", 390, 844, True, None),
    "in-texts": ("/?report=*&q=forced+evictions", 1440, 900, False, lambda page: page.click("#in-texts")),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", help="pictures of the page, or “slides”; all if none is named")
    parser.add_argument("--book", default="", help="a book that has the entries in SLIDES and OF_A_BOOK")
    options = parser.parse_args()
    names = set(options.names)
    if not names or "slides" in names:
        slides(options.book)
    for states, file, editing in ((STATES, DEFAULT_REPORT, "everyone"), (OF_A_BOOK, options.book, "link")):
        wanted = names & set(states) or (set(states) if not names else set())
        if not file or not wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            os.environ.update({"YEARLINE_EDITING": editing, "YEARLINE_DATA": folder})
            take(wanted, states, file)


def take(names: set[str], states: dict, file: str | Path) -> None:
    """The pictures with these names of the page of `file`."""
    server = make_server("127.0.0.1", 0, app_for(file).server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.port}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (path, width, height, dark, act) in states.items():
            if name not in names:
                continue
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                forced_colors="active" if name == "forced-colours" else None,
            )
            page = context.new_page()
            page.goto(address + path)
            page.wait_for_selector("#timeline[data-drawn], #table table", state="attached")
            if states is OF_A_BOOK:
                wait_for_all(page, address, path)
            if act:
                act(page)
            page.wait_for_timeout(700)
            page.screenshot(path=FOLDER / f"{name}.png")
            if name == "page-390":
                wide = browser.new_page(viewport={"width": 1440, "height": 900})
                wide.goto(address)
                wide.wait_for_selector("#timeline[data-drawn]", state="attached")
                with tempfile.TemporaryDirectory() as folder:
                    wide.pdf(path=f"{folder}/print.pdf", prefer_css_page_size=True, print_background=True)
                    picture(f"{folder}/print.pdf", "print")
                wide.close()
            context.close()
        browser.close()
    server.shutdown()


def wait_for_all(page, address: str, path: str) -> None:
    """Open the page anew when all reports of the book are read."""
    while True:
        done, of = page.request.get(f"{address}/drawing?report=*&width=780").json()["reading"]
        if done == of:
            break
        page.wait_for_timeout(1000)
    page.goto(address + path)
    page.wait_for_selector("#timeline[data-drawn]", state="attached")


# name: (report, query, kind of deck, template, slide). A name of a report that is no file is an entry of the book.
SLIDES = {
    "slide": ("", "", "details", "", 1),
    "slide-filtered": ("", "theme=Background&theme=Freedom+of+religion", "details", "", 1),
    "slide-empty": ("", "q=nothing+like+it", "details", "", 1),
    "slide-22": ("Italy", "", "details", "", 1),
    "slide-22-detail": ("Italy", "", "details", "", 2),
    "slide-months": ("Chile", "", "details", "", 2),
    "slide-58": ("Somalia", "", "details", "", 1),
    "slide-58-detail": ("Somalia", "", "details", "", 3),
    "slide-actor": ("", "lanes=actor", "overview", "", 1),
    "slide-58-kind": ("Somalia", "lanes=kind", "overview", "", 1),
    "slide-firm-actor": ("Italy", "lanes=actor", "details", "dark", 1),
    "slide-arabic": ("arabic.csv", "", "details", "", 1),
    "slide-firm": ("", "", "details", "dark", 1),
    "slide-firm-58": ("Somalia", "", "details", "dark", 1),
    "slide-firm-detail": ("Somalia", "", "details", "light", 4),
}
ARABIC = """date,headline,theme
2012-01-12,الشرطة تعتقل ثلاثة صحفيين في العاصمة,حرية التعبير
2012-03,المحكمة تحكم على المتظاهرين بالسجن خمس سنوات,المحاكمات
2012-05-03/2012-06-20,اعتصام أمام البرلمان للمطالبة بقانون جديد,حرية التعبير
2012-09-24,البرلمان يقر قانون العفو العام,المحاكمات
2012-11,زيارة خبراء الأمم المتحدة للسجون,التعذيب
"""


def slides(book: str) -> None:
    """The pictures of slides; those of a book's entries where its file is named: `--book FILE.pdf`."""
    office = shutil.which("soffice")
    if not office:
        print("no LibreOffice: the pictures of slides stay as they are", file=sys.stderr)
        return
    templates = {"": None, "dark": firm_template(), "light": firm_template(wide=False)}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "arabic.csv").write_text(ARABIC, "utf-8")
        views, decks = {}, {}
        for name, (report, query, kind, template, _) in SLIDES.items():
            is_entry = report and not report.endswith(".csv")
            if is_entry and not book:
                continue
            file = book if is_entry else Path(folder) / report if report else DEFAULT_REPORT
            if report not in views:
                views[report] = library_for(file, entry=report if is_entry else None).first
            view, selection = views[report], Selection.from_query(query, views[report].table)
            events = view.index.rows(selection)
            decks[name] = Path(folder) / f"{name}.pptx"
            decks[name].write_bytes(
                timeline_deck(
                    events,
                    view.axis(selection),
                    view.report,
                    selection,
                    view.themes,
                    kind,
                    template=templates[template],
                )
            )
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*convert, *map(str, decks.values())], check=True, capture_output=True)
        for name, deck in decks.items():
            picture(str(deck.with_suffix(".pdf")), name, SLIDES[name][-1])


def picture(file: str, name: str, page: int = 1) -> None:
    if shutil.which("pdftoppm"):
        subprocess.run(
            [
                "pdftoppm",
                "-r",
                "96",
                "-png",
                "-f",
                str(page),
                "-l",
                str(page),
                "-singlefile",
                file,
                str(FOLDER / name),
            ],
            check=True,
        )


if __name__ == "__main__":
    main()
