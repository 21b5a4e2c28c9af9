// @ts-check
// The order of a review. No DOM, so that `node --test` runs it.

/** @typedef {import("./store.mjs").Review} Review */

/**
 * The next event of a sequence that still exists, in its direction; "" for none.
 * @param {string[]} walk ids in the order in which the review began
 * @param {Review} review as it stands
 * @param {string} from the event where the walk is
 * @param {number} by 1 or -1
 */
export function stepInReview(walk, { order }, from, by) {
  const there = new Set(order.map(([id]) => id));
  for (let i = walk.indexOf(from) + by; i >= 0 && i < walk.length; i += by) if (there.has(walk[i])) return walk[i];
  return "";
}

/**
 * The next event that nobody has reviewed, after `from` and then from the start; "" if all are reviewed.
 * @param {string[]} walk
 * @param {Review} review
 * @param {string} from
 */
export function nextToReview(walk, { order }, from) {
  const left = new Set(order.flatMap(([id, reviewed]) => (reviewed || id === from ? [] : [id])));
  const at = walk.indexOf(from) + 1;
  return [...walk.slice(at), ...walk.slice(0, at)].find((id) => left.has(id)) ?? "";
}
