// @ts-check
// Add an event from selected text: a button beside the selection, or the key "+".

import { addressOf, byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Draft} Draft */

/**
 * @param {Store} store
 * @param {{add: (draft: Partial<Draft>) => void}} on
 */
export function mountPassage(store, { add }) {
  const text = byId("reading");
  const button = make("button", { type: "button", id: "add-passage", className: "button strong", hidden: true }, "+ Add event");
  document.body.append(button);

  /** The selected range of the report's text; null for none. @returns {Range | null} */
  function marked() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed || !store.get().reading) return null;
    const range = selection.getRangeAt(0);
    return text.contains(range.commonAncestorContainer) && selection.toString().trim() ? range : null;
  }

  function place() {
    const range = marked();
    button.hidden = !range;
    if (!range) return;
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const { right, bottom } = rects.at(-1) ?? range.getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(right - 40, innerWidth - button.offsetWidth - 8))}px`;
    button.style.top = `${Math.max(8, Math.min(bottom + 6, innerHeight - button.offsetHeight - 8))}px`;
  }

  /** Its approximate offset in the report, as the same words may occur twice. @param {Range} range */
  function near(range) {
    const start = range.startContainer;
    const block = (start instanceof Element ? start : start.parentElement)?.closest("[data-start]");
    if (!block) return 0;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return Number(/** @type {HTMLElement} */ (block).dataset.start) + before.toString().length;
  }

  async function send() {
    const range = marked();
    const said = getSelection()?.toString() ?? "";
    if (!range) return;
    button.hidden = true;
    const form = new FormData();
    form.set("text", said);
    form.set("near", String(near(range)));
    try {
      const response = await fetch(addressOf("/passage?" + new URLSearchParams({ report: store.get().report })), { method: "POST", body: form });
      const { error, ...draft } = await response.json();
      if (error) return store.set({ notice: { text: error, stays: true } });
      getSelection()?.removeAllRanges();
      add({ ...draft, pieces: [[draft.text, ""]] });
    } catch {
      store.set({ notice: { text: "The server does not answer; mark the passage again when it is back.", stays: true } });
    }
  }

  document.addEventListener("selectionchange", place);
  document.addEventListener("scroll", place, { capture: true, passive: true });
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the selection
  button.addEventListener("click", send);
  return {
    /** @param {KeyboardEvent} event */
    keys(event) {
      if (event.key !== "+" || !marked()) return false;
      send();
      return true;
    },
  };
}
