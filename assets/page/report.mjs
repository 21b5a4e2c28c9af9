// The report's text beside the chart: each event's sentence marked, those that the filters hide without their mark.

import { $, calm, chosen, setProps, state } from "./state.mjs";
import { measure } from "./view.mjs";

export function toggleReading(on = $("reading-pane").hidden) {
  $("reading-pane").hidden = !on;
  document.body.classList.toggle("reading", on);
  $("open-reading").setAttribute("aria-pressed", String(on));
  $("details").hidden = !on && !chosen();
  $("page").classList.toggle("with-details", !$("details").hidden);
  if (on) {
    setProps("reading-open", { data: true });
    markReport();
  }
  measure();
}

export function markReport() {
  if ($("reading-pane").hidden) return;
  const { events, count } = state.shown;
  const kept = new Set(events.map((event) => event[0]));
  document.querySelectorAll("#reading .event-mark").forEach((mark) => {
    const ids = mark.dataset.events.split(" ");
    const some = events.length < count || ids.some((id) => kept.has(id));
    mark.classList.toggle("hidden-by-filters", !some);
    mark.tabIndex = some ? 0 : -1;
    mark.classList.toggle("current", ids.includes(chosen()));
  });
}

export const scrollToChosen = (how = calm() ? "auto" : "smooth") => document.querySelector("#reading .current")?.scrollIntoView({ block: "center", behavior: how });

// Dash's callback: the text has come.
export function showReport() {
  setTimeout(() => {
    markReport();
    scrollToChosen("auto");
  });
}
