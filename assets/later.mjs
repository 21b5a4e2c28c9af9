// @ts-check
// Tells refusals from temporary failures: a refusal is final, anything else is retried.

const REFUSALS = new Set([400, 403, 404, 413, 421, 422]);
const LEAST = 1000; // ms until the retry, doubled each time
const MOST = 60_000;
const LONGEST = 300; // characters of a sentence that are shown

/**
 * The server's sentence for a definite refusal; null if a later attempt may succeed. A 404 counts only if it is ours: a starting server or a proxy also answers 404.
 * @param {Response} response that is not ok
 * @returns {Promise<string | null>}
 */
export async function readRefusal(response) {
  if (!REFUSALS.has(response.status)) return null;
  const { sentence, isOurs } = await readSentence(response);
  return response.status === 404 && !isOurs ? null : sentence || `The server refused it (${response.status}).`;
}

/**
 * The sentence in an answer, whether it is our server's JSON, and what it asks for, such as "year".
 * @param {Response} response
 * @returns {Promise<{sentence: string, isOurs: boolean, asks?: string}>}
 */
export async function readSentence(response) {
  const text = await response.text().catch(() => "");
  try {
    const { error, asks } = JSON.parse(text);
    if (typeof error === "string") return { sentence: error.slice(0, LONGEST), isOurs: true, ...(typeof asks === "string" && { asks }) };
  } catch {
    // Plain text, or a proxy's error page.
  }
  return { sentence: (response.headers.get("Content-Type") ?? "").startsWith("text/plain") ? text.trim().slice(0, LONGEST) : "", isOurs: false };
}

/** The message for an error: our own sentence, or a general one for network errors, which browsers word differently. @param {unknown} error @param {string} otherwise */
export const sentenceOf = (error, otherwise) => (error instanceof Error && !(error instanceof TypeError) ? error.message : otherwise);

/**
 * How many ms to wait: as the server says, otherwise longer each time.
 * @param {Response | null} response null where none came
 * @param {number} tries how often it was asked already
 */
export function pauseOf(response, tries) {
  const said = Number(response?.headers.get("Retry-After") ?? Number.NaN) * 1000;
  return said > 0 ? Math.min(said, MOST) : Math.min(LEAST * 2 ** Math.min(tries, 10), MOST);
}

/** The text that a person typed, so that a refused correction can be entered again. @param {import("./store.mjs").Correction} entry */
export function typedIn(entry) {
  const { set, add, report, note, rename } = /** @type {{set?: Record<string, unknown>, add?: Record<string, unknown>, report?: Record<string, unknown>, note?: string, rename?: string}} */ (entry);
  const given = Object.entries({ ...add, ...set, ...report, ...(note && { note }), ...(rename && { name: rename }) });
  const said = given.filter(([name, value]) => value && !PLACES.has(name)).map(([name, value]) => `${name} “${Array.isArray(value) ? value.map(nameIn).join("; ") : value}”`);
  return said.length ? `Not saved: ${said.join(", ")}.` : "";
}
const PLACES = new Set(["text", "start", "end"]); // characters of a marked passage that are shown; the report has all of it

/** @param {unknown} value */
const nameIn = (value) => (value instanceof Object && "name" in value ? value.name : value);
