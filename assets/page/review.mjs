// @ts-check
// The review: go through the events, the most doubtful first. The table stores what is reviewed, so that several people can
// share a review and continue it later.

import { around, byId, setText } from "../dom.mjs";
import { nextToReview, stepInReview } from "../review.mjs";

/** @typedef {import("../store.mjs").Store} Store */
/** @typedef {import("../store.mjs").Correction} Correction */

/**
 * @param {Store} store
 * @param {{send: (corrections: Correction[]) => void}} on
 */
export function mountReview(store, { send }) {
  /** The initial order; it stays the same while events are reviewed. @type {string[]} */
  let walk = [];
  let toFocus = false; // the next event's sentence is to be read out

  /** @param {string} id "" ends the review */
  function go(id) {
    if (!id) return end();
    toFocus = true;
    byId("edit-title").focus({ preventScroll: true }); // what is typed now belongs to another event
    store.set({ event: id });
    focus();
  }

  function begin() {
    const { review, drawing, event } = store.get();
    if (!review || walk.length || !drawing?.review) return;
    walk = drawing.review.order.map(([id]) => id);
    if (!walk.length) {
      store.set({ review: false, notice: { text: "There is no event to review here.", stays: true } });
    } else {
      go(walk.includes(event) ? event : walk[0]);
      show();
    }
  }

  /** @param {string} [said] */
  function end(said = "") {
    walk = [];
    store.set({ review: false, editing: false, event: "", ...(said ? { notice: { text: said, stays: true } } : {}) });
    byId("open-review").focus({ preventScroll: true });
  }

  /** The next event that nobody has reviewed; a long list is requested again. @param {string} from */
  function next(from) {
    const review = store.get().drawing?.review;
    if (!review) return;
    const id = nextToReview(walk, review, from);
    if (id) return go(id);
    const left = review.order.filter(([one, reviewed]) => !reviewed && one !== from).map(([one]) => one);
    if (left.length) {
      walk = left;
      go(left[0]);
    } else end(review.reviewed >= review.count ? `All ${review.count} events are reviewed.` : "");
  }

  /** @param {number} by */
  function step(by) {
    const { drawing, event } = store.get();
    if (!drawing?.review) return;
    const id = stepInReview(walk, drawing.review, event, by);
    if (id) go(id);
    else if (by > 0) end();
  }

  function focus() {
    const { drawing, event, review } = store.get();
    if (!review || !toFocus || drawing?.edit?.id !== event) return;
    toFocus = false;
    const sentence = byId("edit-sentence");
    (sentence.hidden ? byId("edit-title") : sentence).focus({ preventScroll: true });
    byId("details").scrollTop = 0;
  }

  function show() {
    const { review, drawing, event } = store.get();
    if (!review || !drawing?.review) return;
    const { order, reviewed, count } = drawing.review;
    const there = new Set(order.map(([id]) => id));
    const walked = walk.filter((id) => there.has(id));
    const place = walked.indexOf(event) + 1;
    const said = `${reviewed} of ${count} reviewed`;
    // Together with its event, so that a press applies to the visible one.
    if (drawing.edit?.id === event) setText(byId("edit-title"), place ? `Review · ${place} of ${walked.length}` : "Review");
    setText(byId("edit-reviewed"), said);
    const bar = byId("edit-progress");
    /** @type {HTMLElement} */ (bar.firstElementChild).style.width = `${(100 * reviewed) / Math.max(1, count)}%`;
    bar.setAttribute("aria-valuemax", String(count));
    bar.setAttribute("aria-valuenow", String(reviewed));
    bar.setAttribute("aria-valuetext", said);
  }

  store.subscribe(["review", "drawing"], begin);
  store.subscribe(["review"], ({ review }) => {
    if (!review) walk = [];
  });
  store.subscribe(["drawing", "event", "review"], () => {
    show();
    focus();
  });
  // Announce the position once it is known.
  store.subscribe(["drawing"], ({ review, drawing, event }, before) => {
    if (review && drawing?.edit?.id === event && before.drawing?.edit?.id !== event) byId("spoken").textContent = `${byId("edit-title").textContent}, ${byId("edit-reviewed").textContent}`;
  });

  return {
    begin,
    end,
    next,
    back: () => step(-1),
    skip: () => step(1),
    toggle: () => (store.get().review ? end() : store.set({ review: true, draft: null, reading: false, view: "", present: false })),
    /** Mark the event as correct. @param {string} id */
    right(id) {
      const row = store.get().drawing?.review?.order.find(([one]) => one === id);
      if (row && !row[1]) send([{ event: id, reviewed: true }]);
      // After going back to correct an event, continue from there.
      const following = row?.[1] && stepInReview(walk, store.get().drawing?.review ?? { order: [], reviewed: 0, count: 0 }, id, 1);
      if (following) go(following);
      else next(id);
    },
    /** @param {KeyboardEvent} event @param {{submit: () => void, hide: () => void, edit: () => void}} on */
    keys(event, on) {
      if (!store.get().review || around(event, "input, textarea, select, [role=slider], .month")) return false;
      const isButton = around(event, "button, a[href], summary") !== null;
      /** @type {Record<string, () => void>} */
      const keys = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), h: on.hide, e: on.edit, ...(isButton ? {} : { Enter: on.submit }) };
      if (!keys[event.key]) return false;
      keys[event.key]();
      return true;
    },
  };
}
