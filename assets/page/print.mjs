// @ts-check
// On paper: the sheet that the server lays out for it.

import { addressOf, byId, make } from "../dom.mjs";
import { selectionAt } from "../query.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/** @param {Store} store */
export function mountPrint(store) {
  addEventListener("beforeprint", () => {
    const sheet = store.get().view === "table" ? null : askForSheet(addressOf(selectionAt("/sheet.svg", store.get())));
    if (sheet) document.body.append(make("div", { id: "printed" }, sheet));
    document.body.classList.toggle("with-sheet", sheet !== null);
  });
  addEventListener("afterprint", () => document.getElementById("printed")?.remove());
}

/**
 * A browser prints what is there when this event's listeners have run, so that nothing can be waited for. Without a
 * server the page prints the chart as it is.
 * @param {string} address
 */
function askForSheet(address) {
  try {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    request.send();
    if (request.status !== 200) return null;
    return document.importNode(new DOMParser().parseFromString(request.responseText, "image/svg+xml").documentElement, true);
  } catch {
    return null;
  }
}
