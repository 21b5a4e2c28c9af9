// @ts-check
// A server's "no" and its "not now": what is refused is over, everything else waits and is asked again.

const REFUSALS = new Set([400, 403, 404, 413, 421, 422]);
const LEAST = 1000; // ms until it is asked again, twice as long each time
const MOST = 60_000;
const LONGEST = 300; // characters of a sentence

/**
 * The sentence of a definite refusal; null for an answer that may be another one later. A 404 is a refusal where it is ours: a
 * server that starts, or a proxy, has some of its own.
 * @param {Response} response that is not ok
 * @returns {Promise<string | null>}
 */
export async function readRefusal(response) {
  if (!REFUSALS.has(response.status)) return null;
  const { sentence, isOurs } = await readSentence(response);
  return response.status === 404 && !isOurs ? null : sentence || `The server refused it (${response.status}).`;
}

/**
 * What an answer says, whoever gave it, whether it is our server's JSON, and what it asks for, as "year".
 * @param {Response} response
 * @returns {Promise<{sentence: string, isOurs: boolean, asks?: string}>}
 */
export async function readSentence(response) {
  const text = await response.text().catch(() => "");
  try {
    const { error, asks } = JSON.parse(text);
    if (typeof error === "string") return { sentence: error.slice(0, LONGEST), isOurs: true, ...(typeof asks === "string" && { asks }) };
  } catch {
    // Plain text, or a proxy's page.
  }
  return { sentence: (response.headers.get("Content-Type") ?? "").startsWith("text/plain") ? text.trim().slice(0, LONGEST) : "", isOurs: false };
}

/** What an error says to a person: its own sentence; of one of the network, which the browser words, another. @param {unknown} error @param {string} otherwise */
export const sentenceOf = (error, otherwise) => (error instanceof Error && !(error instanceof TypeError) ? error.message : otherwise);

/**
 * How many ms it is worth waiting: what the server says, else longer each time.
 * @param {Response | null} response null where none came
 * @param {number} tries how often it was asked already
 */
export function pauseOf(response, tries) {
  const said = Number(response?.headers.get("Retry-After") ?? Number.NaN) * 1000;
  return said > 0 ? Math.min(said, MOST) : Math.min(LEAST * 2 ** Math.min(tries, 10), MOST);
}

/** What a person typed, in words: it is not saved, and is not to be typed again. @param {import("./store.mjs").Correction} entry */
export function typedIn(entry) {
  const { set, add, report, note, rename } = /** @type {{set?: Record<string, unknown>, add?: Record<string, unknown>, report?: Record<string, unknown>, note?: string, rename?: string}} */ (entry);
  const given = Object.entries({ ...add, ...set, ...report, ...(note && { note }), ...(rename && { name: rename }) });
  const said = given.filter(([name, value]) => value && !PLACES.has(name)).map(([name, value]) => `${name} “${Array.isArray(value) ? value.map(nameIn).join("; ") : value}”`);
  return said.length ? `Not saved: ${said.join(", ")}.` : "";
}
const PLACES = new Set(["text", "start", "end"]); // of a marked passage, which is in the report

/** @param {unknown} value */
const nameIn = (value) => (value instanceof Object && "name" in value ? value.name : value);
