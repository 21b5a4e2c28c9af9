// @ts-check
// Zoom and pan the time axis. Ranges are in days since 1970, more exact than the selection, which is whole months, or whole days
// if few are left.

/** @typedef {import("./store.mjs").Axis} Axis */
/** @typedef {import("./store.mjs").Range} Range */
/** @typedef {{from: string, to: string}} Times */

const DAY = 86_400_000; // ms
const isMonth = (/** @type {string} */ time) => time.length === "2008-03".length;

/** The first day of a month or day. @param {string} time */
const firstDay = (time) => Date.parse(isMonth(time) ? `${time}-01` : time) / DAY;

/** The day after a month or day. @param {string} time */
const dayAfter = (time) => (isMonth(time) ? Date.UTC(+time.slice(0, 4), +time.slice(5, 7)) / DAY : firstDay(time) + 1);

/** @param {number} day */
const formatDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The range of the whole axis.
 * @param {Pick<Axis, "months">} axis
 * @returns {[number, number]}
 */
const wholeRange = ({ months }) => [firstDay(months[0]), dayAfter(months[months.length - 1])];

/** Whether the selected range is still the one the last gesture set. @param {Times & {range: Range | null}} state */
export const isGesture = ({ range, from, to }) => range !== null && range.from === from && range.to === to;

/**
 * The visible range.
 * @param {Times & {range: Range | null, axis: Axis}} state
 * @returns {[number, number]}
 */
export function shownRange(state) {
  if (state.range && isGesture(state)) return [state.range.low, state.range.high];
  const [first, last] = wholeRange(state.axis);
  return [state.from ? firstDay(state.from) : first, state.to ? dayAfter(state.to) : last];
}

/**
 * The range `low` to `high`, shifted to lie on the axis, with the months or days that it selects.
 * @param {Axis} axis
 * @param {number} low
 * @param {number} high
 * @returns {Range}
 */
export function fitRange(axis, low, high) {
  const [first, last] = wholeRange(axis);
  const span = Math.min(Math.max(high - low, 1), last - first);
  const start = Math.min(Math.max(low, first), last - span);
  return { low: start, high: start + span, ...timesOf(axis, start, span) };
}

/**
 * @param {Axis} axis
 * @param {number} low
 * @param {number} span days
 * @returns {Times}
 */
function timesOf({ months, days }, low, span) {
  const [first, last] = wholeRange({ months });
  if (span >= last - first) return { from: "", to: "" };
  if (span < 2) return { from: formatDay(low + span / 2), to: formatDay(low + span / 2) };
  if (span <= days) return { from: formatDay(Math.floor(low)), to: formatDay(Math.ceil(low + span) - 1) };
  const [from, to] = [formatDay(low).slice(0, 7), formatDay(low + span - 1).slice(0, 7)];
  return { from: from <= months[0] ? "" : from, to: to >= months[months.length - 1] ? "" : to };
}

/**
 * The range scaled by `factor` around the point at `part` of it (0 to 1).
 * @param {Axis} axis
 * @param {[number, number]} range
 * @param {number} factor
 * @param {number} part
 */
export function zoomRange(axis, [low, high], factor, part) {
  const still = low + part * (high - low);
  return fitRange(axis, still - (still - low) * factor, still + (high - still) * factor);
}

/**
 * The range shifted by `part` of its length.
 * @param {Axis} axis
 * @param {[number, number]} range
 * @param {number} part
 */
export const panRange = (axis, [low, high], part) => fitRange(axis, low + part * (high - low), high + part * (high - low));

/**
 * The months between two positions of the axis; its ends are left open.
 * @param {Axis} axis
 * @param {number} low
 * @param {number} high
 * @returns {Times}
 */
export function monthsBetween({ months }, low, high) {
  return { from: low > 0 ? (months[low] ?? "") : "", to: high < months.length - 1 ? months[high] : "" };
}
