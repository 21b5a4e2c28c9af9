// @ts-check
// The prerendered page and its replacement by Dash's page, which takes over what a person did in it.

import { all } from "../dom.mjs";
import { parseQuery } from "../query.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/**
 * Remove the prerendered page; the returned function repeats in the page what was done in it.
 * @returns {(store: Store) => void}
 */
export function takePlace() {
  const first = document.getElementById("first");
  const typed = /** @type {HTMLInputElement | null | undefined} */ (first?.querySelector("#search"))?.value;
  const { asked, does = "", value = "", event = "", key = "" } = first?.dataset ?? {};
  const active = /** @type {HTMLInputElement | null} */ (first?.contains(document.activeElement) ? document.activeElement : null);
  const focused = active && { id: active.id, value: active.value, at: active.selectionStart };
  const [drawer, menu] = ["filters-open", "menu-open"].map((name) => document.body.classList.contains(name));
  const [x, y] = [scrollX, scrollY];
  first?.remove();
  return (store) => {
    scrollTo(x, y);
    // The page may have been rendered without it.
    if (asked !== undefined) store.set(parseQuery(location.search));
    if (typed !== undefined && typed !== store.get().q) store.set({ q: typed });
    if (event) store.set({ event });
    if (drawer) store.set({ drawer });
    if (menu) store.set({ menu });
    if (focused) giveFocus(focused);
    if (key) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    if (does) all("#page [data-does]").find((one) => one.dataset.does === does && (one.dataset.value ?? "") === value)?.click();
  };
}

/** @param {{id: string, value: string, at: number | null}} focused */
function giveFocus({ id, value, at }) {
  const same = all("#page :is(input, select, button)").find((one) => (id ? one.id === id : /** @type {HTMLInputElement} */ (one).value === value));
  same?.focus({ preventScroll: true });
  if (id === "search" && same instanceof HTMLInputElement) same.setSelectionRange(at, at);
}
