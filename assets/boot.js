// @ts-check
// Runs before anything is drawn. Says light or dark, leaves the room for the chart in a cookie, and asks for what Dash
// would only ask for after all of its scripts, so that the first answer already holds the drawn page.
(() => {
  const root = document.documentElement;
  const { base = "/", layout = "", dependencies = "", scheme = "" } = document.currentScript?.dataset ?? {};
  const stored = () => {
    try {
      return localStorage.getItem(scheme);
    } catch {
      return null; // a frame may have none
    }
  };
  const set = stored();
  const dark = set === "dark" || (set !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  root.toggleAttribute("data-embed", /\/embed\/?$/.test(location.pathname));
  // The stylesheet's own widths, which media queries set.
  const style = getComputedStyle(root);
  const px = (/** @type {string} */ name) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  // The column beside the chart is always there; embedded, only with an event.
  const details = root.hasAttribute("data-embed") && !new URLSearchParams(location.search).get("event") ? 0 : px("--details");
  const width = root.clientWidth - px("--sidebar") - details - 2 * px("--gutter");
  try {
    // Without it, as in a frame that may keep none, the page is drawn for a usual room and then for its own.
    document.cookie = `yearline-room=${width}.${dark ? 1 : 0}; path=${base}; max-age=60; SameSite=Lax`;
  } catch {
    // A sandboxed frame.
  }
  for (const href of [layout, dependencies]) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous", href }));
  }
})();
