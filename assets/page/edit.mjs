// @ts-check
// The form that corrects an event, shown in place of its details. It saves while one types, and the chart is updated at once.
// The same form adds an event, and a review steps through events with it.

import { addressOf, around, byId, make, setText } from "../dom.mjs";
import { readRefusal } from "../later.mjs";
import { mountActorField } from "./actor_field.mjs";
import { mountClaimField } from "./claim_field.mjs";
import { mountCombobox } from "./combobox.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Correction} Correction */
/** @typedef {import("../store.mjs").EventFacts} EventFacts */
/** @typedef {import("../store.mjs").Draft} Draft */
/** @typedef {"headline" | "date" | "theme"} Field */

const FIELDS = /** @type {const} */ (["headline", "date", "theme"]);
const LONGEST = 240;
const PAUSE = 200; // ms without a keystroke
/** @type {Record<string, string>} */
const GAVE = { date: "date", actor: "actor", headline: "headline" };
/** @type {Draft} */
const NEW = { id: "", headline: "", date: "", words: "", theme: "", actors: [], acts: [], by: [], to: [], count: null, count_least: false, where: [], alleged: false, negated: false, text: "", pieces: [], before: "", doubt: [], read: {}, reviewed: false, note: "", added: true, start: 0, end: 0 };

/**
 * @param {Store} store
 * @param {{send: (corrections: Correction[]) => void, right: (id: string) => void, hidden: (id: string) => void, closed: () => void}} on
 *   `right` when a review's event is right, `hidden` when one is gone, `closed` when the form is left
 */
export function mountEdit(store, { send, right, hidden, closed }) {
  const pane = byId("edit-pane");
  pane.append(/** @type {HTMLTemplateElement} */ (byId("edit-form")).content.cloneNode(true));
  const form = /** @type {HTMLFormElement} */ (byId("edit"));
  const inputs = /** @type {Record<Field, HTMLInputElement>} */ (Object.fromEntries(FIELDS.map((name) => [name, byId(`edit-${name}`)])));
  /** The values that the form itself filled in; a different value was typed. @type {Record<Field, string>} */
  const written = { headline: "", date: "", theme: "" };
  const note = /** @type {HTMLTextAreaElement} */ (byId("edit-note"));
  let noted = ""; // the note that the form filled in
  let shown = ""; // the event in the form
  let opener = /** @type {Element | null} */ (null);

  const mode = () => {
    const { draft, review, editing, event } = store.get();
    return draft ? "add" : review ? "review" : editing && event ? "edit" : "";
  };
  /** Fill the form once the server has sent the event. @returns {EventFacts | null} */
  const facts = () => {
    const { draft, drawing, event } = store.get();
    return draft ?? (drawing?.edit?.id === event ? drawing.edit : null);
  };
  const knownThemes = () => Object.keys(store.get().drawing?.counts ?? {});
  /** @param {Field} name */
  const isTyped = (name) => inputs[name].value.trim() !== written[name];

  /** @param {Record<string, any>} fields of the event that the form shows */
  function change(fields) {
    const { draft } = store.get();
    if (draft) store.set({ draft: { ...draft, ...fields } });
    else if (shown) send([{ event: shown, set: fields }]);
  }

  const actors = mountActorField(store, { facts, change: (list) => change({ actors: store.get().draft ? list : list.map(({ name, kind, given }) => (given ? { name, kind } : name)) }) });
  const claim = mountClaimField(store, { facts, change });
  const themes = mountCombobox(inputs.theme, byId("edit-themes"), {
    options(typed) {
      const known = knownThemes();
      const found = known.filter((name) => name.toLowerCase().includes(typed.toLowerCase())).map((value) => ({ value }));
      return typed && !known.includes(typed) ? [...found, { value: typed, words: `New theme “${typed}”` }] : found;
    },
    chosen(value) {
      inputs.theme.value = value;
      save("theme");
    },
  });

  /** Save what was typed; whether it is valid. @param {Field} name @returns {Promise<boolean>} */
  async function save(name) {
    const value = inputs[name].value.trim().replace(/\s+/g, " ");
    if (!isTyped(name)) return name !== "date" || !means.error;
    if (!value && mode() !== "add") {
      inputs[name].value = written[name];
      count();
      if (name === "date") means.clear();
      return true;
    }
    const of = shown;
    if (name === "date" && value && !(await means.find(value))) return false;
    if (of !== shown) return true;
    const same = name === "theme" ? knownThemes().find((known) => known.toLowerCase() === value.toLowerCase()) : null;
    written[name] = inputs[name].value = same ?? value;
    if (name === "date" && store.get().draft) change({ date: value, words: value });
    else change({ [name]: same ?? value });
    return true;
  }

  /** How a typed date is understood. */
  const means = {
    error: "",
    asked: "",
    clear() {
      means.asked = means.error = "";
      means.show(facts()?.date ?? "");
    },
    /** @param {string} words @param {boolean} [isWrong] */
    show(words, isWrong = false) {
      setText(byId("edit-date-means"), words);
      byId("edit-date-means").classList.toggle("wrong", isWrong);
      if (isWrong) inputs.date.setAttribute("aria-invalid", "true");
      else inputs.date.removeAttribute("aria-invalid");
    },
    /** Whether it can be parsed; if the server is away, it is parsed when it is back. @param {string} typed @returns {Promise<boolean>} */
    async find(typed) {
      means.asked = typed;
      try {
        const response = await fetch(addressOf("/date?" + new URLSearchParams({ text: typed, report: store.get().report })));
        if (!response.ok && (await readRefusal(response.clone())) === null) throw new Error(String(response.status)); // not now
        const { date, words, error } = await response.json();
        if (means.asked !== typed) return !error;
        means.error = error ?? "";
        means.show(error ?? `${date} · ${words}`, Boolean(error));
        return !error;
      } catch {
        means.error = "";
        return true;
      }
    },
  };

  /** The parts of a typed headline that the report does not support, requested once for each headline. */
  const unsaid = {
    asked: "",
    /** @param {EventFacts} event */
    async show({ id, headline, added, read }) {
      const wanted = id && (added || read.headline !== undefined) && !isTyped("headline");
      const asked = wanted ? String(new URLSearchParams({ event: id, headline, report: store.get().report })) : "";
      if (unsaid.asked === asked) return;
      unsaid.asked = asked;
      setText(byId("edit-unsaid"), "");
      if (!asked) return;
      try {
        const response = await fetch(addressOf("/unsaid?" + asked));
        const { unsaid: parts } = await response.json();
        if (response.ok && unsaid.asked === asked) setText(byId("edit-unsaid"), parts.map((/** @type {string} */ part) => `${part}.`).join(" "));
      } catch {
        if (unsaid.asked === asked) unsaid.asked = ""; // the server is away: requested again with the next input
      }
    },
  };

  function saveNote() {
    const value = note.value.trim().replace(/\s+/g, " ");
    if (value === noted || mode() !== "edit" || !shown) return;
    noted = value;
    send([{ event: shown, note: value }]);
  }

  const count = () => setText(byId("edit-count"), `${[...inputs.headline.value.trim()].length} of ${LONGEST}`);

  /** @param {Field} name @param {string} value */
  function write(name, value) {
    if (document.activeElement === inputs[name] && isTyped(name)) return; // a person is typing
    if (written[name] === value && inputs[name].value === value) return;
    written[name] = inputs[name].value = value;
    if (name === "date") means.error = "";
  }

  function show() {
    const now = mode();
    form.dataset.mode = now;
    const event = facts();
    if (!now || !event) return;
    if (event.id !== shown) {
      shown = event.id;
      for (const name of FIELDS) written[name] = inputs[name].value = "";
      noted = note.value = "";
      means.clear();
      actors.leave();
      claim.leave();
    }
    write("headline", event.headline);
    write("date", event.words);
    write("theme", event.theme);
    if (document.activeElement !== note || note.value.trim() === noted) noted = note.value = event.note;
    if (!isTyped("date") && !means.error) means.clear();
    count();
    unsaid.show(event);
    actors.show(event);
    claim.show(event);
    if (now !== "review") setText(byId("edit-title"), now === "add" ? "Add an event" : "Edit");
    byId("edit-sentence").replaceChildren(...event.pieces.flatMap(renderPiece));
    setText(byId("edit-before"), event.before);
    byId("edit-sentence").hidden = byId("edit-legend").hidden = !event.pieces.length;
    byId("edit-legend").hidden ||= event.pieces.every(([, kinds]) => !kinds);
    setText(byId("edit-doubt"), event.doubt.length && !event.reviewed ? `Look here: ${event.doubt.join("; ")}.` : event.reviewed ? "Reviewed." : "");
    const { read } = event;
    showRead("headline", read.headline);
    showRead("date", read.words);
    showRead("theme", read.theme);
    showRead("actors", read.actors && (read.actors.join(", ") || "nobody"));
    for (const name of ["acts", "by", "to", "count", "where"]) showRead(name, claim.inWords(name, read[name]));
  }

  /** @param {string} name @param {string | undefined} words */
  function showRead(name, words) {
    const line = byId(`edit-${name}-read`);
    line.hidden = words === undefined;
    if (words === undefined || line.dataset.words === words) return;
    line.dataset.words = words;
    line.replaceChildren(`As read: ${words} · `, make("button", { type: "button", className: "link", data: { does: "put-back", value: name }, ariaLabel: `put back the ${name} as read` }, "put back"));
  }

  function showSaved() {
    const { pending, reachable, later } = store.get();
    if (!mode() || mode() === "add") return setText(byId("edit-saved"), "");
    const isWaiting = pending.some((one) => !one.seq);
    if (isWaiting) setText(byId("edit-saved"), reachable && !later ? "Saving…" : "Kept in this browser; saved when the server is back.");
    else if (byId("edit-saved").textContent) setText(byId("edit-saved"), "Saved.");
  }

  async function submit() {
    const { draft } = store.get();
    const event = facts();
    if (!event) return; // the request is in flight
    saveNote();
    claim.save();
    const results = await Promise.all(FIELDS.map(save));
    const wrong = FIELDS.find((name, i) => !results[i]);
    if (wrong) return inputs[wrong].focus();
    if (mode() === "review") right(event.id);
    else if (draft) addEvent();
  }

  function addEvent() {
    const { draft, marks } = store.get();
    if (!draft) return;
    const missing = FIELDS.find((name) => !inputs[name].value.trim());
    if (missing) {
      setText(byId("edit-saved"), `A new event needs a ${missing}.`);
      return inputs[missing].focus();
    }
    const { headline, theme, actors: people, text, start, end } = draft;
    const place = text ? { text, start, end } : {};
    const names = people.map(({ name, kind, given }) => (given ? { name, kind } : name));
    awaited = { headline, before: new Set(marks.map(({ id }) => id)) };
    send([{ add: { headline, date: inputs.date.value.trim(), theme, actors: names, ...place } }]);
    store.set({ draft: null, notice: { text: "Added.", stays: true, undo: true } });
  }

  /** A new event has no id until the server assigns one. @type {{headline: string, before: Set<string>} | null} */
  let awaited = null;
  store.subscribe(["marks"], ({ marks, draft }) => {
    const found = awaited && marks.find(({ id, headline }) => headline === awaited?.headline && !awaited.before.has(id));
    if (!found) return;
    awaited = null;
    if (!draft && !mode()) store.set({ event: found.id });
  });

  function open() {
    const { event, walked, review } = store.get();
    if ((!event && !walked) || (review && !facts())) return;
    opener = document.activeElement;
    store.set({ editing: true, ...(event ? {} : { event: walked }) });
    inputs.headline.focus();
  }

  function close() {
    const { draft, review } = store.get();
    note.value = noted;
    for (const name of FIELDS) inputs[name].value = written[name]; // discard what is not saved by now
    means.clear();
    actors.leave();
    claim.leave();
    byId("details").scrollTop = 0;
    if (draft) store.set({ draft: null });
    else if (review) closed();
    else store.set({ editing: false });
    if (mode()) return;
    if (opener instanceof HTMLElement && opener.isConnected && opener.offsetParent) opener.focus({ preventScroll: true });
    else document.querySelector(/** @type {"button"} */ ("#details-body [data-does=edit]"))?.focus({ preventScroll: true });
    opener = null;
  }

  function hide() {
    const id = facts()?.id;
    if (!id) return;
    send([{ event: id, hide: true }]);
    if (store.get().review) hidden(id);
    else store.set({ editing: false, event: "" });
    store.set({ notice: { text: "Hidden; it is in Changes.", stays: true, undo: true } });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  for (const name of FIELDS) inputs[name].addEventListener("blur", () => mode() && save(name));
  note.addEventListener("blur", saveNote);
  inputs.headline.addEventListener("input", count);
  let timer = 0;
  inputs.date.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => isTyped("date") && inputs.date.value.trim() && means.find(inputs.date.value.trim()), PAUSE);
  });
  store.subscribe(["drawing", "draft", "editing", "review", "event"], show);
  store.subscribe(["pending", "reachable", "later", "event", "editing", "draft"], (state, before) => {
    if ((state.event !== before.event || state.editing !== before.editing) && !state.pending.some((one) => !one.seq)) setText(byId("edit-saved"), "");
    showSaved();
  });
  store.subscribe(["event"], ({ event, editing, notice }) => {
    if (!event && editing) store.set({ editing: false });
    if (notice.undo) store.set({ notice: { text: "", stays: false } }); // the person has moved on; Ctrl+Z still undoes it
  });
  store.subscribe(["present"], ({ present }) => present && store.set({ editing: false, review: false, draft: null }));
  show();

  return {
    open,
    close,
    hide,
    mode,
    submit,
    /** @param {Partial<Draft>} [known] */
    add(known = {}) {
      opener = document.activeElement;
      store.set({ draft: { ...NEW, ...known }, editing: false });
      (inputs.headline.value ? byId("edit-title") : inputs.headline).focus();
    },
    /** @param {string} name a field @returns {void} */
    putBack(name) {
      const event = facts();
      if (!event || !(name in event.read)) return;
      change({ [name]: event.read[name] });
      const field = { actors: "edit-actor", acts: "edit-acts-add", by: "edit-by-add", to: "edit-to-add", where: "edit-where-add", count: "edit-people" }[name];
      (field ? byId(field) : inputs[/** @type {Field} */ (name)]).focus();
    },
    actorDone: actors.done,
    /** @param {KeyboardEvent} event */
    keys(event) {
      if (!mode() || !around(event, "#edit-pane")) return false;
      if (themes.keys(event) || actors.keys(event) || claim.keys(event)) return true;
      if (event.key === "Enter" && !event.shiftKey && around(event, "input, textarea")) {
        form.requestSubmit();
        return true;
      }
      return false;
    },
  };
}

/** A piece of the sentence; its meaning is also given as text, not by colour alone. @param {[string, string]} piece @returns {(Node | string)[]} */
function renderPiece([text, kinds]) {
  if (!kinds) return [text];
  const gave = kinds.split(" ");
  const mark = make("mark", { className: gave.map((kind) => `gave-${kind}`).join(" ") });
  const said = gave.filter((kind) => kind !== "headline").map((kind) => GAVE[kind]);
  if (said.length) mark.append(make("span", { className: "hidden" }, ` (${said.join(", ")}:) `));
  mark.append(text);
  return [mark];
}
