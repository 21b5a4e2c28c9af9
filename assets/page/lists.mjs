// @ts-check
// The sidebar's lists of reports and topics, each with the number of events it would show, and a search field in long ones.

import { all, make, setText } from "../dom.mjs";
import { toggled } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Drawing} Drawing */

/** @typedef {{id: string, key: "reports" | "topic", listed: "reports" | "topics", find: string}} Kind */
const KINDS = /** @type {Kind[]} */ ([
  { id: "reports", key: "reports", listed: "reports", find: "Find a report" },
  { id: "topics", key: "topic", listed: "topics", find: "Find a topic" },
]);
const FEW = 10; // rows up to which there is no search field

/** @param {Store} store */
export function mountLists(store) {
  for (const kind of KINDS) mountList(store, kind);
}

/** @param {Store} store @param {Kind} kind */
function mountList(store, { id, key, listed, find: words }) {
  const list = document.getElementById(`${id}-list`);
  const sum = document.getElementById(`${id}-count`);
  if (!list || !sum) return;
  const find = /** @type {HTMLInputElement} */ (make("input", { type: "search", className: "find", placeholder: words, ariaLabel: words }));
  list.before(find);
  /** @type {Map<string, HTMLElement>} */
  const lines = new Map();

  /** @param {string} name */
  function lineOf(name) {
    const box = make("input", { type: "checkbox", value: name });
    const label = make("label", { className: `actor ${key}` }, box, make("span", { className: "actor-name", dir: "auto" }, name), make("span", { className: "count" }));
    const rename = make("button", { type: "button", className: "rename", title: "Rename or merge", ariaLabel: `Rename ${name}`, data: { does: "rename", kind: key, value: name } }, "✎");
    const line = key === "topic" ? make("div", { className: "named" }, label, rename) : label;
    lines.set(name, line);
    return line;
  }

  function show() {
    const { drawing, [key]: chosen } = store.get();
    const rows = drawing?.[listed].groups[0]?.[1] ?? [];
    const names = rows.map(([name]) => name);
    if (names.join("\n") !== [...lines.keys()].join("\n")) {
      const known = new Map(lines);
      lines.clear();
      list?.replaceChildren(...names.map((name) => known.get(name) ?? lineOf(name)));
      for (const [name, line] of known) if (names.includes(name)) lines.set(name, line);
    }
    for (const [name, count] of rows) {
      const line = /** @type {HTMLElement} */ (lines.get(name));
      (line.querySelector("label") ?? line).classList.toggle("none", !count);
      const [light, dark] = drawing?.colors[name] ?? ["", ""];
      if (key === "topic" && light) {
        line.style.setProperty("--theme-light", light);
        line.style.setProperty("--theme-dark", dark);
      }
      setText(/** @type {HTMLElement} */ (line.querySelector(".count")), String(count));
      /** @type {HTMLInputElement} */ (line.querySelector("input")).checked = chosen.includes(name);
    }
    if (sum) setText(sum, String(rows.length));
    find.hidden = rows.length <= FEW;
    narrow();
  }

  function narrow() {
    const wanted = find.value.trim().toLowerCase();
    for (const [name, line] of lines) line.hidden = !name.toLowerCase().includes(wanted);
  }

  find.addEventListener("input", narrow);
  list.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) store.set({ [key]: toggled(store.get()[key], event.target.value) });
  });
  store.subscribe(["drawing"], show);
  store.subscribe([key], ({ [key]: chosen }) => {
    for (const box of /** @type {HTMLInputElement[]} */ (all("input", list))) box.checked = chosen.includes(box.value);
  });
  show();
}
