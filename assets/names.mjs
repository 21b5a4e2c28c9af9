// @ts-check
// Updates filters when a correction renames their values. No DOM, so that `node --test` runs it.

/** @typedef {import("./store.mjs").Correction} Correction */
/** @typedef {{theme: string[], topic: string[], actor: string[], by: string[], upon: string[]}} Names */

/** The kinds of names that can be changed (data/events/corrections.py), and the filters that contain them. */
export const RENAMABLE = /** @type {const} */ ({ theme: ["theme"], topic: ["topic"], actor: ["actor", "by", "upon"] });

/**
 * The filters with renamed values; nothing if none changed.
 * @param {Names} filters
 * @param {Correction[]} corrections
 * @param {(seq: number) => Correction | undefined} find the correction with a number, as far as it is known here
 * @returns {Partial<Names>}
 */
export function followNames(filters, corrections, find) {
  /** @type {Partial<Names>} */
  const now = {};
  for (const correction of corrections) {
    const renamed = renameOf(correction, find);
    if (!renamed) continue;
    const [kind, old, name] = renamed;
    for (const key of RENAMABLE[kind]) {
      const values = now[key] ?? filters[key];
      if (values.includes(old)) now[key] = [...new Set(values.map((one) => (one === old ? name : one)))];
    }
  }
  return now;
}

/**
 * The kind, old name and new name of a renaming; undoing it swaps them.
 * @param {Correction} correction
 * @param {(seq: number) => Correction | undefined} find
 * @returns {[keyof typeof RENAMABLE, string, string] | null}
 */
function renameOf(correction, find) {
  if ("undo" in correction) {
    const taken = find(correction.undo);
    const renamed = taken && renameOf(taken, find);
    return renamed ? [renamed[0], renamed[2], renamed[1]] : null;
  }
  if (!("rename" in correction)) return null;
  for (const kind of /** @type {(keyof typeof RENAMABLE)[]} */ (Object.keys(RENAMABLE))) {
    const old = /** @type {Record<string, unknown>} */ (correction)[kind];
    if (typeof old === "string") return [kind, old, correction.rename];
  }
  return null;
}
