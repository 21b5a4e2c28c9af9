// @ts-check
// A report of one's own: picked, or dropped onto the page.

import { addressOf, isEmbed, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const ENDINGS = ".txt,.md,.html,.htm,.docx,.pdf,.csv,.tsv,.json,.xlsx";

/** @param {string} report its key */
export const openReport = (report) => location.assign(addressOf("/?" + new URLSearchParams({ report })));

/**
 * @param {Store} store
 * @returns {{pick: () => void}}
 */
export function mountOpen(store) {
  /** @param {File} file */
  async function send(file) {
    store.set({ notice: { text: `Reading ${file.name}…`, stays: false } });
    const form = new FormData();
    form.append("file", file);
    try {
      const response = await fetch(addressOf("/open"), { method: "POST", body: form });
      const { report, error } = await response.json();
      if (report) openReport(report);
      else store.set({ notice: { text: error, stays: true } });
    } catch {
      store.set({ notice: { text: "The file did not reach the server; try again.", stays: true } });
    }
  }

  if (!isEmbed) acceptDrops(send);
  return {
    pick() {
      const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ENDINGS }));
      input.addEventListener("change", () => input.files?.[0] && send(input.files[0]));
      input.click();
    },
  };
}

/** @param {(file: File) => void} send */
function acceptDrops(send) {
  const dropping = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener("dragleave", (event) => !event.relatedTarget && dropping(false));
  document.addEventListener("drop", (event) => {
    dropping(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    send(file);
  });
}
