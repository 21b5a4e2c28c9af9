// @ts-check
// The desk: the reports that this browser opened, with their current state on the server; delete them with undo, and open more.

import { addressOf, around, byId, make, setText } from "./dom.mjs";
import { mountDialogs } from "./page/dialogs.mjs";
import { mountNotice } from "./page/notice.mjs";
import { mountOpen } from "./page/open.mjs";
import { createStore } from "./store.mjs";
import { changeVisits, comesBack, dueKeys, forgotten, hadBack, hearVisits, keepsVisits, loadVisits, renamed, setComesBack, without } from "./visits.mjs";

/** A row of the server's answer (components/library/desk.py). @typedef {{key: string, title: string, about: string, events: number | null, changes: number, bars: number[], edits: boolean,
 *   used_at: number, days_left: number | null, size: number, state: "ready" | "waiting" | "reading" | "failed" | "gone"}} Row */
/** @typedef {import("./visits.mjs").Visit} Visit */

const AT_ONCE = 10; // keys per request, so that the first rows appear early
const BACK = 30_000; // ms in which a deletion can be undone
const LOOK = 1000; // ms between two checks for due deletions
const GONE = "No longer on this server: nobody used it for long, or somebody forgot it.";
const AWAY = "The server does not answer; this is what this browser remembers.";
const NO_LIST = "This browser keeps no list, so it cannot find your reports again: keep their addresses, or save them as project files.";

/** The server's answers, by key. @type {Map<string, Row>} */
const rows = new Map();
/** Reports in the store that the server lists on a local machine. @type {Visit[]} */
let kept = [];
/** Reports marked for deletion in this tab: only these are deleted when the page is left. @type {Set<string>} */
const marked = new Set();

/** This browser's reports and, on a local machine, all others, most recently used first. @returns {Visit[]} */
function listed() {
  const own = loadVisits();
  const known = new Set(own.map(({ key }) => key));
  return [...own, ...kept.filter(({ key }) => !known.has(key))].toSorted((a, b) => b.at - a.at);
}

/** "today", "yesterday", "21 November". @param {number} at @param {Date} now */
function formatDay(at, now) {
  const day = new Date(at);
  const days = Math.round((new Date(now.toDateString()).getTime() - new Date(day.toDateString()).getTime()) / 86_400_000);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...(day.getFullYear() !== now.getFullYear() && { year: "numeric" }) });
}

/** "38 kB", "1.2 MB". @param {number} bytes */
function formatSize(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

/** @param {Row | undefined} row */
function sayState(row) {
  if (row?.state === "gone") return GONE;
  if (row?.state === "failed") return "It could not be read.";
  if (row && row.state !== "ready") return "Still being read.";
  return row?.about ?? "";
}

/** @param {Row | undefined} row */
function sayKept(row) {
  if (!row?.size) return "";
  const days = row.days_left;
  const left = days === null ? "" : `${days} day${days === 1 ? "" : "s"} left · `;
  return `${left}${formatSize(row.size)}`;
}

/** @param {number[]} bars */
function renderBars(bars) {
  const most = Math.max(1, ...bars);
  const drawn = bars.map((count) => {
    const bar = make("i");
    bar.style.height = `${Math.max(4, Math.round((100 * count) / most))}%`;
    return bar;
  });
  return make("span", { className: "bars-small", ariaHidden: "true" }, ...drawn);
}

/** Render one row, with its buttons. @param {Visit} visit @param {Date} now */
function renderRow(visit, now) {
  const { key, open, at, due } = visit;
  const row = rows.get(key);
  const title = row?.title || visit.title || "Report";
  if (due !== undefined) {
    const back = make("button", { type: "button", className: "button", ariaLabel: `Undo: keep ${title}`, data: { does: "keep", key } }, "Undo");
    const name = make("th", { scope: "row" }, make("del", { dir: "auto" }, title), make("span", { className: "muted" }, "Forgotten when you leave this page, or in half a minute."));
    const cell = make("td", { className: "number", colSpan: 5 }, back);
    return make("tr", { className: "forgotten" }, name, cell);
  }
  const isGone = row?.state === "gone";
  const about = make("span", { className: "muted", dir: "auto" }, sayState(row));
  const name = isGone ? make("strong", { dir: "auto" }, title) : make("a", { href: addressOf("/?" + new URLSearchParams({ report: open })), dir: "auto" }, title);
  const changes = row?.changes ? `${row.changes} change${row.changes === 1 ? "" : "s"}` : "–";
  const forgets = row?.edits ? "Forget" : "Remove";
  const said = row?.edits ? `Forget ${title}: delete it from the server` : `Remove ${title} from this list`;
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, name, about),
    make("td", { className: "bars-cell" }, ...(row?.bars.length ? [renderBars(row.bars)] : [])),
    make("td", { className: "number", data: { label: row?.events === 1 ? "event" : "events" } }, row?.events === null || row === undefined || isGone ? "" : row.events.toLocaleString("en-GB")),
    make("td", { className: "muted number" }, changes),
    make("td", { className: "muted number" }, formatDay(at, now), make("small", {}, sayKept(row))),
    make("td", { className: "number" }, make("button", { type: "button", className: "icon", ariaLabel: said, title: said, data: { does: "forget", key } }, forgets)),
  );
}

/** Render the list and keep the focus on its report. @param {string} [focus] the key whose button is to have it */
function write(focus = "") {
  const body = byId("desk-rows");
  const active = /** @type {HTMLElement | null} */ (body.contains(document.activeElement) ? document.activeElement : null);
  const key = focus || active?.dataset.key || "";
  const list = listed();
  body.replaceChildren(...list.map((visit) => renderRow(visit, new Date())));
  byId("desk-none").hidden = list.length > 0;
  if (key) /** @type {HTMLElement | null} */ (body.querySelector(`button[data-key="${CSS.escape(key)}"]`) ?? (focus ? byId("desk-title") : null))?.focus({ preventScroll: true });
}

/** Request some rows. @param {string[]} keys @param {boolean} all also for what a machine of one's own has @returns {Promise<Row[]>} */
async function ask(keys, all) {
  const response = await fetch(addressOf("/desk"), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ keys, all }) });
  if (!response.ok) throw new Error(String(response.status));
  const answer = /** @type {{reports: Row[], kept: Row[]}} */ (await response.json());
  for (const row of answer.reports) rows.set(row.key, row);
  if (all) kept = answer.kept.map(({ key, title, used_at }) => ({ key, open: key, title, at: 1000 * used_at }));
  write();
  return answer.reports;
}

/** Request all rows; an empty list is not requested. */
async function fill() {
  try {
    if ("all" in byId("desk-rows").dataset) await ask([], true);
    const keys = listed().map(({ key }) => key);
    for (let i = 0; i < keys.length; i += AT_ONCE) {
      const found = await ask(keys.slice(i, i + AT_ONCE), false);
      changeVisits((list) => renamed(list, found));
    }
    setText(byId("desk-said"), keepsVisits() ? "" : NO_LIST);
  } catch {
    setText(byId("desk-said"), AWAY);
  }
}

/** Delete a report on the server; one that another tab deleted already counts as deleted. @param {string} key */
async function forgetNow(key) {
  try {
    // A read-only key is refused with 403, which leaves the list as it is.
    const response = rows.get(key)?.edits === false ? null : await fetch(addressOf("/reports/" + encodeURIComponent(key)), { method: "DELETE", keepalive: true });
    if (response && !response.ok && ![403, 404].includes(response.status)) throw new Error(String(response.status));
  } catch {
    changeVisits((list) => hadBack(list, key));
    setText(byId("desk-said"), "It could not be forgotten just now, so it stays in the list; try again.");
    return write();
  }
  rows.delete(key);
  kept = kept.filter((one) => one.key !== key);
  changeVisits((list) => without(list, key));
  write();
}

/** @param {string} key */
function forget(key) {
  if (rows.get(key)?.state === "gone") {
    changeVisits((list) => without(list, key));
    setText(byId("spoken"), "Removed from the list.");
    return write("-");
  }
  const visit = listed().find((one) => one.key === key);
  if (visit) changeVisits((list) => forgotten(list.some((one) => one.key === key) ? list : [...list, visit], key, Date.now() + BACK));
  marked.add(key);
  setText(byId("spoken"), `${visit?.title ?? "The report"} is forgotten in half a minute, or when you leave this page. Undo keeps it.`);
  write(key);
}

/** @param {string} key */
function keep(key) {
  changeVisits((list) => hadBack(list, key));
  setText(byId("spoken"), "It is kept.");
  write(key);
}

function start() {
  const store = createStore();
  const { pick, pickFolder, paste } = mountOpen(store);
  mountNotice(store);
  mountDialogs();
  const form = byId("desk-paste");
  const text = /** @type {HTMLTextAreaElement} */ (byId("desk-text"));
  const back = /** @type {HTMLInputElement} */ (byId("desk-return"));

  /** @param {HTMLElement} button */
  function togglePaste(button) {
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) text.focus();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    setText(byId("desk-text-said"), text.value.trim() ? "" : "Paste the text of a report first.");
    if (text.value.trim()) paste(text.value);
    else text.focus();
  });

  /** @type {Record<string, (button: HTMLElement) => void>} */
  const actions = {
    open: pick,
    "open-folder": pickFolder,
    paste: togglePaste,
    forget: ({ dataset }) => forget(dataset.key ?? ""),
    keep: ({ dataset }) => keep(dataset.key ?? ""),
  };
  document.addEventListener("click", (event) => {
    const button = around(event, "[data-does]");
    if (button) actions[button.dataset.does ?? ""]?.(button);
  });

  back.checked = comesBack();
  back.addEventListener("change", () => {
    if (!setComesBack(back.checked)) setText(byId("desk-said"), NO_LIST);
  });
  hearVisits(() => write());
  setInterval(() => dueKeys(loadVisits(), Date.now()).forEach(forgetNow), LOOK);
  addEventListener("pagehide", () => {
    for (const key of dueKeys(loadVisits(), Number.POSITIVE_INFINITY).filter((one) => marked.has(one))) {
      forgetNow(key); // nobody is left to see the answer
      changeVisits((list) => without(list, key));
    }
  });
  write();
  if (!keepsVisits()) setText(byId("desk-said"), NO_LIST);
  fill();
}

start();
