// @ts-check
// A report's card: title, publisher, edition, year and source line, how it was read, and the state of its corrections.

import { addressOf, byId, make, setText } from "../dom.mjs";
import { readSentence, sentenceOf } from "../later.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Correction} Correction */
/** @typedef {{now: Record<string, string>, read: Record<string, string>, said: string, table: boolean, reading: string[], unread: string[],
 *   columns: [string, string][], changes: Record<string, number>}} Card as components/page/about.py says it */

const FIELDS = ["title", "publisher", "edition", "year", "source", "as"];
const AS_READ_IF_EMPTY = ["source", "as"]; // as in data/events/corrections.py
const ANEW = ["year", "as"]; // fields whose change reads the report again
const LOST = "The server does not answer; try again.";
/** @type {Record<string, string>} */
const KINDS = { narrative: "sentences", entries: "dated entries" };

/**
 * @param {Store} store
 * @param {{send: (corrections: Correction[]) => void} | null} corrections
 * @returns {{open: () => void}}
 */
export function mountCard(store, corrections) {
  const form = /** @type {HTMLFormElement} */ (byId("card-form"));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement | HTMLSelectElement} */ (byId(`card-${name}`));
  const { canEdit, report } = store.get();
  /** @type {Card | null} */
  let card = null;
  let isRead = false; // the report is read again: reload the page once the change is saved

  /** @param {Card} shown */
  function write(shown) {
    card = shown;
    for (const name of FIELDS) {
      const input = field(name);
      input.value = shown.now[name];
      if (input instanceof HTMLInputElement) input.readOnly = !canEdit;
      else input.disabled = !canEdit || shown.table;
      const said = document.getElementById(`card-${name}-read`);
      const isAsRead = shown.now[name] === shown.read[name] || (!shown.now[name] && AS_READ_IF_EMPTY.includes(name));
      if (said) setText(said, isAsRead ? "" : `As read: ${KINDS[shown.read[name]] ?? (shown.read[name] || "nothing")}`);
    }
    field("source").setAttribute("placeholder", shown.said);
    setText(/** @type {HTMLElement} */ (field("as").querySelector("option[value='']")), shown.table ? "a table" : `as counted: ${KINDS[shown.read.as]}`);
    byId("card-reading").replaceChildren(...shown.reading.map((line) => make("p", { dir: "auto" }, line)));
    byId("card-columns").replaceChildren(...shown.columns.map(([name, what]) => make("div", {}, make("dt", { dir: "auto" }, name), make("dd", {}, what))));
    byId("card-unread").replaceChildren(...shown.unread.map((line) => make("li", { dir: "auto" }, line)));
    byId("card-unread-title").hidden = !shown.unread.length;
    setText(byId("card-changes"), sayChanges(shown.changes));
    byId("card-save").hidden = !canEdit;
    setText(byId("card-said"), "");
  }

  async function open() {
    openDialog("card");
    setText(byId("card-said"), "");
    try {
      const response = await fetch(addressOf("/about?" + new URLSearchParams({ report: store.get().report })));
      if (!response.ok) throw new Error((await readSentence(response)).sentence || LOST);
      write(await response.json());
    } catch (error) {
      setText(byId("card-said"), sentenceOf(error, LOST));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!card || !canEdit) return;
    const { now } = card;
    const changed = FIELDS.filter((name) => field(name).value.trim() !== now[name] && !/** @type {HTMLSelectElement} */ (field(name)).disabled);
    if (changed.includes("title") && !field("title").value.trim()) return say("title", "A report needs a title; write one.");
    if (changed.includes("year") && !/^[1-9]\d{3}$/.test(field("year").value.trim())) return say("year", "The year has four digits, as in 2008.");
    closeDialog("card");
    if (!changed.length) return;
    isRead = changed.some((name) => ANEW.includes(name));
    corrections?.send([{ report: Object.fromEntries(changed.map((name) => [name, field(name).value.trim()])) }]);
    setText(byId("spoken"), isRead ? "The report is read anew." : "Saved; Undo takes it back.");
  });

  /** @param {string} name @param {string} sentence */
  function say(name, sentence) {
    setText(byId("card-said"), sentence);
    field(name).focus();
  }

  // Months, themes and lists change with it: reload the page once the change is saved or refused.
  store.subscribe(["pending", "wanted"], ({ pending, wanted, drawing }) => {
    if (!isRead || pending.some((one) => !one.seq)) return;
    isRead = false;
    if (wanted > (drawing?.seq ?? 0)) location.assign(addressOf("/?" + new URLSearchParams({ report })));
  });
  // Changes by other people, or by undo.
  store.subscribe(["drawing"], ({ drawing }) => {
    if (!drawing?.about) return;
    const heading = document.querySelector("#page h1");
    if (heading instanceof HTMLElement) setText(heading, drawing.about.title);
    const edition = document.querySelector("#page .edition");
    if (edition instanceof HTMLElement) setText(edition, drawing.about.subtitle);
    const source = document.getElementById("source-line");
    if (source) setText(source, `Source: ${drawing.about.source}.`);
  });

  return { open };
}

/** "3 changes stand, 1 is taken back." @param {Record<string, number>} counts */
function sayChanges({ stands, superseded, undone, unmatched }) {
  const parts = [
    `${stands} ${stands === 1 ? "change stands" : "changes stand"}`,
    ...(superseded ? [`${superseded} replaced by later ones`] : []),
    ...(undone ? [`${undone} taken back`] : []),
    ...(unmatched ? [`${unmatched} find${unmatched === 1 ? "s" : ""} nothing in the report as it is read now`] : []),
  ];
  return stands || superseded || undone || unmatched ? `${parts.join(", ")}.` : "Nothing is changed: the table is as it was read.";
}
