import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FILTERS, drawingAddress, formatQuery, formatSelection, parseFilters, parseQuery, selectionAt, withoutFilter } from "../../assets/query.mjs";
import { createStore } from "../../assets/store.mjs";

const TEXT = "theme=Law&theme=Police&actor=UNHCR&from=2008-03&to=2008-08-15&q=a+b&event=e1&report=Chad";

test("a selection is written as it was read", () => {
  assert.equal(formatSelection(parseQuery(TEXT)), TEXT);
  assert.deepEqual(parseQuery(TEXT).theme, ["Law", "Police"]);
});

test("the parts of claims are filters", () => {
  const said = "act=torture&act=killing&by=police&upon=journalists&where=Arlit";
  assert.equal(formatSelection(parseQuery(said)), said);
  assert.deepEqual(parseFilters(said), { ...NO_FILTERS, act: ["torture", "killing"], by: ["police"], upon: ["journalists"], where: ["Arlit"] });
  assert.deepEqual(withoutFilter(parseQuery(said), ["act"], "killing"), { act: ["torture"] });
});

test("the address says the event, the table with its order, and presenting", () => {
  assert.equal(formatQuery(parseQuery("event=e1")), "event=e1");
  assert.equal(formatQuery(parseQuery("sort=theme-down&view=table&present=1")), "sort=theme-down&view=table&present=1");
  assert.equal(formatQuery(parseQuery("sort=theme-down")), "", "a chart has no order");
  assert.equal(parseQuery("view=else").view, "");
});

test("files and drawings are of the selection alone", () => {
  const query = parseQuery("theme=Law&view=table&present=1&sort=theme");
  assert.equal(selectionAt("/timeline.pptx?slides=themes", query), "/timeline.pptx?theme=Law&slides=themes");
  assert.equal(selectionAt("/events.csv", parseQuery("")), "/events.csv");
  const { predict } = createStore({ width: 900, dark: true });
  assert.equal(drawingAddress(predict({ theme: ["Law"] })), "/drawing?theme=Law&width=900&dark=1");
  assert.equal(drawingAddress(predict({ view: "table", sort: "theme" })), "/drawing?width=900&dark=1&view=table&sort=theme");
});

test("a filter is taken back: one value of a list, both ends of a range", () => {
  const query = parseQuery(TEXT);
  assert.deepEqual(withoutFilter(query, ["theme"], "Law"), { theme: ["Police"] });
  assert.deepEqual(withoutFilter(query, ["from", "to"], ""), { from: "", to: "" });
  assert.equal(formatSelection({ ...query, ...NO_FILTERS }), "event=e1&report=Chad");
});

test("a line in brief sets its filters and empties the others", () => {
  assert.deepEqual(parseFilters("from=2008-02&to=2008-02&report=Chad"), { ...NO_FILTERS, from: "2008-02", to: "2008-02" });
  assert.deepEqual(parseFilters("actor=UNHCR").actor, ["UNHCR"]);
});
