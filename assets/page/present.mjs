// @ts-check
// Presentation mode: the same page, enlarged, one event after another.

import { around, byId, make } from "../dom.mjs";
import { formatPlace, presented } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const SWIPE = 40; // px of a finger's way that is a step

/**
 * @param {Store} store
 * @param {(corrections: import("../store.mjs").Correction[]) => void} send
 * @returns {{keys: (event: KeyboardEvent) => boolean}}
 */
export function mountPresent(store, send) {
  const bar = make("i");
  const words = make("span");
  const buttons = make(
    "div",
    { className: "stage-buttons" },
    button("⇠", "Present this event earlier", () => move(-1), "only-edit move"),
    button("⇢", "Present this event later", () => move(1), "only-edit move"),
    button("‹", "Previous event", () => step(-1)),
    button("›", "Next event", () => step(1)),
    button("✕", "End presenting", () => store.set({ present: false })),
  );
  const progress = make("div", { id: "progress", hidden: true }, bar, words, buttons);
  document.body.append(progress);
  let before = ""; // the event that was open before

  /** @param {string} id */
  const open = (id) => store.set({ event: id });

  /** @param {number} by */
  function step(by) {
    const ids = presented(store.get());
    const next = ids.indexOf(store.get().event) + by;
    if (next < 0) open("");
    else if (next < ids.length) open(ids[next]);
  }

  /** Move the open event in the presentation order. @param {number} by */
  function move(by) {
    const { event, canEdit } = store.get();
    const ids = presented(store.get());
    const place = ids.indexOf(event);
    if (!canEdit || place < 0 || !ids[place + by]) return;
    send([{ event, before: (by < 0 ? ids[place - 1] : ids[place + 2]) ?? "" }]);
  }

  function showProgress() {
    const state = store.get();
    const ids = presented(state);
    const place = ids.indexOf(state.event) + 1;
    progress.hidden = !state.present;
    bar.style.width = `${(100 * place) / Math.max(1, ids.length)}%`;
    words.textContent = place ? formatPlace(state, place - 1, ids.length) : `${state.drawing?.count ?? 0} events`;
  }

  // Set a long text smaller.
  function arrange() {
    if (!store.get().present) return;
    const details = byId("details");
    details.classList.remove("long");
    details.classList.toggle("long", details.scrollHeight > details.clientHeight + 2);
  }

  function begin() {
    before = store.get().event;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    // A frame or an old browser may not allow fullscreen; the page is enlarged all the same.
    if (navigator.userActivation?.isActive ?? true) document.documentElement.requestFullscreen?.().catch(() => {});
    open("");
  }

  function end() {
    blackOut(false);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    open(before);
  }

  /** @param {boolean} isOut */
  const blackOut = (isOut) => document.body.classList.toggle("black", isOut);
  const isBlack = () => document.body.classList.contains("black");

  // Swipe left for the next event.
  let from = /** @type {Touch | null} */ (null);
  document.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
  document.addEventListener("touchend", ({ changedTouches: [to] }) => {
    if (!store.get().present || !from || !to) return;
    const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = null;
    if (isBlack()) blackOut(false);
    else if (Math.abs(x) > SWIPE && Math.abs(x) > 1.5 * Math.abs(y)) step(x < 0 ? 1 : -1);
  });

  store.subscribe(["present"], ({ present }) => (present ? begin() : end()));
  store.subscribe(["present", "drawing", "event"], showProgress);
  store.subscribe(["drawing", "details"], () => setTimeout(arrange));
  document.addEventListener("fullscreenchange", () => !document.fullscreenElement && store.set({ present: false }));

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => step(1),
    ArrowDown: () => step(1),
    PageDown: () => step(1),
    Enter: () => step(1),
    " ": () => step(1),
    ArrowLeft: () => step(-1),
    ArrowUp: () => step(-1),
    PageUp: () => step(-1),
    Backspace: () => step(-1),
    Home: () => open(""),
    End: () => open(presented(store.get()).at(-1) ?? ""),
    b: () => blackOut(true),
    ".": () => blackOut(true),
    Escape: () => store.set({ present: false }),
    p: () => store.set({ present: false }),
  };
  /** @type {Record<string, () => void>} */
  const shifted = { ArrowLeft: () => move(-1), ArrowRight: () => move(1) };
  return {
    keys(event) {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const isLight = !isBlack();
      blackOut(false); // by any key
      // These keys press a focused button.
      if (!keys[key] || ([" ", "Enter"].includes(key) && around(event, "button"))) return false;
      if (isLight) (event.shiftKey ? (shifted[key] ?? keys[key]) : keys[key])();
      return true;
    },
  };
}

/** @param {string} sign @param {string} name @param {() => void} does @param {string} [looks] */
function button(sign, name, does, looks = "") {
  const element = make("button", { type: "button", className: `icon ${looks}`.trim(), ariaLabel: name, title: name }, sign);
  element.addEventListener("click", does);
  return element;
}
