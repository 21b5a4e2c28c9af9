// @ts-check
// The template for slides or a chronology: uploaded, and kept by the server while this page is open, an hour at most.

import { addressOf, all, byId, make, setText } from "../dom.mjs";

const KEPT = 55 * 60_000; // ms, a little less than the server keeps it
const OFFICE = "application/vnd.openxmlformats-officedocument.";
const ACCEPTED = `.potx,.pptx,.dotx,.docx,${OFFICE}presentationml.template,${OFFICE}presentationml.presentation,${OFFICE}wordprocessingml.template,${OFFICE}wordprocessingml.document`;
const UNSENT = "The template did not reach the server; try again.";
const OURS = "Slides and the chronology have Yearline’s own look.";

/**
 * @param {{say: (words: string) => void, changed: () => void}} on
 * @returns {{key: () => string, path: () => string, pick: () => void, drop: () => void}} `key` is "" for our own look, `path` of what is made in it
 */
export function mountTemplate({ say, changed }) {
  const line = byId("share-template");
  line.hidden = !document.querySelector("[data-does=open]"); // the server accepts no uploads
  let key = "";
  let made = "";
  let late = 0;

  /** @param {string} next @param {string} name @param {string} [path] of what is made in it */
  function use(next, name, path = "") {
    if (key) fetch(addressOf("/templates/" + key), { method: "DELETE", keepalive: true }).catch(() => {});
    key = next;
    made = path;
    clearTimeout(late);
    if (key) late = setTimeout(() => (use("", ""), say(OURS)), KEPT);
    setText(byId("template-name"), name);
    setText(byId("template-made"), path.endsWith(".docx") ? "The chronology has" : "Slides have");
    for (const part of all("#share-template [data-with]")) part.hidden = (part.dataset.with === "template") !== (key !== "");
    changed();
  }

  /** @param {File} file */
  async function send(file) {
    say(`Looking at ${file.name}…`);
    const body = new FormData();
    body.append("file", file);
    try {
      const response = await fetch(addressOf("/templates"), { method: "POST", body });
      const answer = await response.json();
      if (!response.ok) return say(answer.error);
      use(answer.template, answer.name, answer.path);
      say("The template is kept while this page is open, an hour at most.");
    } catch {
      say(UNSENT);
    }
  }

  addEventListener("pagehide", (event) => !event.persisted && use("", ""));
  return {
    key: () => key,
    path: () => made,
    pick() {
      const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: ACCEPTED }));
      input.addEventListener("change", () => input.files?.[0] && send(input.files[0]));
      input.click();
    },
    drop() {
      use("", "");
      say(OURS);
    },
  };
}
