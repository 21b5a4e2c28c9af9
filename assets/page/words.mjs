// @ts-check
// The summary of the selection, the address, and the history.

import { addressOf, all, byId, counted, isEmbed, setText } from "../dom.mjs";
import { formatQuery, formatSelection, parseQuery } from "../query.mjs";
import { isGesture } from "../range.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const REST = 200; // ms; browsers limit how often the address may change
const PAUSE = 1000; // ms after which typing or a gesture starts a new history entry
const QUERY = /** @type {(keyof import("../store.mjs").State)[]} */ (["topic", "theme", "act", "actor", "by", "upon", "where", "from", "to", "q", "event", "report", "reports", "lanes", "view", "sort", "present", "review"]);

/** @param {Store} store */
export function mountWords(store) {
  document.title = store.get().drawing?.title ?? document.title;
  store.subscribe(["drawing"], ({ drawing }) => {
    if (!drawing) return;
    setText(byId("summary"), drawing.summary);
    setText(byId("close-filters"), `Show ${counted(drawing.count, "event")}`);
    document.title = drawing.title;
    setText(byId("summary-more"), drawing.more);
    setText(byId("months-said"), drawing.months);
    for (const sign of all("#signs [data-sign]")) sign.hidden = !drawing.signs.includes(sign.dataset.sign ?? "");
    const scale = document.querySelector("#signs [data-sign=area]")?.lastChild;
    if (scale) scale.textContent = drawing.highest;
    byId("reset").hidden = drawing.whole;
    byId("empty").hidden = drawing.some;
    setText(/** @type {HTMLElement} */ (byId("empty").firstElementChild), drawing.none);
  });

  mountHistory(store);
}

/**
 * Each deliberate step is a history entry; a gesture or continued typing shares one.
 * @param {Store} store
 */
function mountHistory(store) {
  let timer = 0;
  let last = { kind: "", time: -Infinity };
  let isBack = false; // the state was restored from the history

  const address = () => {
    const text = formatQuery(store.get());
    return location.pathname + (text ? "?" + text : "");
  };

  /** @param {string} kind */
  function write(kind) {
    const time = performance.now();
    const goesOn = kind === "present" || (kind !== "step" && kind === last.kind && time - last.time < PAUSE);
    last = { kind, time };
    if (address() === location.pathname + location.search) return;
    history[goesOn ? "replaceState" : "pushState"]({ query: formatQuery(store.get()) }, "", address());
  }

  store.subscribe(QUERY, (state, before) => {
    const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById("embed-link"));
    if (link) link.href = addressOf("/?" + formatSelection(state));
    clearTimeout(timer);
    if (isBack) return;
    if (isEmbed || before.present || before.review) return write("present");
    if (state.q !== before.q) return write("typing");
    if (!isGesture(state) || (state.from === before.from && state.to === before.to)) return write("step");
    timer = window.setTimeout(() => write("gesture"), REST);
  });

  addEventListener("popstate", (event) => {
    isBack = true;
    last = { kind: "", time: -Infinity };
    store.set({ ...parseQuery(event.state?.query ?? location.search), range: null });
    isBack = false;
  });

  // Values that the report does not have are not asked for again when going back.
  if (!isEmbed) history.replaceState({ query: formatQuery(store.get()) }, "");
}
