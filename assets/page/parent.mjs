// @ts-check
// A frame keeps the keyboard once it was pressed: the page around it hears of the keys that the chart does not use.

import { around } from "../dom.mjs";

const WALKS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Enter", " "];

/** @returns {{wants: (event: KeyboardEvent) => boolean, pass: (event: KeyboardEvent) => void}} */
export function mountParent() {
  let byPointer = false; // the keyboard is here because of a press, not to walk the chart
  const hear = (/** @type {string} */ kind, /** @type {boolean} */ value) => document.addEventListener(kind, (event) => event instanceof KeyboardEvent && event.key !== "Tab" || (byPointer = value), true);
  hear("pointerdown", true);
  hear("keydown", false);
  const isInside = (/** @type {KeyboardEvent} */ event) => around(event, "input, textarea, select, button, a, summary, [contenteditable]") !== null;
  return {
    /** Whether a key that the chart knows is for the page around it. */
    wants: (event) => byPointer && parent !== window && WALKS.includes(event.key) && !isInside(event),
    /** In our own words, and in those that reveal.js answers by itself. */
    pass(event) {
      if (parent === window || !event.isTrusted || event.key === "Tab" || isInside(event)) return;
      parent.postMessage({ yearline: true, key: event.key }, "*");
      parent.postMessage(JSON.stringify({ method: "triggerKey", args: [event.keyCode] }), "*");
    },
  };
}
