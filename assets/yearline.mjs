// @ts-check
// Puts the parts of the page together. Dash renders the page and its controls once; the selection lives in the store, and every
// change of it is one request to the server.

import { startCorrections } from "./corrections.mjs";
import { isDark, isInList, requestReport, startDash, toggleScheme } from "./dash.mjs";
import { around, byId, isEmbed } from "./dom.mjs";
import { mountActors } from "./page/actors.mjs";
import { mountAxis } from "./page/axis.mjs";
import { mountBeyond } from "./page/beyond.mjs";
import { mountCard } from "./page/card.mjs";
import { mountChanges } from "./page/changes.mjs";
import { mountChart } from "./page/chart.mjs";
import { mountDetails } from "./page/details.mjs";
import { closeDialog, isDialogOpen, mountDialogs, openDialog } from "./page/dialogs.mjs";
import { mountEdit } from "./page/edit.mjs";
import { mountFacets } from "./page/facets.mjs";
import { takePlace } from "./page/first.mjs";
import { mountFew } from "./page/few.mjs";
import { mountFrame } from "./page/frame.mjs";
import { mountHeat } from "./page/heat.mjs";
import { mountHints } from "./page/hints.mjs";
import { mountLanes } from "./page/lanes.mjs";
import { mountLetters } from "./page/letters.mjs";
import { mountLists } from "./page/lists.mjs";
import { mountNotice } from "./page/notice.mjs";
import { mountOpen, switchReport } from "./page/open.mjs";
import { mountOverview } from "./page/overview.mjs";
import { mountParent } from "./page/parent.mjs";
import { mountPassage } from "./page/passage.mjs";
import { mountPresent } from "./page/present.mjs";
import { mountPrint } from "./page/print.mjs";
import { mountRename } from "./page/rename.mjs";
import { mountReport } from "./page/report.mjs";
import { mountReview } from "./page/review.mjs";
import { mountShare } from "./page/share.mjs";
import { mountStar } from "./page/star.mjs";
import { copyTable, mountTable } from "./page/table.mjs";
import { mountTexts, openPlace } from "./page/texts.mjs";
import { mountTip } from "./page/tip.mjs";
import { mountWalk } from "./page/walk.mjs";
import { mountWords } from "./page/words.mjs";
import { mountZoom } from "./page/zoom.mjs";
import { marksOf } from "./plotly.mjs";
import { notIn, predictDrawing } from "./predict.mjs";
import { NO_FILTERS, parseFilters, parseQuery, withoutFilter } from "./query.mjs";
import { startRequests } from "./requests.mjs";
import { createStore, roleOf } from "./store.mjs";
import { noteVisit } from "./visits.mjs";

/** @typedef {import("./store.mjs").Drawing} Drawing */

/** The part of an answer that the store keeps. @param {Drawing} answered @param {import("./store.mjs").Pending[]} pending */
function readDrawing(answered, pending) {
  const drawing = predictDrawing(answered, notIn(pending, answered.seq).flatMap(({ corrections }) => corrections));
  return { answered, drawing, zoom: answered.scale, marks: marksOf(drawing.figure), ...(answered.axis ? { axis: answered.axis } : {}) };
}

function start() {
  // The first answer comes with the page.
  const page = byId("page");
  const { drawing, query, axis, room, controls, canEdit, isOpened } = JSON.parse(page.dataset.start ?? "");
  delete page.dataset.start;
  // The server drops values that the report does not have.
  const asked = { ...parseQuery(isEmbed ? "" : location.search), ...query };
  const store = createStore({ ...asked, present: false, review: asked.review && canEdit, ...readDrawing(drawing, []), ...room, axis, canEdit, details: query.event });
  store.set({ role: roleOf(store.get()) });

  // Parts are updated in this order: the chart first.
  const details = mountDetails(store);
  const openFromChart = (/** @type {string} */ id) => {
    if (!id) return;
    store.set({ walked: id });
    details.open(id, byId("chart"));
  };
  mountFrame(store);
  mountChart(store, { pressed: openFromChart, pressedLane: (part) => zoom.nearer(part) });
  const walk = mountWalk(store, openFromChart);
  const zoom = mountZoom(store, walk.here);
  mountWords(store);
  mountLanes(store);
  mountHeat(store);
  mountLists(store);
  mountTexts(store);
  mountAxis(store);
  mountTip(store);
  const beyond = mountBeyond(store);
  const overview = mountOverview(store);
  if (!isEmbed) mountFew(store);
  mountTable(store);
  const report = mountReport(store, { request: requestReport, open: details.open });
  const present = mountPresent(store, (...values) => corrections?.send(...values));
  const host = isEmbed ? mountParent() : null; // the page that embeds this one
  const share = mountShare(store);
  const editing = page.classList.contains("can-edit") ? mountEditing(store, (...values) => corrections?.send(...values)) : null;
  const { pick, forget } = mountOpen(store);
  mountNotice(store);
  mountPrint(store);
  if (!isEmbed) mountHints(store);
  mountDialogs();
  const { prefetch } = startRequests(store, (answer) => readDrawing(answer, store.get().pending));
  const corrections = isEmbed ? null : startCorrections(store);
  store.subscribe(["pending"], ({ answered, pending }) => answered && store.set(readDrawing(answered, pending)));
  store.set({ dark: isDark() }); // the current state: what was drawn is for the size that the server knew
  const actors = mountActors(store, { prefetch });
  mountFacets(store, { prefetch });
  startDash(store, controls, { prefetch, reportShown: report.shown, openReport: (key) => switchReport(store, key) });

  const changes = mountChanges(store, corrections);
  const rename = mountRename(store, corrections);
  const card = isEmbed ? null : mountCard(store, corrections);

  const toggleReading = () => byId("open-reading").hidden || store.set({ reading: !store.get().reading, changes: false });
  const toggleTable = () => store.set({ view: store.get().view === "table" ? "" : "table" });

  /** After a button that removes itself, the focus goes to the element that reports the result. @param {string} id @param {Parameters<typeof store.set>[0]} change */
  function andGoTo(id, change) {
    store.set(change);
    const place = byId(id);
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  /** The actions of buttons, by `data-does`. @type {Record<string, (button: HTMLElement) => void>} */
  const actions = {
    ...share,
    "copy-table": copyTable,
    print: () => {
      closeDialog("share");
      print();
    },
    keys: () => openDialog("keys"),
    scheme: toggleScheme,
    present: () => store.set({ present: true }),
    read: toggleReading,
    filter: ({ dataset }) => store.set(parseFilters(dataset.query ?? "")),
    table: toggleTable,
    changes: changes.toggle,
    card: () => card?.open(),
    undo: () => corrections?.undo(),
    "take-back": changes.take,
    rename: rename.open,
    same: ({ dataset }) => corrections?.send([{ same: /** @type {[string, string]} */ ((dataset.value ?? "").split(" ")), is: dataset.key === "true" }]),
    "edit-names": rename.toggle,
    open: pick,
    forget: ({ dataset }) => forget(dataset.value ?? ""),
    reset: () => andGoTo("summary", NO_FILTERS),
    unfilter: ({ dataset }) => andGoTo("summary", withoutFilter(store.get(), (dataset.keys ?? "").split(" "), dataset.value ?? "")),
    beyond: beyond.show,
    role: ({ dataset }) => actors.choose(/** @type {import("./store.mjs").Role} */ (dataset.value)),
    only: ({ dataset }) => store.set({ [dataset.key ?? "actor"]: [dataset.value ?? ""] }),
    step: ({ dataset }) => details.open(dataset.value ?? ""),
    event: (button) => details.open(button.dataset.value ?? "", button),
    sort: ({ dataset }) => store.set({ sort: dataset.value ?? "" }),
    ...editing?.actions,
  };
  document.addEventListener("click", (event) => {
    const button = around(event, "[data-does]");
    if (around(event, "#open-filters")) store.set({ drawer: !store.get().drawer });
    else if (around(event, "#close-filters") || (!around(event, "#filters") && !isInList(event))) store.set({ drawer: false });
    // It stays open while what its buttons opened is shown, which returns the focus to them; a press on the chart closes it.
    if (around(event, "#open-menu")) store.set({ menu: !store.get().menu });
    else if (around(event, "#main, #open-filters")) store.set({ menu: false });
    // Ctrl and click opens a link in a new tab.
    if (!button || (button.matches("a[href]") && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    if (button.matches("a[data-does]")) event.preventDefault();
    actions[button.dataset.does ?? ""]?.(button);
  });

  const letters = mountLetters();
  /** @type {Record<string, () => void>} */
  const pageKeys = {
    // If the filters are in a drawer, its button is visible.
    "/": () => (byId("open-filters").offsetParent ? store.set({ drawer: true }) : byId("search").focus()),
    "?": () => openDialog("keys"),
    p: () => store.set({ present: true }),
    r: toggleReading,
    t: toggleTable,
    c: () => changes.has() && changes.toggle(),
    ...zoom.keys,
    ...editing?.pageKeys,
  };

  function escape() {
    const { drawer, menu, event, reading, changes: isListing } = store.get();
    if (drawer) store.set({ drawer: false });
    else if (menu) store.set({ menu: false });
    else if (editing?.close()) return;
    else if (event) details.open("");
    else if (reading) toggleReading();
    else if (isListing) changes.toggle();
  }

  /** Whether a key was handled. @param {KeyboardEvent} event */
  function pressed(event) {
    if (store.get().present) return present.keys(event);
    if (host?.wants(event)) return false;
    if (editing?.keys(event)) return true;
    if (walk.keys(event) || overview.keys(event) || report.keys(event)) return true;
    if (event.key === "Escape" && !event.defaultPrevented) escape();
    const isTyping = around(event, "input, textarea, select, [contenteditable], [role=slider]") !== null;
    if (isTyping || isEmbed || !pageKeys[event.key]) return false;
    pageKeys[event.key]();
    return true;
  }
  document.addEventListener("keydown", (event) => {
    if (isUndo(event)) {
      event.preventDefault();
      if (event.shiftKey) corrections?.redo();
      else corrections?.undo();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isDialogOpen() || letters.ignores(event)) return;
    if (pressed(event)) event.preventDefault();
    else host?.pass(event);
  });

  /** A field's value when it got the focus; a different value was typed. @type {[EventTarget | null, string]} */
  let entered = [null, ""];
  document.addEventListener("focusin", ({ target }) => {
    entered = [target, /** @type {HTMLInputElement} */ (target).value ?? ""];
  });

  /** Ctrl+Z, unless it undoes typing in a field. @param {KeyboardEvent} event */
  function isUndo(event) {
    const field = /** @type {HTMLInputElement | null} */ (around(event, "input:not([type=checkbox]), textarea"));
    const isTyping = around(event, "[contenteditable]") !== null || (field !== null && (entered[0] !== field || field.value !== entered[1]));
    return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isTyping && store.get().canEdit;
  }

  if (!isEmbed) noteVisit(query.report, page.querySelector("h1")?.textContent ?? "", isOpened);
  editing?.begin();
  openPlace(store);
  if (asked.present) store.set({ present: true });
  return store;
}

/**
 * The form, the review, and adding events from the report.
 * @param {import("./store.mjs").Store} store
 * @param {(corrections: import("./store.mjs").Correction[]) => void} send
 */
function mountEditing(store, send) {
  const form = mountEdit(store, { send, right: (id) => review.right(id), hidden: (id) => review.next(id), closed: () => review.end() });
  const review = mountReview(store, { send });
  const passage = mountPassage(store, { add: form.add });
  const star = mountStar(store, send);
  return {
    begin: review.begin,
    /** The actions of buttons, by `data-does`. @type {Record<string, (button: HTMLElement) => void>} */
    actions: {
      edit: form.open,
      star: ({ dataset }) => star.toggle(dataset.value ?? ""),
      "edit-close": form.close,
      "add-event": () => form.add(),
      "put-back": ({ dataset }) => form.putBack(dataset.value ?? ""),
      "actor-done": form.actorDone,
      hide: form.hide,
      review: review.toggle,
      "review-back": review.back,
      "review-skip": review.skip,
    },
    /** @type {Record<string, () => void>} */
    pageKeys: { e: form.open, s: star.toggleOpen, v: review.toggle },
    /** @param {KeyboardEvent} event */
    keys: (event) => passage.keys(event) || form.keys(event) || review.keys(event, { submit: form.submit, hide: form.hide, edit: form.open }),
    /** Whether a form was open and is now closed. */
    close() {
      if (!form.mode()) return false;
      form.close();
      return true;
    },
  };
}

const PAGE = "#react-entry-point #page";

/** As soon as Dash's page is there, so that nothing is shown twice. */
function begin() {
  const goOn = takePlace();
  goOn(start());
}

// Dash inserts the page when its scripts have run, before or after this one.
if (document.querySelector(PAGE)) begin();
else {
  new MutationObserver((_, observer) => {
    if (!document.querySelector(PAGE)) return;
    observer.disconnect();
    begin();
  }).observe(document.documentElement, { childList: true, subtree: true });
}
