// @ts-check
// Storage in the browser: `localStorage`, or `sessionStorage` for one tab. If a frame has none, or the browser blocks it,
// reading finds nothing and saving returns false.

/** @typedef {"local" | "session"} Area */

/** @param {Area} area @returns {Storage} which may throw, as may each of its methods */
const areaOf = (area) => (area === "local" ? localStorage : sessionStorage);

/** The stored text; null for none. @param {string} name @param {Area} [area] */
export function loadText(name, area = "local") {
  try {
    return areaOf(area).getItem(name);
  } catch {
    return null;
  }
}

/** Store a text; false if nothing can be stored. @param {string} name @param {string} text @param {Area} [area] */
export function saveText(name, text, area = "local") {
  try {
    areaOf(area).setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name @param {Area} [area] */
export function removeText(name, area = "local") {
  try {
    areaOf(area).removeItem(name);
  } catch {
    // There is nothing to remove.
  }
}

/** The stored value; `otherwise` if there is none, or if it is not JSON. @template T @param {string} name @param {T} otherwise @param {Area} [area] @returns {T} */
export function loadValue(name, otherwise, area = "local") {
  try {
    return JSON.parse(loadText(name, area) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Store a value as JSON; false if nothing can be stored. @param {string} name @param {unknown} value @param {Area} [area] */
export const saveValue = (name, value, area = "local") => saveText(name, JSON.stringify(value), area);

/** Whether the browser can store anything. It writes a value to find out, as a full or blocked storage fails only on writing. @param {Area} [area] */
export function canStore(area = "local") {
  const name = "yearline-try";
  const isKept = saveText(name, "1", area);
  removeText(name, area);
  return isKept;
}
