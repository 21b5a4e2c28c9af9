// Presenting: the same page, large, one event after the other.

import { keepAddress } from "./address.mjs";
import { placeOf } from "./chart.mjs";
import { $, chosen, graph, presenting, root, state, zoomed } from "./state.mjs";
import { measure, select } from "./view.mjs";

let before = ""; // the event that was open before

export function present(on) {
  if (on === presenting()) return;
  document.body.classList.toggle("presenting", on);
  if (on) {
    before = chosen();
    fitted = "";
    document.activeElement?.blur?.();
    root.requestFullscreen?.().catch(() => {}); // a frame or an old browser may not allow it: it is large all the same
  } else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  open(on ? "" : before);
  if (!$("progress")) {
    const bar = Object.assign(document.createElement("div"), { id: "progress", innerHTML: "<i></i><span></span>" });
    document.body.append(bar);
  }
  progress();
  keepAddress();
  if (on) fit();
  measure();
}

// As large as the height leaves room for: all of the chart where it can still be read, else a part of it.
const LEAST = 0.8;
let fitted = ""; // what the zoom was last found for
function fit() {
  const tall = graph()?.layout?.height;
  const room = $("chart").clientHeight;
  const now = `${innerWidth} ${innerHeight} ${Boolean(chosen())}`;
  // Drawn larger it is narrower, and may come out taller than foreseen.
  if (!tall || (fitted === now && (tall * zoomed() <= room + 2 || zoomed() <= LEAST))) return;
  fitted = now;
  root.style.setProperty("--zoom", room / tall < LEAST ? "1" : Math.min(1.6, room / tall).toFixed(3));
  measure();
}

const open = (id) => id !== chosen() && select({ event: id });

function step(by) {
  const { events } = state.shown;
  const next = events.findIndex((event) => event[0] === chosen()) + by;
  if (next < 0) open("");
  else if (next < events.length) open(events[next][0]);
}

export function progress() {
  const bar = $("progress");
  if (!bar) return;
  const { events, count } = state.shown;
  const place = events.findIndex((event) => event[0] === chosen()) + 1;
  bar.hidden = !presenting();
  bar.firstChild.style.width = `${(100 * place) / Math.max(1, events.length)}%`;
  bar.lastChild.textContent = place ? placeOf(place - 1) : `${count} events`;
}

// The lit mark in the middle of what is left of the chart.
export function showChosen() {
  fit();
  const said = $("details");
  said.classList.remove("long");
  said.classList.toggle("long", said.scrollHeight > said.clientHeight + 2);
  const lit = document.querySelector("#timeline path.point.lit");
  const room = $("chart");
  if (!lit) return void (room.scrollTop = 0);
  const [a, b] = [lit.getBoundingClientRect(), room.getBoundingClientRect()];
  room.scrollTop += a.top - b.top - b.height / 2;
}

const keys = {
  ArrowRight: () => step(1), PageDown: () => step(1), " ": () => step(1), ArrowDown: () => step(1), Enter: () => step(1),
  ArrowLeft: () => step(-1), PageUp: () => step(-1), ArrowUp: () => step(-1), Backspace: () => step(-1),
  Home: () => open(""), End: () => open(state.shown.events.at(-1)?.[0] ?? ""), Escape: () => present(false), p: () => present(false),
};

export function presentKeys(event) {
  if (!presenting() || !keys[event.key]) return false;
  keys[event.key]();
  return true;
}

document.addEventListener("fullscreenchange", () => !document.fullscreenElement && presenting() && present(false));
