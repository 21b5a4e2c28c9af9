// @ts-check
// What the chart's lanes are grouped by, and filtering by a press on a lane's name.

import { around, byId } from "../dom.mjs";
import { toggled } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/** @param {Store} store */
export function mountLanes(store) {
  const chart = byId("chart");
  const choice = /** @type {HTMLSelectElement} */ (byId("lanes"));
  choice.addEventListener("change", () => store.set({ lanes: choice.value }));
  const show = () => {
    const { lanes, drawing } = store.get();
    choice.value = lanes || (drawing?.heat ? "" : (drawing?.by ?? ""));
  };
  store.subscribe(["lanes", "drawing"], show);
  show();

  /** The lane whose name is under the pointer. @param {MouseEvent} event */
  function nameUnder(event) {
    const { drawing, present, zoom } = store.get();
    if (present || !drawing?.plot || !around(event, "#timeline")) return undefined;
    const { left, top } = byId("timeline").getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / zoom, (event.clientY - top) / zoom];
    return x < drawing.plot[0] - 8 ? drawing.lanes.find((lane) => lane[0] < y && y < lane[1]) : undefined;
  }

  document.addEventListener("pointermove", (event) => chart.classList.toggle("over-name", nameUnder(event) !== undefined));
  chart.addEventListener("click", (event) => {
    const lane = nameUnder(event);
    if (lane) store.set({ [lane[2]]: toggled(store.get()[lane[2]], lane[3]) });
  });
}
