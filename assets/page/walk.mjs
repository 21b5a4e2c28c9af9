// @ts-check
// Move between the events of the chart by keys, and open one.

import { byId } from "../dom.mjs";
import { formatMark, formatPlace } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").EventMark} EventMark */

/**
 * The nearest mark in the next lane above (`by` -1) or below (1).
 * @param {EventMark[]} marks
 * @param {EventMark} from
 * @param {number} by
 */
export function nextLane(marks, from, by) {
  const beyond = marks.filter((mark) => mark.theme !== from.theme && (mark.y - from.y) * by > 0);
  if (!beyond.length) return from;
  const distance = (/** @type {EventMark} */ mark) => Math.abs(mark.y - from.y);
  const lane = beyond.reduce((a, b) => (distance(b) < distance(a) ? b : a)).theme;
  return beyond.filter((mark) => mark.theme === lane).reduce((a, b) => (Math.abs(b.x - from.x) < Math.abs(a.x - from.x) ? b : a));
}

/**
 * @param {Store} store
 * @param {(id: string) => void} open
 * @returns {{keys: (event: KeyboardEvent) => boolean, here: () => EventMark | undefined}}
 */
export function mountWalk(store, open) {
  const room = byId("chart");

  /** The focused event. */
  const here = () => {
    const { marks, walked, event } = store.get();
    return marks.find((mark) => mark.id === (walked || event));
  };

  /** @param {EventMark | undefined} mark */
  function walk(mark) {
    if (!mark) return;
    store.set({ walked: mark.id });
    const state = store.get();
    byId("spoken").textContent = `${formatMark(mark)}. ${formatPlace(state, state.marks.indexOf(mark))}`;
    document.querySelector(`#timeline path.point[data-event="${CSS.escape(mark.id)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {number} by */
  function step(by) {
    const { marks } = store.get();
    const mark = here();
    const next = mark ? marks.indexOf(mark) + by : by > 0 ? 0 : marks.length - 1;
    walk(marks[Math.min(marks.length - 1, Math.max(0, next))]);
  }

  /** @param {number} by */
  function lane(by) {
    const mark = here();
    if (!mark) return step(by);
    const next = nextLane(store.get().marks, mark, by);
    if (next !== mark) walk(next);
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    ArrowDown: () => lane(1),
    ArrowUp: () => lane(-1),
    Home: () => walk(store.get().marks[0]),
    End: () => walk(store.get().marks.at(-1)),
    Enter: () => open(store.get().walked || store.get().event),
    " ": () => open(store.get().walked),
  };

  room.addEventListener("focusin", (event) => {
    if (event.target !== room || store.get().walked || !room.matches(":focus-visible")) return;
    walk(here() ?? store.get().marks[0]);
  });
  // An event that is no longer drawn cannot have the focus.
  store.subscribe(["marks"], ({ marks, walked }) => {
    if (walked && !marks.some((mark) => mark.id === walked)) store.set({ walked: "" });
  });
  return {
    here,
    keys(event) {
      if (event.target !== room || !keys[event.key]) return false;
      keys[event.key]();
      return true;
    },
  };
}
