// @ts-check
// The preview of a table: assign columns, answer open questions, and see the rows that cannot be read.

import { byId, make } from "../dom.mjs";

/** @typedef {{line: number, reason: string, text: string}} UnreadRow */
/**
 * @typedef {object} Rows how a table was read, as data/files/table_reading.py says it
 * @property {string} said
 * @property {boolean} sure
 * @property {string} unit
 * @property {string[]} columns
 * @property {Record<string, string>} mapping
 * @property {string[][]} sample
 * @property {number} read
 * @property {UnreadRow[]} unread
 * @property {number} unlisted
 * @property {string[]} doubts
 * @property {string[]} notes
 * @property {string} order
 * @property {string} order_told_by
 * @property {string[]} asks_order
 * @property {string[]} asks_year
 * @property {string[]} parts
 * @property {Record<string, string>} became what became of columns that are no field of their own
 * @property {string[]} fields
 */
/** @typedef {{report: string, said?: string, rows?: Rows, book?: boolean}} Opened */
/** @typedef {{columns?: string, order?: string, year?: string}} Answers */
/**
 * @typedef {object} Table
 * @property {string} name of the file
 * @property {Opened & {rows: Rows}} opened
 * @property {(answers: Answers) => Promise<Opened | null>} again reads it with answers
 * @property {(opened: Opened) => void} draw
 * @property {(report: string) => void} forget
 */

/** @type {Record<string, string>} */
const LABELS = { date: "Date", end: "End date", headline: "Headline", text: "Text", theme: "Theme", actors: "Actors", by: "Did it", to: "Done to", count: "How many", where: "Where" };
const NOTHING = "Kept with the event";

/** @returns {{show: (table: Table) => void}} */
export function mountPreview() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("preview"));
  const drawing = /** @type {HTMLButtonElement} */ (byId("preview-draw"));
  /** @type {Table | null} */
  let table = null;
  /** @type {Answers} */
  let answers = {};
  let newest = 0; // only the latest answer counts

  /** @param {Opened & {rows: Rows}} opened */
  function render({ rows }) {
    const held = document.activeElement?.id;
    say(`${rows.said}.`);
    drawing.disabled = rows.read === 0;
    byId("preview-doubts").replaceChildren(...rows.doubts.map((text) => make("li", { textContent: text })));
    byId("preview-asked").replaceChildren(...askOrder(rows), ...askYear(rows));
    byId("preview-sample").replaceChildren(...sample(rows));
    byId("preview-unread").replaceChildren(...unread(rows));
    byId("preview-notes").replaceChildren(...rows.notes.map((text) => make("li", { textContent: text })));
    if (held && dialog.open) document.getElementById(held)?.focus();
  }

  /** @param {string} text */
  const say = (text) => (byId("preview-said").textContent = text);

  /** @param {Answers} more */
  async function answer(more) {
    if (!table) return;
    answers = { ...answers, ...more };
    const [asked, own] = [table, ++newest];
    drawing.disabled = true;
    say("Reading…");
    try {
      const opened = await asked.again(answers);
      if (!opened) return;
      if (own !== newest) return asked.forget(opened.report);
      asked.forget(asked.opened.report);
      asked.opened = { ...opened, rows: opened.rows ?? asked.opened.rows };
      render(asked.opened);
    } catch (error) {
      if (own !== newest) return;
      say(error instanceof Error ? error.message : String(error));
      drawing.disabled = asked.opened.rows.read === 0;
    }
  }

  /** The mapping after column `name` was assigned to `field`. @param {Rows} rows @param {string} name @param {string} field */
  function choose(rows, name, field) {
    /** @type {Record<string, string>} */
    const mapping = {};
    for (const key of rows.fields) if (rows.mapping[key] || key === field) mapping[key] = rows.mapping[key] ?? "";
    for (const key of Object.keys(mapping)) if (mapping[key] === name) mapping[key] = "";
    if (field) mapping[field] = name;
    if (!mapping.date && rows.parts.length) delete mapping.date; // its parts give the date
    answer({ columns: JSON.stringify(mapping) });
  }

  /** @param {Rows} rows */
  function* askOrder(rows) {
    const example = rows.asks_order[0] ?? (answers.order ? rows.order_told_by || "03/04/2023" : "");
    if (!example) return;
    const options = [
      { order: "day", text: said(example, true) },
      { order: "month", text: said(example, false) },
    ].map(({ order, text }) => {
      const input = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: "order", id: `preview-${order}`, value: order }));
      input.checked = answers.order === order;
      input.addEventListener("change", () => answer({ order }));
      return make("label", {}, input, text);
    });
    yield make("fieldset", {}, make("legend", { textContent: `“${example}” is` }), ...options);
  }

  /** @param {Rows} rows */
  function* askYear(rows) {
    if (!rows.asks_year.length && !answers.year) return;
    const input = /** @type {HTMLInputElement} */ (
      make("input", { id: "preview-year", inputMode: "numeric", maxLength: 4, autocomplete: "off", value: answers.year ?? "" })
    );
    input.addEventListener("change", () => answer({ year: input.value.trim() }));
    const examples = rows.asks_year.map((text) => `“${text}”`).join(", ");
    yield make("label", { htmlFor: "preview-year" }, examples ? `Year of ${examples}` : "Year where none is written", input);
  }

  /** The first rows, under a select for each column. @param {Rows} rows */
  function* sample(rows) {
    const fieldOf = Object.fromEntries(Object.entries(rows.mapping).map(([field, name]) => [name, field]));
    const heads = rows.columns.map((name, number) => {
      const field = fieldOf[name] ?? "";
      const select = /** @type {HTMLSelectElement} */ (make("select", { id: `preview-column-${number}`, ariaLabel: `Column ${name} is` }));
      const became = rows.became?.[name] ?? NOTHING;
      const used = Boolean(field) || !/^(?:kept|not kept|empty)/i.test(became);
      select.append(new Option(became[0].toUpperCase() + became.slice(1), ""), ...rows.fields.map((key) => new Option(LABELS[key] ?? key, key)));
      select.value = field;
      select.addEventListener("change", () => choose(rows, name, select.value));
      return make("th", { scope: "col", className: used ? "" : "unused" }, select, make("span", { textContent: name, dir: "auto" }));
    });
    const body = rows.sample.map((cells) =>
      make("tr", {}, ...cells.map((text, number) => make("td", { textContent: text, dir: "auto", className: heads[number]?.className ?? "" }))),
    );
    yield make("table", {}, make("caption", { className: "hidden", textContent: "The first rows" }), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...body));
  }

  /** @param {Rows} rows */
  function* unread(rows) {
    if (!rows.unread.length) return;
    const count = rows.unread.length + rows.unlisted;
    yield make("h3", { textContent: `${count.toLocaleString("en")} ${count === 1 ? "row is" : "rows are"} not read` });
    const unit = rows.unit[0].toUpperCase() + rows.unit.slice(1);
    const items = rows.unread.map(({ line, reason, text }) =>
      make("tr", {}, make("th", { scope: "row", textContent: `${unit} ${line}` }), make("td", {}, make("span", { textContent: reason }), make("span", { className: "muted", textContent: text, dir: "auto" }))),
    );
    yield make("div", { className: "unread", tabIndex: 0, role: "group", ariaLabel: "Rows that are not read" }, make("table", {}, make("tbody", {}, ...items)));
    if (rows.unlisted) yield make("p", { className: "muted", textContent: `and ${rows.unlisted.toLocaleString("en")} more` });
  }

  drawing.addEventListener("click", () => {
    const drawn = table;
    table = null; // closing the dialog no longer deletes the file
    dialog.close();
    if (drawn) drawn.draw({ ...drawn.opened, said: `${drawn.opened.rows.said}.` });
  });
  dialog.addEventListener("close", () => {
    newest++;
    if (table) table.forget(table.opened.report);
    table = null;
  });

  return {
    show(next) {
      if (table) table.forget(table.opened.report);
      [table, answers] = [next, {}];
      byId("preview-name").textContent = next.name;
      render(next.opened);
      if (!dialog.open) dialog.showModal();
      const first = /** @type {HTMLElement | null} */ (byId("preview-asked").querySelector("input"));
      (first ?? (drawing.disabled ? /** @type {HTMLElement | null} */ (dialog.querySelector("select")) : drawing))?.focus();
    },
  };
}

/** "3 April 2023" for "03/04/2023" with the day first. @param {string} numbers @param {boolean} dayFirst */
function said(numbers, dayFirst) {
  const [first, second, year] = (numbers.match(/\d+/g) ?? []).map(Number);
  const [day, month] = dayFirst ? [first, second] : [second, first];
  const name = new Date(Date.UTC(2000, month - 1, 1)).toLocaleDateString("en", { month: "long", timeZone: "UTC" });
  return [day, name, year ?? ""].join(" ").trim();
}
