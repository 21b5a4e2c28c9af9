// @ts-check
// A frame keeps the keyboard after a click: forward the keys that the chart does not use to the surrounding page.

import { around } from "../dom.mjs";

const WALKS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Enter", " "];

/** @returns {{wants: (event: KeyboardEvent) => boolean, pass: (event: KeyboardEvent) => void}} */
export function mountParent() {
  let byPointer = false; // the focus came by a click, not to move between events
  const hear = (/** @type {string} */ kind, /** @type {boolean} */ value) => document.addEventListener(kind, (event) => event instanceof KeyboardEvent && event.key !== "Tab" || (byPointer = value), true);
  hear("pointerdown", true);
  hear("keydown", false);
  const isInside = (/** @type {KeyboardEvent} */ event) => around(event, "input, textarea, select, button, a, summary, [contenteditable]") !== null;
  return {
    /** Whether the surrounding page handles a key that the chart also uses. */
    wants: (event) => byPointer && parent !== window && WALKS.includes(event.key) && !isInside(event),
    /** As our own message, and as the one that reveal.js understands. */
    pass(event) {
      if (parent === window || !event.isTrusted || event.key === "Tab" || isInside(event)) return;
      parent.postMessage({ yearline: true, key: event.key }, "*");
      parent.postMessage(JSON.stringify({ method: "triggerKey", args: [event.keyCode] }), "*");
    },
  };
}
