"""First draw and filter-to-repaint in Chromium, Yearline beside the afternoon version: `make bench`.

Runs both in turns on one machine and prints median, minimum and maximum in ms, and their ratio.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

RUNS = 7
APPS = {
    "yearline": (["app.py", "--port", "8061"], 8061),
    "afternoon": (["tests/bench/afternoon.py", "8062"], 8062),
}
POINTS = "document.querySelectorAll('#timeline .scatterlayer path.point').length"
FILTER = """(wanted) => new Promise(done => {
  const box = [...document.querySelectorAll('input[type=checkbox]')].find(
    b => (b.closest('label')?.textContent ?? document.querySelector(`label[for="${b.id}"]`)?.textContent ?? '').startsWith('Background'));
  const start = performance.now();
  const look = () => document.querySelectorAll('#timeline .scatterlayer path.point').length === wanted
    ? requestAnimationFrame(() => done(performance.now() - start)) : requestAnimationFrame(look);
  box.click(); look();
})"""


@contextmanager
def served(arguments: list[str], port: int):
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": "."},
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).read()
                break
            except OSError:
                if process.poll() is not None:
                    raise SystemExit(f"{arguments[0]} did not start; is port {port} free?") from None
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def measure(browser, address: str) -> tuple[float, float]:
    """First draw of all eleven marks, and from click to the repaint of two, in ms."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(f"{POINTS} === 11")
    drawn = page.evaluate("performance.now()")
    repaint = page.evaluate(FILTER, 2)
    page.context.close()
    return drawn, repaint


def main() -> None:
    figures = {name: [] for name in APPS}
    with served(*APPS["yearline"]) as one, served(*APPS["afternoon"]) as two, sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for run in range(RUNS + 1):
            for name, address in (("yearline", one), ("afternoon", two)):
                measured = measure(browser, address)
                if run:  # the first warms both up
                    figures[name].append(measured)
    print(f"{'':12}{'first draw (ms)':>28}{'filter to repaint (ms)':>28}")
    for name, runs in figures.items():
        cells = [f"{statistics.median(c):.0f} ({min(c):.0f}-{max(c):.0f})" for c in zip(*runs, strict=True)]
        print(f"{name:12}" + "".join(f"{cell:>28}" for cell in cells))
    ratios = [
        statistics.median(a) / statistics.median(b)
        for a, b in zip(
            zip(*figures["yearline"], strict=True), zip(*figures["afternoon"], strict=True), strict=True
        )
    ]
    print(f"{'ratio':12}" + "".join(f"{ratio:>28.2f}" for ratio in ratios))


if __name__ == "__main__":
    main()
