// @ts-check
// The list of changes beside the chart: who changed what, newest first, each with an undo button.

import { nameOf, setName } from "../corrections.mjs";
import { addressOf, byId, make, setText } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Correction} Correction */
/** A row of the list (components/page/changes.py). @typedef {{seq: number, at: string, who: string, event: string, headline: string, what: string, was: string, now: string,
 *   state: "stands" | "superseded" | "undone" | "unmatched", by: number | null, there: boolean}} Change */

const LONGEST_NAME = 200;
const DAY = { day: "numeric", month: "long", year: "numeric" };

/**
 * @param {Store} store
 * @param {{send: (corrections: Correction[]) => void} | null} corrections
 * @returns {{toggle: () => void, take: (button: HTMLElement) => void, has: () => boolean}}
 */
export function mountChanges(store, corrections) {
  const pane = byId("changes-pane");
  const list = byId("changes-list");
  const opener = byId("open-changes");
  const said = /** @type {HTMLElement} */ (pane.querySelector(".said"));
  const { report, canEdit } = store.get();
  let shown = -1; // the last correction in the list

  async function fill() {
    const { drawing } = store.get();
    const asked = drawing?.seq ?? 0;
    const response = await fetch(addressOf("/changes?" + new URLSearchParams({ report })));
    if (!response.ok) return;
    const { changes, count: whole } = await response.json();
    shown = asked;
    const focused = document.activeElement instanceof HTMLElement && list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    list.replaceChildren(.../** @type {Change[]} */ (changes).map((change) => renderChange(change, canEdit, new Date())));
    if (whole > changes.length) list.append(make("li", { className: "muted" }, `The newest ${changes.length} of ${whole} changes.`));
    if (!whole) list.append(make("li", { className: "muted" }, "Nothing is changed: the table is as it was read."));
    if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`[data-key="${focused}"]`))?.focus({ preventScroll: true });
  }
  const refill = () => fill().catch(() => {}); // the next answer retries

  function count() {
    const { drawing, pending } = store.get();
    const more = pending.filter((one) => !one.seq || one.seq > (drawing?.seq ?? 0)).flatMap((one) => one.corrections);
    return (drawing?.changes ?? 0) + more.filter((one) => !("undo" in one)).length;
  }
  const has = () => canEdit || count() > 0;

  function write() {
    const { pending, undoable } = store.get();
    setText(/** @type {HTMLElement} */ (opener.querySelector(".changes-count")), String(count()));
    byId("changes-bar").hidden = !has();
    byId("undo").hidden = !undoable;
    const unsaved = pending.filter((one) => !one.seq).length;
    if (unsaved && (!store.get().reachable || store.get().later)) setText(said, `${unsaved} not saved yet; kept in this browser.`);
    else if (said.textContent?.includes("not saved")) setText(said, "");
  }

  if (canEdit) {
    const who = /** @type {HTMLInputElement} */ (make("input", { id: "who", className: "text-field", type: "text", maxLength: LONGEST_NAME, autocomplete: "name", value: nameOf() }));
    byId("who-place").replaceWith(who);
    /** @type {HTMLElement} */ (who.closest(".who")).hidden = false;
    who.addEventListener("change", () => {
      setName(who.value.trim());
      setText(said, who.value.trim() ? "Your changes have this name from now on." : "Your changes have no name from now on.");
    });
  }

  write();
  store.subscribe(["drawing", "pending", "undoable", "reachable", "later"], write);
  store.subscribe(["drawing"], ({ changes, drawing }) => {
    if (changes && drawing?.seq !== shown) refill();
  });
  store.subscribe(["changes"], ({ changes }) => {
    opener.setAttribute("aria-expanded", String(changes));
    if (changes) {
      setText(said, "");
      refill();
    }
    setTimeout(() => (changes ? byId("changes-title") : opener).focus({ preventScroll: true }));
  });

  return {
    has,
    toggle: () => store.set({ changes: !store.get().changes, reading: false }),
    take({ dataset, textContent }) {
      corrections?.send([{ undo: Number(dataset.value) }]);
      setText(said, textContent === "Take back" ? `Change ${dataset.key} is taken back.` : `Change ${dataset.key} is made again.`);
    },
  };
}

/** @param {Change} change @param {boolean} canEdit @param {Date} today */
function renderChange(change, canEdit, today) {
  const { seq, at, who, event, headline, state, by, there } = change;
  const when = make("time", { dateTime: at, title: new Date(at).toLocaleString("en-GB") }, formatTime(at, today));
  const head = make("div", { className: "change-head" }, make("span", { className: "muted" }, `${seq} · ${who || "Somebody"} · `, when));
  if (canEdit && change.what !== "taken back") head.append(renderTake(change));
  const about = !headline
    ? []
    : there
      ? [make("button", { type: "button", className: "open-event", dir: "auto", data: { does: "event", value: event, key: `event-${seq}` } }, headline)]
      : [make("p", { dir: "auto" }, headline)];
  const note = { stands: "", superseded: `Replaced by change ${by}`, undone: `Taken back by change ${by}`, unmatched: "Finds nothing in the report as it is read now" }[state];
  return make("li", { className: `change ${state}` }, head, ...about, renderWhat(change), ...(note ? [make("p", { className: "muted" }, note)] : []));
}

/** @param {Change} change */
function renderTake({ seq, state, by, what }) {
  const isUndone = state === "undone";
  const words = isUndone ? "Make again" : "Take back";
  return make("button", { type: "button", className: "link", ariaLabel: `${words} change ${seq}: ${what}`, data: { does: "take-back", value: String(isUndone ? by : seq), key: String(seq) } }, words);
}

/** "Headline: what it was → what it is". @param {Change} change */
function renderWhat({ what, was, now, headline }) {
  if (what === "taken back") return make("p", {}, `Takes back ${now}`);
  const words = what.slice(0, 1).toUpperCase() + what.slice(1);
  if (!was && now === headline) return make("p", {}, words);
  const before = was ? [make("span", { className: "hidden" }, "was "), make("del", { dir: "auto" }, was), make("span", { ariaHidden: "true" }, " → "), make("span", { className: "hidden" }, ", is ")] : [];
  return make("p", {}, `${words}: `, ...before, make("ins", { dir: "auto" }, now || "nothing"));
}

/** A time ago on the same day, otherwise the date. @param {string} at ISO 8601 @param {Date} now */
function formatTime(at, now) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return "at an unknown time";
  if (time.toDateString() !== now.toDateString()) return time.toLocaleDateString("en-GB", /** @type {Intl.DateTimeFormatOptions} */ (DAY));
  const minutes = Math.max(0, Math.round((now.getTime() - time.getTime()) / 60_000));
  if (!minutes) return "just now";
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return minutes < 60 ? relative.format(-minutes, "minute") : relative.format(-Math.round(minutes / 60), "hour");
}
