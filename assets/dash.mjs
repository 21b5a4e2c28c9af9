// @ts-check
// The only module that talks to Dash and Mantine. It turns changes of their controls into changes of the store, and updates the
// controls after the chart is drawn, as that takes longer than server and chart together.

import { afterPaint, all, around, setText, whenIdle } from "./dom.mjs";
import { saveText } from "./storage.mjs";
import { isSame, toggled } from "./store.mjs";
import { monthsBetween } from "./range.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./store.mjs").State} State */
/** @typedef {{search: string, themes: string[], months: [number, number]}} Controls */

const boot = /** @type {HTMLElement} */ (document.getElementById("boot"));

// The internals of Dash and Mantine in use; tests/browser/test_hooks.py shows which of them an upgrade breaks. Names needed
// before the first module runs come from the server (components/web/index.py).
export const HOOKS = [
  { name: boot.dataset.scheme, why: "where Mantine keeps light or dark: read before it runs, so that the first answer has the colours" },
  { name: "data-mantine-color-scheme", selector: ":root[data-mantine-color-scheme]", why: "where Mantine says light or dark: the stylesheet's colours hang on it" },
  { name: "label in .theme", selector: ".theme .mantine-Checkbox-label .count", why: "a theme's count is written into Mantine's label, and the stylesheet sets it" },
  { name: ".mantine-Checkbox-input", selector: ".theme input.mantine-Checkbox-input", why: "a theme's box in its colour" },
  { name: ".mantine-InputWrapper-label", selector: ".sidebar .mantine-InputWrapper-label", why: "the sidebar's headings" },
  { name: "[role=slider] in .months", selector: ".months [role=slider]", why: "keys on it are its own" },
];

const SCHEME = "data-mantine-color-scheme";
const root = document.documentElement;
export const isDark = () => root.getAttribute(SCHEME) === "dark";

/** Switch between light and dark, on this page and later ones. */
export function toggleScheme() {
  const scheme = isDark() ? "light" : "dark";
  saveText(boot.dataset.scheme ?? "", scheme);
  root.setAttribute(SCHEME, scheme);
}

/** Whether an event happened in a dropdown that Mantine renders outside the page's own elements. @param {Event} event */
export const isInList = (event) => around(event, "[role=listbox], [role=option]") !== null;

/** @param {string} id @param {Record<string, unknown>} properties */
const setProps = (id, properties) => /** @type {any} */ (window).dash_clientside.set_props(id, properties);

/** Ask the server to render the report's text. @param {number} seq the last correction that it is to have */
export const requestReport = (seq) => setProps("reading-open", { data: seq });

// Dash calls these by name (app.py); they do nothing until the page is mounted.
const heard = { controls: (/** @type {unknown[]} */ ..._values) => {}, report: (/** @type {unknown[]} */ ..._values) => {}, entry: (/** @type {unknown[]} */ ..._values) => {} };
/** @type {any} */ (window).dash_clientside = {
  .../** @type {any} */ (window).dash_clientside,
  yearline: {
    controls: (/** @type {unknown[]} */ ...values) => heard.controls(...values),
    report: (/** @type {unknown[]} */ ...values) => heard.report(...values),
    entry: (/** @type {unknown[]} */ ...values) => heard.entry(...values),
  },
};

/**
 * @param {Store} store
 * @param {Controls} controls what Dash's controls hold
 * @param {{prefetch: (state: State) => void, reportShown: () => void, openReport: (key: string) => void}} on
 */
export function startDash(store, controls, { prefetch, reportShown, openReport }) {
  /** The values Dash has; a control with another value was changed by a person. @type {Record<string, any>} */
  const known = { ...controls };

  heard.report = () => setTimeout(reportShown);
  heard.entry = (key) => {
    if (key) openReport(String(key));
  };
  heard.controls = (...values) => {
    /** @type {Partial<State>} */
    const change = {};
    const said = Object.fromEntries(["search", "themes", "months"].map((id, i) => [id, values[i] ?? (id === "search" ? "" : [])]));
    const moved = (/** @type {string} */ id) => !isSame(known[id], said[id]);
    if (moved("search")) change.q = /** @type {string} */ (said.search);
    if (moved("themes")) change.theme = /** @type {string[]} */ (said.themes);
    if (moved("months")) {
      const [low, high] = /** @type {[number, number]} */ (said.months);
      Object.assign(change, monthsBetween(store.get().axis, low, high));
    }
    Object.assign(known, said);
    store.set(change);
  };

  /** @param {string} id @param {string} property @param {any} value */
  function tell(id, property, value) {
    // Setting a value that Dash already has costs as much as setting a new one.
    const key = property === "value" ? id : `${id}.${property}`;
    if (property === "value" ? isSame(known[key], value) : JSON.stringify(known[key]) === JSON.stringify(value)) return;
    known[key] = value;
    setProps(id, { [property]: value });
  }

  function tellControls() {
    const { q, theme, drawing } = store.get();
    tell("search", "value", q);
    tell("themes", "value", theme);
    if (!drawing) return;
    if (drawing.axis) tell("months", "max", Math.max(1, drawing.axis.months.length - 1));
    tell("months", "value", drawing.slider);
  }

  const first = store.get().drawing;
  known["chips.children"] = first?.chips;
  known["details-body.children"] = first?.details;

  store.subscribe(["drawing"], ({ drawing }) => {
    if (!drawing) return;
    writeCounts(drawing.counts);
    afterPaint(() =>
      whenIdle(() => {
        if (store.get().drawing !== drawing) return;
        tellControls();
        if (drawing.themes) tell("themes", "children", drawing.themes);
        tell("chips", "children", drawing.chips);
        tell("details-body", "children", drawing.details);
        for (const [id, children] of /** @type {const} */ ([["brief", drawing.brief], ["other-years", drawing.other]])) {
          if (children !== undefined && document.getElementById(id)) tell(id, "children", children);
        }
        store.set({ details: drawing.details === null ? "" : store.get().event });
      }, 150),
    );
  });
  store.subscribe(["reachable"], ({ reachable }) => {
    if (!reachable) tellControls();
  });
  // Dash re-renders the themes some time after one is renamed.
  const themes = /** @type {HTMLElement} */ (document.querySelector(".themes"));
  new MutationObserver(() => writeCounts(store.get().drawing?.counts ?? {})).observe(themes, { childList: true, subtree: true });

  // A press on a theme requests its drawing on pointerdown; its click is held back from React until that is drawn.
  /** @param {Event} event */
  function beginPress(event) {
    const box = /** @type {HTMLInputElement | undefined} */ (around(event, ".theme")?.querySelector("input"));
    if (box) prefetch(store.predict({ theme: toggled(store.get().theme, box.value) }));
  }
  document.addEventListener("pointerdown", (event) => event.button === 0 && beginPress(event), true);
  document.addEventListener("keydown", (event) => event.key === " " && !event.repeat && beginPress(event), true);
  document.addEventListener(
    "click",
    (event) => {
      if (!(event.target instanceof HTMLInputElement) || !event.target.closest(".theme")) return;
      event.stopPropagation();
      store.set({ theme: toggled(store.get().theme, event.target.value) });
    },
    true,
  );

  new MutationObserver(() => store.set({ dark: isDark() })).observe(root, { attributes: true, attributeFilter: [SCHEME] });
}

/** @param {Record<string, number>} counts events of each theme */
function writeCounts(counts) {
  for (const count of all(".themes .count")) setText(count, String(counts[count.previousElementSibling?.textContent ?? ""] ?? ""));
}
