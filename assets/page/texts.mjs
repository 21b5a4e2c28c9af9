// @ts-check
// Search results: the sentences with the searched words. A press opens one in its report.

import { addressOf, all, around, byId, isEmbed, make, setText } from "../dom.mjs";
import { formatSelection, NO_FILTERS } from "../query.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Texts} Texts */
/** @typedef {import("../store.mjs").Hit} Hit */

const PLACE = /^#text-(\d+)-(.{1,200})$/s; // the fragment of an address: offset and words

/** @param {Store} store */
export function mountTexts(store) {
  const button = /** @type {HTMLButtonElement} */ (byId("in-texts"));
  const list = byId("texts");
  const pane = byId("reading");
  let asked = ""; // the search that is shown or requested
  let last = { text: "", found: /** @type {Promise<Texts | null>} */ (Promise.resolve(null)) };
  let isOurs = false; // the list opened by itself, as no event matches

  function close() {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    asked = "";
    isOurs = false;
  }

  /** @param {Texts} found */
  function show(found) {
    list.replaceChildren(make("ul", {}, ...found.reports.map(renderHit)), ...(found.rest > 0 ? [make("p", { className: "muted" }, `and ${found.rest} more; choose fewer, or search for more.`)] : []));
    list.setAttribute("aria-label", `“${store.get().q}” in the text`);
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
  }

  /** Only the search words and the chosen reports determine the sentences. */
  const question = () => formatSelection({ ...store.get(), ...NO_FILTERS, q: store.get().q, reports: store.get().reports, event: "", lanes: "" });

  /** The answer to a search, requested once for list and highlights. @param {string} text */
  async function find(text) {
    if (text !== last.text) last = { text, found: fetchTexts(text) };
    const found = await last.found;
    if (!found && last.text === text) last.text = ""; // requested again
    return found;
  }

  async function ask() {
    const text = question();
    if (text === asked) return;
    asked = text;
    const found = await find(text);
    if (found && asked === text) show(found);
    else if (!found && asked === text) asked = ""; // the next press retries
  }

  function update() {
    const { drawing } = store.get();
    button.hidden = !drawing?.texts;
    setText(button, drawing?.texts ?? "");
    if (drawing?.found) {
      isOurs = true;
      asked = question();
      last = { text: asked, found: Promise.resolve(drawing.found) };
      show(drawing.found);
    } else if (!drawing?.texts || isOurs) close();
    else if (!list.hidden) ask();
  }

  button.addEventListener("click", () => (list.hidden ? ask() : close()));
  list.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (around(event, "a[data-here]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(history.state, "", link.hash);
    if (store.get().reading && pane.firstElementChild) showPlace(pane);
    else store.set({ reading: true });
  });
  store.subscribe(["drawing"], update);
  update();

  let marked = ""; // the search that is highlighted in the report
  async function markWords() {
    const { reading, drawing, q } = store.get();
    const text = reading && q && drawing?.texts && pane.firstElementChild ? question() : "";
    if (text === marked) return;
    marked = text;
    const found = text ? await find(text) : null;
    if (marked === text) highlight("searched", found ? rangesOf(pane, found.marks) : []);
  }
  store.subscribe(["drawing", "reading"], markWords);
  new MutationObserver(() => {
    marked = "";
    markWords();
  }).observe(pane, { childList: true });
}

/** @param {string} query @returns {Promise<Texts | null>} null where there is no answer */
async function fetchTexts(query) {
  try {
    const response = await fetch(addressOf("/texts?" + query));
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Open the report's text if the address names a place in it. @param {Store} store */
export function openPlace(store) {
  if (canRead() && PLACE.test(location.hash)) store.set({ reading: true });
}

/** Whether the report's text can be shown beside the chart. */
const canRead = () => !isEmbed && !byId("open-reading").hidden;

/** @param {Hit} hit */
function renderHit({ name, key, page, more, before, hit, after, start }) {
  const isHere = (new URLSearchParams(location.search).get("report") ?? "") === key;
  const address = addressOf("/?" + new URLSearchParams(key ? { report: key } : {})) + `#text-${start}-${encodeURIComponent(hit)}`;
  const words = name || page || "The report";
  const title = isHere && !canRead() ? make("b", { dir: "auto" }, words) : make("a", { href: address, dir: "auto", data: isHere ? { here: "true" } : {} }, words);
  const rest = [name && page, more ? `and ${more} more` : ""].filter(Boolean).join(" · ");
  return make("li", {}, make("div", {}, title, ...(rest ? [make("span", { className: "muted" }, rest)] : [])), make("span", { dir: "auto" }, before, make("mark", { className: "hit" }, hit), after));
}

/**
 * Scroll the report's text to the place in the address, and highlight its words.
 * @param {HTMLElement} text
 */
export function showPlace(text) {
  const [, start, coded] = PLACE.exec(location.hash) ?? [];
  const block = start && all("[data-start]", text).findLast((one) => Number(one.dataset.start) <= Number(start));
  if (!block) return false;
  const words = decode(coded);
  const from = nearest((block.textContent ?? "").toLowerCase(), words.toLowerCase(), Number(start) - Number(block.dataset.start));
  const ranges = from < 0 ? [] : rangesOf(text, [[Number(block.dataset.start), from, from + words.length]]);
  highlight("found", ranges);
  (ranges[0]?.startContainer.parentElement ?? block).scrollIntoView({ block: "center" });
  return true;
}

/** The offset of `words` in `text` nearest to a position; -1 for none. @param {string} text @param {string} words @param {number} place */
function nearest(text, words, place) {
  let best = -1;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) if (best < 0 || Math.abs(at - place) < Math.abs(best - place)) best = at;
  return best;
}

/** Highlight ranges without changing the DOM. @param {string} name @param {Range[]} ranges */
function highlight(name, ranges) {
  if (!("highlights" in CSS)) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

/**
 * The ranges of offsets in a report's text: the paragraph's start, and start and end in its rendered text.
 * @param {HTMLElement} text
 * @param {[block: number, from: number, to: number][]} places sorted
 */
function rangesOf(text, places) {
  const blocks = new Map(all("[data-start]", text).map((block) => [Number(block.dataset.start), block]));
  return places.flatMap(([start, from, to]) => {
    const block = blocks.get(start);
    const range = block && rangeIn(block, from, to);
    return range ? [range] : [];
  });
}

/** @param {HTMLElement} block @param {number} from @param {number} to */
function rangeIn(block, from, to) {
  const range = new Range();
  let place = 0;
  const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const letters = node.textContent?.length ?? 0;
    if (place <= from && from < place + letters) range.setStart(node, from - place);
    if (place < to && to <= place + letters) {
      range.setEnd(node, to - place);
      return range;
    }
    place += letters;
  }
  return null;
}

/** @param {string} coded */
function decode(coded) {
  try {
    return decodeURIComponent(coded).replace(/\s+/g, " ");
  } catch {
    return coded;
  }
}
