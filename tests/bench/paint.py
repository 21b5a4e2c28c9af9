"""When a person can read the default timeline and use it, beside vis-timeline and TimelineJS3 with the same events: `make paint`.

Chromium with an empty cache, on three lines, all sites in turns; each figure is median (minimum-maximum), and the ratio to the
faster of the two others. The others come from the npm registry into a temporary folder and are served, compressed,
by the same kind of server. `--also former=http://127.0.0.1:8051` measures another Yearline beside them.

words    until the first event's words are on the screen in their typeface, ms
usable   until a press made as soon as there is something to press is answered: of Yearline a filter, of TimelineJS3 the next
         slide, of vis-timeline an event's selection, ms
shift    layout shift while loading; task: longest task while loading, ms
"""

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from app import DEFAULT_REPORT
from components.web.serving import RequestHandler
from data import load
from tests.chromium import launch

PEERS = ("vis-timeline@8.5.4", "@knight-lab/timelinejs@3.9.11")
LINES = {  # latency in ms, Mbit/s; no limit for the first
    "fast": None,
    "10 Mbit/s, 60 ms": (60, 10),
    "1.6 Mbit/s, 150 ms": (150, 1.6),
}
VIEW: ViewportSize = {"width": 1440, "height": 900}
# When the words are there: in an element that is seen, and no typeface still on its way.
WATCH = """(words) => { window.found = {shift: 0, task: 0, words: 0, events: {}};
  const hear = (type, each, more) => new PerformanceObserver(list => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
  hear('layout-shift', e => { if (!e.hadRecentInput) found.shift += e.value; });
  hear('longtask', e => { found.task = Math.max(found.task, e.duration); });
  hear('event', e => { if (e.interactionId) found.events[e.interactionId] = Math.max(found.events[e.interactionId] ?? 0, e.duration); }, { durationThreshold: 16 });
  const seen = () => { if (!document.body || document.fonts.status !== 'loaded') return false;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) { const parent = walk.currentNode.parentElement;
      if (!walk.currentNode.data.includes(words) || parent.closest('script, style, template, title, noscript')) continue;
      const box = parent.getBoundingClientRect();
      if (box.width && box.top < innerHeight && parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true; }
    return false; };
  const look = () => { if (!seen()) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { found.words = performance.now(); })); };
  requestAnimationFrame(look); }"""


@dataclass(frozen=True)
class Site:
    """A page, what is pressed in it, how it says that it has answered, and when it is whole."""

    url: str
    press: str
    answered: str
    whole: str


def yearline(url: str, theme: str, count: str) -> Site:
    return Site(
        url,
        f'.theme:has-text("{theme}") input',
        f"() => document.getElementById('summary')?.textContent.startsWith('{count} of')",
        "() => document.querySelector('#timeline[data-drawn]')",
    )


def install_peers(folder: Path) -> None:
    npm = shutil.which("npm") or str(Path(sys.executable).parent / "npm")
    (folder / "package.json").write_text('{"private": true}')
    subprocess.run(
        [npm, "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", *PEERS],
        cwd=folder,
        check=True,
    )


def write_pages(folder: Path, table) -> None:
    """A page of each of the others with the `table`'s events; what they load is compressed beside it."""
    site = folder / "site"
    modules = folder / "node_modules"
    shutil.copytree(modules / "@knight-lab/timelinejs/dist", site / "tl")
    (site / "vis").mkdir()
    for part in ("standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css"):
        shutil.copy(modules / "vis-timeline" / part, site / "vis")
    themes = list(dict.fromkeys(map(str, table["theme"])))
    items = [
        {
            "id": i,
            "group": themes.index(str(row.theme)),
            "content": row.headline,
            "start": f"{row.first_day:%F}",
        }
        for i, row in enumerate(table.itertuples())
    ]
    head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    (site / "vis.html").write_text(
        f'{head}<title>Timeline</title><link rel="stylesheet" href="vis/vis-timeline-graph2d.min.css"><div id="timeline"></div>'
        f'<script src="vis/vis-timeline-graph2d.min.js"></script><script>new vis.Timeline(document.getElementById("timeline"), '
        f"new vis.DataSet({json.dumps(items)}), new vis.DataSet({json.dumps([{'id': i, 'content': name} for i, name in enumerate(themes)])}))</script>"
    )
    events = [
        {
            "start_date": {
                "year": row.first_day.year,
                "month": row.first_day.month,
                "day": row.first_day.day,
            },
            "text": {"headline": row.headline, "text": row.text},
            "group": str(row.theme),
        }
        for row in table.itertuples()
    ]
    # Its usual typeface comes from elsewhere, and would be waited for in vain.
    (site / "tl.html").write_text(
        f'{head}<title>Timeline</title><link rel="stylesheet" href="tl/css/timeline.css"><script src="tl/js/timeline.js"></script>'
        f'<div id="timeline" style="width:100%;height:100vh"></div><script>new TL.Timeline("timeline", {{events: {json.dumps(events)}}}, {{font: null}})</script>'
    )
    compressor = Compressor(quiet=True)
    for file in site.rglob("*"):
        if file.is_file() and file.suffix in (".js", ".css", ".html"):
            compressor.compress(str(file))


@contextmanager
def serving(arguments: list[str], url: str):
    """A server in a process of its own, so that what it does costs the browser's process nothing."""
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(url, timeout=60).read()
                break
            except OSError:
                if process.poll() is not None:
                    raise SystemExit(f"{arguments} did not start; is its port free?") from None
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def open_page(browser: Browser, line: tuple[float, float] | None, words: str) -> Page:
    page = browser.new_context(viewport=VIEW).new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(f"({WATCH})({json.dumps(words)})")
    if line:
        latency, rate = line
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        bytes_each_second = rate * 1e6 / 8
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": latency,
                "downloadThroughput": bytes_each_second,
                "uploadThroughput": bytes_each_second,
            },
        )
    return page


def measure_load(browser: Browser, site: Site, line, words: str) -> dict[str, float]:
    """Words, shift and longest task of one load."""
    page = open_page(browser, line, words)
    page.goto(site.url, wait_until="commit")
    page.wait_for_function("() => window.found?.words")
    page.wait_for_function(site.whole)
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)
    found = page.evaluate("() => window.found")
    page.context.close()
    return {name: found[name] for name in ("words", "shift", "task")}


def measure_use(browser: Browser, site: Site, line, words: str) -> dict[str, float]:
    """When a press is answered that was made as soon as there was something to press."""
    page = open_page(browser, line, words)
    page.goto(site.url, wait_until="commit")
    target = page.locator(site.press).first
    until = time.monotonic() + 60
    while time.monotonic() < until:
        target.wait_for()
        box = target.bounding_box()
        if box:
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        try:
            # Where nobody hears yet, it is pressed again.
            page.wait_for_function(site.answered, timeout=20_000 if "summary" in site.answered else 600)
            break
        except Exception:  # noqa: BLE001 - not yet
            continue
    used = page.evaluate("() => new Promise(done => requestAnimationFrame(() => done(performance.now())))")
    page.context.close()
    return {"usable": used}


def measure_presses(browser: Browser, site: Site, words: str, themes: list[str]) -> float:
    """From a press to its next paint, the 75th percentile of presses on themes, actors, months and keys, ms."""
    page = open_page(browser, None, words)
    page.goto(site.url)
    page.wait_for_function(site.whole)
    page.wait_for_timeout(1500)
    for theme in themes:
        for _ in ("on", "off"):
            page.locator(f'.theme:has-text("{theme}") input').click()
            page.wait_for_timeout(400)
    for part in ("#actors-list input", "#overview .month", "#overview .month"):
        page.locator(part).first.click()
        page.wait_for_timeout(400)
    page.locator("#chart").focus()
    for key in ("ArrowRight", "ArrowRight", "Enter", "Escape"):
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    durations = sorted(page.evaluate("() => Object.values(found.events)"))
    page.context.close()
    # What took less than 16 ms is not told, and counts as that.
    all_presses = [16.0] * max(0, 2 * len(themes) + 7 - len(durations)) + durations
    return all_presses[math.ceil(0.75 * len(all_presses)) - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--line", action="append", choices=[*LINES], help="one of the lines; all without it")
    parser.add_argument("--port", type=int, default=28361, help="the first of two")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=URL")
    parser.add_argument("--serve", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        files = WhiteNoise(lambda environ, start: (start("404 Not Found", []), [b""])[1], root=options.serve)
        make_server(
            "127.0.0.1", options.port, files, threaded=True, request_handler=RequestHandler
        ).serve_forever()
    _, table = load(DEFAULT_REPORT)
    table = table[table["in_year"]].sort_values("first_day")
    themes = list(dict.fromkeys(map(str, table["theme"])))
    words = " ".join(table["headline"].iloc[0].split()[:3])
    count = int((table["theme"].astype(str) == themes[0]).sum())
    own, other = options.port, options.port + 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, ExitStack() as stack:
        install_peers(Path(folder))
        write_pages(Path(folder), table)
        here = f"http://127.0.0.1:{own}/"
        stack.enter_context(serving(["app.py", "--port", str(own)], here))
        peers = f"http://127.0.0.1:{other}"
        stack.enter_context(
            serving([__file__, "--serve", f"{folder}/site", "--port", str(other)], f"{peers}/vis.html")
        )
        sites = {
            "yearline": yearline(here, themes[0], str(count)),
            **{
                name: yearline(url, themes[0], str(count))
                for name, _, url in (also.partition("=") for also in options.also)
            },
            "vis-timeline": Site(
                f"{peers}/vis.html",
                ".vis-item-content",
                "() => document.querySelector('.vis-selected')",
                "() => document.querySelector('.vis-item')",
            ),
            "TimelineJS3": Site(
                f"{peers}/tl.html",
                ".tl-slidenav-next",
                "() => document.querySelectorAll('.tl-timemarker-active').length && !document.querySelector('.tl-timemarker').classList.contains('tl-timemarker-active')",
                "() => document.querySelector('.tl-timemarker')",
            ),
        }
        browser = launch(playwright)
        stack.callback(browser.close)
        for site in sites.values():  # once for nothing: servers and the system's own caches
            measure_load(browser, site, None, words)
        for line in options.line or LINES:
            found: dict[str, list[dict]] = {name: [] for name in sites}
            for _ in range(options.runs):
                for name, site in sites.items():
                    found[name].append(
                        measure_load(browser, site, LINES[line], words)
                        | measure_use(browser, site, LINES[line], words)
                    )
            show(line, found)
        for name, site in sites.items():
            if "summary" in site.answered:
                pressed = [measure_presses(browser, site, words, themes[:3]) for _ in range(3)]
                print(f"{name}: a press until the next paint, 75th percentile: {format_range(pressed)} ms")


def format_range(values: list[float], digits: int = 0) -> str:
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def show(line: str, found: dict[str, list[dict]]) -> None:
    """One line of the table for each site."""
    print(f"\n{line}", flush=True)
    middle = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in found.items()
    }
    for name, runs in found.items():
        parts = [f"{name:14}"]
        for key in ("words", "usable", "shift", "task"):
            text = format_range([run[key] for run in runs], 3 if key == "shift" else 0)
            if key in ("words", "usable"):
                best = min(middle[peer][key] for peer in ("vis-timeline", "TimelineJS3"))
                text += f" ×{middle[name][key] / best:.2f}"
            parts.append(f"{key} {text}")
        print("  ".join(parts), flush=True)


if __name__ == "__main__":
    main()
