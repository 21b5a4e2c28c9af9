// @ts-check
// Runs behind the first picture, and keeps it until Dash's page takes its place (assets/page/first.mjs): loads all other
// scripts once the picture is on the screen, and meanwhile answers filters with the first picture of another address.
(() => {
  const { base = "/", layout = "", dependencies = "" } = document.getElementById("boot")?.dataset ?? {};
  const first = /** @type {HTMLElement} */ (document.getElementById("first"));
  let shown = location.search;
  let busy = 0; // answers that are awaited
  /** @type {(() => void)[]} */
  const waiting = []; // for `busy` to end
  const isEmbed = document.documentElement.hasAttribute("data-embed");
  const PAUSE = 250; // ms without a key before what is typed is asked for

  /** @param {string} tag @param {Record<string, string | boolean>} properties @returns {Promise<unknown>} */
  const put = (tag, properties) =>
    new Promise((done) => {
      const element = Object.assign(document.createElement(tag), properties);
      element.addEventListener("load", done);
      element.addEventListener("error", done);
      document.head.append(element);
    });
  /** When what is there is on the screen. */
  const painted = () =>
    new Promise((done) => {
      // A page behind others is not drawn.
      if (document.visibilityState === "hidden") done(0);
      else requestAnimationFrame(() => setTimeout(done));
    });

  const answered = () => (busy ? new Promise((done) => waiting.push(() => done(0))) : undefined);
  /** One file after another, none while an answer is awaited. @param {Record<string, string>[]} files */
  async function fetchEach(files) {
    for (let file = files.shift(); file; file = files.shift()) {
      await answered();
      await put("link", file);
    }
  }

  let isAsked = false;
  /** What Dash would only ask for after all of its scripts, so that the first answer already holds the drawn page. */
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
    // Browsers ask a server for six files at once: some places are left for a filter's answer.
    fetchEach(classic).then(askDash);
    for (const files of [classic, modules, modules]) fetchEach(files);
    for (const { src, type, id, textContent } of scripts) {
      // In the order of the document, each in a turn of its own, behind what is asked for meanwhile.
      await answered();
      if (src) await put("script", { src, type, async: false });
      else askDash();
      if (!src) document.body.append(Object.assign(document.createElement("script"), { id, textContent }));
      await new Promise((done) => setTimeout(done));
    }
  }
  load();

  /** The first picture of another query, and its address. @param {URLSearchParams} query */
  async function show(query) {
    const search = query.size ? `?${query}` : "";
    if (search === shown) return;
    shown = search;
    first.dataset.asked = search; // which the page will be asked for too
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
      // Not reachable: the page asks again.
    } finally {
      busy -= 1;
      if (!busy) for (const goOn of waiting.splice(0)) goOn();
    }
  }

  /** Keeps what is typed, and where, while the picture changes. */
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

  /** What is asked for now, with one change. @param {(query: URLSearchParams) => void} change */
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
  // What was pressed before this could hear it.
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
    else if (around(event, "#main, #open-filters")) document.body.classList.remove("menu-open");
    if (around(event, "#open-filters")) document.body.classList.toggle("filters-open");
    else if (!around(event, "#filters") && around(event, "*")) document.body.classList.remove("filters-open");
    const { event: id = "" } = mark?.dataset ?? {};
    if (mark && isEmbed) first.dataset.event = id;
    else if (mark) ask((query) => query.set("event", id));
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (button.matches("a[data-query]")) {
      event.preventDefault();
      show(new URLSearchParams(button.dataset.query));
    } else {
      // Done when there is somebody to do it.
      first.dataset.does = button.dataset.does;
      first.dataset.value = button.dataset.value ?? "";
    }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
    // Done by the page, as a pressed button is.
    if (first.isConnected && !isTyping && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) first.dataset.key = event.key;
  });
  addEventListener("popstate", () => first.isConnected && show(new URLSearchParams(location.search)));
})();
