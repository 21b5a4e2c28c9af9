// @ts-check
// Converts the query to an address and back.

/** @typedef {import("./store.mjs").Query} Query */
/** @typedef {import("./store.mjs").State} State */

/** The key of all reports together, of which `reports` selects some; the address has both as `report`. */
export const ALL = "*";

/** The empty value of every filter: a list matches any of its values. */
export const NO_FILTERS = { reports: /** @type {string[]} */ ([]), topic: /** @type {string[]} */ ([]), theme: /** @type {string[]} */ ([]), act: /** @type {string[]} */ ([]), actor: /** @type {string[]} */ ([]), by: /** @type {string[]} */ ([]), upon: /** @type {string[]} */ ([]), where: /** @type {string[]} */ ([]), told: /** @type {string[]} */ ([]), from: "", to: "", q: "" };
const FILTERS = /** @type {(keyof typeof NO_FILTERS)[]} */ (Object.keys(NO_FILTERS));
const SELECTION = /** @type {const} */ ([...FILTERS, "event", "report", "lanes"]);

/**
 * The filters alone, with missing ones empty.
 * @param {string} text the part of an address behind "?"
 * @returns {typeof NO_FILTERS}
 */
export function parseFilters(text) {
  const query = new URLSearchParams(text);
  const filters = FILTERS.map((key) => [key, Array.isArray(NO_FILTERS[key]) ? query.getAll(key) : (query.get(key) ?? "")]);
  return { ...NO_FILTERS, ...Object.fromEntries(filters), reports: parseReports(query).reports };
}

/** Whether a name consists of keys of opened reports (data/selection/keys.py). @param {string} name */
const isKeys = (name) => name.split(",").every((key) => /^[A-Za-z0-9_-]{22}(\/.*)?$/s.test(key));

/** One report, or all together with the chosen ones. @param {URLSearchParams} query */
function parseReports(query) {
  const named = query.getAll("report");
  const keys = named.filter(isKeys);
  if (keys.length && named.length > 1) return { report: [...new Set(keys.join(",").split(","))].join(","), reports: named.filter((name) => name && name !== ALL && !isKeys(name)) };
  if (named.length > 1 || named.includes(ALL)) return { report: ALL, reports: named.filter((name) => name && name !== ALL) };
  return { report: named[0] ?? "", reports: [] };
}

/**
 * @param {string} text the part of an address behind "?"
 * @returns {Query}
 */
export function parseQuery(text) {
  const query = new URLSearchParams(text);
  const one = (/** @type {string} */ key) => query.get(key) ?? "";
  return {
    ...parseFilters(text),
    event: one("event"),
    report: parseReports(query).report,
    lanes: one("lanes"),
    view: one("view") === "table" ? "table" : "",
    sort: one("sort"),
    present: query.has("present"),
    review: query.has("review"),
  };
}

/**
 * The selection alone: the query of files, links and drawings.
 * @param {Query} query
 */
export function formatSelection(query) {
  const text = new URLSearchParams();
  for (const key of SELECTION) for (const value of [query[key]].flat()) if (value) text.append(key === "reports" ? "report" : key, value);
  return text.toString();
}

/**
 * The whole query of the page's address.
 * @param {Query} query
 */
export function formatQuery(query) {
  const text = new URLSearchParams(formatSelection(query));
  if (query.view === "table" && query.sort) text.set("sort", query.sort);
  if (query.view === "table") text.set("view", "table");
  if (query.present) text.set("present", "1");
  if (query.review) text.set("review", "1");
  return text.toString();
}

/**
 * The change that removes one value of a filter.
 * @param {Query} query
 * @param {string[]} keys of the filter
 * @param {string} value of a list; other filters have one
 * @returns {Partial<Query>}
 */
export function withoutFilter(query, keys, value) {
  const left = /** @type {(keyof typeof NO_FILTERS)[]} */ (keys).map((key) => {
    const values = query[key];
    return [key, Array.isArray(values) ? values.filter((one) => one !== value) : ""];
  });
  return Object.fromEntries(left);
}

/** The part of the state that a drawing depends on. */
export const DRAWN_BY = /** @type {(keyof State)[]} */ ([...SELECTION, "view", "sort", "width", "stage", "dark", "wanted", "looked", "review"]);

/**
 * The address of a state's drawing.
 * @param {State} state
 */
export function drawingAddress(state) {
  const text = new URLSearchParams(formatSelection(state));
  text.set("width", String(state.width));
  text.set("dark", state.dark ? "1" : "0");
  for (const [key, value] of new URLSearchParams(state.stage)) text.set(key, value);
  if (state.wanted) text.set("seq", String(state.wanted)); // a repeated request has another answer
  if (state.review) text.set("review", "1");
  if (state.view === "table") {
    text.set("view", "table");
    if (state.sort) text.set("sort", state.sort);
  }
  return "/drawing?" + text;
}

/**
 * The same selection at another address, which may have a query of its own.
 * @param {string} path as in "/timeline.pptx?slides=themes"
 * @param {Query} query
 * @param {Record<string, string>} [more]
 */
export function selectionAt(path, query, more = {}) {
  const [place, own = ""] = path.split("?");
  const text = new URLSearchParams(formatSelection(query));
  for (const [key, value] of [...new URLSearchParams(own), ...Object.entries(more)]) text.set(key, value);
  return place + (text.size ? "?" + text : "");
}

/**
 * The query of a file while reports are still read: it has what is there, as on the page, and says what is missing.
 * @param {readonly [done: number, of: number]} [reading]
 * @returns {Record<string, string>}
 */
export const partly = ([done, of] = [0, 0]) => (done < of ? { partial: "1" } : {});
