// What only the browser can do: measure the chart's room, write the address, and let keys choose an event.
window.yearline = (() => {
  const setProps = (id, props) => window.dash_clientside.set_props(id, props);
  const scheme = () => document.documentElement.getAttribute("data-mantine-color-scheme") === "dark";
  let sent = "";

  function measure() {
    const chart = document.getElementById("chart");
    if (!chart || !window.dash_clientside?.set_props) return;
    const data = { width: Math.floor(chart.clientWidth), dark: scheme() };
    if (data.width > 0 && JSON.stringify(data) !== sent) {
      sent = JSON.stringify(data);
      setProps("viewport", { data });
    }
  }

  function namePoints() {
    const graph = document.querySelector("#timeline .js-plotly-plot");
    const trace = graph?._fullData?.findIndex((t) => t.name === "events");
    if (!graph || trace < 0) return;
    const svg = graph.querySelectorAll("svg.main-svg");
    svg.forEach((s) => s.setAttribute("role", "group"));
    const groups = graph.querySelectorAll(".scatterlayer .trace");
    const points = groups[trace]?.querySelectorAll("path.point") ?? [];
    const full = graph._fullData[trace];
    points.forEach((point, i) => {
      const words = (full.hovertext?.[i] ?? "").replace(/<br>/g, ", ").replace(/<[^>]+>/g, "");
      const plain = new DOMParser().parseFromString(words, "text/html").body.textContent;
      point.setAttribute("tabindex", "0");
      point.setAttribute("role", "button");
      point.setAttribute("aria-label", plain);
      point.dataset.event = full.customdata[i][0];
    });
    document.getElementById("timeline").dataset.drawn = String(points.length);
  }

  let resize, observedChart, observedGraph;
  function attach() {
    const chart = document.getElementById("chart");
    if (chart && chart !== observedChart) {
      observedChart = chart;
      resize?.disconnect();
      sent = "";
      resize = new ResizeObserver(measure);
      resize.observe(chart);
      measure();
    }
    const graph = document.querySelector("#timeline .js-plotly-plot");
    if (graph?.on && graph !== observedGraph) {
      observedGraph = graph;
      graph.on("plotly_afterplot", namePoints);
      namePoints();
    }
  }

  new MutationObserver(attach).observe(document.documentElement, { childList: true, subtree: true });
  new MutationObserver(measure).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-mantine-color-scheme"],
  });

  document.addEventListener("keydown", (event) => {
    const id = event.target?.dataset?.event;
    if (id && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      setProps("chosen", { data: id });
    } else if (event.key === "Escape" && !event.defaultPrevented) {
      if (document.body.classList.contains("filters-open")) return toggleFilters();
      const open = document.getElementById("details");
      if (open && !open.hidden) setProps("chosen", { data: "" });
    }
  });

  function toggleFilters() {
    const open = document.body.classList.toggle("filters-open");
    document.getElementById("open-filters").setAttribute("aria-expanded", String(open));
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("#open-filters")) toggleFilters();
    else if (document.body.classList.contains("filters-open") && !event.target.closest("#filters, [role=listbox], [role=option]")) toggleFilters();
    if (event.target.closest("#scheme")) {
      const next = scheme() ? "light" : "dark";
      localStorage.setItem("mantine-color-scheme-value", next);
      document.documentElement.setAttribute("data-mantine-color-scheme", next);
    }
  });

  return {
    keepAddress(query) {
      if (query !== null && query !== undefined) {
        history.replaceState(history.state, "", location.pathname + (query ? "?" + query : ""));
        for (const [id, path] of [["download-csv", "/events.csv"], ["download-json", "/events.json"], ["download-pptx", "/timeline.pptx"], ["download-html", "/timeline.html"], ["embed-link", "/"]]) {
          document.getElementById(id)?.setAttribute("href", path + (query ? "?" + query : ""));
        }
      }
      return window.dash_clientside.no_update;
    },
    choose(clicked) {
      const id = clicked?.points?.[0]?.customdata?.[0];
      const none = window.dash_clientside.no_update;
      return id ? [id, null] : [none, none];
    },
  };
})();
