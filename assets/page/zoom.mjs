// @ts-check
// Zoom and pan the time axis by keys, wheel and press.

import { byId } from "../dom.mjs";
import { panRange, shownRange, zoomRange } from "../range.mjs";
import { partAt } from "./chart.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").EventMark} EventMark */

const LINE = 16; // px of a wheel's line

/**
 * @param {Store} store
 * @param {() => EventMark | undefined} here the event the keys stand on
 * @returns {{keys: Record<string, () => void>, nearer: (part: number) => void}}
 */
export function mountZoom(store, here) {
  /** @param {import("../store.mjs").Range} range */
  const show = (range) => store.set({ range, from: range.from, to: range.to });

  /** @param {number} factor @param {number | null} [part] */
  function zoom(factor, part) {
    const state = store.get();
    if (state.axis.months.length) show(zoomRange(state.axis, shownRange(state), factor, part ?? 0.5));
  }

  /** The position of the focused event. */
  function partHere() {
    const { drawing } = store.get();
    const mark = here();
    if (!mark || !drawing?.plot) return null;
    const [left, right] = drawing.plot;
    return (mark.x - left) / (right - left);
  }

  // A pinch is a wheel event with Ctrl; a horizontal wheel, or one with Shift, pans. A plain wheel scrolls the page.
  /** @param {WheelEvent} event */
  function turn(event) {
    const state = store.get();
    if (!state.axis.months.length || state.view === "table") return;
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
    const [dx, dy] = [event.deltaX * lines, event.deltaY * lines];
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(2 ** (Math.min(30, Math.max(-30, dy)) * 0.02), partAt(store, event.clientX));
      return;
    }
    const along = event.shiftKey ? dx || dy : Math.abs(dx) > Math.abs(dy) ? dx : 0;
    if (!along || !(state.from || state.to)) return;
    event.preventDefault();
    show(panRange(state.axis, shownRange(state), along / Math.max(300, state.width)));
  }

  // The chart may shrink so that the pointer is no longer over it.
  byId("main").addEventListener("wheel", turn, { passive: false });
  return {
    nearer: (part) => zoom(0.3, part),
    keys: {
      "+": () => zoom(0.5, partHere()),
      "=": () => zoom(0.5, partHere()),
      "-": () => zoom(2, partHere()),
      0: () => store.set({ from: "", to: "" }),
    },
  };
}
