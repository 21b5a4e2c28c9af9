// @ts-check
// On paper: one sheet with the chart and, below it, the same events as a table, as large as both fit.

import { byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const SHEET = { width: 1030, height: 690 }; // px of A4 on its side, within the stylesheet's margins
const HEAD = 200; // px around the chart
const ROW = 17; // px
const MOST_ROWS = 60;

/** @param {Store} store */
export function mountPrint(store) {
  addEventListener("beforeprint", () => {
    const chart = byId("timeline");
    const rows = store.get().marks.slice(0, MOST_ROWS).map(({ date, theme, headline, actors }) => [date, theme, headline, actors.join("; ")]);
    const cells = [["Date", "Theme", "Event", "Actors"], ...rows].map((row) => make("tr", {}, ...row.map((text) => make("td", {}, text))));
    document.querySelector(".foot")?.before(make("table", { id: "printed" }, make("tbody", {}, ...cells)));
    const tall = HEAD + chart.clientHeight + ROW * cells.length;
    const zoom = Math.min(1, SHEET.height / tall, SHEET.width / Math.max(700, chart.clientWidth));
    document.documentElement.style.setProperty("--print", Math.max(0.3, zoom).toFixed(3));
  });
  addEventListener("afterprint", () => document.getElementById("printed")?.remove());
}
