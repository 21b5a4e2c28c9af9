// @ts-check
// The selection as a table.

import { all, byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").EventTable} EventTable */

/** @type {Record<string, string>} */
const ARROWS = { ascending: " ↑", descending: " ↓" };

/** A heading or cell without its sort arrow. @param {Element} cell */
const wordsOf = (cell) => (cell.textContent ?? "").replace(/ [↑↓]$|[★☆]$/, "");

/** @param {Store} store */
export function mountTable(store) {
  function show() {
    const table = store.get().drawing?.table;
    if (!table) return;
    const focused = document.activeElement?.closest("#table .sort");
    const name = focused && wordsOf(focused);
    byId("table").replaceChildren(...render(table));
    if (name) all("#table .sort").find((head) => wordsOf(head) === name)?.focus();
  }
  show();
  store.subscribe(["drawing"], show);
}

/** @param {EventTable} table */
function render({ heads, rows, note }) {
  const csv = make("a", { className: "button", download: "", href: "/events.csv", data: { path: "/events.csv" } }, "Download CSV");
  return [
    make("div", { className: "table-actions" }, button("button", "copy-table", "", "Copy table"), csv, make("span", { className: "muted copied", role: "status" })),
    make(
      "table",
      { dir: isRightToLeft(rows) ? "rtl" : "ltr" },
      make("caption", { className: "hidden" }, "Events of the selection"),
      make("thead", {}, make("tr", {}, ...heads.map(renderHead))),
      make("tbody", {}, ...rows.map(renderRow)),
    ),
    ...(note ? [make("p", { className: "muted" }, note)] : []),
  ];
}

/** The table's direction is that of most of its headlines, by their first letter. @param {EventTable["rows"]} rows */
function isRightToLeft(rows) {
  const isArabicOrHebrew = /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
  return rows.filter(([, , , headline]) => isArabicOrHebrew.test(headline)).length * 2 > rows.length;
}

/** @param {EventTable["heads"][0]} head */
function renderHead([name, order, next]) {
  const arrow = make("span", { className: "arrow", ariaHidden: "true" }, ARROWS[order] ?? "");
  return make("th", { scope: "col", ariaSort: order }, button("sort", "sort", next, name, arrow));
}

/** @param {EventTable["rows"][0]} row */
function renderRow([id, date, theme, headline, actors, starred, cut, report]) {
  const marked = (/** @type {string} */ text, /** @type {number} */ i) => (cut?.[i] ?? [text]).map((piece, j) => (j % 2 ? make("mark", { className: "hit" }, piece) : piece));
  return make(
    "tr",
    {},
    ...(report ? [make("td", { className: "report-cell" }, make("bdi", {}, report))] : []),
    make("td", { className: "when" }, make("bdi", {}, date)),
    make("td", { className: "theme-cell" }, make("bdi", {}, theme)),
    make("td", { className: "headline-cell" }, button("open-event", "event", id, ...marked(headline, 0)), renderStar(id, headline, starred)),
    make("td", { className: "actors-cell" }, ...actors.flatMap((actor, i) => [...(i ? ["; "] : []), make("bdi", {}, ...marked(actor, i + 1))])),
  );
}

/** @param {string} id @param {string} headline @param {boolean} starred */
function renderStar(id, headline, starred) {
  const star = button("icon star only-edit", "star", id, starred ? "★" : "☆");
  star.title = "Star: comes first on slides";
  star.setAttribute("aria-label", `Star ${headline}`);
  star.setAttribute("aria-pressed", String(starred));
  return star;
}

/** @param {string} className @param {string} does @param {string} value @param {...(Node | string)} content */
const button = (className, does, value, ...content) => make("button", { type: "button", className, data: { does, value } }, ...content);

/** Copy the table for a spreadsheet. */
export async function copyTable() {
  const rows = all("#table tr").map((row) => [.../** @type {HTMLTableRowElement} */ (row).cells].map(wordsOf).join("\t"));
  const status = /** @type {HTMLElement} */ (document.querySelector("#table .copied"));
  try {
    await navigator.clipboard.writeText(rows.join("\n"));
    status.textContent = "Copied; paste it into a spreadsheet.";
  } catch {
    status.textContent = "The browser did not allow it.";
  }
}
