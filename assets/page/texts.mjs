// @ts-check
// Where searched words stand in the texts of several reports: how many, which, and the place in one that is opened.

import { addressOf, all, byId, isEmbed, make, setText } from "../dom.mjs";
import { formatSelection } from "../query.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {{name: string, key: string, before: string, hit: string, after: string, start: number}} Hit */

const PLACE = /^#text-(\d+)-(.{1,200})$/s; // behind an address: where the words begin, and the words

/** @param {Store} store */
export function mountTexts(store) {
  const button = /** @type {HTMLButtonElement} */ (byId("in-texts"));
  const list = byId("texts");
  let asked = ""; // the question whose answer is shown or awaited

  function close() {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    asked = "";
  }

  async function show() {
    const { q, report, reports } = store.get();
    const text = formatSelection({ ...store.get(), event: "", lanes: "" });
    if (text === asked) return;
    asked = text;
    try {
      const response = await fetch(addressOf("/texts?" + text));
      if (!response.ok || asked !== text) return;
      const found = /** @type {{count: number, reports: Hit[]}} */ (await response.json());
      const rest = found.count - found.reports.length;
      list.replaceChildren(
        make("ul", {}, ...found.reports.map(renderHit)),
        ...(rest > 0 ? [make("p", { className: "muted" }, `and in ${rest} more reports; choose some of them, or search for more.`)] : []),
      );
      list.setAttribute("aria-label", `“${q}” in the text of ${found.count} reports`);
      list.hidden = false;
      button.setAttribute("aria-expanded", "true");
    } catch {
      asked = ""; // the next press asks again
    }
    return [report, reports];
  }

  button.addEventListener("click", () => (list.hidden ? show() : close()));
  store.subscribe(["drawing"], ({ drawing }) => {
    const count = drawing?.texts ?? 0;
    button.hidden = !count;
    setText(button, `in the text of ${count} report${count === 1 ? "" : "s"}`);
    if (!count) close();
    else if (!list.hidden) show();
  });
}

/** Open the report's text where the address names a place in it. @param {Store} store */
export function openPlace(store) {
  if (!isEmbed && PLACE.test(location.hash) && !byId("open-reading").hidden) store.set({ reading: true });
}

/** @param {Hit} hit */
function renderHit({ name, key, before, hit, after, start }) {
  const address = addressOf("/?" + new URLSearchParams({ report: key })) + `#text-${start}-${encodeURIComponent(hit)}`;
  return make("li", {}, make("a", { href: address, dir: "auto" }, name), make("span", { dir: "auto" }, before, make("mark", { className: "hit" }, hit), after));
}

/**
 * Scroll a report's text to the place that the address names, and mark its words.
 * @param {HTMLElement} text
 */
export function showPlace(text) {
  const [, start, coded] = PLACE.exec(location.hash) ?? [];
  const block = start && all("[data-start]", text).findLast((one) => Number(one.dataset.start) <= Number(start));
  if (!block) return false;
  block.scrollIntoView({ block: "center" });
  const words = decode(coded);
  const from = (block.textContent ?? "").toLowerCase().indexOf(words.toLowerCase());
  if (from < 0 || !("highlights" in CSS)) return true;
  const range = new Range();
  let place = 0;
  const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const letters = node.textContent?.length ?? 0;
    const to = from + words.length;
    if (place <= from && from < place + letters) range.setStart(node, from - place);
    if (place < to && to <= place + letters) range.setEnd(node, to - place);
    place += letters;
  }
  CSS.highlights.set("found", new Highlight(range));
  return true;
}

/** @param {string} coded */
function decode(coded) {
  try {
    return decodeURIComponent(coded).replace(/\s+/g, " ");
  } catch {
    return coded;
  }
}
