"""First draw, filter to repaint, payload and load, from 11 events to a million, beside the afternoon version: `make bench`.

Both run in turns on one machine; each figure is median (minimum-maximum) in ms, with the ratio of the
medians. Then a server under gunicorn with two workers: memory, and filter requests by 16 clients.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import launch

sys.path.insert(0, str(Path(__file__).parent))
from events import write  # noqa: E402 - beside this file

SIZES = (11, 1_000, 40_000, 1_000_000)
RUNS = {11: 7, 1_000: 5, 40_000: 5, 1_000_000: 2}
TIMES = (
    "first draw",
    "one theme",
    "all themes",
)  # the last two: from the click on a theme, and off again, to the repaint
PORTS = {"yearline": 8061, "afternoon": 8062}
HEAP = "--js-flags=--max-old-space-size=8000"
# A drawing is done when plotly says so; the promise resolves with the frame after it.
WATCH = """window.drawings = []; new MutationObserver(() => { const graph = document.querySelector('#timeline .js-plotly-plot');
  if (graph?.on && !graph.watched) { graph.watched = true; for (const drawn of ['plotly_afterplot', 'plotly_react']) graph.on(drawn, () => graph.data?.length && requestAnimationFrame(() => drawings.push(performance.now()))); } })
  .observe(document, { childList: true, subtree: true });"""
# Where a theme's box is; from its click on, what passes until the frame after the new drawing was seen.
ARM = """(name) => {
  const box = [...document.querySelectorAll('input[type=checkbox]')].find(
    b => (b.closest('label')?.textContent ?? document.querySelector(`label[for="${b.id}"]`)?.textContent ?? '').startsWith(name));
  window.repainted = new Promise(done => addEventListener('click', () => {
    const count = drawings.length, start = performance.now();
    const look = () => drawings.length > count ? requestAnimationFrame(() => done(performance.now() - start)) : requestAnimationFrame(look);
    look(); }, { capture: true, once: true }));
  const { x, y, width, height } = box.getBoundingClientRect();
  return [x + width / 2, y + height / 2]; }"""
PRESS = 80  # ms that a person holds the button down; 0 is a program's click


@contextmanager
def served(arguments: list[str], port: int, wait: int = 300):
    """A server in a process of its own, ended afterwards."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": "."},
    )
    try:
        until = time.monotonic() + wait
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60).read()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise SystemExit(f"{arguments} did not start; is port {port} free?") from None
                time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait()


def measure(browser, port: int, themes: list[str], press: int = PRESS) -> dict[str, float]:
    """First draw, and from a click on a theme to the repaint, in ms; bytes of that answer; for Yearline its first picture."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(240_000)
    page.add_init_script(WATCH)
    page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
    page.wait_for_function("() => window.drawings?.length > 0")
    found = {"first draw": page.evaluate("drawings[0]")}
    page.wait_for_function("() => performance.now() - drawings.at(-1) > 400")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    found["first paint"] = paint
    found["wire"] = (
        page.evaluate(
            "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((a, r) => a + r.transferSize, 0)"
        )
        / 1e6
    )
    count = page.evaluate("performance.getEntriesByType('resource').length")
    # On and off again, another theme each time: the first pair runs code for the first time, the others as a person at work has it.
    clicks = []
    for theme in themes:
        for _ in ("on", "off"):
            page.mouse.click(*page.evaluate(ARM, theme), delay=press)
            clicks.append(page.evaluate("repainted"))
            page.wait_for_function("() => performance.now() - drawings.at(-1) > 300")
    found["one theme"], found["all themes"] = (statistics.median(clicks[side + 2 :: 2]) for side in (0, 1))
    answer = page.evaluate(
        f"performance.getEntriesByType('resource').slice({count}).filter(r => /view|drawing|_dash-update/.test(r.name)).map(r => [r.transferSize, r.decodedBodySize])"
    )
    found["kB sent"], found["kB"] = (
        (max(part) / 1000 for part in zip(*answer, strict=True)) if answer else (0.0, 0.0)
    )
    page.context.close()
    return found


GLIDE = """() => { window.tasks = [0]; window.frames = 0; window.drawn = 0;
  new PerformanceObserver(list => tasks.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask' });
  document.querySelector('#timeline .js-plotly-plot').on('plotly_afterplot', () => drawn++);
  const frame = () => { frames++; requestAnimationFrame(frame); }; frame(); }"""


def glide(browser, port: int, turns: int = 60) -> str:
    """Zooming in, along the time, out and scrolling, by the wheel: the longest task (of 50 ms or more), frames and drawings a second."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(240_000)
    page.goto(f"http://127.0.0.1:{port}/")
    page.wait_for_selector("#timeline[data-drawn]", state="attached")
    page.wait_for_timeout(1500)
    page.evaluate(GLIDE)
    page.mouse.move(900, 400)
    start = time.perf_counter()
    for key, dx, dy in (("Control", 0, -12), ("Shift", 40, 0), ("Control", 0, 12), (None, 0, 20)):
        if key:
            page.keyboard.down(key)
        for _ in range(turns):
            page.mouse.wheel(dx, dy)
            page.wait_for_timeout(14)
        if key:
            page.keyboard.up(key)
        page.wait_for_timeout(300)
    took = time.perf_counter() - start
    longest, frames, drawn = page.evaluate("[Math.max(...tasks), frames, drawn]")
    page.context.close()
    return f"zooming and scrolling by the wheel: longest task {f'{longest:.0f}' if longest else 'under 50'} ms, {frames / took:.0f} frames and {drawn / took:.0f} drawings a second"


def row(figures: list[float]) -> str:
    return f"{statistics.median(figures):.0f} ({min(figures):.0f}-{max(figures):.0f})"


def compare(browser, size: int, folder: Path, press: int) -> None:
    """One size: both versions in turns, printed as rows."""
    file = [] if size == 11 else [str(write(size, folder / f"{size}.csv"))]
    themes = ["Torture", "Background", "Refugees"] if size == 11 else ["Theme 3", "Theme 7", "Theme 9"]
    yearline = ["app.py", *file, "--port", str(PORTS["yearline"])]
    afternoon = ["tests/bench/afternoon.py", str(PORTS["afternoon"]), *file]
    runs: dict[str, list[dict]] = {name: [] for name in PORTS}
    with served(yearline, PORTS["yearline"]), served(afternoon, PORTS["afternoon"]):
        for run in range(RUNS[size] + 1):
            for name, port in PORTS.items():
                try:
                    measured = measure(browser, port, themes, press)
                except Exception as error:  # a browser that gives up is a result too
                    print(f"{size:>9,} {name}: gave up ({str(error).splitlines()[0][:80]})", flush=True)
                    continue
                if run or size >= 1_000_000:  # the first warms both up
                    runs[name].append(measured)
        gliding = glide(browser, PORTS["yearline"])
    for name, measured in runs.items():
        if not measured:
            continue
        columns = {key: [m[key] for m in measured] for key in measured[0]}
        ratio = {
            key: statistics.median(columns[key]) / statistics.median([m[key] for m in runs["afternoon"]])
            if runs["afternoon"]
            else 0
            for key in TIMES
        }
        print(
            f"{size:>9,} {name:10} {row(columns['first paint']):>16} "
            + " ".join(f"{row(columns[key]):>18} {ratio[key]:6.3f}" for key in TIMES)
            + f" {statistics.median(columns['kB']):>9.1f} {statistics.median(columns['kB sent']):>8.1f} {statistics.median(columns['wire']):>8.2f}",
            flush=True,
        )
    print(f"{size:>9,} {gliding}", flush=True)


def load(folder: Path, size: int, clients: int = 16, requests: int = 1500) -> None:
    """Filter requests to two gunicorn workers that share the prepared table; memory as the system counts it for both."""
    file = write(size, folder / f"{size}.csv")
    port, times = 8063, []
    environment = os.environ | {"YEARLINE_REPORT": str(file)}
    process = subprocess.Popen(
        [
            str(Path(sys.executable).parent / "gunicorn"),
            "-b",
            f"127.0.0.1:{port}",
            "--log-level",
            "error",
        ],
        env=environment,
    )
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        # No question twice, and none that a kept answer knows.
        paths = [
            f"/drawing?{urllib.parse.urlencode({'theme': f'Theme {i % 12}', 'from': f'20{5 + i % 15:02}-{1 + i // 180 % 12:02}', 'width': 1120})}"
            for i in range(requests)
        ]

        def client(number: int) -> None:
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            for i in range(requests // clients):
                start = time.perf_counter()
                link.request("GET", paths[i * clients + number], headers={"Accept-Encoding": "br"})
                answer = link.getresponse()
                answer.read()
                assert answer.status == 200
                times.append((time.perf_counter() - start) * 1000)

        threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - start
        ordered = sorted(times)
        print(
            f"{size:>9,} events, 2 workers, {clients} clients: {len(times) / took:.0f} requests a second, "
            f"median {statistics.median(ordered):.0f} ms, 95th percentile {ordered[int(0.95 * len(ordered))]:.0f} ms, "
            f"memory {memory(process.pid) / 1e6:.0f} MB",
            flush=True,
        )
    finally:
        process.terminate()
        process.wait()


def memory(parent: int) -> float:
    """Bytes of a process and its children, shared pages counted once (PSS)."""
    pids = [parent, *map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())]
    return sum(
        int(line.split()[1]) * 1024
        for pid in pids
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        if line.startswith("Pss:")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--press", type=int, default=PRESS, help="ms between pressing and letting go (80)")
    options = parser.parse_args()
    print(
        f"{'events':>9} {'':10} {'first paint':>16} "
        + " ".join(f"{key:>18} {'ratio':>6}" for key in TIMES)
        + f" {'kB answer':>9} {'kB sent':>8} {'MB load':>8}"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for size in options.sizes:
            browser = launch(playwright, HEAP)
            RUNS.setdefault(size, 3)
            compare(browser, size, Path(folder), options.press)
            browser.close()
        for size in (40_000, 1_000_000):
            if size in options.sizes:
                load(Path(folder), size)


if __name__ == "__main__":
    main()
