// @ts-check
// A few chosen events with their sentences, under their chart.

import { byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/** @param {Store} store */
export function mountFew(store) {
  const place = byId("few");
  const write = () => {
    const few = store.get().drawing?.few ?? [];
    const focused = /** @type {HTMLElement | null} */ (place.contains(document.activeElement) ? document.activeElement : null)?.dataset.value;
    place.hidden = !few.length;
    place.replaceChildren(
      ...few.map(([id, where, headline, text]) =>
        make("li", {}, make("span", { className: "muted" }, where), make("button", { type: "button", className: "open-event", dir: "auto", data: { does: "event", value: id } }, headline), make("q", { dir: "auto" }, text)),
      ),
    );
    if (!focused) return;
    const same = /** @type {HTMLElement | null} */ (place.querySelector(`[data-value="${CSS.escape(focused)}"]`));
    (same ?? byId("chart")).focus({ preventScroll: true });
  };
  store.subscribe(["drawing"], write);
  write();
}
