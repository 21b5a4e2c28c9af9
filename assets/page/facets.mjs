// @ts-check
// The sidebar's lists of acts and places, each with the number of events it would show; the most frequent, or all.

import { all, around, byId, make } from "../dom.mjs";
import { toggled } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").State} State */
/** @typedef {{id: string, key: "act" | "where" | "told", listed: "acts" | "places" | "told"}} Kind */

const KINDS = /** @type {Kind[]} */ ([
  { id: "acts", key: "act", listed: "acts" },
  { id: "places", key: "where", listed: "places" },
  { id: "told", key: "told", listed: "told" },
]);

/**
 * @param {Store} store
 * @param {{prefetch: (state: State) => void}} requests
 */
export function mountFacets(store, requests) {
  for (const kind of KINDS) mountFacet(store, requests, kind);
}

/** @param {Store} store @param {{prefetch: (state: State) => void}} requests @param {Kind} kind */
function mountFacet(store, { prefetch }, { id, key, listed }) {
  const list = byId(`${id}-list`);
  const more = byId(`${id}-more`);
  let shown = ""; // the rendered list, so that an unchanged one is not rendered again

  const isWhole = () => more.getAttribute("aria-expanded") === "true";
  const boxes = () => /** @type {HTMLInputElement[]} */ (all("input", list));

  function show() {
    const { drawing, [key]: chosen } = store.get();
    if (!drawing) return;
    const { groups, count, most } = drawing[listed];
    const now = JSON.stringify([groups, most, chosen, isWhole()]);
    if (now === shown) return;
    shown = now;
    const focused = document.activeElement instanceof HTMLInputElement && list.contains(document.activeElement) ? document.activeElement.value : null;
    const rows = groups.flatMap(([, some]) => some);
    byId(id).hidden = !count;
    more.hidden = !isWhole() && rows.every((row) => row[3]);
    list.replaceChildren(
      ...groups.flatMap(([title, some]) => {
        const lines = some.map(([value, name, events, isListed]) => {
          const box = make("input", { type: "checkbox", value, checked: chosen.includes(value) });
          const words = make("span", { className: "actor-name", dir: "auto" }, name);
          const line = make("label", { className: `actor ${key}${events ? "" : " none"}`, hidden: !isListed && !isWhole() }, box, words, make("span", { className: "count" }, String(events)));
          if (key === "act") line.append(renderBar(events / Math.max(1, most)));
          return line;
        });
        return title ? [make("h4", { hidden: lines.every((line) => line.hidden) }, title), ...lines] : lines;
      }),
    );
    if (focused !== null) boxes().find((box) => box.value === focused)?.focus({ preventScroll: true });
  }

  more.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String(!isWhole()));
    more.textContent = (isWhole() ? more.dataset.fewer : more.dataset.all) ?? "";
    show();
  });
  list.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) store.set({ [key]: toggled(store.get()[key], event.target.value) });
  });
  // A press requests the drawing on pointerdown.
  list.addEventListener("pointerdown", (event) => {
    const box = around(event, "label")?.querySelector("input");
    if (box && event.button === 0) prefetch(store.predict({ [key]: toggled(store.get()[key], box.value) }));
  });
  store.subscribe(["drawing"], show);
  store.subscribe([key], ({ [key]: chosen }) => {
    for (const box of boxes()) box.checked = chosen.includes(box.value);
  });
  show();
}

/** @param {number} part of the highest count */
function renderBar(part) {
  const bar = make("span", { className: "share" });
  bar.style.width = `${100 * part}%`;
  return bar;
}
