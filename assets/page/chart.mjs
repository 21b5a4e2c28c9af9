// @ts-check
// The chart: its size, the names of its marks, and the highlighted one.

import { all, around, byId, make } from "../dom.mjs";
import { createChart, headlineAround, markElements } from "../plotly.mjs";
import { formatMark } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const SIZE = 14; // px of the page's letters
const [HELD, SMALL] = [0.86, 0.64]; // of that size, on a phone, and in a frame
const NEAR = 12; // px beside a mark that are the mark's, where no lane's area answers too

/**
 * The horizontal position of a point in the plot, 0 to 1; null outside of it, or where time runs down the page.
 * @param {Store} store
 * @param {number} clientX
 */
export function partAt(store, clientX) {
  const { drawing, zoom } = store.get();
  if (!drawing?.plot) return null;
  const [left, right] = drawing.plot;
  const x = (clientX - byId("timeline").getBoundingClientRect().left) / zoom;
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

  const fits = byId("page").classList.contains("fit");

  function measure() {
    const { present, width } = store.get();
    const wide = room.clientWidth;
    if (!wide) return;
    const stage = present || fits ? formatStage(room.clientHeight, present) : "";
    store.set({ width: Math.abs(wide - width) >= 2 ? wide : width, stage });
  }

  // Of many events some have no mark: a press on a lane's area zooms in.
  /** @param {MouseEvent} event */
  function under(event) {
    const { marks, drawing } = store.get();
    const found = document.elementsFromPoint(event.clientX, event.clientY).map(headlineAround);
    const headline = found.find(Boolean)?.dataset.event ?? "";
    const part = marks.length < (drawing?.count ?? 0) ? partAt(store, event.clientX) : null;
    return { headline, part };
  }

  // The elements are asked directly: plotly reports pointer events a moment later.
  /** @param {MouseEvent} event */
  function markUnder({ clientX, clientY }) {
    const { marks, drawing } = store.get();
    const near = marks.length < (drawing?.count ?? 0) ? 0 : NEAR;
    const found = all("path.point[data-event]", place).map((mark) => {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      const away = Math.hypot(clientX - (left + right) / 2, clientY - (top + bottom) / 2);
      return { id: mark.dataset.event ?? "", beside: away - (right - left) / 2, away };
    });
    const [nearest] = found.filter(({ beside }) => beside <= near).toSorted((a, b) => a.away - b.away);
    return nearest?.id ?? "";
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
    const id = headline || markUnder(event);
    if (id) pressed(id);
    else if (part !== null) pressedLane(part);
  });

  store.subscribe(["drawing"], ({ drawing }) => drawing && chart.draw(drawing.figure));
  store.subscribe(["event", "walked", "marks"], nameMarks);
  store.subscribe(["pointed"], ({ pointed }) => {
    for (const element of all("#timeline [data-event]")) element.classList.toggle("linked", pointed.includes(element.dataset.event ?? ""));
  });
  store.subscribe(["present", "event", "details", "reading"], measure);
  room.addEventListener("focusin", nameMarks);
  room.addEventListener("focusout", () => setTimeout(nameMarks));
  new ResizeObserver(measure).observe(room);
  chart.draw(store.get().drawing?.figure);
}

/**
 * The size that the whole chart has to fit into: its height in px, and the range of letter sizes in percent of the page's. For a projector, letters have the size of 20 px on a screen 1080 px tall.
 * @param {number} height
 * @param {boolean} isHall
 */
function formatStage(height, isHall) {
  const least = isHall ? Math.max(HELD, (20 / SIZE) * Math.min(innerHeight / 1080, innerWidth / 1920)) : SMALL;
  const largest = isHall ? Math.max(1.6, 1.35 * least) : 1;
  return `height=${height}&least=${Math.ceil(100 * least)}&largest=${Math.round(100 * largest)}`;
}

/** The server's SVG of the chart, shown until Plotly has drawn it. @param {HTMLElement} room */
function showEarly(room) {
  const picture = new DOMParser().parseFromString(room.dataset.early ?? "", "image/svg+xml").documentElement;
  delete room.dataset.early;
  room.prepend(make("div", { id: "early" }, document.importNode(picture, true)));
}
