// @ts-check
// Printing: the print page that the server lays out.

import { addressOf, byId, make } from "../dom.mjs";
import { partly, selectionAt } from "../query.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const SHEET = { width: 1040, height: 560 }; // px of the print page for the chart, if it is printed as it is

/** @param {Store} store */
export function mountPrint(store) {
  addEventListener("beforeprint", () => {
    const sheet = store.get().view === "table" ? null : askForSheet(addressOf(selectionAt("/sheet.svg", store.get(), partly(store.get().drawing?.reading))));
    if (sheet) document.body.append(make("div", { id: "printed" }, sheet));
    document.body.classList.toggle("with-sheet", sheet !== null);
    const { clientWidth, clientHeight } = byId("timeline");
    const fits = Math.min(1, SHEET.width / Math.max(1, clientWidth), SHEET.height / Math.max(1, clientHeight));
    document.documentElement.style.setProperty("--print", fits.toFixed(3));
  });
  addEventListener("afterprint", () => document.getElementById("printed")?.remove());
}

/**
 * Browsers print the page as it is after this event's listeners, so nothing can be awaited. Without a server the chart is printed as it is.
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
