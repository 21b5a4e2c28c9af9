// @ts-check
// A combobox after the ARIA pattern: arrow keys move in the list, Enter selects, Escape closes. The first known name that starts
// with the typed text is preselected. A new text is allowed too.

import { make } from "../dom.mjs";

/** @typedef {{value: string, words?: string, note?: string}} Option */

const PAUSE = 120; // ms without a keystroke

/** Whether a typed text matches a known name. @param {string | undefined} known @param {string} typed */
const fits = (known, typed) => known?.toLowerCase().startsWith(typed.toLowerCase()) && known !== typed;

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {{options: (typed: string) => Option[] | Promise<Option[]>, chosen: (value: string) => void}} on
 * @returns {{keys: (event: KeyboardEvent) => boolean, close: () => void}}
 */
export function mountCombobox(input, list, { options, chosen }) {
  let timer = 0;
  let asked = 0;
  let at = -1;

  const rows = () => /** @type {HTMLElement[]} */ ([...list.children]);
  const isOpen = () => !list.hidden;

  function close() {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  /** @param {number} next */
  function mark(next) {
    at = next;
    rows().forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", rows()[at].id);
      rows()[at].scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {string} typed "" for all */
  async function show(typed) {
    const own = ++asked;
    const found = await options(typed);
    if (own !== asked || document.activeElement !== input) return;
    const marked = rows()[at]?.dataset.value;
    list.replaceChildren(
      ...found.map(({ value, words = value, note = "" }, i) => {
        const row = make("li", { id: `${list.id}-${i}`, role: "option", dir: "auto", data: { value } }, make("span", {}, words), make("span", { className: "muted" }, note));
        return row;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const again = found.findIndex(({ value }) => value === marked);
    mark(again < 0 && typed && fits(found[0]?.value, typed) ? 0 : again);
    list.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} value */
  function take(value) {
    close();
    chosen(value);
  }

  input.addEventListener("input", () => {
    const typed = input.value.trim();
    // Enter must not select an option that no longer matches.
    for (const row of rows()) if (!(row.dataset.value ?? "").toLowerCase().includes(typed.toLowerCase())) row.remove();
    mark(-1);
    clearTimeout(timer);
    timer = window.setTimeout(() => show(typed), PAUSE);
  });
  input.addEventListener("click", () => isOpen() || show(""));
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const row = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("[role=option]")) : null;
    if (row) take(row.dataset.value ?? "");
  });
  return {
    close,
    keys(event) {
      if (event.target !== input) return false;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!isOpen()) show("");
        else mark((at + (event.key === "ArrowDown" ? 1 : -1) + rows().length) % rows().length);
        return true;
      }
      if (!isOpen()) return false;
      if (event.key === "Escape") close();
      else if (event.key === "Enter" && at >= 0) take(rows()[at].dataset.value ?? "");
      else return false;
      return true;
    },
  };
}
