// @ts-check
// What the page says of the selection, and the address that says it too.

import { addressOf, all, byId, counted, isEmbed, setText } from "../dom.mjs";
import { formatQuery, formatSelection, parseQuery } from "../query.mjs";
import { isGesture } from "../range.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const REST = 200; // ms; browsers refuse an address that changes at every turn of a wheel
const PAUSE = 1000; // ms after which typing or a gesture begins anew
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
 * Each deliberate step is an entry of the browser's history; a gesture or a word being typed is one with what goes on.
 * @param {Store} store
 */
function mountHistory(store) {
  let timer = 0;
  let last = { kind: "", time: -Infinity };
  let isBack = false; // what is shown comes from the history

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

  // What the address asks for in vain is not asked for again on the way back.
  if (!isEmbed) history.replaceState({ query: formatQuery(store.get()) }, "");
}
