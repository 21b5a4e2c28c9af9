// @ts-check
// The dialog that renames a theme, topic or actor, or merges it with an existing one.

import { addressOf, byId, counted, make, setText } from "../dom.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Correction} Correction */
/** @typedef {"theme" | "topic" | "actor"} Kind */
/** @typedef {Record<Kind, Record<string, number>>} Names each with its events */

const MOST = 200; // number of suggestions

/**
 * @param {Store} store
 * @param {{send: (corrections: Correction[]) => void} | null} corrections
 * @returns {{open: (button: HTMLElement) => void, toggle: (button: HTMLElement) => void}}
 */
export function mountRename(store, corrections) {
  const form = /** @type {HTMLFormElement} */ (byId("rename-form"));
  const field = /** @type {HTMLInputElement} */ (byId("rename-name"));
  const button = /** @type {HTMLButtonElement} */ (byId("rename-do"));
  const said = byId("rename-said");
  /** @type {{kind: Kind, name: string}} */
  let asked = { kind: "theme", name: "" };
  /** @type {Names} */
  let names = { theme: {}, topic: {}, actor: {} };

  const typed = () => field.value.trim().replace(/\s+/g, " ");
  /** A name as the lists display it; names are compared in this form. @param {string} name */
  const shown = (name) => (asked.kind === "actor" ? name.slice(0, 1).toUpperCase() + name.slice(1) : name);
  /** An existing name that is displayed like the typed one; "" for none. */
  const known = () => Object.keys(names[asked.kind]).find((name) => name !== asked.name && shown(name) === shown(typed())) ?? "";

  function write() {
    const other = known();
    const count = counted(names[asked.kind][other], "event");
    setText(said, other ? `Merges with “${shown(other)}”, ${count}.` : "");
    setText(button, other ? `Merge with ${shown(other)} (${count})` : "Rename");
    button.disabled = !other && (!typed() || typed() === asked.name);
  }

  async function suggest() {
    const own = asked;
    const response = await fetch(addressOf("/names?" + new URLSearchParams({ report: store.get().report })));
    if (!response.ok) return;
    names = await response.json();
    if (own !== asked) return;
    const others = Object.keys(names[asked.kind]).filter((name) => name !== asked.name).slice(0, MOST).map(shown);
    byId("rename-names").replaceChildren(...others.map((value) => make("option", { value })));
    write();
  }

  field.addEventListener("input", write);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    const rename = known() || typed();
    corrections?.send([/** @type {Correction} */ ({ [asked.kind]: asked.name, rename })]);
    closeDialog("rename");
    setText(byId("spoken"), `${shown(asked.name)} is now ${shown(rename)}.`);
  });

  return {
    open({ dataset }) {
      asked = { kind: /** @type {Kind} */ (dataset.kind), name: dataset.value ?? "" };
      names = { theme: {}, topic: {}, actor: {} };
      setText(byId("rename-title"), `Rename this ${asked.kind}`);
      setText(byId("rename-old"), asked.name);
      byId("rename-names").replaceChildren();
      field.value = asked.name;
      write();
      openDialog("rename");
      field.select();
      suggest().catch(() => {}); // without suggestions it can still be renamed
    },
    toggle(toggle) {
      const on = byId("filters").classList.toggle("naming");
      toggle.setAttribute("aria-pressed", String(on));
      setText(toggle, on ? "Done" : "Edit names");
    },
  };
}
