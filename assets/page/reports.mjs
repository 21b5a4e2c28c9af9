// @ts-check
// The reports that are read together, as the sidebar lists them: each with the events it would show, and a field to find one.

import { all, byId, make, setText } from "../dom.mjs";
import { toggled } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const FEW = 10; // reports up to which there is no field to find one

/** @param {Store} store */
export function mountReports(store) {
  const list = document.getElementById("reports-list");
  if (!list) return;
  const words = "Find a report";
  const find = /** @type {HTMLInputElement} */ (make("input", { type: "search", className: "find", placeholder: words, ariaLabel: words }));
  list.before(find);
  /** @type {Map<string, HTMLElement>} */
  const lines = new Map();

  /** @param {string} name */
  function lineOf(name) {
    const box = make("input", { type: "checkbox", value: name });
    const line = make("label", { className: "actor" }, box, make("span", { className: "actor-name", dir: "auto" }, name), make("span", { className: "count" }));
    lines.set(name, line);
    return line;
  }

  function show() {
    const { drawing, reports } = store.get();
    const rows = drawing?.reports.groups[0]?.[1] ?? [];
    const names = rows.map(([name]) => name);
    if (names.join("\n") !== [...lines.keys()].join("\n")) {
      const known = new Map(lines);
      lines.clear();
      list?.replaceChildren(...names.map((name) => known.get(name) ?? lineOf(name)));
      for (const [name, line] of known) if (names.includes(name)) lines.set(name, line);
    }
    for (const [name, count] of rows) {
      const line = /** @type {HTMLElement} */ (lines.get(name));
      line.classList.toggle("none", !count);
      setText(/** @type {HTMLElement} */ (line.querySelector(".count")), String(count));
      /** @type {HTMLInputElement} */ (line.querySelector("input")).checked = reports.includes(name);
    }
    setText(byId("reports-count"), String(rows.length));
    find.hidden = rows.length <= FEW;
    narrow();
  }

  function narrow() {
    const wanted = find.value.trim().toLowerCase();
    for (const [name, line] of lines) line.hidden = !name.toLowerCase().includes(wanted);
  }

  find.addEventListener("input", narrow);
  list.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) store.set({ reports: toggled(store.get().reports, event.target.value) });
  });
  store.subscribe(["drawing"], show);
  store.subscribe(["reports"], ({ reports }) => {
    for (const box of /** @type {HTMLInputElement[]} */ (all("input", list))) box.checked = reports.includes(box.value);
  });
  show();
}
