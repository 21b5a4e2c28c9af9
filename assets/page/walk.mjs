// Walking the events by keys, and opening one.

import { nameMarks, placeOf, sentence } from "./chart.mjs";
import { reset, zoom } from "./overview.mjs";
import { $, chosen, state } from "./state.mjs";
import { select } from "./view.mjs";

export function choose(id, by = document.activeElement) {
  if (id && !chosen()) state.opener = by;
  if (id !== chosen()) select({ event: id });
}

function walk(id) {
  state.walked = id;
  const place = state.shown.events.findIndex((event) => event[0] === id);
  if (place < 0) return;
  nameMarks();
  $("spoken").textContent = `${sentence(state.shown.events[place])}. ${placeOf(place)}`;
  document.querySelector(`#timeline path.point[data-event="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const here = () => state.shown.events.find((event) => event[0] === (state.walked || chosen()));

function step(by) {
  const { events } = state.shown;
  if (!events.length) return;
  const place = events.indexOf(here());
  walk(events[place < 0 ? (by > 0 ? 0 : events.length - 1) : Math.min(events.length - 1, Math.max(0, place + by))][0]);
}

function lane(by) {
  if (!here()) return step(by);
  const [, , , theme, , x, y] = here();
  const beyond = state.shown.events.filter((e) => e[3] !== theme && (e[6] - y) * by > 0);
  if (!beyond.length) return;
  const nearest = beyond.reduce((a, b) => (Math.abs(b[6] - y) < Math.abs(a[6] - y) ? b : a))[3];
  walk(beyond.filter((e) => e[3] === nearest).reduce((a, b) => (Math.abs(b[5] - x) < Math.abs(a[5] - x) ? b : a))[0]);
}

// A mark of the chart, by keys or pointer.
export function openMark(id) {
  if (!id) return;
  state.walked = id;
  choose(id, $("chart"));
}
const keys = {
  ArrowRight: () => step(1), ArrowLeft: () => step(-1), ArrowDown: () => lane(1), ArrowUp: () => lane(-1),
  Home: () => walk(state.shown.events[0]?.[0]), End: () => walk(state.shown.events.at(-1)?.[0]),
  Enter: () => openMark(state.walked || chosen()), " ": () => openMark(state.walked),
};
export const zoomKeys = { "+": () => zoom(0.5, here()), "=": () => zoom(0.5, here()), "-": () => zoom(2, here()), 0: () => reset() };

export function chartKeys(event) {
  if (event.target !== $("chart") || !keys[event.key]) return false;
  keys[event.key]();
  return true;
}

document.addEventListener("focusin", (event) => {
  if (event.target !== $("chart")) return;
  if (!state.walked && state.shown.events.length && event.target.matches(":focus-visible")) walk(chosen() || state.shown.events[0][0]);
  else nameMarks();
});
document.addEventListener("focusout", (event) => event.target === $("chart") && setTimeout(nameMarks));
