// What only the browser can do: measure, walk by keys, link chart and text, drag, copy, present. Dash draws the page
// and its controls; the selection lives here and in the address, and every change of it is one question to /view.

import { keepAddress } from "./page/address.mjs";
import { drawOnce, light, nameMarks, under, warmUp } from "./page/chart.mjs";
import { openReport, pickFile } from "./page/open.mjs";
import { barKeys, buildOverview, partAt, turned, zoom } from "./page/overview.mjs";
import { present, presentKeys } from "./page/present.mjs";
import { showReport, toggleReading } from "./page/report.mjs";
import { dialog, fillLinks, shareActions } from "./page/share.mjs";
import { $, chosen, dark, embed, graph, idle, presenting, root, state } from "./page/state.mjs";
import { tellTable } from "./page/table.mjs";
import { controlsSay, measure, redraw, select, start } from "./page/view.mjs";
import { chartKeys, choose, openMark, zoomKeys } from "./page/walk.mjs";

function toggleFilters(on = !document.body.classList.contains("filters-open")) {
  document.body.classList.toggle("filters-open", on);
  $("open-filters").setAttribute("aria-expanded", String(on));
  if (on) $("search")?.focus({ preventScroll: true });
  else $("open-filters").focus();
}

function toggleTable(on = !$("page").classList.contains("as-table")) {
  $("page").classList.toggle("as-table", on);
  $("open-table").setAttribute("aria-pressed", String(on));
  localStorage.setItem("yearline-mode", on ? "table" : "chart");
  redraw({ mode: on ? "table" : "chart" });
  keepAddress();
  if (!on) setTimeout(measure); // it had no width while it was hidden
}

function toggleScheme() {
  const next = dark() ? "light" : "dark";
  localStorage.setItem("mantine-color-scheme-value", next);
  root.setAttribute("data-mantine-color-scheme", next);
}

// Keys

const pageKeys = {
  "/": () => (innerWidth <= 900 ? toggleFilters(true) : $("search").focus()), "?": () => dialog("keys"), p: () => present(true),
  r: () => toggleReading(), t: () => toggleTable(), ...zoomKeys,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (pressed(event)) event.preventDefault();
});

function pressed(event) {
  if (presenting()) return presentKeys(event);
  if (chartKeys(event) || barKeys(event)) return true;
  const mark = event.target.closest?.(".event-mark");
  if (mark && (event.key === "Enter" || event.key === " ")) {
    choose(mark.dataset.events.split(" ")[0], mark);
    return true;
  }
  if (event.key === "Escape" && !event.defaultPrevented) {
    if (document.body.classList.contains("filters-open")) toggleFilters(false);
    else if (chosen()) choose("");
    else if (!$("reading-pane").hidden) toggleReading(false);
    return false;
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], [role=slider]");
  if (typing || embed || !pageKeys[event.key]) return false;
  pageKeys[event.key]();
  return true;
}

// Clicks

const without = (list, value) => list.filter((one) => one !== value);
const unfilter = {
  theme: (value) => ({ themes: without(state.wanted.themes, value) }), actor: (value) => ({ actors: without(state.wanted.actors, value) }),
  months: () => ({ from: "", to: "" }), words: () => ({ words: "" }),
};
const actions = {
  ...shareActions,
  scheme: toggleScheme, present: () => present(true), read: () => toggleReading(), table: () => toggleTable(), open: pickFile,
  reset: () => select({ words: "", themes: [], actors: [], from: "", to: "" }),
  unfilter: ({ dataset }) => select(unfilter[dataset.kind](dataset.value)),
  actor: ({ dataset }) => select({ actors: [dataset.value] }),
  step: ({ dataset }) => choose(dataset.value),
  event: (button) => choose(button.dataset.value, button),
  sort: ({ dataset }) => redraw({ sort: dataset.value }),
};

document.addEventListener("click", (event) => {
  const { target } = event;
  const button = target.closest("[data-does]");
  if (target.closest("[data-path]")) fillLinks();
  if (target.closest("#open-filters")) toggleFilters();
  else if (document.body.classList.contains("filters-open") && !target.closest("#filters, [role=listbox], [role=option]")) toggleFilters(false);
  if (button) actions[button.dataset.does](button);
  if (target.closest("#timeline")) chartClicked(event);
  const mark = target.closest(".event-mark");
  if (mark) choose(mark.dataset.events.split(" ")[0], mark);
  if (target.closest("[data-close]")) target.closest("dialog").close();
  if (target.matches?.("dialog")) target.close(); // beside its content
});

function chartClicked(event) {
  const { headline, lane, mark } = under(event);
  if (headline) openMark(headline);
  else if (lane && !mark) zoom(0.3, partAt(event.clientX));
}

for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest?.(".event-mark");
    if (mark) mark.dataset.events.split(" ").forEach((id) => light(id, on));
  });
}

// Attaching to what Dash puts there

const resize = new ResizeObserver(() => measure());
let observedChart, observedGraph;

function attach() {
  drawOnce();
  const chart = $("chart");
  if (chart && chart !== observedChart) {
    observedChart = chart;
    buildOverview();
    const table = JSON.parse($("table").dataset.table);
    if (table) tellTable(table);
    delete $("table").dataset.table;
    chart.prepend(Object.assign(document.createElement("div"), { id: "early", innerHTML: chart.dataset.early }));
    delete chart.dataset.early;
    resize.disconnect();
    resize.observe(chart);
    $("main").addEventListener("wheel", turned, { passive: false }); // the chart may shrink away from under the pointer
    $("open-table").setAttribute("aria-pressed", String($("page").classList.contains("as-table")));
    if (embed && parent !== window) {
      new ResizeObserver(() => parent.postMessage({ yearline: true, height: Math.ceil($("page").getBoundingClientRect().height) }, "*")).observe($("page"));
    }
  }
  if (graph()?.on && graph() !== observedGraph) {
    observedGraph = graph();
    const idOf = ({ points }) => points[0]?.customdata?.[0];
    observedGraph.on("plotly_afterplot", nameMarks);
    observedGraph.on("plotly_hover", (over) => idOf(over) && light(idOf(over), true));
    observedGraph.on("plotly_unhover", (over) => idOf(over) && light(idOf(over), false));
    observedGraph.on("plotly_click", (over) => openMark(idOf(over)));
    nameMarks();
    measure();
    idle(() => warmUp(observedGraph), { timeout: 3000 });
  }
}
new MutationObserver(attach).observe(root, { childList: true, subtree: true });
new MutationObserver(() => measure()).observe(root, { attributes: true, attributeFilter: ["data-mantine-color-scheme"] });

// Dash's callbacks in the browser, by name; none of them answers.
const forDash = {
  start(data, figure) {
    start(data, figure);
    if (new URLSearchParams(location.search).has("present")) present(true);
    measure();
  },
  controlsSay,
  openReport: (key) => key && openReport(key),
  showReport,
};
window.yearline = Object.fromEntries(
  Object.entries(forDash).map(([name, work]) => [name, (...given) => { work(...given); return window.dash_clientside.no_update; }]),
);
