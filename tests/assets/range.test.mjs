import assert from "node:assert/strict";
import { test } from "node:test";
import { fitRange, isGesture, monthsBetween, panRange, shownRange, zoomRange } from "../../assets/range.mjs";

const months = Array.from({ length: 11 }, (_, i) => `2008-${String(i + 1).padStart(2, "0")}`);
const axis = { months, days: 62 };
const day = (text) => Date.parse(text) / 86_400_000;
const WHOLE = [day("2008-01-01"), day("2008-12-01")];

test("all of the axis asks for nothing", () => {
  assert.deepEqual(shownRange({ from: "", to: "", range: null, axis }), WHOLE);
  const { from, to } = fitRange(axis, WHOLE[0] - 50, WHOLE[1] + 50);
  assert.deepEqual([from, to], ["", ""]);
});

test("a month ends with its last day, a day with itself", () => {
  assert.deepEqual(shownRange({ from: "2008-02", to: "2008-02", range: null, axis }), [day("2008-02-01"), day("2008-03-01")]);
  assert.deepEqual(shownRange({ from: "2008-02-29", to: "2008-02-29", range: null, axis }), [day("2008-02-29"), day("2008-03-01")]);
});

test("nearer asks for months, then days, at last for one", () => {
  const near = zoomRange(axis, WHOLE, 0.5, 0);
  assert.deepEqual([near.from, near.to], ["", "2008-06"]);
  const days = zoomRange(axis, [near.low, near.high], 0.3, 0);
  assert.deepEqual([days.from, days.to], ["2008-01-01", "2008-02-20"]);
  const one = zoomRange(axis, [days.low, days.high], 0.001, 0.5);
  assert.equal(one.from, one.to);
  assert.ok(one.high - one.low >= 1);
});

test("what lies under the pointer stays, and a range never leaves the axis", () => {
  const at = 0.25;
  const still = WHOLE[0] + at * (WHOLE[1] - WHOLE[0]);
  const { low, high } = zoomRange(axis, WHOLE, 0.5, at);
  assert.ok(Math.abs(low + at * (high - low) - still) < 1e-6);
  const end = panRange(axis, [low, high], 50);
  assert.equal(end.high, WHOLE[1]);
  assert.ok(Math.abs(end.high - end.low - (high - low)) < 1e-6);
});

test("a gesture goes on from where it was, until something else asks for a range", () => {
  const range = zoomRange(axis, WHOLE, 0.4, 0.5);
  const state = { from: range.from, to: range.to, range, axis };
  assert.ok(isGesture(state));
  assert.deepEqual(shownRange(state), [range.low, range.high]);
  assert.ok(!isGesture({ ...state, from: "2008-05" }));
});

test("the ends of the axis ask for nothing", () => {
  assert.deepEqual(monthsBetween(axis, 0, 10), { from: "", to: "" });
  assert.deepEqual(monthsBetween(axis, 2, 4), { from: "2008-03", to: "2008-05" });
});
