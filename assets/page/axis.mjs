// @ts-check
// A copy of the month names that sticks to the top while the chart scrolls.

import { byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/** @param {Store} store */
export function mountAxis(store) {
  const axis = make("div", { className: "axis", ariaHidden: "true" });
  byId("chart").before(axis);

  function show() {
    const { drawing } = store.get();
    if (!drawing) return;
    const isDown = drawing.plot === null;
    axis.className = isDown ? "axis down" : "axis across";
    axis.replaceChildren(...drawing.columns.map(isDown ? renderBand : renderName));
  }
  show();
  store.subscribe(["drawing"], show);
}

/** @param {[name: string, start: number, end: number]} column */
function renderName([name, start, end]) {
  const span = make("span", {}, name);
  span.style.left = `${(start + end) / 2}px`;
  return span;
}

/** The name of a band stays visible as long as the band does. @param {[name: string, start: number, end: number]} column */
function renderBand([name, start, end]) {
  const band = make("div", {}, make("span", {}, name));
  Object.assign(band.style, { top: `${start}px`, height: `${end - start}px` });
  return band;
}
