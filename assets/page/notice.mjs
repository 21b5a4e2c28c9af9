// @ts-check
// The line over the page that says what happens, what went wrong and what to do.

import { addressOf, byId, isEmbed, make } from "../dom.mjs";
import { loadText, removeText, saveText } from "../storage.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const AGAIN = 1500; // ms between two checks whether the server is back
const NONE = { text: "", stays: false };
const AWAY = { text: "The server does not answer; your view stays, and goes on when it is back.", stays: false };

const LEFT = "yearline-notice"; // in the tab's own storage
const LONG = 12_000; // ms that it is shown

/** Show a message on the next page. @param {string} text */
export const leaveNotice = (text) => saveText(LEFT, text, "session");

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
  const left = isEmbed ? null : loadText(LEFT, "session");
  if (left) {
    removeText(LEFT, "session");
    const notice = { text: left, stays: true };
    store.set({ notice });
    setTimeout(() => store.get().notice === notice && store.set({ notice: NONE }), LONG);
  }
  line.addEventListener("click", () => store.get().notice.stays && store.set({ notice: NONE }));
}
