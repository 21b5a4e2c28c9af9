// @ts-check
// One line over the page: what is going on, or went wrong, and how to go on.

import { addressOf, byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const AGAIN = 1500; // ms between two looks for a server that is away
const NONE = { text: "", stays: false };
const AWAY = { text: "The server does not answer; your view stays, and goes on when it is back.", stays: false };

/** @param {Store} store */
export function mountNotice(store) {
  const line = byId("notice");
  let timer = 0;

  function look() {
    fetch(addressOf("/healthz")).then(
      (response) => response.ok && store.set({ reachable: true }),
      () => {},
    );
  }

  store.subscribe(["notice"], ({ notice }) => {
    line.replaceChildren(notice.text, ...(notice.undo ? [" ", make("button", { type: "button", className: "link", data: { does: "undo" } }, "Undo")] : []));
    line.hidden = !notice.text;
    line.classList.toggle("stays", notice.stays);
  });
  store.subscribe(["reachable"], ({ reachable }) => {
    clearInterval(timer);
    if (!reachable) timer = window.setInterval(look, AGAIN);
    store.set({ notice: reachable ? NONE : AWAY });
  });
  line.addEventListener("click", () => store.get().notice.stays && store.set({ notice: NONE }));
}
