// @ts-check
// Questions to the server for a drawing. At most one is in flight, beside the answer of a press that has begun.

import { addressOf } from "./dom.mjs";
import { DRAWN_BY, drawingAddress } from "./query.mjs";
import { isGesture } from "./range.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./store.mjs").State} State */
/** @typedef {import("./store.mjs").Drawing} Drawing */

/** A refusal in the server's own words. */
class Refused extends Error {}

/**
 * @typedef {object} Question
 * @property {string} address
 * @property {boolean} open
 * @property {() => void} stop
 * @property {Promise<Drawing>} answer
 */

/**
 * @param {string} address
 * @returns {Question}
 */
function ask(address) {
  const stop = new AbortController();
  const answer = fetch(addressOf(address), { signal: stop.signal }).then(async (response) => {
    if (!response.ok) throw new Refused((await response.text()).slice(0, 300));
    return /** @type {Promise<Drawing>} */ (response.json());
  });
  const question = { address, open: true, stop: () => stop.abort(), answer };
  const close = () => {
    question.open = false;
  };
  answer.then(close, close); // nobody may come for the answer of a press
  return question;
}

/**
 * Ask whenever the state needs another drawing. `read` makes of an answer what the store keeps of it.
 * @param {Store} store
 * @param {(drawing: Drawing) => Partial<State>} read
 * @returns {{prefetch: (state: State) => void}}
 */
export function startRequests(store, read) {
  /** @type {Question | null} */
  let current = null;
  /** @type {Question | null} */
  let begun = null; // of a press that is not a click yet
  let again = false; // the gesture went on while an answer was awaited

  function renew() {
    const state = store.get();
    // Stopping the question at each turn of a wheel would draw nothing until its end.
    if (isGesture(state) && current?.open) {
      again = true;
      return;
    }
    again = false;
    const address = drawingAddress(state);
    if (current?.open) current.stop();
    if (begun?.address !== address) begun?.stop();
    const question = begun?.address === address ? begun : ask(address);
    [current, begun] = [question, null];
    question.answer.then(
      (drawing) => question === current && show(drawing),
      (error) => question === current && fail(error),
    );
  }

  /** @param {Drawing} drawing */
  function show(drawing) {
    store.set({ ...read(drawing), reachable: true });
    if (again) requestAnimationFrame(renew);
  }

  /** @param {Error} error */
  function fail(error) {
    if (error.name === "AbortError") return;
    current = null;
    if (error instanceof Refused) store.set({ notice: { text: error.message, stays: true } });
    else store.set({ reachable: false });
  }

  store.subscribe(DRAWN_BY, renew);
  store.subscribe(["reachable"], ({ reachable }) => {
    if (reachable && current === null) renew();
  });
  return {
    prefetch(state) {
      const address = drawingAddress(state);
      if (begun?.address === address || current?.address === address) return;
      begun?.stop();
      begun = ask(address);
    },
  };
}
