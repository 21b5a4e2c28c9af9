// @ts-check
// The number of events beyond the ends of the axis; a press shows them.

import { byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/**
 * @param {Store} store
 * @returns {{show: (button: HTMLElement) => void}}
 */
export function mountBeyond(store) {
  const place = byId("beyond");
  store.subscribe(["drawing"], ({ drawing }) => {
    const found = drawing?.beyond ?? [];
    place.hidden = !found.length;
    const focused = place.contains(document.activeElement);
    place.replaceChildren(...found.map(([words, from, to]) => make("button", { type: "button", className: "link", data: { does: "beyond", value: `${from} ${to}`, side: words.split(" ")[1] } }, words)));
    if (focused) byId("chart").focus({ preventScroll: true });
  });
  return {
    show({ dataset }) {
      const [from, to] = (dataset.value ?? "").split(" ");
      store.set({ from, to });
    },
  };
}
