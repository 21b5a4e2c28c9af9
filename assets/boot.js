// @ts-check
// Runs before anything is drawn. Sets the colour scheme and stores the chart's width in a cookie.
(() => {
  const root = document.documentElement;
  const { base = "/", scheme = "" } = document.currentScript?.dataset ?? {};
  const stored = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // a frame may have no storage
    }
  };
  // If the user asked for it, reopen the last report (assets/visits.mjs). Tried once only, as it may be gone.
  const last = stored("yearline-last");
  if (last && location.pathname === base && !location.search && stored("yearline-return")) {
    localStorage.removeItem("yearline-last");
    location.replace(`${base}?report=${encodeURIComponent(last)}`);
  }
  const set = stored(scheme);
  const dark = set === "dark" || (set !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const isEmbed = /\/embed\/?$/.test(location.pathname);
  // A page that embeds the chart may set its colour scheme.
  const asked = (isEmbed && new URLSearchParams(location.search).get("scheme")) || "";
  root.setAttribute("data-mantine-color-scheme", ["light", "dark"].includes(asked) ? asked : dark ? "dark" : "light");
  root.toggleAttribute("data-embed", isEmbed);
  // Read the widths that the stylesheet's media queries set.
  const style = getComputedStyle(root);
  const px = (/** @type {string} */ name) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  // The details column always takes its width; in an embed, only with an open event.
  const details = isEmbed && !new URLSearchParams(location.search).get("event") ? 0 : px("--details");
  const width = root.clientWidth - px("--sidebar") - details - 2 * px("--gutter");
  try {
    // Without the cookie, as in a frame that may not set one, the page is drawn at a default width first and then redrawn.
    document.cookie = `yearline-room=${width}.${dark ? 1 : 0}; path=${base}; max-age=2592000; SameSite=Lax`;
  } catch {
    // A sandboxed frame.
  }
})();
