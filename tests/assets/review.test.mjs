import assert from "node:assert/strict";
import { test } from "node:test";
import { nextToReview, stepInReview } from "../../assets/review.mjs";

const WALK = ["a", "b", "c", "d"];
const review = (...order) => ({ order, reviewed: 0, count: order.length });
const ALL = review(["a", false], ["b", false], ["c", false], ["d", false]);

test("the next is the next that nobody reviewed, then those that were skipped", () => {
  assert.equal(nextToReview(WALK, ALL, "a"), "b");
  assert.equal(nextToReview(WALK, review(["a", false], ["b", true], ["c", false]), "a"), "c", "somebody else did b");
  assert.equal(nextToReview(WALK, review(["a", false], ["b", true], ["d", false]), "d"), "a", "a was skipped");
  assert.equal(nextToReview(WALK, review(["a", true], ["d", false]), "d"), "", "d itself is being confirmed");
});

test("back and skip go over what is gone, and end at the ends", () => {
  assert.equal(stepInReview(WALK, review(["a", false], ["d", false]), "a", 1), "d");
  assert.equal(stepInReview(WALK, ALL, "c", -1), "b");
  assert.equal(stepInReview(WALK, ALL, "a", -1), "");
  assert.equal(stepInReview(WALK, ALL, "d", 1), "");
});
