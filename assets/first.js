// @ts-check
// Runs behind the prerendered page until Dash's page replaces it (assets/page/first.mjs). It loads all other scripts once the
// page is painted, and until then answers filters by fetching the prerendered page of another address.
(() => {
  const { base = "/", layout = "", dependencies = "" } = document.getElementById("boot")?.dataset ?? {};
  const first = /** @type {HTMLElement} */ (document.getElementById("first"));
  let shown = location.search;
  let busy = 0; // requests in flight
  /** @type {(() => void)[]} */
  const waiting = []; // for `busy` to end
  const isEmbed = document.documentElement.hasAttribute("data-embed");
  const PAUSE = 250; // ms without a keystroke before typed text is searched

  /** @param {string} tag @param {Record<string, string | boolean>} properties @returns {Promise<unknown>} */
  const put = (tag, properties) =>
    new Promise((done) => {
      const element = Object.assign(document.createElement(tag), properties);
      element.addEventListener("load", done);
      element.addEventListener("error", done);
      document.head.append(element);
    });
  /** Resolve after the next paint. */
  const painted = () =>
    new Promise((done) => {
      // A page in a background tab is not painted.
      if (document.visibilityState === "hidden") done(0);
      else requestAnimationFrame(() => setTimeout(done));
    });

  const answered = () => (busy ? new Promise((done) => waiting.push(() => done(0))) : undefined);
  /** Load files one after another, pausing while an answer is awaited. @param {Record<string, string>[]} files */
  async function fetchEach(files) {
    for (let file = files.shift(); file; file = files.shift()) {
      await answered();
      await put("link", file);
    }
  }

  let isAsked = false;
  /** Prefetch what Dash would request only after all its scripts, so that its first answer already contains the drawn page. */
  function askDash() {
    if (!isAsked) for (const href of [layout, dependencies]) put("link", { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    isAsked = true;
  }

  async function load() {
    await painted();
    const { content } = /** @type {HTMLTemplateElement} */ (document.getElementById("later"));
    const scripts = [...content.querySelectorAll("script")];
    const modules = [...content.querySelectorAll("link")].map(({ rel, href }) => ({ rel, href }));
    const classic = scripts.filter(({ src, type }) => src && type !== "module").map(({ src }) => ({ rel: "preload", as: "script", href: src }));
    // Browsers send six requests to a server at once: leave some for a filter's answer.
    fetchEach(classic).then(askDash);
    for (const files of [classic, modules, modules]) fetchEach(files);
    for (const { src, type, id, textContent } of scripts) {
      // In document order, each in its own task, after pending requests.
      await answered();
      if (src) await put("script", { src, type, async: false });
      else askDash();
      if (!src) document.body.append(Object.assign(document.createElement("script"), { id, textContent }));
      await new Promise((done) => setTimeout(done));
    }
  }
  load();

  /** Replace the first picture by that of another query, and update the address. @param {URLSearchParams} query */
  async function show(query) {
    const search = query.size ? `?${query}` : "";
    if (search === shown) return;
    shown = search;
    first.dataset.asked = search; // which the page will request too
    busy += 1;
    if (search !== location.search) history.pushState({ query: query.toString() }, "", location.pathname + search);
    try {
      const answer = await fetch(`${base}first${search}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || shown !== search || !first.isConnected) return;
      const held = hold();
      document.title = page.title;
      first.replaceChildren(...page.head.querySelectorAll("style"), ...page.body.childNodes);
      held();
    } catch {
      // Not reachable: the page retries.
    } finally {
      busy -= 1;
      if (!busy) for (const goOn of waiting.splice(0)) goOn();
    }
  }

  /** Keep typed text and caret while the picture is replaced. */
  function hold() {
    const active = /** @type {HTMLInputElement | null} */ (first.contains(document.activeElement) ? document.activeElement : null);
    const { id = "", value = "", selectionStart = 0 } = active ?? {};
    return () => {
      const same = active && [...first.querySelectorAll("input, select")].find((one) => (id ? one.id === id : /** @type {HTMLInputElement} */ (one).value === value));
      if (same instanceof HTMLElement) same.focus({ preventScroll: true });
      if (!(same instanceof HTMLInputElement) || id !== "search") return;
      same.value = value;
      same.setSelectionRange(selectionStart, selectionStart);
    };
  }

  /** The current query with one change. @param {(query: URLSearchParams) => void} change */
  function ask(change) {
    const query = new URLSearchParams(location.search);
    change(query);
    show(query);
  }

  /** @param {Event} event @param {string} selector */
  const around = (event, selector) => /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest(`#first ${selector}`) : null);

  document.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement | null} */ (around(event, "[data-filter]"));
    const lanes = /** @type {HTMLSelectElement | null} */ (around(event, "#lanes"));
    if (lanes) ask((query) => query.set("lanes", lanes.value));
    if (box) ask((query) => (box.checked ? query.append(box.dataset.filter ?? "", box.value) : query.delete(box.dataset.filter ?? "", box.value)));
  });
  // Clicks from before this script ran.
  const pressed = /** @type {HTMLInputElement[]} */ ([...first.querySelectorAll("[data-filter]")]).filter((box) => box.checked !== box.defaultChecked);
  for (const box of pressed) box.dispatchEvent(new Event("change", { bubbles: true }));
  let timer = 0;
  document.addEventListener("input", (event) => {
    const search = /** @type {HTMLInputElement | null} */ (around(event, "#search"));
    clearTimeout(timer);
    if (search) timer = window.setTimeout(() => ask((query) => (search.value ? query.set("q", search.value) : query.delete("q"))), PAUSE);
  });
  document.addEventListener("click", (event) => {
    const mark = around(event, "svg [data-event]");
    const button = around(event, "[data-does]");
    if (around(event, "#open-menu")) document.body.classList.toggle("menu-open");
    else if (around(event, ":is(#main, #open-filters)")) document.body.classList.remove("menu-open");
    if (around(event, "#open-filters")) document.body.classList.toggle("filters-open");
    else if (around(event, "#close-filters") || (!around(event, "#filters") && around(event, "*"))) document.body.classList.remove("filters-open");
    const { event: id = "" } = mark?.dataset ?? {};
    if (mark && isEmbed) first.dataset.event = id;
    else if (mark) ask((query) => query.set("event", id));
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (button.matches("a[data-query]")) {
      event.preventDefault();
      show(new URLSearchParams(button.dataset.query));
    } else {
      // Handle it once there is a handler.
      first.dataset.does = button.dataset.does;
      first.dataset.value = button.dataset.value ?? "";
    }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
    // Let the page handle it, as it does a button.
    if (first.isConnected && !isTyping && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) first.dataset.key = event.key;
  });
  addEventListener("popstate", () => first.isConnected && show(new URLSearchParams(location.search)));
})();
