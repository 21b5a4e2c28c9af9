// What only the browser can do: measure, walk by keys, link chart and text, drag, copy, present.
// State is in Dash's stores and the address; here is only what the last drawing needs.
window.yearline = (() => {
  const $ = (id) => document.getElementById(id);
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);
  const root = document.documentElement;
  const dark = () => root.getAttribute("data-mantine-color-scheme") === "dark";
  const embed = /\/embed\/?$/.test(location.pathname);
  let shown = { count: 0, events: [] }; // how many events there are, and of those with a mark [id, headline, when, theme, actors, x, y]
  let chosen = new URLSearchParams(location.search).get("event") ?? "";
  let walked = ""; // the event the keys stand on
  let opener = null; // where the focus was before details or a dialog opened
  let selection = location.search.slice(1); // the query without what only the browser keeps
  let months = []; // of the axis: "2008-01"

  // Measuring the room for the chart

  let sent = "";
  function measure() {
    const chart = $("chart");
    if (!chart || !window.dash_clientside?.set_props) return;
    const present = document.body.classList.contains("presenting");
    const data = { width: Math.floor(chart.clientWidth / (present ? zoom : 1)), dark: dark(), present };
    if (data.width > 0 && JSON.stringify(data) !== sent) {
      const first = sent === "";
      sent = JSON.stringify(data);
      // The page came drawn for the room it was expected to have; it is drawn anew where that was wrong.
      const drawn = document.querySelector("#timeline .js-plotly-plot")?.layout;
      if (first && (!drawn || (Math.abs(drawn.width - data.width) < 2 && drawnDark === data.dark))) return;
      setProps("viewport", { data });
    }
  }
  const drawnDark = dark();
  let zoom = 1.3; // of the chart while presenting: as large as its height leaves room for

  // The drawn chart: names for its marks, and which one is lit

  function namePoints() {
    const graph = document.querySelector("#timeline .js-plotly-plot");
    let count = 0;
    for (const group of graph?.querySelectorAll(".scatterlayer > .trace") ?? []) {
      const name = group.__data__?.[0]?.trace?.name; // plotly's own, as is a point's number
      if (name !== "events" && name !== "headlines") continue;
      for (const element of group.querySelectorAll(name === "events" ? "path.point" : ".textpoint")) {
        const event = shown.events[element.__data__.i];
        if (!event) continue;
        element.dataset.event = event[0];
        element.classList.toggle("lit", event[0] === chosen);
        element.classList.toggle("walked", event[0] === walked && document.activeElement === $("chart"));
        if (name === "events") {
          element.setAttribute("role", "img");
          element.setAttribute("aria-label", sentence(event));
          count += 1;
        }
      }
    }
    graph?.querySelectorAll("svg.main-svg").forEach((svg) => svg.setAttribute("role", "presentation"));
    if (!graph) return;
    $("timeline").dataset.drawn = String(count);
    $("chart").style.minHeight = "";
    $("early")?.remove();
    document.querySelector(".skeleton")?.remove();
  }

  // Of many events only the first are marked; the others are areas.
  const placeOf = (place) => `${place + 1} of ${shown.events.length}${shown.events.length < shown.count ? " named events" : ""}`;
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  function eventsOf(figure) {
    const marks = figure.data.find((trace) => trace.name === "events");
    return marks ? marks.customdata.map(([id, headline, when, theme, actors], i) => [id, plain(headline), when, plain(theme), actors, marks.x[i], marks.y[i]]) : [];
  }
  const sentence = ([, headline, when, theme, actors]) => [headline, when, theme, ...actors].join(", ");

  function light(id, on) {
    document.querySelectorAll(`[data-event="${CSS.escape(id)}"]`).forEach((e) => e.classList.toggle("linked", on));
    document.querySelectorAll("#reading .event-mark").forEach((mark) => {
      if (mark.dataset.events.split(" ").includes(id)) mark.classList.toggle("linked", on);
    });
  }

  // Plotly hears of marks only; a headline is as good to point at, though its layer lies under plotly's own.
  const headlineAt = (event) => document.elementsFromPoint(event.clientX, event.clientY).find((e) => e.closest("#timeline .textpoint"))?.closest("[data-event]")?.dataset.event;
  let pointed = null;
  document.addEventListener("pointermove", (event) => {
    const id = (event.target.closest?.("#timeline") && headlineAt(event)) || null;
    if (id === pointed) return;
    if (pointed) light(pointed, false);
    if (id) light(id, true);
    $("chart").classList.toggle("pointing", Boolean(id));
    pointed = id;
  });

  // Choosing and walking

  function choose(id, by = document.activeElement) {
    if (id && !chosen) opener = by;
    setProps("chosen", { data: id });
  }

  function walk(id) {
    walked = id;
    const place = shown.events.findIndex((event) => event[0] === id);
    if (place < 0) return;
    namePoints();
    $("spoken").textContent = `${sentence(shown.events[place])}. ${placeOf(place)}`;
    document.querySelector(`#timeline path.point[data-event="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function step(by) {
    const events = shown.events;
    if (!events.length) return;
    const place = events.findIndex((event) => event[0] === (walked || chosen));
    walk(events[place < 0 ? (by > 0 ? 0 : events.length - 1) : Math.min(events.length - 1, Math.max(0, place + by))][0]);
  }

  function lane(by) {
    const here = shown.events.find((event) => event[0] === (walked || chosen));
    if (!here) return step(by);
    const [, , , theme, , x, y] = here;
    const beyond = shown.events.filter((e) => e[3] !== theme && (e[6] - y) * by > 0);
    if (!beyond.length) return;
    const nearest = beyond.reduce((a, b) => (Math.abs(b[6] - y) < Math.abs(a[6] - y) ? b : a))[3];
    walk(beyond.filter((e) => e[3] === nearest).reduce((a, b) => (Math.abs(b[5] - x) < Math.abs(a[5] - x) ? b : a))[0]);
  }

  const chartKeys = {
    ArrowRight: () => step(1), ArrowLeft: () => step(-1), ArrowDown: () => lane(1), ArrowUp: () => lane(-1),
    Home: () => shown.events.length && walk(shown.events[0][0]), End: () => shown.events.length && walk(shown.events.at(-1)[0]),
    Enter: () => (walked || chosen) && choose(walked || chosen, $("chart")), " ": () => walked && choose(walked, $("chart")),
  };

  // Presenting: the same page, large, one event after the other

  const presenting = () => document.body.classList.contains("presenting");
  let before = null; // the event that was open before
  function present(on) {
    if (on === presenting()) return;
    document.body.classList.toggle("presenting", on);
    if (on) {
      before = chosen;
      zoom = Math.min(1.6, Math.max(1, (innerHeight - 170) / ($("timeline").clientHeight || 500)));
      root.style.setProperty("--zoom", zoom.toFixed(2));
      document.activeElement?.blur?.();
      root.requestFullscreen?.().catch(() => {}); // a frame or an old browser may not allow it: it is large all the same
      setProps("chosen", { data: "" });
    } else {
      if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
      setProps("chosen", { data: before ?? "" });
    }
    if (!$("progress")) {
      const bar = document.createElement("div");
      bar.id = "progress";
      bar.innerHTML = "<i></i><span></span>";
      document.body.append(bar);
    }
    progress();
    keepAddress(null);
    measure();
  }

  function presentStep(by) {
    const events = shown.events;
    const place = events.findIndex((event) => event[0] === chosen);
    const next = place + by;
    if (next < 0) return setProps("chosen", { data: "" });
    if (next < events.length) setProps("chosen", { data: events[next][0] });
  }

  function progress() {
    const bar = $("progress");
    if (!bar) return;
    const place = shown.events.findIndex((event) => event[0] === chosen) + 1;
    bar.hidden = !presenting();
    bar.firstChild.style.width = `${(100 * place) / Math.max(1, shown.events.length)}%`;
    bar.lastChild.textContent = place ? placeOf(place - 1) : `${shown.count} events`;
  }

  const presentKeys = {
    ArrowRight: 1, PageDown: 1, " ": 1, ArrowDown: 1, Enter: 1, ArrowLeft: -1, PageUp: -1, ArrowUp: -1, Backspace: -1,
    Home: -Infinity, End: Infinity,
  };

  // Keys of the whole page

  function toggleFilters(on = !document.body.classList.contains("filters-open")) {
    document.body.classList.toggle("filters-open", on);
    $("open-filters").setAttribute("aria-expanded", String(on));
    if (on) $("search")?.focus({ preventScroll: true });
    else $("open-filters").focus();
  }

  function toggleReading(on = $("reading-pane").hidden) {
    $("reading-pane").hidden = !on;
    document.body.classList.toggle("reading", on);
    $("open-reading").setAttribute("aria-pressed", String(on));
    $("details").hidden = !on && !chosen;
    $("page").classList.toggle("with-details", !$("details").hidden);
    if (on) {
      setProps("reading-open", { data: true });
      markReport();
    }
    measure();
  }

  function toggleTable(on = !$("page").classList.contains("as-table")) {
    $("page").classList.toggle("as-table", on);
    $("open-table").setAttribute("aria-pressed", String(on));
    localStorage.setItem("yearline-mode", on ? "table" : "chart");
    setProps("mode", { data: on ? "table" : "chart" });
    keepAddress(null);
    if (!on) setTimeout(measure); // it had no width while it was hidden
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], [role=slider]");
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (presenting()) {
      if (event.key === "Escape" || event.key === "p") present(false);
      else if (presentKeys[event.key] === -Infinity) setProps("chosen", { data: "" });
      else if (presentKeys[event.key] === Infinity) setProps("chosen", { data: shown.events.at(-1)?.[0] ?? "" });
      else if (presentKeys[event.key]) presentStep(presentKeys[event.key]);
      else return;
      return event.preventDefault();
    }
    if (event.target === $("chart") && chartKeys[event.key]) {
      event.preventDefault();
      return void chartKeys[event.key]();
    }
    const bar = event.target.closest?.(".month");
    if (bar && barKeys(event, bar)) return;
    const mark = event.target.closest?.(".event-mark");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      return choose(mark.dataset.events.split(" ")[0], mark);
    }
    if (event.key === "Escape" && !event.defaultPrevented) {
      if (document.body.classList.contains("filters-open")) return toggleFilters(false);
      if (chosen) return choose("");
      if (!$("reading-pane").hidden) return toggleReading(false);
    }
    if (typing || embed) return;
    const keys = { "/": () => (innerWidth <= 900 ? toggleFilters(true) : $("search").focus()), "?": () => dialog("keys"), p: () => present(true),
                   r: () => toggleReading(), t: () => toggleTable() };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  document.addEventListener("focusin", (event) => {
    if (event.target === $("chart") && !walked && shown.events.length && event.target.matches(":focus-visible")) walk(chosen || shown.events[0][0]);
    else if (event.target === $("chart")) namePoints();
  });
  document.addEventListener("focusout", (event) => event.target === $("chart") && setTimeout(namePoints));

  // The overview: press, drag and keys over its bars

  function buildOverview(strip) {
    const spans = JSON.parse(strip.dataset.bars);
    if (!spans.length) return;
    const name = Object.assign(document.createElement("span"), { className: "overview-name muted" });
    name.textContent = spans[0][1] === spans[0][2] ? "Events a month" : "Events a year";
    const row = Object.assign(document.createElement("div"), { className: "bars", role: "group", ariaLabel: "Events over time; choose or drag over months to narrow the chart" });
    for (const [said, first, last] of spans) {
      const bar = Object.assign(document.createElement("button"), { type: "button", tabIndex: row.childElementCount ? -1 : 0, className: "month", innerHTML: '<span class="bar"></span>' });
      Object.assign(bar.dataset, { name: said, first, last });
      row.append(bar);
    }
    strip.replaceChildren(name, row);
    tellOverview(JSON.parse(strip.dataset.state));
  }
  function tellOverview({ bars: states, across }) {
    bars().forEach((bar, i) => {
      const [tall, count, kept] = states[i];
      bar.firstChild.style.height = `${tall}px`;
      bar.setAttribute("aria-label", `${bar.dataset.name}: ${count} event${count === 1 ? "" : "s"}`);
      bar.setAttribute("aria-pressed", String(kept));
      bar.classList.toggle("out", !kept);
    });
    for (const [part, style] of Object.entries(across)) Object.assign(document.querySelector(`#overview ${part}`)?.style ?? {}, style);
  }
  const bars = () => [...document.querySelectorAll("#overview .month")];
  function narrow(a, b) {
    const [first, last] = [Math.min(+a.dataset.first, +b.dataset.first), Math.max(+a.dataset.last, +b.dataset.last)];
    setProps("months", { value: [first, last] });
  }
  function barKeys(event, bar) {
    const all = bars();
    const place = all.indexOf(bar);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      const next = all[Math.min(all.length - 1, Math.max(0, place + by))];
      all.forEach((b) => (b.tabIndex = b === next ? 0 : -1));
      next.focus();
      if (event.shiftKey) narrow(all[barFrom ?? place], next);
      else barFrom = all.indexOf(next);
    } else if (event.key === "Enter" || event.key === " ") {
      barFrom = place;
      narrow(bar, bar);
    } else return false;
    event.preventDefault();
    return true;
  }
  let barFrom = null;
  let dragFrom = null;
  document.addEventListener("pointerdown", (event) => {
    dragFrom = event.target.closest?.("#overview .month") ?? null;
    if (dragFrom) event.preventDefault();
  });
  document.addEventListener("pointermove", (event) => {
    if (!dragFrom) return;
    const over = nearestBar(event.clientX);
    const places = [bars().indexOf(dragFrom), bars().indexOf(over)].sort((a, b) => a - b);
    bars().forEach((bar, i) => bar.classList.toggle("out", i < places[0] || i > places[1]));
  });
  document.addEventListener("pointerup", (event) => {
    if (!dragFrom) return;
    const from = dragFrom;
    dragFrom = null;
    const over = nearestBar(event.clientX);
    const single = over === from && !from.classList.contains("out") && bars().filter((bar) => !bar.classList.contains("out")).length === 1;
    const wasOnly = single && from.getAttribute("aria-pressed") === "true" && bars().filter((b) => b.getAttribute("aria-pressed") === "true").length === 1;
    // Pressing the only month that is left brings all of them back.
    if (wasOnly) narrow(bars()[0], bars().at(-1));
    else narrow(from, over);
  });
  const nearestBar = (x) => bars().reduce((a, b) => (gap(b, x) < gap(a, x) ? b : a));
  const gap = (bar, x) => {
    const box = bar.getBoundingClientRect();
    return x < box.left ? box.left - x : x > box.right ? x - box.right : 0;
  };

  // Clicks

  const does = {
    scheme() {
      const next = dark() ? "light" : "dark";
      localStorage.setItem("mantine-color-scheme-value", next);
      root.setAttribute("data-mantine-color-scheme", next);
    },
    share: () => { fillShare(); dialog("share"); },
    keys: () => dialog("keys"),
    present: () => present(true),
    read: () => toggleReading(),
    table: () => toggleTable(),
    open: () => pickFile(),
    png: () => picture(1).then((blob) => save(blob, "png")),
    png2: () => picture(2).then((blob) => save(blob, "png")),
    "copy-image": () => copied(navigator.clipboard.write([new ClipboardItem({ "image/png": picture(1) })]), "The picture is on the clipboard."),
    "copy-table": () => {
      const rows = [...document.querySelectorAll("#table tr")].map((row) => [...row.cells].map((cell) => cell.textContent.replace(/ [↑↓]$/, "")).join("\t"));
      const told = document.querySelector("#table .copied");
      navigator.clipboard.writeText(rows.join("\n")).then(() => (told.textContent = "Copied; paste it into a spreadsheet."), () => (told.textContent = "The browser did not allow it."));
    },
    "copy-link": () => copied(navigator.clipboard.writeText(location.href), "The link is on the clipboard."),
    "copy-present": () => copied(navigator.clipboard.writeText(address("/", { present: 1 })), "The link is on the clipboard."),
    "copy-embed": () => copied(navigator.clipboard.writeText($("embed-code").value), "The code is on the clipboard."),
    print: () => { $("share").close(); print(); },
    transparent: (button) => { button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true")); fillShare(); },
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    const button = target.closest("[data-does]");
    if (target.closest("[data-path]")) fillLinks();
    if (target.closest("#open-filters")) toggleFilters();
    else if (document.body.classList.contains("filters-open") && !target.closest("#filters, [role=listbox], [role=option]")) toggleFilters(false);
    if (button) does[button.dataset.does](button);
    const move = target.closest("[data-step]");
    if (move) choose(move.dataset.go ?? "");
    const headline = target.closest("#timeline") && headlineAt(event);
    if (headline) { walked = headline; choose(headline, $("chart")); }
    const row = target.closest("[data-open]");
    if (row) choose(row.dataset.open, row);
    const mark = target.closest(".event-mark");
    if (mark) choose(mark.dataset.events.split(" ")[0], mark);
    if (target.closest("[data-close]")) target.closest("dialog").close();
    if (target.matches?.("dialog")) target.close(); // beside its content
  });

  for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(kind, (event) => {
      const mark = event.target.closest?.(".event-mark");
      if (mark) mark.dataset.events.split(" ").forEach((id) => light(id, on));
    });
  }

  function dialog(id) {
    opener = document.activeElement;
    $(id).showModal();
    $(id).addEventListener("close", () => opener?.focus?.(), { once: true });
  }

  // Sharing

  function address(path, more = {}) {
    const query = new URLSearchParams(selection);
    for (const [key, value] of Object.entries(more)) query.set(key, value);
    const text = query.toString();
    return location.origin + path + (text ? "?" + text : "");
  }

  function fillLinks() {
    document.querySelectorAll("[data-path]").forEach((link) => {
      const [path, own] = link.dataset.path.split("?");
      link.href = address(path, Object.fromEntries(new URLSearchParams(own ?? "")));
    });
  }

  function fillShare() {
    fillLinks();
    $("share-words").textContent = ($("summary").textContent + ($("summary-more").textContent ?? "")).trim();
    $("share-said").textContent = "";
    const height = Math.max(360, Math.ceil(($("chart").scrollHeight || 500) + 240));
    const source = address("/embed");
    $("embed-code").value =
      `<iframe src="${source.replace(/&/g, "&amp;")}" title="${document.querySelector("h1").textContent}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>\n` +
      `<script>addEventListener("message",e=>{if(e.data?.yearline)for(const f of document.querySelectorAll("iframe"))if(f.contentWindow===e.source)f.height=e.data.height})</` + "script>";
    if ($("embed-preview").src !== source) $("embed-preview").src = source;
  }

  async function picture(times) {
    const paper = document.querySelector("[data-does=transparent]").getAttribute("aria-pressed") === "true" ? "none" : "white";
    const answer = await fetch(address("/timeline.svg", { paper }));
    if (!answer.ok) throw new Error(await answer.text());
    const url = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth * times, height: image.naturalHeight * times });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  function save(blob, ending) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    const name = document.querySelector("h1").textContent.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    link.download = `${name || "timeline"}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function copied(promise, said) {
    promise.then(() => say(said), () => say("The browser did not allow it; save the file instead."));
  }
  function say(text) {
    $("share-said").textContent = text;
  }

  // A report of one's own: chosen, or dropped onto the page

  function pickFile() {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: ".txt,.md,.html,.htm,.docx,.pdf,.csv,.tsv,.json,.xlsx" });
    input.addEventListener("change", () => input.files[0] && openFile(input.files[0]));
    input.click();
  }
  async function openFile(file) {
    bar(`Reading ${file.name}…`);
    const form = new FormData();
    form.append("file", file);
    try {
      const answer = await fetch("/open", { method: "POST", body: form });
      const told = await answer.json();
      if (told.report) location.assign("/?" + new URLSearchParams({ report: told.report }));
      else bar(told.error, true);
    } catch {
      bar("The file did not reach the server; try again.", true);
    }
  }
  function bar(text, stays = false) {
    const note = $("offline");
    note.textContent = text;
    note.hidden = !text;
    note.classList.toggle("stays", stays);
    if (stays) note.onclick = () => (note.hidden = true);
  }
  if (!embed) {
    document.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => !event.relatedTarget && document.body.classList.remove("dropping"));
    document.addEventListener("drop", (event) => {
      document.body.classList.remove("dropping");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      openFile(event.dataTransfer.files[0]);
    });
  }

  // An unreachable server is said, and the page goes on when it is back.

  let waiting = null;
  function away() {
    if (waiting) return;
    bar("The server does not answer; your view stays, and goes on when it is back.");
    waiting = setInterval(() => fetch("/healthz").then((answer) => answer.ok && back(true), () => {}), 1500);
  }
  function back(retry = false) {
    clearInterval(waiting);
    waiting = null;
    $("offline").hidden = true;
    if (retry) again();
  }

  // The view: what the controls say becomes a query; its answer is drawn first, then told to Dash

  let wanted = {}; // what the controls say: words, themes, actors, from, to, event, report
  let room = {}; // what else an answer depends on: width, dark, mode, sort
  let asked = null; // the last question: its address, its answer to come, and how to stop it
  let foreseen = null; // a question asked as a press began, before the controls say so

  const fromAddress = (text) => {
    const query = new URLSearchParams(text);
    const one = (key) => query.get(key) ?? "";
    return { themes: query.getAll("theme"), actors: query.getAll("actor"), from: one("from"), to: one("to"), words: one("q"), event: one("event"), report: one("report") };
  };
  const toAddress = ({ themes, actors, from, to, words, event, report }) => {
    const query = new URLSearchParams();
    themes.forEach((theme) => query.append("theme", theme));
    actors.forEach((actor) => query.append("actor", actor));
    for (const [key, value] of Object.entries({ from, to, q: words, event, report })) if (value) query.set(key, value);
    return query.toString();
  };

  function questionOf(state) {
    const query = new URLSearchParams(toAddress(state));
    query.set("width", room.viewport?.width ?? "");
    query.set("dark", room.viewport?.dark ? 1 : 0);
    if (room.mode === "table") query.set("mode", room.mode);
    if (room.sort) query.set("sort", room.sort.column + (room.sort.down ? "-down" : ""));
    return "/view?" + query;
  }

  function ask(address) {
    const stop = new AbortController();
    const answer = fetch(address, { signal: stop.signal }).then((got) => (got.ok ? got.json() : got.text().then((text) => bar(text.slice(0, 300), true))));
    answer.catch(() => {}); // nobody may come to hear what was only foreseen
    return { address, answer, stop: () => stop.abort() };
  }

  // A press on a theme is asked about as it begins; its click is drawn before Dash and React hear of it, who
  // would take longer over it than server and chart together.
  let untold = false; // themes are chosen that Dash does not know of yet
  const themeOf = (event) => event.target.closest?.(".theme")?.querySelector("input");
  const toggled = (theme) => ({ ...wanted, themes: wanted.themes.includes(theme) ? wanted.themes.filter((one) => one !== theme) : [...wanted.themes, theme] });
  function foresee(event) {
    const theme = themeOf(event)?.value;
    const address = theme && wanted.themes && questionOf(toggled(theme));
    if (!address || foreseen?.address === address) return;
    foreseen?.stop();
    foreseen = ask(address);
  }
  document.addEventListener("pointerdown", (event) => event.button === 0 && foresee(event), true);
  document.addEventListener("keydown", (event) => event.key === " " && !event.repeat && foresee(event), true);
  document.addEventListener("click", (event) => {
    if (!event.target.matches?.(".theme input") || !wanted.themes) return;
    event.stopPropagation();
    wanted = toggled(event.target.value);
    untold = true;
    again();
    keepAddress(toAddress(wanted));
  }, true);

  function view(...given) {
    const [words, themes, actors, positions, event, viewport, mode, sort, report] = given;
    const [low, high] = positions ?? [0, months.length - 1];
    wanted = {
      themes: untold ? wanted.themes : themes ?? [], actors: actors ?? [], words: words ?? "", event: event ?? "", report: report ?? "",
      from: low > 0 && low < months.length ? months[low] : "", to: high < months.length - 1 ? months[high] : "",
    };
    room = { viewport, mode, sort };
    chosen = wanted.event;
    keepAddress(toAddress(wanted));
    if (questionOf(wanted) !== asked?.address) again();
    return window.dash_clientside.no_update;
  }

  function again() {
    const address = questionOf(wanted);
    asked?.stop();
    if (foreseen?.address !== address) foreseen?.stop();
    const question = (asked = foreseen?.address === address ? foreseen : ask(address));
    foreseen = null;
    question.answer.then(
      (now) => now && question === asked && show(now),
      (error) => {
        if (error.name === "AbortError" || question !== asked) return;
        away();
        tellThemes();
      },
    );
  }

  function show(now) {
    if (waiting) back();
    const graph = document.querySelector("#timeline .js-plotly-plot");
    if (!window.Plotly || !graph?.data) return void setTimeout(again, 100); // a filter before the first drawing
    graph._direct = true;
    shown = { count: now.count, events: eventsOf(now.figure) };
    if (walked && !shown.events.some((event) => event[0] === walked)) walked = "";
    Plotly.react(graph, now.figure.data, now.figure.layout, { displayModeBar: false, showTips: false });
    tell(now);
    const seen = shown;
    // What Dash has to know waits until the chart is seen: telling it takes longer than the drawing.
    requestAnimationFrame(() => requestAnimationFrame(() => idle(() => seen === shown && tellDash(now), { timeout: 150 })));
  }

  function tell(now) {
    const text = (id, said) => $(id).textContent !== said && ($(id).textContent = said);
    text("summary", now.summary);
    text("summary-more", now.more);
    text("months-said", now.months);
    for (const count of document.querySelectorAll("#themes .count, .themes .count")) {
      const theme = count.previousElementSibling.textContent;
      if (theme in now.counts) count.textContent = now.counts[theme];
    }
    $("reset").hidden = now.whole;
    $("empty").hidden = now.some;
    tellOverview(now.overview);
    markReport();
    progress();
  }

  function tellThemes() {
    if (untold) setProps("themes", { value: wanted.themes });
    untold = false;
  }

  function tellDash(now) {
    tellThemes();
    for (const [id, children] of [["chips", now.chips], ["table", now.table], ["details-body", now.details]]) {
      // Telling Dash of what it has costs as much as of what is new.
      const said = JSON.stringify(children);
      if (told[id] !== said) setProps(id, { children });
      told[id] = said;
    }
    showDetails(Boolean(now.details));
    if (wanted.actors.length || document.activeElement?.closest?.(".actors")) countActors();
  }
  const told = {};
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 30)); // Safari has none

  // The actors' counts are asked for when somebody is about to see them.
  let counted = null; // the query that the choices are of
  function countActors() {
    const query = toAddress({ ...wanted, event: "" });
    if (counted === query || !wanted.themes) return;
    counted = query;
    fetch("/actors?" + query).then((answer) => answer.ok && answer.json()).then((data) => data && counted === query && setProps("actors", { data }), () => (counted = null));
  }
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => event.target.closest?.(".actors") && countActors());

  // The report's text: sentences that the filters hide lose their mark

  function markReport() {
    if ($("reading-pane").hidden) return;
    const kept = new Set(shown.events.map((event) => event[0]));
    document.querySelectorAll("#reading .event-mark").forEach((mark) => {
      const events = mark.dataset.events.split(" ");
      const some = shown.events.length < shown.count || events.some((id) => kept.has(id));
      mark.classList.toggle("hidden-by-filters", !some);
      mark.tabIndex = some ? 0 : -1;
      mark.classList.toggle("current", events.includes(chosen));
    });
  }

  // Dash draws a graph again when its loading is over, with the very figure it has: half of every repaint's time.
  function drawOnce() {
    if (!window.Plotly || Plotly.react.once) return;
    const react = Plotly.react;
    // What comes as a figure is Dash's; once the view draws for itself, Dash only ever has an old one.
    Plotly.react = (graph, figure, ...more) =>
      figure?.data && (graph._direct || graph.data === figure.data) ? Promise.resolve(graph) : react(graph, figure, ...more);
    Plotly.react.once = true;
  }

  function showDetails(open) {
    const reading = !$("reading-pane").hidden;
    const was = document.body.classList.contains("has-chosen");
    $("details").hidden = !open && !reading;
    $("page").classList.toggle("with-details", !$("details").hidden);
    document.body.classList.toggle("has-chosen", open);
    setTimeout(() => {
      namePoints();
      if (reading && open) document.querySelector("#reading .current")?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      if (presenting()) {
        // The lit mark in the middle of what is left of the chart.
        const lit = document.querySelector("#timeline path.point.lit");
        const room = $("chart");
        if (!lit) return void (room.scrollTop = 0);
        const [a, b] = [lit.getBoundingClientRect(), room.getBoundingClientRect()];
        return void (room.scrollTop += a.top - b.top - b.height / 2);
      }
      if (open && !was && opener === $("chart") && document.activeElement === $("chart") && !reading) $("details-title")?.focus();
      if (!open && was && opener?.isConnected) { opener.focus({ preventScroll: true }); opener = null; }
      measure();
    });
  }

  // Attaching to what Dash puts there

  const resize = new ResizeObserver(() => measure());
  let observedChart, observedGraph;
  function attach() {
    drawOnce();
    const chart = $("chart");
    if (chart && chart !== observedChart) {
      observedChart = chart;
      buildOverview($("overview"));
      chart.prepend(Object.assign(document.createElement("div"), { id: "early", innerHTML: chart.dataset.early }));
      delete chart.dataset.early;
      resize.disconnect();
      resize.observe(chart);
      $("open-table").setAttribute("aria-pressed", String($("page").classList.contains("as-table")));
      if (new URLSearchParams(location.search).has("present")) setTimeout(() => present(true));
      if (embed && parent !== window) {
        new ResizeObserver(() => parent.postMessage({ yearline: true, height: Math.ceil($("page").getBoundingClientRect().height) }, "*")).observe($("page"));
      }
    }
    const graph = document.querySelector("#timeline .js-plotly-plot");
    if (graph?.on && graph !== observedGraph) {
      observedGraph = graph;
      graph.on("plotly_afterplot", namePoints);
      graph.on("plotly_hover", ({ points }) => points[0]?.customdata?.[0] && light(points[0].customdata[0], true));
      graph.on("plotly_unhover", ({ points }) => points[0]?.customdata?.[0] && light(points[0].customdata[0], false));
      namePoints();
      measure();
    }
  }
  new MutationObserver(attach).observe(root, { childList: true, subtree: true });
  new MutationObserver(() => measure()).observe(root, { attributes: true, attributeFilter: ["data-mantine-color-scheme"] });
  document.addEventListener("fullscreenchange", () => !document.fullscreenElement && presenting() && present(false));

  // On paper: one sheet with the chart and, below it, the same events as a table, as large as both fit.
  addEventListener("beforeprint", () => {
    const rows = shown.events.slice(0, 60).map(([, headline, when, theme, actors]) => [when, theme, headline, actors.join("; ")]);
    const table = document.createElement("table");
    table.id = "printed";
    for (const cells of [["Date", "Theme", "Event", "Actors"], ...rows]) {
      const row = table.insertRow();
      for (const text of cells) row.insertCell().textContent = text;
    }
    document.querySelector(".foot").before(table);
    const tall = 200 + $("timeline").clientHeight + 17 * (rows.length + 1);
    const zoom = Math.min(1, 690 / tall, 1030 / Math.max(700, $("timeline").clientWidth));
    root.style.setProperty("--print", Math.max(0.3, zoom).toFixed(3));
  });
  addEventListener("afterprint", () => $("printed")?.remove());

  function keepAddress(query) {
    if (query !== null && query !== undefined) {
      selection = query;
      chosen = new URLSearchParams(query).get("event") ?? "";
      const link = $("embed-link");
      if (link) link.href = "/?" + query;
    }
    const own = new URLSearchParams(selection);
    if ($("page")?.classList.contains("as-table")) own.set("view", "table");
    if (presenting()) own.set("present", "1");
    const text = own.toString();
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : ""));
    progress();
    return window.dash_clientside.no_update;
  }

  return {
    view,
    start(data, figure, viewport, mode, sort) {
      shown = { count: data.count, events: eventsOf(figure) };
      months = data.months;
      wanted = fromAddress(data.query);
      counted = toAddress({ ...wanted, event: "" });
      room = { viewport, mode, sort };
      document.body.classList.toggle("has-chosen", Boolean(chosen));
      namePoints();
      progress();
      return window.dash_clientside.no_update;
    },
    choose(clicked) {
      const id = clicked?.points?.[0]?.customdata?.[0];
      const none = window.dash_clientside.no_update;
      if (typeof id !== "string") return [none, none];
      opener = $("chart");
      walked = id;
      return [id, null];
    },
    // One button sets or takes back filters: Reset, a chip, an actor in the details.
    change(...given) {
      const none = window.dash_clientside.no_update;
      const context = window.dash_clientside.callback_context;
      const most = given.at(-1);
      const id = context.triggered_id;
      if (!context.triggered.some((trigger) => trigger.value)) return [none, none, none, none];
      untold = false;
      if (typeof id === "string") return ["", [], [], [0, most]];
      if (id.type === "actor-chip") return [none, none, [id.index], none];
      return [
        id.kind === "words" ? "" : none,
        id.kind === "theme" ? wanted.themes.filter((theme) => theme !== id.index) : none,
        id.kind === "actor" ? wanted.actors.filter((actor) => actor !== id.index) : none,
        id.kind === "months" ? [0, most] : none,
      ];
    },
    sort(clicks, now) {
      const asked = window.dash_clientside.callback_context.triggered_id?.index;
      if (!asked || !clicks.some(Boolean)) return window.dash_clientside.no_update;
      return { column: asked, down: now.column === asked ? !now.down : false };
    },
    openEntry(key) {
      if (key) location.assign("/?" + new URLSearchParams({ report: key }));
      return window.dash_clientside.no_update;
    },
    showReport() {
      setTimeout(() => { markReport(); document.querySelector("#reading .current")?.scrollIntoView({ block: "center" }); });
      return window.dash_clientside.no_update;
    },
  };
})();
