// The overview under the chart, by press, drag and keys; and nearer to, further from, and along the time.

import { $, state } from "./state.mjs";
import { select } from "./view.mjs";

// The bars

export function buildOverview() {
  const strip = $("overview");
  const spans = JSON.parse(strip.dataset.bars);
  if (!spans.length) return;
  const name = Object.assign(document.createElement("span"), { className: "overview-name muted" });
  name.textContent = spans[0][1] === spans[0][2] ? "Events a month" : "Events a year";
  const row = Object.assign(document.createElement("div"), { className: "bars", role: "group", ariaLabel: "Events over time; choose or drag over months to narrow the chart" });
  for (const [said, first, last] of spans) {
    const bar = Object.assign(document.createElement("button"), { type: "button", tabIndex: row.childElementCount ? -1 : 0, className: "month", innerHTML: '<span class="bar"></span>' });
    Object.assign(bar.dataset, { name: said, first, last });
    row.append(bar);
  }
  strip.replaceChildren(name, row);
  tellOverview(JSON.parse(strip.dataset.state));
}

export function tellOverview({ bars: states, across }) {
  bars().forEach((bar, i) => {
    const [tall, count, kept] = states[i];
    bar.firstChild.style.height = `${tall}px`;
    bar.setAttribute("aria-label", `${bar.dataset.name}: ${count} event${count === 1 ? "" : "s"}`);
    bar.setAttribute("aria-pressed", String(kept));
    bar.classList.toggle("out", !kept);
  });
  for (const [part, style] of Object.entries(across)) Object.assign($("overview").querySelector(part)?.style ?? {}, style);
}

const bars = () => [...document.querySelectorAll("#overview .month")];

function narrow(a, b) {
  const [low, high] = [Math.min(+a.dataset.first, +b.dataset.first), Math.max(+a.dataset.last, +b.dataset.last)];
  select({ from: low > 0 ? state.months[low] : "", to: high < state.months.length - 1 ? state.months[high] : "" });
}

let barFrom = null;
export function barKeys(event) {
  const bar = event.target.closest?.(".month");
  if (!bar) return false;
  const all = bars();
  const place = all.indexOf(bar);
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) {
    const next = all[Math.min(all.length - 1, Math.max(0, place + by))];
    all.forEach((b) => (b.tabIndex = b === next ? 0 : -1));
    next.focus();
    if (event.shiftKey) narrow(all[barFrom ?? place], next);
    else barFrom = all.indexOf(next);
  } else if (event.key === "Enter" || event.key === " ") {
    barFrom = place;
    narrow(bar, bar);
  } else return false;
  return true;
}

let dragFrom = null;
document.addEventListener("pointerdown", (event) => {
  dragFrom = event.target.closest?.("#overview .month") ?? null;
  if (dragFrom) event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!dragFrom) return;
  const places = [bars().indexOf(dragFrom), bars().indexOf(nearestBar(event.clientX))].sort((a, b) => a - b);
  bars().forEach((bar, i) => bar.classList.toggle("out", i < places[0] || i > places[1]));
});
document.addEventListener("pointerup", (event) => {
  if (!dragFrom) return;
  const from = dragFrom;
  dragFrom = null;
  const over = nearestBar(event.clientX);
  const kept = (bar) => bar.getAttribute("aria-pressed") === "true";
  // Pressing the only month that is left brings all of them back.
  if (over === from && kept(from) && bars().filter(kept).length === 1) narrow(bars()[0], bars().at(-1));
  else narrow(from, over);
});
const nearestBar = (x) => bars().reduce((a, b) => (gap(b, x) < gap(a, x) ? b : a));
const gap = (bar, x) => {
  const box = bar.getBoundingClientRect();
  return x < box.left ? box.left - x : x > box.right ? x - box.right : 0;
};

// Zoom: in days since 1970; what is asked for is whole months, or whole days where few are left.

const DAY = 86_400_000;
const MOST_DAYS = 62; // data/selection.py: a chart of so many has a column a day
const begins = (time) => Date.parse(time.length === 7 ? time + "-01" : time) / DAY;
const ends = (time) => (time.length === 7 ? Date.UTC(+time.slice(0, 4), +time.slice(5, 7)) / DAY : begins(time) + 1);
const dayAt = (n) => new Date(n * DAY).toISOString().slice(0, 10);

let gesture = null; // the range that wheel or fingers have come to, finer than what is asked for
function move(low, high) {
  const [first, last] = [begins(state.months[0]), ends(state.months.at(-1))];
  const span = Math.min(Math.max(high - low, 1), last - first);
  low = Math.min(Math.max(low, first), last - span);
  gesture = { low, high: low + span };
  const days = span <= MOST_DAYS;
  const [from, to] = span < 2 ? [dayAt(low + span / 2), dayAt(low + span / 2)] : days ? [dayAt(Math.floor(low)), dayAt(Math.ceil(low + span) - 1)] : [dayAt(low).slice(0, 7), dayAt(low + span - 1).slice(0, 7)];
  const whole = span >= last - first;
  gesture.asked = { from: whole || (!days && from <= state.months[0]) ? "" : from, to: whole || (!days && to >= state.months.at(-1)) ? "" : to };
  const { wanted } = state;
  if (wanted.from !== gesture.asked.from || wanted.to !== gesture.asked.to) select(gesture.asked, true);
}

function range() {
  const { from, to } = state.wanted;
  if (gesture?.asked.from === from && gesture?.asked.to === to) return [gesture.low, gesture.high];
  return [begins(from || state.months[0]), ends(to || state.months.at(-1))];
}

// `at` is where to: a part of the plot's width, or an event; its middle where nothing is said.
export function zoom(factor, at) {
  if (state.months.length < 1) return;
  const part = (Array.isArray(at) ? partAt($("timeline").getBoundingClientRect().left + at[5]) : at) ?? 0.5;
  const [low, high] = range();
  const still = low + part * (high - low);
  move(still - (still - low) * factor, still + (high - still) * factor);
}

export const reset = () => select({ from: "", to: "" });

// Where `x` is across the plot, 0 to 1; null beside it, or where time runs down the page. The bars are as wide as the plot.
export function partAt(x) {
  const box = document.querySelector("#overview .bars")?.getBoundingClientRect();
  const part = box?.width && !document.querySelector("#overview .overview-name").style.width.startsWith("auto") ? (x - box.left) / box.width : -1;
  return part >= 0 && part <= 1 ? part : null;
}

// A pinch comes as a wheel with Ctrl; sideways, or with Shift, is along the time. A plain wheel scrolls the page.
export function turned(event) {
  if (!state.wanted || !state.months.length || state.room.mode === "table") return;
  const lines = event.deltaMode === 1 ? 16 : 1;
  const [dx, dy] = [event.deltaX * lines, event.deltaY * lines];
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    zoom(2 ** (Math.min(30, Math.max(-30, dy)) * 0.02), partAt(event.clientX));
    return;
  }
  const along = event.shiftKey ? dx || dy : Math.abs(dx) > Math.abs(dy) ? dx : 0;
  if (!along || !(state.wanted.from || state.wanted.to)) return;
  event.preventDefault();
  const [low, high] = range();
  const by = (along / Math.max(300, state.room.width)) * (high - low);
  move(low + by, high + by);
}
