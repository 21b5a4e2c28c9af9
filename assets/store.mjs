// @ts-check
// The state of the page: a value, its changes, and its subscribers. No DOM, no Dash, no Plotly, so that `node --test` runs it.

/**
 * The query, under the names of its parameters.
 * @typedef {object} Query @property {string[]} topic @property {string[]} theme @property {string[]} act codes of what happened @property {string[]} actor @property {string[]} by who did it @property {string[]} upon to whom it was done @property {string[]} where @property {string[]} told @property {string} from a month or a day, "" for the axis' begin @property {string} to a month or a day, "" for the axis' end @property {string} q @property {string} event the id of the open event @property {string} report @property {string[]} reports those chosen of several that are read together @property {string} lanes what lanes are by, "" for themes @property {string} view "table", or "" for the chart @property {string} sort the table's order, as in "theme-down" @property {boolean} present @property {boolean} review
 */

/**
 * An event with a mark in the chart, `named` if its headline is shown beside it; `x` and `y` in px of the chart.
 * @typedef {{id: string, headline: string, date: string, theme: string, actors: string[], report: string, named: boolean, x: number, y: number}} EventMark
 */

/**
 * The server's table: its columns with their sort order and what a press sorts by, its rows, and a note under it.
 * @typedef {object} EventTable @property {[name: string, order: string, next: string][]} heads @property {[id: string, date: string, theme: string, headline: string, actors: string[], starred: boolean, cut?: string[][] | null, report?: string][]} rows the report where there are several, and the headline and the actors also in pieces, where something is searched: every second is a hit @property {string} note
 */

/** Actors by kind, each with the number of events it would show (and, in any role, in how many it acted or was acted upon), how many actors there are, and the highest count. @typedef {{groups: [title: string, rows: [name: string, count: number, did?: number, done?: number][]][], count: number, most: number}} Actors */

/** A search result: its report, or the heading above it, the page, how many more its report has, the text around the hit, and its offset. @typedef {{name: string, key: string, page: string, more: number, before: string, hit: string, after: string, start: number}} Hit */

/** How many sentences of how many reports match the search, those that are listed, how many are not, and for one report the offsets of the words. @typedef {{count: number, sentences: number, reports: Hit[], rest: number, marks: [block: number, from: number, to: number][]}} Texts */

/** Acts or places by group, each with its name, the number of events it would show, and whether it is listed before "All". @typedef {{groups: [title: string, rows: [value: string, name: string, count: number, listed: boolean][]][], count: number, most: number}} Facet */

/** The filter that chosen actors are in. @typedef {"actor" | "by" | "upon"} Role */

/**
 * The server's answer to a query.
 * @typedef {object} Drawing @property {any} figure Plotly's figure @property {number} scale how many times the page's sizes it is to be shown @property {[number, number] | null} plot where time begins and ends, in px of the chart; null where it runs down the page @property {[name: string, start: number, end: number][]} columns the named columns, or bands where time runs down the page, in px of the chart @property {number} count @property {string} by what the lanes are by @property {Heat | null} heat shown in the chart's place @property {Actors} reports those that are read together @property {Actors} topics of several reports @property {Record<string, [light: string, dark: string]>} colors of those topics @property {[done: number, of: number]} reading how many of them are read @property {[top: number, bottom: number, filter: "theme" | "topic" | "actor" | "reports", value: string][]} lanes those whose names are filters, in px of the chart @property {string} summary @property {string} more @property {string} texts how many sentences have the searched words, "" for none @property {Texts} [found] those sentences, where no event has the words @property {string} title of the page @property {string[]} signs how exactly dates are known: the signs that occur @property {string} highest what the highest of densities stands for, "" for none @property {boolean} some @property {string} none what is said where there is none @property {boolean} whole @property {string} months @property {[words: string, from: string, to: string][]} beyond what is counted at the axis' ends, and what shows it @property {Record<string, number>} counts events of each theme @property {Actors} actors those that the sidebar lists @property {{by: Actors, upon: Actors}} sides of them those who did it, and those to whom it was done @property {Facet} acts what happened @property {Facet} places @property {Facet} told @property {[number, number]} slider the positions of the slider of months @property {{bars: [height: number, count: number, inside: boolean][], across: Record<string, Record<string, string>>}} overview @property {[id: string, where: string, headline: string, text: string][]} few the chosen events with their sentences, where they are few @property {EventTable | null} table @property {any} chips children for Dash @property {any} details children for Dash, null for none @property {string} embed the code that embeds this selection @property {string} shared the report's key in links that are given away: it only reads @property {number} seq the last correction that it has @property {number} changes how many corrections stand @property {any} themes children for Dash, null where the report is as it was read @property {EventFacts | null} edit the open event as it can be put right @property {string[] | null} order the events as a person wants to present them, null in the order of time @property {Review | null} review the order of a review, where one was asked for @property {Axis | null} axis the whole axis, where corrections may have changed it @property {{title: string, subtitle: string, source: string}} [about] what the page says of its report, where corrections may have changed it @property {any} [brief] children for Dash: the year in brief, where corrections may have changed it @property {any} [other] children for Dash: what is told of other years
 */

/** The order of a review: each event with whether it is reviewed, how many are, and of how many. @typedef {{order: [id: string, reviewed: boolean][], reviewed: number, count: number}} Review */

/**
 * The open event: its current fields, and in `read` the original values of corrected ones.
 * @typedef {object} EventFacts @property {string} id @property {string} headline @property {string} date EDTF @property {string} words the date in words @property {string} theme @property {{name: string, kind: string, given?: boolean}[]} actors, `given` where a person is saying its kind @property {string[]} acts codes, the main one first @property {string[]} by @property {string[]} to @property {number | null} count @property {boolean} count_least @property {string[]} where @property {boolean} alleged @property {boolean} negated @property {string} text its sentence @property {[text: string, kinds: string][]} pieces its sentence, cut where the words are that gave its "date", "actor"s and "headline" @property {string} before what the report says just before it @property {string[]} doubt why a person should look @property {Record<string, any>} read @property {boolean} reviewed @property {string} note what a person wants to say of it @property {boolean} added
 */

/** An event being added; `start` and `end` are the offsets of `text` in the report. @typedef {EventFacts & {start: number, end: number}} Draft */

/** A correction as JSON (data/events/corrections.py). @typedef {{event: string, set?: Record<string, any>, hide?: boolean, reviewed?: boolean, star?: boolean, note?: string, before?: string} | {add: Record<string, any>}
 *   | {theme: string, rename: string} | {topic: string, rename: string} | {actor: string, rename: string} | {same: [string, string], is: boolean}
 *   | {report: Record<string, string>} | {undo: number}} Correction */

/** Corrections being saved: `seq` is the last entry's number once they are saved, `of` the entries that an undo or redo refers to. @typedef {{token: string, corrections: Correction[], step: "do" | "undo" | "redo", of: number[], seq?: number}} Pending */

/** The heat map: the columns' first and last month and name, each report with its key, counts (null if it is not read yet) and their sum, and the highest count. @typedef {{columns: [from: string, to: string, name: string][], rows: [name: string, key: string, counts: number[] | null, sum: number][], most: number}} Heat */

/** The months of the whole axis, up to how many days a chart has a column for each, and the overview's bars: name, first and last month. @typedef {{months: string[], days: number, spans: [name: string, first: number, last: number][]}} Axis */

/** The range that a gesture set, in days since 1970, and the months or days that it selected. @typedef {{low: number, high: number, from: string, to: string}} Range */

/**
 * @typedef {object} Page
 * @property {number} width of the chart, px
 * @property {boolean} dark
 * @property {Drawing | null} answered the server's last answer
 * @property {Drawing | null} drawing what is shown of it, with corrections that it does not have yet
 * @property {EventMark[]} marks its events with a mark
 * @property {Axis} axis
 * @property {Range | null} range
 * @property {string} details the event that the pane holds, "" for none
 * @property {boolean} reading whether the report's text is open
 * @property {Role} role in which the sidebar lists actors
 * @property {boolean} drawer whether the filters are open on a small screen
 * @property {boolean} menu whether the header's other buttons are shown on a phone
 * @property {string} walked the event that the keys stand on
 * @property {string[]} pointed the events that the pointer is on
 * @property {string} stage the room into which all of the chart is to fit, as the address of a drawing says it; "" where it may be taller
 * @property {number} zoom how many times the page's sizes the chart is drawn
 * @property {boolean} canEdit
 * @property {Pending[]} pending corrections that no answer has yet
 * @property {boolean} later whether the server said that it cannot save them now
 * @property {boolean} undoable whether this page did something that it can take back
 * @property {number} wanted the correction that the next answer is to have
 * @property {boolean} editing whether the open event is being put right
 * @property {Draft | null} draft an event that is being added
 * @property {boolean} changes whether the list of changes is open
 * @property {number} looked how often it was asked how many reports are read
 * @property {boolean} reachable whether the server answers
 * @property {{text: string, stays: boolean, undo?: boolean}} notice with a way back where it says `undo`
 */

/** @typedef {Query & Page} State */
/** @typedef {{get: () => State, set: (change: Partial<State>) => void, predict: (change: Partial<State>) => State,
 *   subscribe: (keys: (keyof State)[], hear: (state: State, before: State) => void) => void}} Store */

/** @type {State} */
const EMPTY = {
  topic: [],
  theme: [],
  act: [],
  actor: [],
  by: [],
  upon: [],
  where: [],
  told: [],
  from: "",
  to: "",
  q: "",
  event: "",
  report: "",
  reports: [],
  lanes: "",
  view: "",
  sort: "",
  present: false,
  review: false,
  width: 0,
  dark: false,
  answered: null,
  drawing: null,
  marks: [],
  axis: { months: [], days: 0, spans: [] },
  range: null,
  details: "",
  reading: false,
  role: "actor",
  drawer: false,
  menu: false,
  walked: "",
  pointed: [],
  stage: "",
  zoom: 1,
  canEdit: false,
  looked: 0,
  pending: [],
  later: false,
  undoable: false,
  wanted: 0,
  editing: false,
  draft: null,
  changes: false,
  reachable: true,
  notice: { text: "", stays: false },
};

/**
 * Compare lists by their items, anything else by identity.
 * @param {unknown} a
 * @param {unknown} b
 */
export function isSame(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => item === b[i]);
  return Object.is(a, b);
}

/**
 * @param {Partial<State>} [initial]
 * @returns {Store}
 */
export function createStore(initial = {}) {
  let state = { ...EMPTY, ...initial };
  /** @type {{keys: (keyof State)[], hear: (state: State, before: State) => void}[]} */
  const subscribers = [];
  return {
    get: () => state,
    predict: (change) => ({ ...state, ...change }),
    subscribe(keys, hear) {
      subscribers.push({ keys, hear });
    },
    // Subscribers are called in the order of their subscription, with the latest state; changes they make are delivered at once.
    set(change) {
      const before = state;
      const changed = new Set(Object.entries(change).filter(([key, value]) => !isSame(before[/** @type {keyof State} */ (key)], value)).map(([key]) => key));
      if (!changed.size) return;
      state = { ...state, ...change };
      for (const { keys, hear } of subscribers) if (keys.some((key) => changed.has(key))) hear(state, before);
    },
  };
}

/**`values` with `value` added, or removed if it is there. @param {string[]} values
 * @param {string} value
 */
export const toggled = (values, value) => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);

const ROLES = /** @type {Role[]} */ (["actor", "by", "upon"]);

/** The role in which actors are listed: the current one, unless only another has chosen names. @param {Pick<State, Role | "role">} state @returns {Role} */
export const roleOf = (state) => (state[state.role].length ? state.role : (ROLES.find((role) => state[role].length) ?? state.role));

/**
 * The change to another role, with the chosen names moved to it.
 * @param {Pick<State, Role | "role">} state
 * @param {Role} role
 * @returns {Partial<State>}
 */
export function withRole(state, role) {
  if (role === state.role) return {};
  return { role, [role]: [...new Set([...state[role], ...state[state.role]])], [state.role]: [] };
}

/** The events with a mark in presentation order, each once. @param {State} state @returns {string[]} */
export function presented({ marks, drawing }) {
  const ids = [...new Set(marks.map(({ id }) => id))];
  const places = new Map((drawing?.order ?? []).map((id, place) => [id, place]));
  return places.size ? ids.toSorted((a, b) => (places.get(a) ?? places.size) - (places.get(b) ?? places.size)) : ids;
}

/**"3 of 11"; of many events only the first have marks. @param {State} state
 * @param {number} index of a mark, from 0
 * @param {number} [count]
 */
export function formatPlace({ marks, drawing }, index, count = marks.length) {
  return `${index + 1} of ${count}${count < (drawing?.count ?? 0) ? " named events" : ""}`;
}

/** @param {EventMark} mark */
export const formatMark = ({ headline, date, theme, actors }) => [headline, date, theme, ...actors].join(", ");
