"""Labels that overlap or leave the chart, measured in a browser: `python tests/bench/overlaps.py REPORT...`.

Each report is opened at ten widths; the boxes of the drawn headlines are compared with each other and the chart.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import launch

sys.path.insert(0, str(Path(__file__).parent))
from speed import served  # noqa: E402 - beside this file

WIDTHS = (320, 390, 480, 640, 768, 1024, 1280, 1440, 1920, 2560)
PORT = 8064
BOXES = """() => { const chart = document.querySelector('#timeline').getBoundingClientRect();
  const boxes = [...document.querySelectorAll('#timeline .textpoint[data-event] text, #timeline text[data-event]')].map(e => e.getBoundingClientRect());
  let over = 0, out = 0;
  boxes.forEach((a, i) => { if (a.left < chart.left - 1 || a.right > chart.right + 1 || a.top < chart.top - 1 || a.bottom > chart.bottom + 1) out++;
    boxes.slice(i + 1).forEach(b => { if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) over++; }); });
  return [boxes.length, over, out, document.documentElement.scrollWidth > innerWidth]; }"""


def main(reports: list[str]) -> None:
    print(f"{'report':24}" + "".join(f"{width:>16}" for width in WIDTHS) + "   (labels/overlaps/outside)")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for report in reports:
            with served(["app.py", report, "--port", str(PORT)], PORT):
                cells = []
                for width in WIDTHS:
                    page = browser.new_page(viewport={"width": width, "height": 900})
                    page.goto(f"http://127.0.0.1:{PORT}/")
                    page.wait_for_selector("#timeline[data-drawn]", state="attached")
                    labels, over, out, sideways = page.evaluate(BOXES)
                    cells.append(f"{labels}/{over}/{out}" + (" SCROLLS" if sideways else ""))
                    page.close()
                print(f"{Path(report).stem:24}" + "".join(f"{cell:>16}" for cell in cells), flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:] or ["data/kazakstan-2008.txt"])
