// @ts-check
// Who did what, in the form: acts from their list, names and places as chips, how many people, and whether it is alleged or did
// not happen.

import { around, byId, setText } from "../dom.mjs";
import { suggestActors } from "./actor_field.mjs";
import { mountChips, showChips } from "./chips.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").EventFacts} EventFacts */

const NAMES = /** @type {const} */ (["by", "to", "where"]);
const FLAGS = /** @type {const} */ (["count_least", "alleged", "negated"]);
const MOST_ACTS = 3;
const NONE = "other"; // the code for an act that is not in the list

/**
 * @param {Store} store
 * @param {{facts: () => EventFacts | null, change: (fields: Record<string, any>) => void}} on
 */
export function mountClaimField(store, { facts, change }) {
  const acts = byId("edit-acts");
  const more = /** @type {HTMLSelectElement} */ (byId("edit-acts-add"));
  const people = /** @type {HTMLInputElement} */ (byId("edit-people"));
  const flags = Object.fromEntries(FLAGS.map((name) => [name, /** @type {HTMLInputElement} */ (byId(`edit-${name}`))]));
  const nameOf = (/** @type {string} */ code) => [...more.options].find(({ value }) => value === code)?.text ?? code;
  const places = () => store.get().drawing?.places.groups.flatMap(([, rows]) => rows) ?? [];

  const fields = NAMES.map((name) =>
    mountChips(`edit-${name}`, {
      names: () => facts()?.[name] ?? [],
      change: (names) => change({ [name]: names }),
      suggest(mine, typed) {
        if (name !== "where") return suggestActors(store, mine, typed);
        const known = places().filter(([value]) => !mine.includes(value) && value.toLowerCase().includes(typed.toLowerCase()));
        return known.slice(0, 8).map(([value, , count]) => ({ value, note: String(count) }));
      },
    }),
  );

  more.addEventListener("change", () => {
    const before = (facts()?.acts ?? []).filter((code) => code !== NONE);
    if (more.value && !before.includes(more.value)) change({ acts: [...before, more.value] });
    more.value = "";
  });
  acts.addEventListener("click", (event) => {
    const gone = around(event, "[data-gone]")?.dataset.gone;
    if (gone === undefined) return;
    const left = (facts()?.acts ?? []).filter((code) => code !== gone);
    change({ acts: left.length ? left : [NONE] });
    more.focus();
  });
  const savePeople = () => {
    const count = people.value === "" ? null : Number(people.value);
    if (!people.validity.valid || people.validity.badInput) return;
    if (count !== (facts()?.count ?? null)) change({ count });
  };
  people.addEventListener("blur", savePeople);
  for (const name of FLAGS) flags[name].addEventListener("change", () => change({ [name]: flags[name].checked }));

  return {
    /** Discard what is typed and not saved. */
    leave() {
      for (const field of fields) field.leave();
      people.value = String(facts()?.count ?? "");
    },
    save: savePeople,
    /** A field's original text; undefined if it is unchanged. @param {string} name @param {any} read */
    inWords(name, read) {
      if (read === undefined) return undefined;
      if (Array.isArray(read)) return (name === "acts" ? read.map(nameOf) : read).join(", ") || (name === "where" ? "nowhere" : "nobody");
      return String(read ?? "no number");
    },
    /** @param {EventFacts} event */
    show(event) {
      for (const field of fields) field.show();
      showChips(acts, event.acts, nameOf);
      more.disabled = event.acts.length >= MOST_ACTS;
      if (document.activeElement !== people) people.value = String(event.count ?? "");
      for (const name of FLAGS) flags[name].checked = event[name];
      const sides = [event.by.join(", "), event.to.join(", ")];
      setText(byId("edit-claim-said"), [event.acts.slice(0, 1).map(nameOf).join(""), sides.some(Boolean) ? sides.map((names) => names || "…").join(" → ") : ""].filter(Boolean).join(" · "));
    },
    /** @param {KeyboardEvent} event */
    keys: (event) => fields.some((field) => field.keys(event)),
  };
}
