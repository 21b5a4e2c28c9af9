// @ts-check
// The sidebar's list of actors: in any role, as those who acted, or as those acted upon; the most frequent, or all with a search
// field.

import { all, around, byId, make, setText } from "../dom.mjs";
import { formatSelection } from "../query.mjs";
import { roleOf, toggled, withRole } from "../store.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").State} State */
/** @typedef {import("../store.mjs").Actors} Actors */
/** @typedef {import("../store.mjs").Role} Role */

const PAUSE = 120; // ms without a keystroke before the list is requested

/** @param {string} name */
const capitalize = (name) => name.slice(0, 1).toUpperCase() + name.slice(1);

/**
 * @param {Store} store
 * @param {{prefetch: (state: State) => void}} requests
 */
export function mountActors(store, { prefetch }) {
  const list = byId("actors-list");
  const more = byId("actors-more");
  const words = "Find an actor";
  const find = /** @type {HTMLInputElement} */ (make("input", { type: "search", className: "find", placeholder: words, ariaLabel: words, hidden: true }));
  more.after(find);
  let shown = ""; // the rendered list, so that an unchanged one is not rendered again
  let asked = ""; // the request in flight

  const chosen = () => store.get()[store.get().role];

  /** @param {Actors} actors */
  function show(actors) {
    const { role } = store.get();
    const now = JSON.stringify([actors, role, chosen()]);
    if (now === shown) return;
    shown = now;
    const focused = document.activeElement instanceof HTMLInputElement && list.contains(document.activeElement) ? document.activeElement.value : null;
    list.replaceChildren(...actors.groups.flatMap(([title, rows]) => renderGroup(title, rows, actors.most, chosen())));
    if (!list.firstChild) list.append(make("p", { className: "muted" }, "No such actor"));
    if (focused !== null) boxes().find((box) => box.value === focused)?.focus({ preventScroll: true });
  }

  const boxes = () => /** @type {HTMLInputElement[]} */ (all("input", list));
  const isWhole = () => more.getAttribute("aria-expanded") === "true";

  async function showAll() {
    const text = new URLSearchParams(formatSelection({ ...store.get(), event: "" }));
    text.set("find", find.value.trim());
    text.set("role", store.get().role);
    asked = text.toString();
    const own = asked;
    try {
      const response = await fetch("/actors?" + own);
      if (response.ok && own === asked && isWhole()) show(await response.json());
    } catch {
      asked = ""; // the next change retries
    }
  }

  function renew() {
    const { drawing, role } = store.get();
    if (!drawing) return;
    for (const button of all("[data-does=role]", byId("roles"))) button.setAttribute("aria-pressed", String(button.dataset.value === role));
    const actors = role === "actor" ? drawing.actors : drawing.sides[role];
    setText(sum, String(actors.count));
    more.hidden = actors.count <= actors.groups.reduce((sum, [, rows]) => sum + rows.length, 0) && !isWhole();
    more.dataset.all = `All ${actors.count} actors…`;
    if (!isWhole()) setText(more, more.dataset.all);
    if (isWhole()) showAll();
    else show(actors);
  }

  let timer = 0;
  const sum = /** @type {HTMLElement} */ (document.querySelector("#actors .label-row .muted"));
  find.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(showAll, PAUSE);
  });
  more.addEventListener("click", () => {
    const open = !isWhole();
    more.setAttribute("aria-expanded", String(open));
    more.textContent = (open ? more.dataset.fewer : more.dataset.all) ?? "";
    find.hidden = !open;
    find.value = "";
    list.classList.toggle("whole", open);
    renew();
    if (open) find.focus({ preventScroll: true });
  });

  list.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) store.set({ [store.get().role]: toggled(chosen(), event.target.value) });
  });
  // A press requests the drawing on pointerdown.
  list.addEventListener("pointerdown", (event) => {
    const box = around(event, "label")?.querySelector("input");
    if (box && event.button === 0) prefetch(store.predict({ [store.get().role]: toggled(chosen(), box.value) }));
  });

  renew();
  store.subscribe(["drawing", "role"], renew);
  store.subscribe(["actor", "by", "upon"], (state) => {
    store.set({ role: roleOf(state) }); // restored from the address, a link or the history
    for (const box of boxes()) box.checked = chosen().includes(box.value);
  });

  return {
    /** The chosen names move to the other role. @param {Role} role */
    choose: (role) => store.set(withRole(store.get(), role)),
  };
}

/**
 * @param {string} title "" for no heading
 * @param {[name: string, count: number, did?: number, done?: number][]} rows
 * @param {number} most the highest count of any actor
 * @param {string[]} chosen
 */
function renderGroup(title, rows, most, chosen) {
  const lines = rows.map(([name, count, did = 0, done = 0]) => {
    const box = make("input", { type: "checkbox", value: name, checked: chosen.includes(name) });
    const bar = make("span", { className: "share" });
    bar.style.width = `${(100 * count) / Math.max(1, most)}%`;
    const words = make("span", { className: "actor-name", dir: "auto" }, capitalize(name));
    const label = make("label", { className: count ? "actor" : "actor none" }, box, words, ...renderSides(did, done), make("span", { className: "count" }, String(count)), bar);
    const rename = make("button", { type: "button", className: "rename", title: "Rename or merge", ariaLabel: `Rename ${name}`, data: { does: "rename", kind: "actor", value: name } }, "✎");
    return make("div", { className: "named" }, label, rename);
  });
  return title ? [make("h4", {}, title), ...lines] : lines;
}

/** In how many events an actor acted, and in how many it was acted upon, each with an arrow. @param {number} did @param {number} done */
function renderSides(did, done) {
  if (!did && !done) return [];
  const said = [did ? `${did}→` : "", done ? `→${done}` : ""].filter(Boolean);
  return [make("span", { className: "sides", title: `did it in ${did}, done to in ${done}`, ariaHidden: "true" }, ...said.map((words) => make("span", {}, words)))];
}
