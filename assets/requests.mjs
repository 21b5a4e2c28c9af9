// @ts-check
// Requests for drawings. At most one is in flight, besides the prefetch of a press.

import { addressOf } from "./dom.mjs";
import { pauseOf, readRefusal } from "./later.mjs";
import { DRAWN_BY, drawingAddress } from "./query.mjs";
import { isGesture } from "./range.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./store.mjs").State} State */
/** @typedef {import("./store.mjs").Drawing} Drawing */

/** A refusal in the server's own words. */
class Refused extends Error {}

/** A temporary failure; `response` says when to retry. */
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
  answer.then(close, close); // the prefetched answer may never be used
  return question;
}

/**
 * Request a drawing whenever the state needs another one. `read` turns an answer into what the store keeps.
 * @param {Store} store
 * @param {(drawing: Drawing) => Partial<State>} read
 * @returns {{prefetch: (state: State) => void}}
 */
export function startRequests(store, read) {
  /** @type {Question | null} */
  let current = null;
  /** @type {Question | null} */
  let begun = null; // a press that is not a click yet
  let tries = 0; // consecutive temporary failures
  let timer = 0; // timer of the retry
  let again = false; // the gesture continued while an answer was awaited

  function renew() {
    const state = store.get();
    // Aborting the request on every wheel event would draw nothing until the end.
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
