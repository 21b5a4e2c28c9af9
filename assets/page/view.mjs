// From the controls to the drawing: what they say becomes a question to the server; its answer is drawn, then told to Dash.

import { fromAddress, keepAddress, toAddress } from "./address.mjs";
import { eventsOf, nameMarks } from "./chart.mjs";
import { away, back, notice, waiting } from "./notice.mjs";
import { tellOverview } from "./overview.mjs";
import { progress, showChosen } from "./present.mjs";
import { markReport, scrollToChosen } from "./report.mjs";
import { $, chosen, dark, graph, idle, presenting, setProps, state, zoomed } from "./state.mjs";
import { tellTable } from "./table.mjs";

let asked = null; // the last question: its address, its answer to come, and how to stop it
let foreseen = null; // a question asked as a press began, before it is a click
let later = false; // the selection went on while an answer was awaited
let untold = {}; // values of controls that Dash does not know of yet

export function start({ count, months, query, width, dark, mode, sort }, figure) {
  state.shown = { count, events: eventsOf(figure) };
  state.wanted = fromAddress(query);
  state.room = { width, dark, mode, sort };
  state.months = months;
  counted = toAddress({ ...state.wanted, event: "" });
  document.body.classList.toggle("has-chosen", Boolean(chosen()));
  nameMarks();
  progress();
}

// A change of the selection by the script's own controls. Dash and React hear of it after it is drawn: they would take
// longer over it than server and chart together. `flowing`: one of many changes a second, of which only some are drawn.
export function select(change, flowing = false) {
  state.wanted = { ...state.wanted, ...change };
  if ("words" in change) untold.search = change.words;
  if ("themes" in change) untold.themes = change.themes;
  if ("actors" in change) untold.actors = change.actors;
  if ("from" in change) untold.months = monthPlaces();
  renew(flowing);
  keepAddress(flowing);
}

// The same selection, drawn for a change of `room`: the chart's width, light or dark, table or chart, the table's order.
export function redraw(room) {
  state.room = { ...state.room, ...room };
  if (state.wanted) renew();
}

// Dash's callback: what its controls say.
export function controlsSay(words, themes, actors, places) {
  if (!state.wanted) return;
  const { months, wanted } = state;
  const said = { words: untold.search ?? words ?? "", themes: untold.themes ?? themes ?? [], actors: untold.actors ?? actors ?? [] };
  // The slider knows of months only: it does not undo days.
  if (!untold.months && places && String(places) !== String(monthPlaces())) {
    const [low, high] = places;
    said.from = low > 0 && low < months.length ? months[low] : "";
    said.to = high < months.length - 1 ? months[high] : "";
  }
  state.wanted = { ...wanted, ...said };
  keepAddress();
  if (questionOf(state.wanted) !== asked?.address) renew();
}

function monthPlaces() {
  const { months, wanted } = state;
  const last = Math.max(1, months.length - 1);
  const at = (time, none) => (time ? Math.max(0, months.indexOf(time.slice(0, 7))) : none);
  return [at(wanted.from, 0), at(wanted.to, last)];
}

function questionOf(wanted) {
  const { width, dark, mode, sort } = state.room;
  const query = new URLSearchParams(toAddress(wanted));
  query.set("width", width ?? "");
  query.set("dark", dark ? 1 : 0);
  if (mode === "table") query.set("mode", mode);
  if (sort) query.set("sort", sort);
  return "/view?" + query;
}

function ask(address) {
  const stop = new AbortController();
  const question = { address, open: true, stop: () => stop.abort() };
  question.answer = fetch(address, { signal: stop.signal }).then((got) => (got.ok ? got.json() : got.text().then((text) => notice(text.slice(0, 300), true))));
  question.answer.catch(() => {}).finally(() => (question.open = false)); // nobody may come to hear what was only foreseen
  return question;
}

export function renew(flowing = false) {
  if (flowing && asked?.open) return void (later = true); // stopping it each time would draw nothing until the end
  later = false;
  const address = questionOf(state.wanted);
  asked?.stop();
  if (foreseen?.address !== address) foreseen?.stop();
  const question = (asked = foreseen?.address === address ? foreseen : ask(address));
  foreseen = null;
  question.answer.then(
    (now) => now && question === asked && show(now),
    (error) => {
      if (error.name === "AbortError" || question !== asked) return;
      away();
      tellControls();
    },
  );
}

function show(now) {
  if (waiting()) back();
  const drawn = graph();
  if (!window.Plotly || !drawn?.data) return void setTimeout(renew, 100); // a filter before the first drawing
  drawn._direct = true;
  const shown = (state.shown = { count: now.count, events: eventsOf(now.figure) });
  if (state.walked && !shown.events.some((event) => event[0] === state.walked)) state.walked = "";
  Plotly.react(drawn, now.figure.data, now.figure.layout, { displayModeBar: false, showTips: false });
  tell(now);
  if (later) return void requestAnimationFrame(() => renew());
  // What Dash has to know waits until the chart is seen: telling it takes longer than the drawing.
  requestAnimationFrame(() => requestAnimationFrame(() => idle(() => shown === state.shown && tellDash(now), { timeout: 150 })));
}

function tell(now) {
  const text = (id, said) => $(id).textContent !== said && ($(id).textContent = said);
  text("summary", now.summary);
  text("summary-more", now.more);
  text("months-said", now.months);
  for (const count of document.querySelectorAll(".themes .count")) count.textContent = now.counts[count.previousElementSibling.textContent] ?? "";
  $("reset").hidden = now.whole;
  $("empty").hidden = now.some;
  tellOverview(now.overview);
  if (now.table) tellTable(now.table);
  markReport();
  progress();
}

function tellControls() {
  const values = untold;
  untold = {};
  for (const [id, value] of Object.entries(values)) setProps(id, { value });
}

const told = {};
function tellDash(now) {
  tellControls();
  for (const [id, children] of [["chips", now.chips], ["details-body", now.details]]) {
    // Telling Dash of what it has costs as much as of what is new.
    const said = JSON.stringify(children);
    if (told[id] !== said) setProps(id, { children });
    told[id] = said;
  }
  showDetails(Boolean(now.details));
  if (state.wanted.actors.length || document.activeElement?.closest?.(".actors")) countActors();
}

function showDetails(open) {
  const reading = !$("reading-pane").hidden;
  const was = document.body.classList.contains("has-chosen");
  $("details").hidden = !open && !reading;
  $("page").classList.toggle("with-details", !$("details").hidden);
  document.body.classList.toggle("has-chosen", open);
  setTimeout(() => {
    nameMarks();
    if (reading && open) scrollToChosen();
    if (presenting()) return showChosen();
    const { opener } = state;
    if (open && !was && opener === $("chart") && document.activeElement === $("chart") && !reading) $("details-title")?.focus();
    if (!open && was && opener?.isConnected) {
      opener.focus({ preventScroll: true });
      state.opener = null;
    }
    measure();
  });
}

// The room for the chart; the page came drawn for what it was expected to be.
let measured = "";
export function measure() {
  const chart = $("chart");
  if (!chart || !state.wanted) return;
  const room = { width: Math.floor(chart.clientWidth / zoomed()), dark: dark() };
  const said = JSON.stringify(room);
  if (room.width <= 0 || said === measured) return;
  const first = measured === "";
  measured = said;
  if (first && Math.abs((graph()?.layout?.width ?? state.room.width) - room.width) < 2 && state.room.dark === room.dark) return;
  redraw(room);
}

// The actors' counts are asked for when somebody is about to see them.
let counted = null; // the query that the choices are of
function countActors() {
  if (!state.wanted) return;
  const query = toAddress({ ...state.wanted, event: "" });
  if (counted === query) return;
  counted = query;
  fetch("/actors?" + query).then((answer) => answer.ok && answer.json()).then((data) => data && counted === query && setProps("actors", { data }), () => (counted = null));
}
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => event.target.closest?.(".actors") && countActors());

// A press on a theme is asked about as it begins, and its click kept from React until it is drawn.
const toggled = (theme) => (state.wanted.themes.includes(theme) ? state.wanted.themes.filter((one) => one !== theme) : [...state.wanted.themes, theme]);
function foresee(event) {
  const theme = event.target.closest?.(".theme")?.querySelector("input")?.value;
  const address = theme && state.wanted && questionOf({ ...state.wanted, themes: toggled(theme) });
  if (!address || foreseen?.address === address) return;
  foreseen?.stop();
  foreseen = ask(address);
}
document.addEventListener("pointerdown", (event) => event.button === 0 && foresee(event), true);
document.addEventListener("keydown", (event) => event.key === " " && !event.repeat && foresee(event), true);
document.addEventListener("click", (event) => {
  if (!event.target.matches?.(".theme input") || !state.wanted) return;
  event.stopPropagation();
  select({ themes: toggled(event.target.value) });
}, true);
