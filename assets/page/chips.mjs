// @ts-check
// A list of names as chips: remove, or add with suggestions.

import { around, byId, make } from "../dom.mjs";
import { mountCombobox } from "./combobox.mjs";

/** @typedef {import("./combobox.mjs").Option} Option */

/**
 * @param {string} id of the list; its field and its suggestions are `${id}-add` and `${id}-list`
 * @param {{names: () => string[], change: (names: string[]) => void, suggest: (mine: string[], typed: string) => Option[] | Promise<Option[]>}} on
 */
export function mountChips(id, { names, change, suggest }) {
  const list = byId(id);
  const input = /** @type {HTMLInputElement} */ (byId(`${id}-add`));

  /** @param {string} value @param {HTMLElement | null} [then] what has the focus afterwards */
  function add(value, then = input) {
    const fresh = value.trim().replace(/\s+/g, " ");
    input.value = "";
    if (fresh && !names().includes(fresh)) change([...names(), fresh]);
    then?.focus();
  }
  const suggestions = mountCombobox(input, byId(`${id}-list`), { options: (typed) => suggest(names(), typed), chosen: (value) => add(value) });

  list.addEventListener("click", (event) => {
    const gone = around(event, "[data-gone]")?.dataset.gone;
    if (gone === undefined) return;
    change(names().filter((name) => name !== gone));
    input.focus();
  });
  // Leaving the field adds the text in it.
  input.addEventListener("blur", () => input.value.trim() && add(input.value, null));

  return {
    /** Discard what is typed and not saved. */
    leave() {
      input.value = "";
    },
    show: () => showChips(list, names(), (name) => name),
    /** @param {KeyboardEvent} event */
    keys(event) {
      if (suggestions.keys(event)) return true;
      if (event.key !== "Enter" || event.target !== input || !input.value.trim()) return false;
      suggestions.close();
      add(input.value);
      return true;
    },
  };
}

/**
 * @param {HTMLElement} list
 * @param {string[]} values
 * @param {(value: string) => string} wordsOf
 */
export function showChips(list, values, wordsOf) {
  const key = JSON.stringify(values);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  list.replaceChildren(
    ...values.map((value) =>
      make(
        "li",
        { className: "actor-chip" },
        make("span", { dir: "auto" }, wordsOf(value)),
        make("button", { type: "button", className: "gone", ariaLabel: `Remove ${wordsOf(value)}`, data: { gone: value } }, "✕"),
      ),
    ),
  );
}
