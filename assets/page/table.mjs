// The selection as a table, of what the server says of its rows.

import { $ } from "./state.mjs";

export function tellTable({ heads, rows, note }) {
  const make = (tag, props = {}, ...parts) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...parts);
    return element;
  };
  const button = (props, does, value, ...parts) => {
    const made = make("button", { type: "button", ...props }, ...parts);
    Object.assign(made.dataset, { does, value });
    return made;
  };
  const arrow = (order) => make("span", { className: "arrow", ariaHidden: "true" }, { ascending: " ↑", descending: " ↓" }[order] ?? "");
  const focused = document.activeElement?.closest("#table .sort")?.textContent.replace(/ [↑↓]$/, "");
  const csv = make("a", { className: "button", download: "", href: "/events.csv" }, "Download CSV");
  csv.dataset.path = "/events.csv";
  $("table").replaceChildren(
    make("div", { className: "table-actions" }, button({ className: "button" }, "copy-table", "", "Copy table"), csv, make("span", { className: "muted copied", role: "status" })),
    make("table", {},
      make("caption", { className: "hidden" }, "Events of the selection"),
      make("thead", {}, make("tr", {}, ...heads.map(([name, order, next]) => make("th", { scope: "col", ariaSort: order }, button({ className: "sort" }, "sort", next, name, arrow(order)))))),
      make("tbody", {}, ...rows.map(([id, when, theme, headline, actors]) =>
        make("tr", {}, make("td", { className: "when" }, when), make("td", {}, theme),
          make("td", {}, button({ className: "open-event" }, "event", id, headline)), make("td", {}, actors.join("; ")))))),
    ...(note ? [make("p", { className: "muted" }, note)] : []),
  );
  if (focused) [...document.querySelectorAll("#table .sort")].find((head) => head.textContent.startsWith(focused))?.focus();
}
