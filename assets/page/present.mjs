// @ts-check
// Presenting: the same page, large, one event after the other.

import { byId, make } from "../dom.mjs";
import { formatPlace } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const SMALLEST = 0.8; // zoom at which all of the chart can still be read
const LARGEST = 1.6;

/**
 * @param {Store} store
 * @returns {{keys: (event: KeyboardEvent) => boolean}}
 */
export function mountPresent(store) {
  const room = byId("chart");
  const bar = make("i");
  const words = make("span");
  const progress = make("div", { id: "progress", hidden: true }, bar, words);
  document.body.append(progress);
  let before = ""; // the event that was open before
  let fitted = ""; // what the zoom was last found for

  /** @param {string} id */
  const open = (id) => store.set({ event: id });

  /** @param {number} by */
  function step(by) {
    const { marks, event } = store.get();
    const next = marks.findIndex((mark) => mark.id === event) + by;
    if (next < 0) open("");
    else if (next < marks.length) open(marks[next].id);
  }

  function showProgress() {
    const state = store.get();
    const place = state.marks.findIndex((mark) => mark.id === state.event) + 1;
    progress.hidden = !state.present;
    bar.style.width = `${(100 * place) / Math.max(1, state.marks.length)}%`;
    words.textContent = place ? formatPlace(state, place - 1) : `${state.drawing?.count ?? 0} events`;
  }

  // As large as the height leaves room for: all of the chart where it can still be read, else a part of it.
  function fit() {
    const { drawing, details, zoom } = store.get();
    const tall = drawing?.figure.layout.height;
    const height = room.clientHeight;
    const now = `${innerWidth} ${innerHeight} ${details}`;
    // Drawn larger it is narrower, and may come out taller than foreseen.
    if (!tall || (fitted === now && (tall * zoom <= height + 2 || zoom <= SMALLEST))) return;
    fitted = now;
    store.set({ zoom: height / tall < SMALLEST ? 1 : Number(Math.min(LARGEST, height / tall).toFixed(3)) });
  }

  // The open event's mark in the middle of what is left of the chart, and a long text smaller.
  function arrange() {
    if (!store.get().present) return;
    fit();
    const details = byId("details");
    details.classList.remove("long");
    details.classList.toggle("long", details.scrollHeight > details.clientHeight + 2);
    const lit = document.querySelector("#timeline path.point.lit");
    if (!lit) {
      room.scrollTop = 0;
      return;
    }
    const [a, b] = [lit.getBoundingClientRect(), room.getBoundingClientRect()];
    room.scrollTop += a.top - b.top - b.height / 2;
  }

  function begin() {
    before = store.get().event;
    fitted = "";
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    // A frame or an old browser may not allow it, nor does a link: it is large all the same.
    if (navigator.userActivation?.isActive ?? true) document.documentElement.requestFullscreen?.().catch(() => {});
    open("");
    fit();
  }

  function end() {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    open(before);
  }

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
    End: () => open(store.get().marks.at(-1)?.id ?? ""),
    Escape: () => store.set({ present: false }),
    p: () => store.set({ present: false }),
  };
  return {
    keys(event) {
      if (!keys[event.key]) return false;
      keys[event.key]();
      return true;
    },
  };
}
