// @ts-check
// Questions to the server for a drawing. At most one is in flight, beside the answer of a press that has begun.

import { addressOf } from "./dom.mjs";
import { pauseOf, readRefusal } from "./later.mjs";
import { DRAWN_BY, drawingAddress } from "./query.mjs";
import { isGesture } from "./range.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./store.mjs").State} State */
/** @typedef {import("./store.mjs").Drawing} Drawing */

/** A refusal in the server's own words. */
class Refused extends Error {}

/** What the server cannot answer now; `response` says when it may. */
class Later extends Error {
  /** @param {Response} response */
  constructor(response) {
    super(BUSY.text);
    this.response = response;
  }
}

const BUSY = { text: "The server cannot answer just now; your view stays, and it is asked again.", stays: false };

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
    if (!response.ok) {
      const refusal = await readRefusal(response);
      throw refusal === null ? new Later(response) : new Refused(refusal);
    }
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
  let tries = 0; // in which the server could not answer
  let timer = 0; // until it is asked again
  let again = false; // the gesture went on while an answer was awaited

  function renew() {
    const state = store.get();
    // Stopping the question at each turn of a wheel would draw nothing until its end.
    if (isGesture(state) && current?.open) {
      again = true;
      return;
    }
    again = false;
    clearTimeout(timer);
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
    tries = 0;
    store.set({ ...read(drawing), reachable: true, ...(store.get().notice === BUSY && { notice: { text: "", stays: false } }) });
    if (again) requestAnimationFrame(renew);
  }

  /** @param {Error} error */
  function fail(error) {
    if (error.name === "AbortError") return;
    current = null;
    if (error instanceof Later) {
      store.set({ notice: BUSY });
      timer = window.setTimeout(renew, pauseOf(error.response, tries++));
    } else if (error instanceof Refused) store.set({ notice: { text: error.message, stays: true } });
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
