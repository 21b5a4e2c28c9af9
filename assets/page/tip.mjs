// @ts-check
// The tooltip: what the headline does not say of the mark under pointer or focus.

import { all, byId, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").EventMark} EventMark */

const APART = 6; // px between the tooltip and its mark
const EDGE = 8; // px to the window's edge
const MOST_ACTORS = 3;
const AXIS = 40; // px at the top, where the months' names may stand

/** @param {Store} store */
export function mountTip(store) {
  const chart = byId("chart");
  const tip = make("div", { id: "tip", hidden: true, ariaHidden: "true" });
  document.body.append(tip);

  function show() {
    const { pointed, walked, marks, lanes, drawing, present } = store.get();
    const id = chart.matches(":hover") && pointed.length === 1 ? pointed[0] : document.activeElement === chart ? walked : "";
    const mark = marks.find((one) => one.id === id);
    const drawn = mark ? all(`#timeline [data-event="${CSS.escape(mark.id)}"]`) : [];
    tip.hidden = !mark || !drawn.length || present;
    if (!mark || tip.hidden) return;
    tip.replaceChildren(...render(mark, lanes !== "" && drawing?.plot !== null));
    place(tip, drawn);
  }

  store.subscribe(["pointed", "walked", "drawing", "present"], show);
  chart.addEventListener("focusout", () => setTimeout(show));
  chart.addEventListener("pointerleave", show);
  addEventListener("scroll", () => (tip.hidden = true), { passive: true });
}

/** @param {EventMark} mark @param {boolean} withTheme where neither lane nor label say it */
function render({ headline, date, theme, actors, report, named }, withTheme) {
  const words = [date, ...(withTheme ? [theme] : []), ...(actors.length ? [formatActors(actors)] : [])].join(" · ");
  const rest = make("span", { dir: "auto" }, ...(report ? [make("b", {}, report), " · "] : []), words);
  return named ? [rest] : [make("strong", { dir: "auto" }, headline), rest];
}

/** "police, UNHCR, Ana Roe and 3 others" @param {string[]} actors */
function formatActors(actors) {
  const more = actors.length - MOST_ACTORS;
  return more > 1 ? `${actors.slice(0, MOST_ACTORS).join(", ")} and ${more} others` : actors.join(", ");
}

/**
 * Above mark and headline, below or beside them: wherever it covers least.
 * @param {HTMLElement} tip
 * @param {HTMLElement[]} drawn
 */
function place(tip, drawn) {
  const boxes = boxesOf(drawn);
  const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
  const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  const [wide, tall] = [tip.offsetWidth, tip.offsetHeight];
  const furthest = byId("main").getBoundingClientRect().right - EDGE - wide;
  const along = Math.max(EDGE, Math.min(left, furthest));
  const middle = (top + bottom - tall) / 2;
  const places = [
    [along, top - APART - tall],
    [along, bottom + APART],
    [right + APART, middle],
    [left - APART - wide, middle],
  ].filter(([x, y]) => x >= EDGE && x <= furthest && y >= AXIS && y + tall <= innerHeight);
  const others = boxesOf(all("#timeline [data-event], .axis.across").filter((element) => !drawn.includes(element)));
  const covered = (/** @type {number[]} */ [x, y]) => others.filter((box) => box.left < x + wide && x < box.right && box.top < y + tall && y < box.bottom).length;
  const [x, y] = places.toSorted((a, b) => covered(a) - covered(b))[0] ?? [along, bottom + APART];
  tip.style.left = `${x}px`;
  tip.style.top = `${y}px`;
}

/** @param {HTMLElement[]} elements */
const boxesOf = (elements) => elements.map((element) => element.getBoundingClientRect()).filter(({ width, height }) => width && height);
