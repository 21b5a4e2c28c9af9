// @ts-check
// Shortcuts of a single letter can be switched off (WCAG 2.1.4): who dictates, or hits keys by accident, is not to set them off.

import { isEmbed } from "../dom.mjs";

const NAME = "yearline-letters"; // "off" in the browser's own storage

/** @returns {{ignores: (event: KeyboardEvent) => boolean}} */
export function mountLetters() {
  const box = /** @type {HTMLInputElement | null} */ (isEmbed ? null : document.getElementById("letters"));
  if (!box) return { ignores: () => false };
  box.checked = load() !== "off";
  box.addEventListener("change", () => save(box.checked ? "on" : "off"));
  return { ignores: ({ key }) => !box.checked && key.length === 1 && key !== " " };
}

function load() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** @param {string} value */
function save(value) {
  try {
    localStorage.setItem(NAME, value);
  } catch {
    // It is so until the page is left.
  }
}
