// @ts-check
// Send corrections to the server one after another, keep them in the browser until they are saved, undo and redo them, and poll
// for other people's changes.

import { addressOf } from "./dom.mjs";
import { pauseOf, readRefusal, typedIn } from "./later.mjs";
import { followNames } from "./names.mjs";
import { loadValue, saveValue } from "./storage.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./store.mjs").Correction} Correction */
/** @typedef {import("./store.mjs").Pending} Pending */
/** @typedef {Correction & {seq: number, who: string}} Entry */

const LOOK = 1500; // ms between two polls for other people's changes
const LATER = { text: "Not saved yet: the server cannot save just now. Your changes are kept in this browser and sent again.", stays: false };
const UNSAVED = "Not saved yet: the server does not answer. Your changes are kept in this browser and saved when it is back.";

/**
 * @param {Store} store
 * @returns {{send: (corrections: Correction[]) => void, undo: () => void, redo: () => void}}
 */
export function startCorrections(store) {
  const { report, canEdit } = store.get();
  const waiting = `yearline-waiting:${report}`; // corrections not saved yet, also those of closed tabs
  const past = `yearline-past:${report}`; // this tab's undo and redo history
  /** The steps made in this tab, as entry numbers, and the steps undone, with the numbers of their undo entries. @type {{done: number[][], undone: {undos: number[], of: number[]}[]}} */
  const steps = loadValue(past, { done: [], undone: [] }, "session");
  /** This tab's saved corrections, by entry number. @type {Map<number, Correction>} */
  const mine = new Map();
  /** Corrections by other people that this tab has received, by entry number. @type {Map<number, Correction>} */
  const others = new Map();
  const find = (/** @type {number} */ seq) => mine.get(seq) ?? others.get(seq);
  let sending = false;
  let held = 0; // undos waiting for the entry number of a request in flight
  let tries = 0; // failed attempts for the first unsaved correction
  let timer = 0; // timer of the next attempt

  /** @param {Pending[]} pending */
  function setPending(pending) {
    saveValue(waiting, pending.filter((one) => !one.seq));
    store.set({ pending, undoable: steps.done.length > 0 || pending.some((one) => !one.seq && one.step !== "undo") });
  }

  /** @param {Correction[]} corrections @param {"do" | "undo" | "redo"} step @param {number[]} [of] the entries that are taken back */
  function add(corrections, step, of = []) {
    setPending([...store.get().pending, { token: crypto.randomUUID(), corrections, step, of }]);
    flush();
  }

  async function flush() {
    const next = store.get().pending.find((one) => !one.seq);
    if (sending || !next) return;
    clearTimeout(timer);
    sending = true;
    try {
      const response = await fetch(addressOf("/corrections?" + new URLSearchParams({ report, who: nameOf() })), {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": next.token },
        body: JSON.stringify(next.corrections),
      });
      if (response.ok) {
        const { seq } = await response.json();
        tries = 0;
        if (store.get().later) store.set({ later: false, ...(store.get().notice === LATER && { notice: { text: "", stays: false } }) });
        saved(next, seq);
      } else {
        const refusal = await readRefusal(response);
        if (refusal === null) return wait(next, response);
        tries = 0;
        store.set({ later: false });
        refused(next, refusal);
      }
    } catch {
      if (held) forget(next);
      held = 0;
      // Keep it and send it when the server is back.
      store.set({ reachable: false, notice: { text: UNSAVED, stays: false } });
      return;
    } finally {
      sending = false;
    }
    flush();
  }

  /** Keep it and retry later. @param {Pending} next @param {Response} response */
  function wait(next, response) {
    if (held) forget(next);
    held = 0;
    timer = window.setTimeout(flush, pauseOf(response, tries++));
    store.set({ later: true, notice: LATER });
  }

  /** @param {Pending} sent @param {number} seq of its last entry */
  function saved(sent, seq) {
    const seqs = sent.corrections.map((_, i) => seq - sent.corrections.length + 1 + i);
    seqs.forEach((one, i) => mine.set(one, sent.corrections[i]));
    if (sent.step === "do") [steps.done, steps.undone] = [[...steps.done, seqs], []];
    if (sent.step === "undo") steps.undone.push({ undos: seqs, of: sent.of });
    if (sent.step === "redo") steps.done.push(sent.of);
    saveValue(past, steps, "session");
    setPending(store.get().pending.map((one) => (one.token === sent.token ? { ...one, seq } : one)));
    store.set({ wanted: Math.max(seq, store.get().wanted), ...followNames(store.get(), sent.corrections, find) });
    for (; held > 0; held -= 1) undo();
  }

  /** @param {Pending} sent @param {string} error */
  function refused(sent, error) {
    held = 0;
    setPending(store.get().pending.filter((one) => one.token !== sent.token));
    store.set({ notice: { text: [error, ...sent.corrections.map(typedIn)].filter(Boolean).join(" "), stays: true } });
  }

  /** Drop a correction that was never sent. @param {Pending} last */
  function forget(last) {
    if (last.step === "redo") steps.undone.push({ undos: last.corrections.flatMap((one) => ("undo" in one ? one.undo : [])).toReversed(), of: last.of });
    setPending(store.get().pending.filter((one) => one !== last));
  }

  function undo() {
    const { pending } = store.get();
    const unsaved = pending.filter((one) => !one.seq);
    const last = unsaved.at(-1);
    if (last && last.step !== "undo") {
      const isOnItsWay = sending && last === unsaved[0];
      if (isOnItsWay) held += 1;
      else forget(last);
      return;
    }
    const seqs = steps.done.pop();
    if (seqs) saveValue(past, steps, "session");
    if (seqs) add(seqs.toReversed().map((seq) => ({ undo: seq })), "undo", seqs);
  }

  async function hearOthers() {
    const { wanted, drawing, pending, reachable } = store.get();
    const known = Math.max(wanted, drawing?.seq ?? 0);
    if (document.hidden || !reachable || sending || pending.some((one) => !one.seq)) return;
    const response = await fetch(addressOf("/corrections?" + new URLSearchParams({ report, after: String(known) })));
    if (!response.ok) return;
    const entries = /** @type {Entry[]} */ (await response.json()).filter(({ seq }) => seq > store.get().wanted && !mine.has(seq));
    if (!entries.length) return;
    for (const entry of entries) others.set(entry.seq, entry);
    store.set({ wanted: Math.max(...entries.map(({ seq }) => seq)), ...followNames(store.get(), entries, find) });
    const over = entries.find((entry) => [...mine.values()].some((own) => isOver(entry, own)));
    if (over) store.set({ notice: { text: `${over.who || "Somebody else"} changed ${fieldsOf(over).join(" and ")} after you; both are in Changes.`, stays: true } });
  }

  // Send what an earlier visit could not save first.
  setPending(loadValue(waiting, []));
  store.subscribe(["drawing"], ({ drawing, pending }) => {
    const left = pending.filter((one) => !one.seq || one.seq > (drawing?.seq ?? 0));
    if (left.length < pending.length) setPending(left);
  });
  store.subscribe(["reachable"], ({ reachable }) => reachable && flush());
  if (canEdit) {
    setInterval(() => hearOthers().catch(() => {}), LOOK);
    flush();
  }

  return {
    send: (corrections) => add(corrections, "do"),
    undo,
    redo() {
      const taken = steps.undone.pop();
      if (taken) add(taken.undos.toReversed().map((seq) => ({ undo: seq })), "redo", taken.of);
    },
  };
}

/** @param {Correction} entry */
const fieldsOf = (entry) => ("set" in entry && entry.set ? Object.keys(entry.set) : []);

/** Whether a later entry overrides what an earlier one set. @param {Correction} entry @param {Correction} own */
function isOver(entry, own) {
  if (!("event" in entry && "event" in own) || entry.event !== own.event) return false;
  const [later, earlier] = [entry.set ?? {}, own.set ?? {}];
  return Object.keys(later).some((name) => name in earlier && JSON.stringify(later[name]) !== JSON.stringify(earlier[name]));
}

const NAME = "yearline-name:";
/** This person's name in the log of changes. */
export const nameOf = () => loadValue(NAME, "");
/** @param {string} name */
export const setName = (name) => saveValue(NAME, name);
