// @ts-check
// What the page says of the selection, and the address that says it too.

import { addressOf, byId, setText } from "../dom.mjs";
import { formatQuery, formatSelection } from "../query.mjs";
import { isGesture } from "../range.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const REST = 200; // ms; browsers refuse an address that changes at every turn of a wheel

/** @param {Store} store */
export function mountWords(store) {
  store.subscribe(["drawing"], ({ drawing }) => {
    if (!drawing) return;
    setText(byId("summary"), drawing.summary);
    setText(byId("summary-more"), drawing.more);
    setText(byId("months-said"), drawing.months);
    byId("reset").hidden = drawing.whole;
    byId("empty").hidden = drawing.some;
  });

  let timer = 0;
  function writeAddress() {
    const state = store.get();
    const text = formatQuery(state);
    const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById("embed-link"));
    if (link) link.href = addressOf("/?" + formatSelection(state));
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : ""));
  }
  store.subscribe(["theme", "actor", "from", "to", "q", "event", "report", "view", "sort", "present"], (state) => {
    clearTimeout(timer);
    if (isGesture(state)) timer = window.setTimeout(writeAddress, REST);
    else writeAddress();
  });
}
