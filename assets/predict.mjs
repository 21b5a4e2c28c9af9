// @ts-check
// Predict how corrections change a drawing, as far as possible without the server. No DOM, no Dash, no Plotly, so that `node
// --test` runs it.

/** @typedef {import("./store.mjs").Drawing} Drawing */
/** @typedef {import("./store.mjs").Correction} Correction */
/** @typedef {import("./store.mjs").Pending} Pending */
/** @typedef {import("./store.mjs").EventFacts} EventFacts */

const PER_EVENT = ["x", "y", "text", "customdata", "textposition", "hovertext"]; // arrays of a trace with one item per event
const OF_MARKS = ["events", "headlines"];
const SECOND_LINE = 34; // characters from which a headline is broken

/** The corrections that a drawing does not include yet. @param {Pending[]} pending @param {number} seq the last that it has */
export const notIn = (pending, seq) => pending.filter((one) => !one.seq || one.seq > seq);

/**
 * Apply corrections to a drawing: change headlines, remove hidden events. Unchanged parts are shared with `drawing`.
 * @param {Drawing} drawing
 * @param {Correction[]} corrections
 * @returns {Drawing}
 */
export function predictDrawing(drawing, corrections) {
  let shown = drawing;
  for (const correction of corrections) {
    if (!("event" in correction)) continue;
    if (correction.set) shown = withFields(shown, correction.event, correction.set);
    if (correction.hide) shown = without(shown, correction.event);
    if (correction.star !== undefined) shown = withStar(shown, correction.event, correction.star);
    if (correction.note !== undefined && shown.edit?.id === correction.event) shown = { ...shown, edit: { ...shown.edit, note: correction.note } };
    if (correction.before !== undefined) shown = withOrder(shown, correction.event, correction.before);
    if (correction.reviewed !== undefined) shown = withReview(shown, correction.event, correction.reviewed);
  }
  return shown;
}

/** @param {Drawing} drawing @param {string} event @param {Record<string, any>} fields */
function withFields(drawing, event, fields) {
  const places = placesOf(drawing, event);
  const shown = { ...drawing };
  if (shown.edit?.id === event) shown.edit = withFacts(shown.edit, fields);
  if (shown.table && (fields.headline || fields.theme)) shown.table = { ...shown.table, rows: shown.table.rows.map((row) => (row[0] === event ? [row[0], row[1], fields.theme ?? row[2], fields.headline ?? row[3], row[4], row[5]] : row)) };
  if (!places.length || !fields.headline) return shown;
  const headline = escape(fields.headline);
  return withTraces(shown, (trace) => {
    const changed = (/** @type {any[]} */ list, /** @type {(item: any) => any} */ change) => list.map((item, i) => (places.includes(i) ? change(item) : item));
    if (trace.name === "events") return { ...trace, customdata: changed(trace.customdata, (about) => about.with(1, headline)) };
    return { ...trace, text: changed(trace.text, () => parted(headline)) };
  });
}

/** The open event with changed fields, and their original values. @param {EventFacts} edit @param {Record<string, any>} fields @returns {EventFacts} */
function withFacts(edit, fields) {
  const read = { ...edit.read };
  /** @type {Record<string, any>} */
  const now = {};
  for (const [name, value] of Object.entries(fields)) {
    const before = plain(edit[/** @type {"headline"} */ (name)]);
    if (!(name in read) && !edit.added && !isEqual(before, plain(value))) read[name] = before;
    else if (name in read && isEqual(read[name], plain(value))) delete read[name];
    now[name] = name === "actors" ? value.map((/** @type {any} */ one) => withKind(one, edit.actors)) : value;
    // A date stays as it was typed until the server has parsed it.
    if (name === "date") now.words = value === edit.read.date ? edit.read.words : value === edit.date ? edit.words : value;
  }
  if (read.date === undefined) delete read.words;
  else read.words ??= edit.words;
  return { ...edit, ...now, read };
}

/** An actor as a name, or as a name with its kind. @param {any} one */
const nameOf = (one) => (typeof one === "string" ? one : one.name);

/** A field in the form that `read` has. @param {any} value */
const plain = (value) => (Array.isArray(value) ? value.map(nameOf) : value);

/** @param {any} a @param {any} b */
const isEqual = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {any} one @param {EventFacts["actors"]} known */
const withKind = (one, known) => (typeof one === "string" ? (known.find(({ name }) => name === one) ?? { name: one, kind: "organisation" }) : one);

/** @param {Drawing} drawing @param {string} event @param {boolean} star @returns {Drawing} */
function withStar(drawing, event, star) {
  if (!drawing.table) return drawing;
  const rows = drawing.table.rows.map((row) => (row[0] === event ? /** @type {typeof row} */ ([row[0], row[1], row[2], row[3], row[4], star]) : row));
  return { ...drawing, table: { ...drawing.table, rows } };
}

/** Move an event before another, or with "" to the end. @param {Drawing} drawing @param {string} event @param {string} before @returns {Drawing} */
function withOrder(drawing, event, before) {
  const marked = drawing.figure.data.find((/** @type {any} */ one) => one.name === "events")?.customdata ?? [];
  const order = drawing.order ?? [...new Set(marked.map((/** @type {string[]} */ [id]) => id))];
  if (!order.includes(event) || (before && !order.includes(before))) return drawing;
  const others = order.filter((id) => id !== event);
  const place = before ? others.indexOf(before) : others.length;
  return { ...drawing, order: others.toSpliced(place, 0, event) };
}

/** @param {Drawing} drawing @param {string} event @param {boolean} reviewed */
function withReview(drawing, event, reviewed) {
  const shown = { ...drawing };
  if (shown.edit?.id === event) shown.edit = { ...shown.edit, reviewed };
  const was = shown.review?.order.find(([id]) => id === event)?.[1];
  if (shown.review && was !== undefined && was !== reviewed) {
    const order = shown.review.order.map((row) => (row[0] === event ? /** @type {[string, boolean]} */ ([event, reviewed]) : row));
    shown.review = { ...shown.review, order, reviewed: shown.review.reviewed + (reviewed ? 1 : -1) };
  }
  return shown;
}

/** @param {Drawing} drawing @param {string} event @returns {Drawing} */
function withoutReviewed(drawing, event) {
  const row = drawing.review?.order.find(([id]) => id === event);
  if (!drawing.review || !row) return drawing;
  const { order, reviewed, count } = drawing.review;
  return { ...drawing, review: { order: order.filter((one) => one !== row), reviewed: reviewed - (row[1] ? 1 : 0), count: count - 1 } };
}

/** @param {Drawing} drawing @param {string} event */
function without(drawing, event) {
  const places = placesOf(drawing, event);
  if (!places.length) return withoutReviewed(drawing, event);
  const left = (/** @type {any} */ list) => (Array.isArray(list) ? list.filter((_, i) => !places.includes(i)) : list);
  return withTraces({ ...withoutReviewed(drawing, event), count: drawing.count - 1 }, (trace) => {
    const kept = { ...trace };
    for (const key of PER_EVENT) if (key in kept) kept[key] = left(kept[key]);
    if (kept.marker) kept.marker = { ...kept.marker, size: left(kept.marker.size), color: left(kept.marker.color), symbol: left(kept.marker.symbol), line: { ...kept.marker.line, color: left(kept.marker.line?.color), width: left(kept.marker.line?.width) } };
    if (kept.marker && kept.marker.symbol === undefined) delete kept.marker.symbol;
    return kept;
  });
}

/** The indexes of an event's marks; in lanes of actors it may have several. @param {Drawing} drawing @param {string} event @returns {number[]} */
function placesOf({ figure }, event) {
  const trace = figure.data.find((/** @type {any} */ one) => one.name === "events");
  return trace ? trace.customdata.flatMap((/** @type {string[]} */ [id], /** @type {number} */ i) => (id === event ? [i] : [])) : [];
}

/** @param {Drawing} drawing @param {(trace: any) => any} change of the traces that have an item for each mark */
function withTraces(drawing, change) {
  const data = drawing.figure.data.map((/** @type {any} */ trace) => (OF_MARKS.includes(trace.name) ? change(trace) : trace));
  return { ...drawing, figure: { ...drawing.figure, data } };
}

/** Escape for Plotly, whose texts are HTML. @param {string} text */
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Break a long headline into two lines. @param {string} text */
function parted(text) {
  if (text.length < SECOND_LINE) return text;
  const middle = text.length / 2;
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index).toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return spaces.length ? `${text.slice(0, spaces[0])}<br>${text.slice(spaces[0] + 1)}` : text;
}
