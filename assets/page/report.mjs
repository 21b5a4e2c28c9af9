// @ts-check
// The report's text beside the chart, with each event's sentence highlighted unless the filters hide it.

import { all, around, byId, isCalm } from "../dom.mjs";
import { showPlace } from "./texts.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/** @param {HTMLElement} mark a sentence */
const eventsOf = (mark) => (mark.dataset.events ?? "").split(" ");

/**
 * @param {Store} store
 * @param {{request: (seq: number) => void, open: (id: string, from: HTMLElement) => void}} on `request` has the server fill the text
 * @returns {{keys: (event: KeyboardEvent) => boolean, shown: () => void}}
 */
export function mountReport(store, { request, open }) {
  const text = byId("reading");

  function markEvents() {
    const { reading, marks, drawing, event } = store.get();
    if (!reading) return;
    const drawn = new Set(marks.map((mark) => mark.id));
    const isAll = marks.length < (drawing?.count ?? 0); // of many events only some have a mark
    for (const mark of all(".event-mark", text)) {
      const ids = eventsOf(mark);
      const isShown = isAll || ids.some((id) => drawn.has(id));
      mark.classList.toggle("hidden-by-filters", !isShown);
      mark.tabIndex = isShown ? 0 : -1;
      mark.classList.toggle("current", ids.includes(event));
    }
  }

  /** @param {ScrollBehavior} behavior */
  const scrollToEvent = (behavior) => text.querySelector(".current")?.scrollIntoView({ block: "center", behavior });

  let asked = -1; // the last correction included in the text

  function renew() {
    const { reading, drawing } = store.get();
    if (!reading || asked === (drawing?.seq ?? 0)) return;
    asked = drawing?.seq ?? 0;
    request(asked);
  }

  store.subscribe(["reading"], () => {
    renew();
    markEvents();
  });
  store.subscribe(["drawing"], renew);
  store.subscribe(["drawing", "event"], markEvents);
  store.subscribe(["details"], ({ reading, details }) => {
    if (reading && details) setTimeout(() => scrollToEvent(isCalm() ? "auto" : "smooth"));
  });
  store.subscribe(["pointed"], ({ pointed }) => {
    for (const mark of all(".event-mark", text)) mark.classList.toggle("linked", eventsOf(mark).some((id) => pointed.includes(id)));
  });

  for (const [kind, on] of /** @type {const} */ ([["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]])) {
    text.addEventListener(kind, (event) => {
      const mark = around(event, ".event-mark");
      if (mark) store.set({ pointed: on ? eventsOf(mark) : [] });
    });
  }
  /** @param {Event} event */
  function openMark(event) {
    const mark = around(event, "#reading .event-mark");
    if (mark) open(eventsOf(mark)[0], mark);
    return mark !== null;
  }
  text.addEventListener("click", openMark);
  return {
    keys: (event) => (event.key === "Enter" || event.key === " ") && openMark(event),
    shown() {
      markEvents();
      if (!showPlace(text)) scrollToEvent("auto");
    },
  };
}
