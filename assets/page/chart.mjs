// The drawn chart: the room it has, its marks' names, and which of them is lit.

import { partAt } from "./overview.mjs";
import { $, chosen, graph, idle, state } from "./state.mjs";

export function eventsOf(figure) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"); // plotly's texts are HTML
  const marks = figure.data.find((trace) => trace.name === "events");
  return marks ? marks.customdata.map(([id, headline, when, theme, actors], i) => [id, plain(headline), when, plain(theme), actors, marks.x[i], marks.y[i]]) : [];
}

export const sentence = ([, headline, when, theme, actors]) => [headline, when, theme, ...actors].join(", ");

// Of many events only the first are marked; the others are areas.
export const placeOf = (place) => `${place + 1} of ${state.shown.events.length}${state.shown.events.length < state.shown.count ? " named events" : ""}`;

export function nameMarks() {
  let count = 0;
  for (const group of graph()?.querySelectorAll(".scatterlayer > .trace") ?? []) {
    const name = group.__data__?.[0]?.trace?.name; // plotly's own, as is a point's number
    if (!["events", "headlines", "themes"].includes(name)) continue;
    for (const element of group.querySelectorAll(name === "events" ? "path.point" : ".textpoint")) {
      const event = state.shown.events[element.__data__.i];
      if (!event) continue;
      element.dataset.event = event[0];
      element.classList.toggle("lit", event[0] === chosen());
      element.classList.toggle("walked", event[0] === state.walked && document.activeElement === $("chart"));
      if (name === "events") {
        element.setAttribute("role", "img");
        element.setAttribute("aria-label", sentence(event));
        count += 1;
      }
    }
  }
  if (!graph()) return;
  graph().querySelectorAll("svg.main-svg").forEach((svg) => svg.setAttribute("role", "presentation"));
  $("timeline").dataset.drawn = String(count);
  $("chart").style.minHeight = "";
  $("early")?.remove();
}

export function light(id, on) {
  document.querySelectorAll(`[data-event="${CSS.escape(id)}"]`).forEach((e) => e.classList.toggle("linked", on));
  document.querySelectorAll("#reading .event-mark").forEach((mark) => {
    if (mark.dataset.events.split(" ").includes(id)) mark.classList.toggle("linked", on);
  });
}

// What lies under the pointer: plotly hears of marks only, and its own layer lies over everything.
export function under({ clientX, clientY }) {
  const found = document.elementsFromPoint(clientX, clientY);
  return {
    headline: found.find((e) => e.closest("#timeline .textpoint"))?.closest("[data-event]")?.dataset.event,
    mark: graph()?._hoverdata?.some((point) => point.customdata),
    lane: state.shown.events.length < state.shown.count && partAt(clientX) !== null, // of many events
  };
}

let pointed = null;
document.addEventListener("pointermove", (event) => {
  const { headline = null, lane } = event.target.closest?.("#timeline") ? under(event) : {};
  $("chart")?.classList.toggle("over-headline", Boolean(headline));
  $("chart")?.classList.toggle("over-lane", Boolean(lane) && !headline);
  if (headline === pointed) return;
  if (pointed) light(pointed, false);
  if (headline) light(headline, true);
  pointed = headline;
});

// Dash draws a graph again when its loading is over, with the very figure it has: half of every repaint's time.
export function drawOnce() {
  if (!window.Plotly || Plotly.react.once) return;
  const react = Plotly.react;
  // What comes as a figure is Dash's; once the view draws for itself, Dash only ever has an old one.
  Plotly.react = (graph, figure, ...more) => (figure?.data && (graph._direct || graph.data === figure.data) ? Promise.resolve(graph) : react(graph, figure, ...more));
  Plotly.react.once = true;
}

// The browser compiles plotly's way of drawing anew when it is first gone, which takes twice as long as later on:
// once with a copy out of sight, while nobody waits.
export async function warmUp({ data, layout, _direct }) {
  if (_direct) return;
  const copy = Object.assign(document.createElement("div"), { inert: true, ariaHidden: "true" });
  Object.assign(copy.style, { position: "fixed", left: "-9999px", visibility: "hidden" });
  document.body.append(copy);
  await Plotly.newPlot(copy, structuredClone(data), structuredClone(layout), { displayModeBar: false });
  idle(async () => {
    await Plotly.react(copy, structuredClone(data), structuredClone(layout));
    Plotly.purge(copy);
    copy.remove();
  }, { timeout: 3000 });
}
