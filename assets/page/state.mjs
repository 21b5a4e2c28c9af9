// What the page knows beside its document and its address.

export const state = {
  shown: { count: 0, events: [] }, // how many events are in view, and of those with a mark [id, headline, when, theme, actors, x, y]
  wanted: null, // the selection: themes, actors, from, to, words, event, report; null until Dash has drawn the page
  room: {}, // what else a drawing depends on: width, dark, mode, sort
  months: [], // of the whole axis: "2008-01"
  walked: "", // the event the keys stand on
  opener: null, // where the focus was before details or a dialog opened
};

export const $ = (id) => document.getElementById(id);
export const setProps = (id, props) => window.dash_clientside.set_props(id, props);
export const root = document.documentElement;
export const dark = () => root.getAttribute("data-mantine-color-scheme") === "dark";
export const embed = /\/embed\/?$/.test(location.pathname);
export const presenting = () => document.body.classList.contains("presenting");
export const zoomed = () => (presenting() && Number(root.style.getPropertyValue("--zoom"))) || 1;
export const chosen = () => state.wanted?.event ?? "";
export const graph = () => document.querySelector("#timeline .js-plotly-plot");
export const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 30)); // Safari has none
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
