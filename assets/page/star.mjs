// @ts-check
// The star of an event, in its details and in the table: starred events come first if not all fit.

import { all } from "../dom.mjs";

/**
 * @param {import("../store.mjs").Store} store
 * @param {(corrections: import("../store.mjs").Correction[]) => void} send
 */
export function mountStar(store, send) {
  /** @param {string} event */
  function toggle(event) {
    const buttons = all(`[data-does=star][data-value="${CSS.escape(event)}"]`);
    if (!buttons.length) return;
    const star = buttons[0].getAttribute("aria-pressed") !== "true";
    // The server sends the details later.
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(star));
      button.textContent = star ? "★" : "☆";
    }
    send([{ event, star }]);
  }
  return { toggle, toggleOpen: () => toggle(store.get().event) };
}
