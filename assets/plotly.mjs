// @ts-check
// The only module that talks to Plotly: it loads it, draws, and finds the drawn elements.

import { afterPaint, all, make, whenIdle } from "./dom.mjs";

/** @typedef {import("./store.mjs").EventMark} EventMark */

// The internals of plotly in use; tests/browser/test_hooks.py shows which of them an upgrade breaks.
export const HOOKS = [
  { name: "__data__", selector: "#timeline path.point", why: "names a drawn element's trace and number; events carry them, elements do not" },
  { name: ".scatterlayer > .trace", selector: "#timeline .scatterlayer > .trace", why: "the elements of one trace" },
  { name: "path.point", selector: "#timeline .trace path.point", why: "a mark: named for screen readers, and lit" },
  { name: ".textpoint", selector: "#timeline .trace .textpoint text", why: "a headline beside its mark: pressed and lit as the mark is" },
  { name: ".main-svg", selector: "#timeline svg.main-svg", why: "kept from screen readers, who hear of the marks" },
  { name: ".nsewdrag", selector: "#timeline .nsewdrag", why: "plotly's layer over the chart, whose cursor the stylesheet sets" },
];

const SCRIPT = new URL("./plotly.min.js", import.meta.url).href;
const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
const TRACES = ["events", "headlines", "themes"]; // one element for each mark

/** @type {Promise<any> | null} */
let loading = null;

/** Load Plotly on first use. @returns {Promise<any>} */
function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = /** @type {HTMLScriptElement} */ (make("script", { src: SCRIPT }));
    // Draw in a task of its own: evaluating the library takes long enough.
    script.addEventListener("load", () => setTimeout(() => resolve(/** @type {any} */ (window).Plotly)));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return loading;
}

/** Escape for Plotly, whose texts are HTML. @param {string} text */
const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/**
 * The events that have a mark in a figure.
 * @param {any} figure
 * @returns {EventMark[]}
 */
export function marksOf(figure) {
  const trace = figure.data.find((/** @type {any} */ one) => one.name === "events");
  if (!trace) return [];
  const { text } = figure.data.find((/** @type {any} */ one) => one.name === "headlines");
  return trace.customdata.map((/** @type {[string, string, string, string, string[], string?]} */ [id, headline, date, theme, actors, report = ""], /** @type {number} */ i) => ({
    id,
    headline: unescape(headline),
    date,
    theme: unescape(theme),
    actors,
    report: unescape(report),
    named: text[i].trim() !== "",
    x: trace.x[i],
    y: trace.y[i],
  }));
}

/**
 * The drawn elements of the marks, with trace and index.
 * @param {HTMLElement} within
 * @returns {{element: HTMLElement, trace: string, index: number}[]}
 */
export function markElements(within) {
  return all(".scatterlayer > .trace", within).flatMap((group) => {
    const trace = /** @type {any} */ (group).__data__?.[0]?.trace?.name;
    if (!TRACES.includes(trace)) return [];
    return all(trace === "events" ? "path.point" : ".textpoint", group).map((element) => ({ element, trace, index: /** @type {any} */ (element).__data__.i }));
  });
}

/** Whether an element is a drawn headline. @param {Element} element */
export const headlineAround = (element) => /** @type {HTMLElement | null} */ (element.closest("#timeline .textpoint[data-event]"));

/**
 * A chart in `place`. `draw` draws the latest figure, at once if Plotly is loaded.
 * @param {HTMLElement} place
 * @param {{drawn: () => void, pointed: (id: string) => void}} hear
 * @returns {{draw: (figure: any) => void}}
 */
export function createChart(place, hear) {
  const graph = /** @type {any} */ (make("div"));
  /** @type {any} */
  let plotly = null;
  let newest = /** @type {any} */ (null);

  /** @param {{points: {customdata?: [string]}[]}} over */
  const idOf = ({ points }) => points[0]?.customdata?.[0] ?? "";

  async function begin() {
    place.append(graph);
    const loaded = await loadPlotly();
    const figure = newest;
    await loaded.newPlot(graph, figure.data, figure.layout, CONFIG);
    plotly = loaded;
    graph.on("plotly_afterplot", hear.drawn);
    graph.on("plotly_hover", (/** @type {any} */ over) => hear.pointed(idOf(over)));
    graph.on("plotly_unhover", () => hear.pointed(""));
    for (const svg of all("svg.main-svg", graph)) svg.setAttribute("role", "presentation");
    if (newest === figure) hear.drawn();
    else draw(newest);
    afterPaint(() => whenIdle(() => newest === figure && warmUp(plotly, figure), 3000));
  }

  /** @param {any} figure */
  function draw(figure) {
    const first = newest === null;
    newest = figure;
    if (plotly) plotly.react(graph, figure.data, figure.layout, CONFIG);
    else if (first) begin();
  }
  return { draw };
}

/**
 * The first update of a chart takes twice as long, as browsers compile its code: do one with a hidden copy while idle.
 * @param {any} plotly
 * @param {any} figure
 */
async function warmUp(plotly, figure) {
  const copy = make("div", { inert: true, ariaHidden: "true" });
  Object.assign(copy.style, { position: "fixed", left: "-9999px", visibility: "hidden" });
  document.body.append(copy);
  const { data, layout } = structuredClone(figure);
  await plotly.newPlot(copy, data, layout, CONFIG);
  whenIdle(async () => {
    const again = structuredClone(figure);
    await plotly.react(copy, again.data, again.layout);
    plotly.purge(copy);
    copy.remove();
  }, 3000);
}
