// @ts-check
// The overview under the chart: select months by click, drag or keys.

import { around, byId, counted, make } from "../dom.mjs";
import { monthsBetween } from "../range.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Axis["spans"][0]} Span */

/**
 * @param {Store} store
 * @returns {{keys: (event: KeyboardEvent) => boolean}}
 */
export function mountOverview(store) {
  const strip = byId("overview");
  /** @type {Span[]} */
  let spans = [];
  /** @type {HTMLElement[]} */
  let bars = [];

  /** Render the bars of another axis. @param {Span[]} newest */
  function renew(newest) {
    if (JSON.stringify(newest) === JSON.stringify(spans)) return;
    spans = newest;
    bars = spans.map((_, i) => make("button", { type: "button", tabIndex: i ? -1 : 0, className: "month" }, make("span", { className: "bar" })));
    strip.replaceChildren(...(bars.length ? frame(spans, bars) : []));
  }

  function show() {
    const { drawing, axis } = store.get();
    if (!drawing) return;
    renew(axis.spans);
    drawing.overview.bars.forEach(([height, count, inside], i) => {
      const bar = bars[i];
      /** @type {HTMLElement} */ (bar.firstChild).style.height = `${height}px`;
      bar.setAttribute("aria-label", `${spans[i][0]}: ${counted(count, "event")}`);
      bar.setAttribute("aria-pressed", String(inside));
      bar.classList.toggle("out", !inside);
    });
    for (const [part, style] of Object.entries(drawing.overview.across)) {
      Object.assign(/** @type {HTMLElement | null} */ (strip.querySelector(part))?.style ?? {}, style);
    }
  }

  const said = make("span", { className: "month-said", hidden: true, ariaHidden: "true" });

  /** The number of events of the bar under the pointer or focus. @param {Event} event */
  function tell(event) {
    const bar = bars[barOf(event)];
    const isOn = bar !== undefined && (event.type === "pointerover" || bar.matches(":focus-visible"));
    said.hidden = !isOn;
    if (!isOn) return;
    said.textContent = bar.getAttribute("aria-label");
    const row = /** @type {HTMLElement} */ (bar.parentElement);
    row.append(said);
    const wide = strip.clientWidth - row.offsetLeft;
    const middle = bar.offsetLeft + bar.offsetWidth / 2;
    said.style.left = `${Math.max(said.offsetWidth / 2, Math.min(middle, wide - said.offsetWidth / 2))}px`;
  }
  for (const kind of ["pointerover", "focusin"]) strip.addEventListener(kind, tell);
  strip.addEventListener("pointerleave", () => (said.hidden = true));
  strip.addEventListener("focusout", () => (said.hidden = true));

  /** The months from one bar to another. @param {number} a @param {number} b */
  function narrow(a, b) {
    const [low, high] = [Math.min(spans[a][1], spans[b][1]), Math.max(spans[a][2], spans[b][2])];
    store.set(monthsBetween(store.get().axis, low, high));
  }

  /** @param {Event} event */
  const barOf = (event) => bars.indexOf(/** @type {HTMLElement} */ (around(event, "#overview .month")));

  /** @param {number} x */
  function nearestBar(x) {
    const gaps = bars.map((bar) => {
      const box = bar.getBoundingClientRect();
      return Math.max(box.left - x, x - box.right, 0);
    });
    return gaps.indexOf(Math.min(...gaps));
  }

  const inside = () => bars.flatMap((bar, i) => (bar.getAttribute("aria-pressed") === "true" ? [i] : []));

  let dragged = -1; // the bar where a drag began
  document.addEventListener("pointerdown", (event) => {
    dragged = barOf(event);
    if (dragged >= 0) event.preventDefault();
  });
  document.addEventListener("pointermove", (event) => {
    if (dragged < 0) return;
    const [low, high] = [dragged, nearestBar(event.clientX)].toSorted((a, b) => a - b);
    bars.forEach((bar, i) => bar.classList.toggle("out", i < low || i > high));
  });
  document.addEventListener("pointerup", (event) => {
    if (dragged < 0) return;
    const [from, to] = [dragged, nearestBar(event.clientX)];
    dragged = -1;
    // Clicking the only selected month selects all months again.
    if (from === to && String(inside()) === String(from)) narrow(0, bars.length - 1);
    else narrow(from, to);
    show();
  });

  let anchor = -1; // the bar where a selection by keys began
  /** @param {KeyboardEvent} event */
  function keys(event) {
    const bar = barOf(event);
    if (bar < 0) return false;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      const next = Math.min(bars.length - 1, Math.max(0, bar + by));
      bars.forEach((one, i) => (one.tabIndex = i === next ? 0 : -1));
      bars[next].focus();
      if (!event.shiftKey) anchor = next;
      else narrow(anchor < 0 ? bar : anchor, next);
    } else if (event.key === "Enter" || event.key === " ") {
      anchor = bar;
      narrow(bar, bar);
    } else return false;
    return true;
  }

  show();
  store.subscribe(["drawing"], show);
  return { keys };
}

/** @param {Span[]} spans @param {HTMLElement[]} bars */
function frame(spans, bars) {
  const [[, first, last]] = spans;
  return [
    make("span", { className: "overview-name muted" }, first === last ? "Events a month" : "Events a year"),
    make("div", { className: "bars", role: "group", ariaLabel: "Events over time; choose or drag over months to narrow the chart" }, ...bars),
  ];
}
