// @ts-check
// The drawn chart: the room it has, its marks' names, and which of them is lit.

import { all, around, byId, make } from "../dom.mjs";
import { createChart, headlineAround, markElements } from "../plotly.mjs";
import { formatMark } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/**
 * Where a place on the screen is across the plot, 0 to 1; null beside it, or where time runs down the page.
 * @param {Store} store
 * @param {number} clientX
 */
export function partAt(store, clientX) {
  const { drawing, present, zoom } = store.get();
  if (!drawing?.plot) return null;
  const [left, right] = drawing.plot;
  const x = (clientX - byId("timeline").getBoundingClientRect().left) / (present ? zoom : 1);
  const part = (x - left) / (right - left);
  return part >= 0 && part <= 1 ? part : null;
}

/**
 * @param {Store} store
 * @param {{pressed: (id: string) => void, pressedLane: (part: number) => void}} on
 */
export function mountChart(store, { pressed, pressedLane }) {
  const room = byId("chart");
  const place = byId("timeline");
  showEarly(room);
  const chart = createChart(place, {
    drawn,
    pressed,
    pointed: (id) => store.set({ pointed: id ? [id] : [] }),
  });

  function nameMarks() {
    const { marks, event, walked } = store.get();
    const onChart = document.activeElement === room;
    let count = 0;
    for (const { element, trace, index } of markElements(place)) {
      const mark = marks[index];
      if (!mark) continue;
      element.dataset.event = mark.id;
      element.classList.toggle("lit", mark.id === event);
      element.classList.toggle("walked", mark.id === walked && onChart);
      if (trace !== "events") continue;
      element.setAttribute("role", "img");
      element.setAttribute("aria-label", formatMark(mark));
      count += 1;
    }
    return count;
  }

  function drawn() {
    place.dataset.drawn = String(nameMarks());
    room.style.minHeight = "";
    document.getElementById("early")?.remove();
  }

  function measure() {
    const { present, zoom, width } = store.get();
    const wide = Math.floor(room.clientWidth / (present ? zoom : 1));
    if (wide > 0 && Math.abs(wide - width) >= 2) store.set({ width: wide });
  }

  // Of many events some have no mark: a press on a lane's area goes nearer.
  /** @param {MouseEvent} event */
  function under(event) {
    const { marks, drawing } = store.get();
    const found = document.elementsFromPoint(event.clientX, event.clientY).map(headlineAround);
    const headline = found.find(Boolean)?.dataset.event ?? "";
    const part = marks.length < (drawing?.count ?? 0) ? partAt(store, event.clientX) : null;
    return { headline, part };
  }

  document.addEventListener("pointermove", (event) => {
    const { headline, part } = around(event, "#timeline") ? under(event) : { headline: "", part: null };
    room.classList.toggle("over-headline", headline !== "");
    room.classList.toggle("over-lane", part !== null && !headline);
    if (headline !== overHeadline) store.set({ pointed: headline ? [headline] : [] });
    overHeadline = headline;
  });
  let overHeadline = "";
  place.addEventListener("click", (event) => {
    const { headline, part } = under(event);
    if (headline) pressed(headline);
    else if (part !== null && !store.get().pointed.length) pressedLane(part);
  });

  store.subscribe(["drawing"], ({ drawing }) => drawing && chart.draw(drawing.figure));
  store.subscribe(["event", "walked", "marks"], nameMarks);
  store.subscribe(["pointed"], ({ pointed }) => {
    for (const element of all("#timeline [data-event]")) element.classList.toggle("linked", pointed.includes(element.dataset.event ?? ""));
  });
  store.subscribe(["present", "zoom", "details", "reading"], measure);
  room.addEventListener("focusin", nameMarks);
  room.addEventListener("focusout", () => setTimeout(nameMarks));
  new ResizeObserver(measure).observe(room);
  chart.draw(store.get().drawing?.figure);
}

/** The server's own picture of the chart, until Plotly has drawn it. @param {HTMLElement} room */
function showEarly(room) {
  const picture = new DOMParser().parseFromString(room.dataset.early ?? "", "image/svg+xml").documentElement;
  delete room.dataset.early;
  room.prepend(make("div", { id: "early" }, document.importNode(picture, true)));
}
