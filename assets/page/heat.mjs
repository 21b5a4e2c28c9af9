// @ts-check
// The heat map of many reports: a row for each report, a cell for each month, shaded by its number of events. A press opens
// them.

import { addressOf, byId, counted, make } from "../dom.mjs";
import { formatSelection } from "../query.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").State} State */
/** @typedef {import("../store.mjs").Heat} Heat */

const LOOK = 1500; // ms between two requests for the progress

/** @param {Store} store */
export function mountHeat(store) {
  const place = byId("heat");
  const [read, of] = store.get().drawing?.reading ?? [0, 0];
  let byName = read < of; // rows do not move while reports are read

  function show() {
    const state = store.get();
    const heat = state.drawing?.heat;
    byId("page").classList.toggle("as-heat", Boolean(heat) && state.view !== "table");
    if (heat) place.replaceChildren(...render(state, heat, byName));
    else place.replaceChildren();
  }

  place.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-order]")) return;
    byName = !byName;
    show();
    place.querySelector("button")?.focus();
  });
  store.subscribe(["drawing", "view"], show);
  show();
  watch(store);
}

/** Update while reports are read. @param {Store} store */
function watch(store) {
  const look = () => {
    const [done, of] = store.get().drawing?.reading ?? [0, 0];
    if (done < of) setTimeout(() => store.set({ looked: store.get().looked + 1 }), LOOK);
  };
  store.subscribe(["drawing"], look);
  look();
}

/** @param {State} state @param {Heat} heat @param {boolean} byName */
function render(state, heat, byName) {
  const [done, of] = state.drawing?.reading ?? [0, 0];
  const order = make("button", { type: "button", className: "link", data: { order: "true" } }, byName ? "Most events first" : "A–Z");
  const said = make("p", { className: "muted heat-said" }, byName ? "Sorted by name · " : "Sorted by events · ", order);
  if (heat.most > 1) said.prepend(make("span", { className: "scale" }, make("span", { className: "cell pale" }), " 1 … ", make("span", { className: "cell dark" }), ` ${heat.most} events a ${heat.columns[0][0] === heat.columns[0][1] ? "month" : "year"} · `));
  if (done < of) said.prepend(make("progress", { value: done / of, ariaLabel: "Reports read" }), ` ${done} of ${of} reports read · `);
  const head = make("tr", {}, make("th", { scope: "col" }, make("span", { className: "hidden" }, "Report")));
  for (const [, , name] of heat.columns) head.append(make("th", { scope: "col" }, name));
  head.append(make("th", { scope: "col" }, "All"));
  const rows = heat.rows.toSorted((a, b) => (byName ? a[0].localeCompare(b[0]) : b[3] - a[3] || a[0].localeCompare(b[0])));
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows.map((row) => renderRow(state, heat, row))));
  return [said, make("div", { className: "heat-scroll" }, table)];
}

/** @param {State} state @param {Heat} heat @param {Heat["rows"][number]} row */
function renderRow(state, heat, [name, key, counts, sum]) {
  const address = (/** @type {Partial<State>} */ more) => addressOf("/?" + formatSelection({ ...state, event: "", lanes: "", report: key, reports: [], ...more }));
  const line = make("tr", {}, make("th", { scope: "row", dir: "auto" }, make("a", { href: address({}) }, name)));
  counts?.forEach((count, i) => {
    const cell = make("td");
    if (count) {
      const [from, to, words] = heat.columns[i];
      const link = make("a", { href: address({ from, to }), ariaLabel: `${name}, ${words}: ${counted(count, "event")}` }, String(count));
      link.style.setProperty("--part", String(Math.sqrt(count / heat.most)));
      link.classList.toggle("dense", Math.sqrt(count / heat.most) > 0.6);
      cell.append(link);
    }
    line.append(cell);
  });
  if (!counts) line.append(make("td", { className: "unread", colSpan: heat.columns.length }, "not read yet"));
  line.append(make("td", { className: "sum" }, counts ? String(sum) : ""));
  return line;
}
