// @ts-check
// A report of one's own: picked, dropped onto the page, or pasted as text; and forgotten again.

import { addressOf, around, isEmbed, make } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {{state: string, done: number, of: number, said: string, error?: string}} Progress */

const LOOK = 500; // ms between two questions how far it is
const FEWEST = 200; // characters of a pasted text
const AWAY = "The server does not answer; asking again.";
const LOST = "The server does not answer; try again.";

/** @param {string} report its key */
export const openReport = (report) => location.assign(addressOf("/?" + new URLSearchParams({ report })));

/**
 * @param {Store} store
 * @returns {{pick: (button: HTMLElement) => void, forget: (key: string) => void}}
 */
export function mountOpen(store) {
  const line = mountLine();
  let newest = 0; // what is opened later takes the line

  /** @param {string} text */
  const fail = (text) => {
    line.hide();
    store.set({ notice: { text, stays: true } });
  };

  /** @param {string} name as the person knows it @param {FormData} form */
  async function send(name, form) {
    const own = ++newest;
    line.show({ name, said: "Sending…" });
    try {
      const response = await fetch(addressOf("/open"), { method: "POST", body: form });
      const { report, state, error } = await response.json();
      if (error) fail(error);
      else if (!state) openReport(report);
      else await watch(name, report, state, () => own === newest);
    } catch {
      fail("The file did not reach the server; try again.");
    }
  }

  /** @param {string} name @param {string} report @param {string} state its address @param {() => boolean} isNewest */
  async function watch(name, report, state, isNewest) {
    const over = new AbortController();
    const stop = () => {
      over.abort();
      line.hide();
      remove(report).catch(() => {});
    };
    for (;;) {
      /** @type {Progress | null} */
      const progress = await fetch(state, { signal: over.signal }).then(
        (response) => response.json(),
        () => null, // stopped, or the server is away: it has the file, and may be back soon
      );
      if (over.signal.aborted || !isNewest()) return;
      if (progress?.state === "ready") return openReport(report);
      if (progress?.error || progress?.state === "failed") return fail(progress.error ?? progress.said);
      const part = progress?.of ? progress.done / progress.of : undefined;
      line.show({ name, said: progress?.said ?? AWAY, part, stop });
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  /** @param {File} file */
  function sendFile(file) {
    const form = new FormData();
    form.append("file", file);
    send(file.name, form);
  }

  const isOpen = !isEmbed && document.querySelector("[data-does=open]") !== null;
  if (isOpen) {
    acceptDrops(sendFile);
    document.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.length < FEWEST || around(event, "input, textarea, [contenteditable]")) return;
      const form = new FormData();
      form.append("text", text);
      send("Pasted text", form);
    });
  }

  return {
    pick({ dataset }) {
      const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", accept: dataset.accept }));
      input.addEventListener("change", () => input.files?.[0] && sendFile(input.files[0]));
      input.click();
    },
    forget(key) {
      remove(key).then(
        () => location.assign(addressOf("/")),
        (/** @type {Error} */ error) => fail(error instanceof TypeError ? LOST : error.message),
      );
    },
  };
}

/** Have the server forget a report. @param {string} key */
async function remove(key) {
  const response = await fetch(addressOf("/reports/" + encodeURIComponent(key.split("/")[0])), { method: "DELETE" });
  if (!response.ok) throw new Error((await response.json()).error);
}

/** The line that shows how far a file is, with a way to stop. */
function mountLine() {
  const title = make("strong");
  const words = make("span");
  const bar = /** @type {HTMLProgressElement} */ (make("progress", { max: 1, ariaLabel: "Read so far" }));
  const button = /** @type {HTMLButtonElement} */ (make("button", { type: "button", className: "button", textContent: "Stop" }));
  const line = make("div", { id: "opening", role: "status", hidden: true }, title, words, button, bar);
  let pressed = () => {};
  button.addEventListener("click", () => pressed());
  document.body.append(line);
  return {
    /** @param {{name: string, said: string, part?: number, stop?: () => void}} now */
    show({ name, said, part, stop }) {
      title.textContent = name;
      words.textContent = said;
      if (part === undefined) bar.removeAttribute("value");
      else bar.value = part;
      button.hidden = !stop;
      pressed = stop ?? (() => {});
      line.hidden = false;
    },
    hide() {
      line.hidden = true;
    },
  };
}

/** @param {(file: File) => void} send */
function acceptDrops(send) {
  const dropping = (/** @type {boolean} */ on) => document.body.classList.toggle("dropping", on);
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener("dragleave", (event) => !event.relatedTarget && dropping(false));
  document.addEventListener("drop", (event) => {
    dropping(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    send(file);
  });
}
