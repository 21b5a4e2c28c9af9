// @ts-check
// Single-letter shortcuts can be switched off (WCAG 2.1.4), so that dictation or a stray key does not trigger them.

import { isEmbed } from "../dom.mjs";
import { loadText, saveText } from "../storage.mjs";

const NAME = "yearline-letters"; // "off" in the browser's own storage

/** @returns {{ignores: (event: KeyboardEvent) => boolean}} */
export function mountLetters() {
  const box = /** @type {HTMLInputElement | null} */ (isEmbed ? null : document.getElementById("letters"));
  if (!box) return { ignores: () => false };
  box.checked = loadText(NAME) !== "off";
  box.addEventListener("change", () => saveText(NAME, box.checked ? "on" : "off"));
  return { ignores: ({ key }) => !box.checked && key.length === 1 && key !== " " };
}
