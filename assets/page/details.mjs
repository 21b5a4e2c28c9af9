// @ts-check
// The open event beside the chart: where the focus goes as it opens and closes.

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

  store.subscribe(["details"], ({ details, present, reading }) =>
    setTimeout(() => {
      if (present) return;
      if (details && opener === chart && document.activeElement === chart && !reading) document.getElementById("details-title")?.focus();
      if (details) return;
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      opener = null;
    }),
  );
  return {
    open(id, from = document.activeElement) {
      if (id && !store.get().event) opener = from;
      store.set({ event: id });
    },
  };
}
