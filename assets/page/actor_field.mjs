// @ts-check
// The actors of an event as chips: remove, rename, change the kind, or add with suggestions.

import { addressOf, around, byId, make } from "../dom.mjs";
import { mountCombobox } from "./combobox.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").EventFacts} EventFacts */
/** An actor; `given` if a person chose its kind. @typedef {EventFacts["actors"][0]} Actor */

const MOST = 8; // suggestions

/**
 * @param {Store} store
 * @param {{facts: () => EventFacts | null, change: (actors: Actor[]) => void}} on
 */
export function mountActorField(store, { facts, change }) {
  const list = byId("edit-actors");
  const one = byId("edit-one");
  const input = /** @type {HTMLInputElement} */ (byId("edit-actor"));
  const name = /** @type {HTMLInputElement} */ (byId("edit-one-name"));
  const kind = /** @type {HTMLSelectElement} */ (byId("edit-one-kind"));
  let opened = ""; // the actor being edited

  const actors = () => facts()?.actors ?? [];

  const suggest = (/** @type {string} */ typed) => suggestActors(store, actors().map((actor) => actor.name), typed);

  /** @param {string} value @param {HTMLElement | null} [then] what has the focus afterwards */
  function add(value, then = input) {
    const fresh = value.trim().replace(/\s+/g, " ");
    input.value = "";
    if (fresh && !actors().some((actor) => actor.name === fresh)) change([...actors(), { name: fresh, kind: "organisation" }]);
    then?.focus();
  }
  const suggestions = mountCombobox(input, byId("edit-actor-list"), { options: suggest, chosen: (value) => add(value) });

  /** @param {string} gone */
  function remove(gone) {
    close();
    change(actors().filter((actor) => actor.name !== gone));
    input.focus();
  }

  /** @param {string} of */
  function toggle(of) {
    const actor = actors().find((known) => known.name === of);
    if (!actor || opened === of) return close();
    opened = of;
    name.value = of;
    kind.value = actor.kind;
    one.hidden = false;
    mark();
    one.scrollIntoView({ block: "nearest" });
    name.focus({ preventScroll: true });
  }

  function close() {
    opened = "";
    one.hidden = true;
    mark();
  }

  /** Save what is typed for the open actor. */
  function done() {
    const now = name.value.trim().replace(/\s+/g, " ");
    const before = actors().find((actor) => actor.name === opened);
    const of = opened;
    close();
    if (!before || !now) return;
    if (now !== of || kind.value !== before.kind) {
      const given = kind.value !== before.kind || before.given;
      const next = actors().map((actor) => (actor.name === of ? { name: now, kind: kind.value, given } : actor));
      change(next.filter((actor, i) => next.findIndex((other) => other.name === actor.name) === i));
    }
    list.querySelector(/** @type {"button"} */ (`[data-actor="${CSS.escape(now)}"]`))?.focus();
  }

  const mark = () => {
    for (const button of list.querySelectorAll("[data-actor]")) button.setAttribute("aria-expanded", String(/** @type {HTMLElement} */ (button).dataset.actor === opened));
  };

  list.addEventListener("click", (event) => {
    const chip = around(event, "[data-actor]");
    const gone = around(event, "[data-gone]");
    if (chip) toggle(chip.dataset.actor ?? "");
    if (gone) remove(gone.dataset.gone ?? "");
  });
  // Leaving the field adds the text in it.
  input.addEventListener("blur", () => input.value.trim() && add(input.value, null));

  return {
    /** Discard what is typed and not saved. */
    leave() {
      input.value = "";
      close();
    },
    done,
    /** @param {EventFacts} event */
    show(event) {
      const key = JSON.stringify(event.actors);
      if (list.dataset.key === key) return;
      list.dataset.key = key;
      list.replaceChildren(...event.actors.map(renderChip));
      mark();
    },
    /** @param {KeyboardEvent} event */
    keys(event) {
      if (suggestions.keys(event)) return true;
      const isOne = around(event, "#edit-one") !== null;
      if (event.key === "Escape" && isOne) {
        close();
        input.focus();
      } else if (event.key === "Enter" && isOne) done();
      else if (event.key === "Enter" && event.target === input && input.value.trim()) {
        suggestions.close();
        add(input.value);
      } else return false;
      return true;
    },
  };
}

/** @param {Actor} actor */
function renderChip({ name, kind }) {
  return make(
    "li",
    { className: "actor-chip" },
    make("button", { type: "button", dir: "auto", title: `${kind}: rename, or change its kind`, ariaExpanded: "false", data: { actor: name } }, name),
    make("button", { type: "button", className: "gone", ariaLabel: `Remove ${name}`, data: { gone: name } }, "✕"),
  );
}

/**
 * Actors of the report that match a typed text, those with most events first, and the text itself.
 * @param {Store} store
 * @param {string[]} mine those that are there already
 * @param {string} typed
 */
export async function suggestActors(store, mine, typed) {
  const fresh = typed && !mine.includes(typed) ? [{ value: typed, words: `Add “${typed}”` }] : [];
  try {
    const response = await fetch(addressOf("/actors?" + new URLSearchParams({ find: typed, report: store.get().report })));
    const { groups } = await response.json();
    const rows = /** @type {[string, number][]} */ (groups.flatMap((/** @type {[string, unknown[]]} */ [, actorsOfKind]) => actorsOfKind));
    const found = rows.filter(([known]) => !mine.includes(known)).toSorted((a, b) => b[1] - a[1]);
    return [...found.slice(0, MOST).map(([value, count]) => ({ value, note: String(count) })), ...fresh.filter(({ value }) => !found.some(([known]) => known === value))];
  } catch {
    return fresh; // the server is away
  }
}
