// @ts-check
// Runs before anything is drawn. Says light or dark, and leaves the room for the chart in a cookie.
(() => {
  const root = document.documentElement;
  const { base = "/", scheme = "" } = document.currentScript?.dataset ?? {};
  const stored = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // a frame may have none
    }
  };
  // Whoever wants it comes back to the report that was open last (assets/visits.mjs). It is tried once, as it may be gone.
  const last = stored("yearline-last");
  if (last && location.pathname === base && !location.search && stored("yearline-return")) {
    localStorage.removeItem("yearline-last");
    location.replace(`${base}?report=${encodeURIComponent(last)}`);
  }
  const set = stored(scheme);
  const dark = set === "dark" || (set !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const isEmbed = /\/embed\/?$/.test(location.pathname);
  // Whoever frames the chart may say which of the two their page is.
  const asked = (isEmbed && new URLSearchParams(location.search).get("scheme")) || "";
  root.setAttribute("data-mantine-color-scheme", ["light", "dark"].includes(asked) ? asked : dark ? "dark" : "light");
  root.toggleAttribute("data-embed", isEmbed);
  // The stylesheet's own widths, which media queries set.
  const style = getComputedStyle(root);
  const px = (/** @type {string} */ name) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  // The column beside the chart is always there; embedded, only with an event.
  const details = isEmbed && !new URLSearchParams(location.search).get("event") ? 0 : px("--details");
  const width = root.clientWidth - px("--sidebar") - details - 2 * px("--gutter");
  try {
    // Without it, as in a frame that may keep none, the page is drawn for a usual room and then for its own.
    document.cookie = `yearline-room=${width}.${dark ? 1 : 0}; path=${base}; max-age=2592000; SameSite=Lax`;
  } catch {
    // A sandboxed frame.
  }
})();
