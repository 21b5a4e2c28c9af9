// @ts-check
// The list of reports that this browser opened, newest first. Their keys are secrets and stay in the browser. Changes of the
// list are pure functions, so that `node --test` runs them.

import { canStore, loadText, saveText, saveValue } from "./storage.mjs";

/**
 * @typedef {object} Visit
 * @property {string} key of the report, without an entry's name
 * @property {string} open the key as it was last opened, with the entry of a book
 * @property {string} title as it was last called
 * @property {number} at when, ms since 1970
 * @property {number} [due] when it is forgotten, ms since 1970: until then it can be had back
 */

const LIST = "yearline-visits";
const LAST = "yearline-last"; // the report that was open last, "" for the server's own; assets/boot.js reads both
const RETURN = "yearline-return";
const MOST = 200;

/** The key of a report or book, without an entry's name. @param {string} key */
export const baseOf = (key) => key.split("/")[0];

/** @param {Visit[]} list @param {string} open the key @param {string} title @param {number} at @returns {Visit[]} */
export function visited(list, open, title, at) {
  const key = baseOf(open);
  const before = list.find((one) => one.key === key);
  return [{ key, open, title: title || before?.title || "", at }, ...list.filter((one) => one.key !== key)].slice(0, MOST);
}

/** Mark a report for deletion. @param {Visit[]} list @param {string} key @param {number} due @returns {Visit[]} */
export const forgotten = (list, key, due) => list.map((one) => (one.key === key ? { ...one, due } : one));

/** Unmark it. @param {Visit[]} list @param {string} key @returns {Visit[]} */
export const hadBack = (list, key) => list.map(({ due, ...one }) => (one.key === key || due === undefined ? one : { ...one, due }));

/** @param {Visit[]} list @param {string} key @returns {Visit[]} */
export const without = (list, key) => list.filter((one) => one.key !== key);

/** Update titles from the server's rows. @param {Visit[]} list @param {{key: string, title: string}[]} rows @returns {Visit[]} */
export function renamed(list, rows) {
  const titles = new Map(rows.filter(({ title }) => title).map(({ key, title }) => [key, title]));
  return list.map((one) => ({ ...one, title: titles.get(one.key) ?? one.title }));
}

/** The keys whose deletion is due. @param {Visit[]} list @param {number} now */
export const dueKeys = (list, now) => list.filter(({ due }) => due !== undefined && due <= now).map(({ key }) => key);

/** @param {unknown} value @returns {value is Visit} */
const isVisit = (value) => {
  const { key, open, title, at } = /** @type {Partial<Visit>} */ (value ?? {});
  return typeof key === "string" && typeof open === "string" && typeof title === "string" && typeof at === "number";
};

/** Parse the stored list; anything unknown is left out. @param {string | null} text @returns {Visit[]} */
export function parseVisits(text) {
  try {
    const list = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter(isVisit) : [];
  } catch {
    return [];
  }
}

export const loadVisits = () => parseVisits(loadText(LIST));

/** Update the stored list, which other tabs may have changed; false if it cannot be stored. @param {(list: Visit[]) => Visit[]} change */
export const changeVisits = (change) => saveValue(LIST, change(loadVisits()));

/** Whether this browser can keep a list. */
export const keepsVisits = () => canStore();

/** Record the open report. @param {string} report its key, "" for the server's own @param {string} title @param {boolean} isOpened */
export function noteVisit(report, title, isOpened) {
  if (isOpened) changeVisits((list) => visited(list, report, title, Date.now()));
  saveText(LAST, isOpened ? report : "");
}

/** Remove a deleted report. @param {string} open its key */
export function forgetVisit(open) {
  changeVisits((list) => without(list, baseOf(open)));
  saveText(LAST, "");
}

export const comesBack = () => loadText(RETURN) === "1";
/** @param {boolean} on */
export const setComesBack = (on) => saveText(RETURN, on ? "1" : "");

/** Listen for changes by other tabs. @param {() => void} hear */
export const hearVisits = (hear) => addEventListener("storage", ({ key }) => key === LIST && hear());
