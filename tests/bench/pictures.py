"""The pictures in tests/pictures, taken anew of the default report: `make pictures`, or some by name, as in
`python tests/bench/pictures.py edit review`.

Slides come through LibreOffice and pdftoppm where both are installed. Those of several reports need a book:
`python tests/bench/pictures.py --book BOOK.pdf`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from app import DEFAULT_REPORT, app_for

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
    if sys.argv[1:2] == ["--book"]:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["YEARLINE_DATA"] = folder
            take(set(sys.argv[3:]) or set(OF_A_BOOK), OF_A_BOOK, sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({"YEARLINE_EDITING": "everyone", "YEARLINE_DATA": folder})
        take(set(sys.argv[1:]) or set(STATES))


def take(names: set[str], states: dict = STATES, file: str | Path = DEFAULT_REPORT) -> None:
    """The pictures with these names, and those of slides where all are taken."""
    server = make_server("127.0.0.1", 0, app_for(file).server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.port}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
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
        if states is STATES and names == set(STATES):
            slides(browser, address)
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


def slides(browser, address: str) -> None:
    office = shutil.which("soffice")
    if not office:
        print("no LibreOffice: the pictures of slides stay as they are", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind, page in (("overview", 1), ("themes", 3), ("build", 4)):
            file = Path(folder) / f"{kind}.pptx"
            file.write_bytes(browser.new_page().request.get(f"{address}/timeline.pptx?slides={kind}").body())
            subprocess.run(
                [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)],
                check=True,
                capture_output=True,
            )
            picture(f"{folder}/{kind}.pdf", "slide" if kind == "overview" else f"slide-{kind}", page)


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
