// @ts-check
// Hints for wheel, drag and keys, each shown once under the chart when pointer or focus first get there.

import { byId, make } from "../dom.mjs";
import { canStore, loadText, saveText } from "../storage.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").State} State */

const KEPT = "yearline-hints"; // what was shown, in the browser's own store

/**
 * Each hint: its place, the event that triggers it, its text, and whether a change of state means that it was understood.
 * @type {{name: string, at: string, on: string, words: string, used: (state: State, before: State) => boolean}[]}
 */
const HINTS = [
  {
    name: "keys",
    at: "#chart",
    on: "focusin",
    words: "Arrow keys walk the events, Enter opens one, + and − go nearer and back; ? lists all keys.",
    used: ({ event, walked }, before) => walked !== before.walked && before.walked !== "" && event === before.event,
  },
  {
    name: "wheel",
    at: "#chart",
    on: "pointerenter",
    words: "Ctrl and the wheel, or a pinch, go nearer; 0 brings all of it back.",
    used: ({ range }, before) => range !== before.range,
  },
  {
    name: "drag",
    at: "#overview",
    on: "pointerenter",
    words: "Press a month, or drag over several, to see these alone.",
    used: ({ from, to }, before) => from !== before.from || to !== before.to,
  },
];

/** @param {Store} store */
export function mountHints(store) {
  const words = make("span");
  const close = make("button", { type: "button", className: "icon", ariaLabel: "Dismiss the hint", title: "Dismiss the hint" }, "✕");
  const line = make("div", { className: "hint", id: "hint", hidden: true }, make("div", {}, words, close));
  document.querySelector(".foot")?.before(line);
  let shown = ""; // the visible hint

  /** @param {string} name */
  function hide(name) {
    if (name !== shown) return;
    line.hidden = true;
    shown = "";
  }
  for (const { name, at, on, words: text, used } of HINTS) {
    if (readSeen().includes(name)) continue;
    const place = byId(at.slice(1));
    /** @param {Event} event */
    const appear = (event) => {
      const isTouch = event instanceof PointerEvent && event.pointerType !== "mouse";
      const isByMouse = event.type === "focusin" && !place.matches(":focus-visible");
      if (isTouch || isByMouse || shown || readSeen().includes(name)) return;
      place.removeEventListener(on, appear);
      keepSeen(name);
      words.textContent = text;
      line.hidden = false;
      shown = name;
    };
    place.addEventListener(on, appear);
    store.subscribe(["walked", "range", "from", "to"], (state, before) => used(state, before) && hide(name));
  }
  close.addEventListener("click", () => hide(shown));
  store.subscribe(["present", "view"], () => hide(shown));
}

/** @type {boolean | undefined} tried once: to try is to write */
let kept;
const isKept = () => (kept ??= canStore());

/** The hints that were shown; all of them if that cannot be stored, as they would appear again and again. @returns {string[]} */
const readSeen = () => (isKept() ? (loadText(KEPT) ?? "").split(" ") : HINTS.map(({ name }) => name));

/** @param {string} name */
const keepSeen = (name) => saveText(KEPT, [...readSeen(), name].join(" ").trim());
