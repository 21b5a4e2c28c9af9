// @ts-check
// The open event beside the chart, and where the focus goes when it opens and closes.

import { byId } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/**
 * @param {Store} store
 * @returns {{open: (id: string, from?: Element | null) => void}} `from` is where the focus returns to
 */
export function mountDetails(store) {
  const chart = byId("chart");
  /** @type {Element | null} */
  let opener = null;

  store.subscribe(["details"], ({ details, present, reading }, before) =>
    setTimeout(() => {
      if (present) return;
      if (details && !before.details && opener === chart && document.activeElement === chart && !reading) document.getElementById("details-title")?.focus();
      if (details) return;
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      opener = null;
    }),
  );
  // Dash re-renders the details when somebody corrects the event; the focused element keeps the focus.
  const body = byId("details-body");
  let focused = "";
  document.addEventListener("focusin", ({ target }) => {
    const part = /** @type {HTMLElement} */ (target);
    focused = !body.contains(part) ? "" : part.dataset.does ? `[data-does="${part.dataset.does}"]` : part.id && `#${part.id}`;
  });
  new MutationObserver(() => {
    if (focused && document.activeElement === document.body) /** @type {HTMLElement | null} */ (body.querySelector(focused))?.focus({ preventScroll: true });
  }).observe(body, { childList: true, subtree: true });

  return {
    open(id, from = document.activeElement) {
      if (id && !store.get().event) opener = from;
      store.set({ event: id });
    },
  };
}
