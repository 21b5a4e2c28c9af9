// @ts-check
// Open a report: by file picker, by dropping it on the page, or by pasting text; and delete it again.

import { addressOf, around, byId, isEmbed, make, setText } from "../dom.mjs";
import { pauseOf, readRefusal, readSentence, sentenceOf } from "../later.mjs";
import { ALL, formatSelection } from "../query.mjs";
import { changeVisits, forgetVisit, visited } from "../visits.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";
import { leaveNotice } from "./notice.mjs";
import { mountPreview } from "./preview.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("./preview.mjs").Opened} Opened */
/** @typedef {import("./preview.mjs").Answers} Answers */
/** @typedef {{state: string, done: number, of: number, said: string, error?: string, asks?: string, rows?: import("./preview.mjs").Rows, book?: boolean}} Progress */
/** @typedef {{name: string, form: () => FormData}} Source a file or text, as the person knows it */

const LOOK = 500; // ms between two progress requests
const OF_SEVERAL = ["report", "topic"]; // lanes that need several reports
const MOST = 40; // files opened at once (data/selection/keys.py)
const YEARS = /^[1-9]\d{3}$/;
const FEWEST = 200; // characters of a pasted text
const AWAY = "The server does not answer; asking again.";
const UNSENT = "The file did not reach the server; try again.";
const LOST = "The server does not answer; try again.";

/** @param {...string} reports their keys */
export const openReport = (...reports) => location.assign(addressOf("/?" + new URLSearchParams(reports.map((report) => ["report", report]))));

/** Open another report; the filters stay, and the page says which of them do not apply. @param {Store} store @param {string} report its key */
export function switchReport(store, report) {
  const { lanes } = store.get();
  const kept = { ...store.get(), event: "", reports: [], report, lanes: OF_SEVERAL.includes(lanes) ? "" : lanes };
  location.assign(addressOf("/?" + formatSelection(kept) + "&kept=1")); // months of another year are dropped from the address, and the page says so
}

/**
 * @param {Store} store
 * @returns {{pick: (button: HTMLElement) => void, pickFolder: (button: HTMLElement) => void, paste: (text: string) => void, forget: (key: string) => void}}
 */
export function mountOpen(store) {
  const line = mountLine();
  const preview = isEmbed ? { show() {} } : mountPreview();
  const year = isEmbed ? { ask() {} } : mountYear();
  let newest = 0; // a later upload takes over the progress line

  /** @param {string} text */
  const fail = (text) => {
    line.hide();
    store.set({ notice: { text, stays: true } });
  };

  /**
   * Send what the person chose; null if it is cancelled, or replaced by another upload.
   * @param {Source} source
   * @param {Answers} answers
   * @param {(now: {name: string, said: string, part?: number, stop?: () => void}) => void} tell how far it is
   * @returns {Promise<Opened | null>}
   */
  async function read({ name, form }, answers, tell) {
    const own = ++newest;
    tell({ name, said: "Sending…" });
    const body = form();
    for (const [field, value] of Object.entries(answers)) body.append(field, value);
    let response;
    try {
      response = await fetch(addressOf("/open"), { method: "POST", body });
    } catch {
      throw new Error(UNSENT);
    }
    if (!response.ok) {
      const { sentence, asks } = await readSentence(response);
      throw new Unread(sentence || UNSENT, asks);
    }
    const answer = await response.json();
    return answer.state ? watch(name, answer.report, answer.state, tell, () => own === newest) : answer;
  }

  /**
   * @param {string} name
   * @param {string} report
   * @param {string} state its address
   * @param {(now: {name: string, said: string, part?: number, stop?: () => void}) => void} tell
   * @param {() => boolean} isNewest
   * @returns {Promise<Opened | null>}
   */
  async function watch(name, report, state, tell, isNewest) {
    const over = new AbortController();
    const stop = () => {
      over.abort();
      line.hide();
      remove(report).catch(() => {});
    };
    let pause = LOOK;
    /** The server's answer; null to retry later. @param {Response} response @returns {Promise<Progress | null>} */
    const hear = async (response) => {
      if (response.ok) return response.json();
      const error = await readRefusal(response);
      if (error !== null) return { state: "", done: 0, of: 0, said: "", error };
      pause = pauseOf(response, 0);
      return null;
    };
    for (;;) {
      pause = LOOK;
      /** @type {Progress | null} */
      const progress = await fetch(state, { signal: over.signal })
        .then(hear)
        .catch(() => null); // cancelled, or the server is away: it has the file and may be back soon
      if (over.signal.aborted || !isNewest()) return null;
      if (progress?.state === "ready") return { report, said: progress.said, rows: progress.rows, book: progress.book };
      if (progress?.error || progress?.state === "failed") throw new Unread(progress.error ?? progress.said, progress.asks);
      const part = progress?.of ? progress.done / progress.of : undefined;
      tell({ name, said: progress?.said ?? AWAY, part, stop });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Upload and open; a table with open questions is previewed first. @param {Source} source @param {Answers} [answers] */
  async function send(source, answers = {}) {
    try {
      const opened = await read(source, answers, line.show);
      if (!opened) return;
      line.hide();
      if (!opened.rows || opened.rows.sure) return draw(opened);
      preview.show({
        name: source.name,
        opened: { ...opened, rows: opened.rows },
        again: (given) => read(source, given, () => {}),
        draw,
        forget: (report) => remove(report).catch(() => {}),
      });
    } catch (error) {
      if (error instanceof Unread && error.asks === "year") {
        line.hide();
        year.ask(error.message, (given) => send(source, { year: given }));
      } else fail(sentenceOf(error, UNSENT));
    }
  }

  /** @param {Opened} opened */
  function draw(opened) {
    if (opened.said) leaveNotice(opened.said);
    note(opened);
    openReport(keyOf(opened));
  }

  /** @param {File[]} files */
  function sendFiles(files) {
    const sources = files.map((file) => ({ name: file.name, form: () => formOf("file", file) }));
    if (sources.length === 1) send(sources[0]);
    else if (sources.length > MOST) fail(`${sources.length} files are too many at once; open up to ${MOST}.`);
    else sendAll(sources);
  }

  /** Upload files one by one and open them together. Files that cannot be read are reported and left out. @param {Source[]} sources */
  async function sendAll(sources) {
    const keys = [];
    const refused = [];
    for (const [i, source] of sources.entries()) {
      const tell = (/** @type {Parameters<typeof line.show>[0]} */ now) => line.show({ ...now, name: `${i + 1} of ${sources.length}: ${source.name}` });
      try {
        const opened = await read(source, {}, tell);
        if (!opened) {
          line.hide();
          return; // cancelled, or replaced by another upload
        }
        keys.push(keyOf(opened));
        note(opened, source.name);
        if (opened.rows && !opened.rows.sure) refused.push(`${source.name}: ${opened.said} Open it alone to choose its columns.`);
      } catch (error) {
        refused.push(sentenceOf(error, UNSENT));
      }
    }
    line.hide();
    if (!keys.length) return fail(refused.join(" "));
    if (refused.length) leaveNotice(refused.join(" "));
    openReport(...keys);
  }

  const paste = (/** @type {string} */ text) => send({ name: "Pasted text", form: () => formOf("text", text) });

  /** Open a file picker. @param {HTMLElement} button @param {Partial<HTMLInputElement>} more @param {(file: File) => boolean} [takes] */
  function choose({ dataset }, more, takes = () => true) {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", multiple: true, accept: dataset.accept, ...more }));
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])].filter(takes);
      if (files.length) sendFiles(files);
      else if (input.files?.length) fail("The folder has no file that can be read.");
    });
    input.click();
  }

  const isOpen = !isEmbed && document.querySelector("[data-does=open]") !== null;
  if (isOpen) {
    acceptDrops(sendFiles);
    document.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.length < FEWEST || around(event, "input, textarea, [contenteditable]")) return;
      paste(text);
    });
  }

  return {
    paste,
    pick: (button) => choose(button, {}),
    pickFolder(button) {
      const endings = (button.dataset.accept ?? "").split(",").filter((one) => one.startsWith("."));
      choose(button, { webkitdirectory: true }, ({ name }) => endings.some((ending) => name.toLowerCase().endsWith(ending)));
    },
    forget(key) {
      remove(key)
        .then(() => forgetVisit(key))
        .then(
          () => location.assign(addressOf("/")),
          (error) => fail(sentenceOf(error, LOST)),
        );
    },
  };
}

/** The key of an opened file; of a book that of all its entries. @param {Opened} opened */
const keyOf = ({ report, book }) => (book ? `${report}/${ALL}` : report);

/** Remember a report in this browser. @param {Opened} opened @param {string} [name] the file's */
const note = (opened, name = "") => changeVisits((list) => visited(list, keyOf(opened), name, Date.now()));

/** @param {string} field @param {string | File} value */
function formOf(field, value) {
  const form = new FormData();
  form.append(field, value);
  return form;
}

/** Delete a report on the server. @param {string} key */
async function remove(key) {
  const response = await fetch(addressOf("/reports/" + encodeURIComponent(key.split("/")[0])), { method: "DELETE" });
  if (!response.ok) throw new Error((await readSentence(response)).sentence || LOST);
}

/** Why files could not be read, and warnings about those that were. */
class Unread extends Error {
  /** @param {string} sentence @param {string} [asks] */
  constructor(sentence, asks = "") {
    super(sentence);
    this.asks = asks;
  }
}

/** The dialog that asks for the year that a report covers if its text does not say. */
function mountYear() {
  const form = /** @type {HTMLFormElement} */ (byId("ask-year-form"));
  const field = /** @type {HTMLInputElement} */ (byId("ask-year-field"));
  /** @type {(year: string) => void} */
  let read = () => {};
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!YEARS.test(field.value)) return field.reportValidity();
    closeDialog("ask-year");
    read(field.value);
  });
  return {
    /** @param {string} sentence @param {(year: string) => void} then */
    ask(sentence, then) {
      read = then;
      setText(byId("ask-year-why"), sentence);
      field.value = "";
      openDialog("ask-year");
      field.focus();
    },
  };
}

/** The progress of an upload, with a cancel button. */
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

/** @param {(files: File[]) => void} send */
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
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    send(files);
  });
}
