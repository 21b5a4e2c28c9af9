// @ts-check
// A theme, a topic or an actor under another name, or merged with one that is there: a small dialog.

import { addressOf, byId, make, setText } from "../dom.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Correction} Correction */
/** @typedef {"theme" | "topic" | "actor"} Kind */
/** @typedef {Record<Kind, Record<string, number>>} Names each with its events */

const MOST = 200; // names suggested

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

  const wanted = () => field.value.trim().replace(/\s+/g, " ");

  function write() {
    const name = wanted();
    const isOther = name !== "" && name !== asked.name;
    const merges = isOther && Object.hasOwn(names[asked.kind], name);
    const count = merges ? names[asked.kind][name] : 0;
    setText(said, merges ? `Merges with “${name}”, ${count} event${count === 1 ? "" : "s"}.` : "");
    setText(button, merges ? "Merge" : "Rename");
    button.disabled = !isOther;
  }

  async function suggest() {
    const own = asked;
    const response = await fetch(addressOf("/names?" + new URLSearchParams({ report: store.get().report })));
    if (!response.ok) return;
    names = await response.json();
    if (own !== asked) return;
    const others = Object.keys(names[asked.kind]).filter((name) => name !== asked.name).slice(0, MOST);
    byId("rename-names").replaceChildren(...others.map((value) => make("option", { value })));
    write();
  }

  field.addEventListener("input", write);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    const rename = wanted();
    corrections?.send([/** @type {Correction} */ ({ [asked.kind]: asked.name, rename })]);
    closeDialog("rename");
    setText(byId("spoken"), `${asked.name} is now ${rename}.`);
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
      suggest().catch(() => {}); // without suggestions it can be renamed all the same
    },
    toggle(toggle) {
      const on = byId("filters").classList.toggle("naming");
      toggle.setAttribute("aria-pressed", String(on));
      setText(toggle, on ? "Done" : "Edit names");
    },
  };
}
