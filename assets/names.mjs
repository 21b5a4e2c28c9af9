// @ts-check
// Filters by a name that a correction changed. No DOM, so that `node --test` runs it.

/** @typedef {import("./store.mjs").Correction} Correction */
/** @typedef {{theme: string[], actor: string[]}} Names */

/**
 * The filters under the names that stand after corrections; nothing where they stay as they are.
 * @param {Names} filters
 * @param {Correction[]} corrections
 * @param {(seq: number) => Correction | undefined} find the correction with a number, as far as it is known here
 * @returns {Partial<Names>}
 */
export function followNames(filters, corrections, find) {
  const now = { theme: filters.theme, actor: filters.actor };
  for (const correction of corrections) {
    const renamed = renameOf(correction, find);
    if (!renamed) continue;
    const [kind, old, name] = renamed;
    if (now[kind].includes(old)) now[kind] = [...new Set(now[kind].map((one) => (one === old ? name : one)))];
  }
  return {
    ...(now.theme === filters.theme ? {} : { theme: now.theme }),
    ...(now.actor === filters.actor ? {} : { actor: now.actor }),
  };
}

/**
 * What a correction renames: a theme or an actor, its old and its new name. Undo takes the new one back.
 * @param {Correction} correction
 * @param {(seq: number) => Correction | undefined} find
 * @returns {["theme" | "actor", string, string] | null}
 */
function renameOf(correction, find) {
  if ("theme" in correction) return ["theme", correction.theme, correction.rename];
  if ("actor" in correction) return ["actor", correction.actor, correction.rename];
  if (!("undo" in correction)) return null;
  const taken = find(correction.undo);
  const renamed = taken && renameOf(taken, find);
  return renamed ? [renamed[0], renamed[2], renamed[1]] : null;
}
