// @ts-check
// The dialogs. The browser returns the focus when they close.

import { around, byId } from "../dom.mjs";

/** @param {string} id */
const dialog = (id) => /** @type {HTMLDialogElement} */ (byId(id));

/** @param {string} id */
export const openDialog = (id) => dialog(id).showModal();

/** @param {string} id */
export const closeDialog = (id) => dialog(id).close();

export const isDialogOpen = () => document.querySelector("dialog[open]") !== null;

export function mountDialogs() {
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement) event.target.close(); // outside its content
    else if (around(event, "[data-close]")) /** @type {HTMLDialogElement | null} */ (around(event, "dialog"))?.close();
  });
}
