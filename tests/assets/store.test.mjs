import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore, formatPlace, roleOf, toggled, withRole } from "../../assets/store.mjs";

test("who asked for a key hears of its changes, and of no others", () => {
  const store = createStore({ theme: ["Law"] });
  const heard = [];
  store.subscribe(["theme", "q"], ({ theme, q }, before) => heard.push([theme, q, before.q]));
  store.set({ event: "e1" });
  store.set({ theme: ["Law"] });
  assert.deepEqual(heard, [], "the same list is no change");
  store.set({ q: "law", theme: [] });
  assert.deepEqual(heard, [[[], "law", ""]], "once for a change of two keys");
});

test("what is set while others still hear reaches them as the newest state", () => {
  const store = createStore();
  const seen = [];
  store.subscribe(["event"], () => store.set({ walked: "" , q: "new" }));
  store.subscribe(["event"], ({ q }) => seen.push(q));
  store.set({ event: "e1" });
  assert.deepEqual(seen, ["new"]);
});

test("a prediction changes nothing", () => {
  const store = createStore();
  assert.equal(store.predict({ q: "law" }).q, "law");
  assert.equal(store.get().q, "");
});

test("values are added and taken away", () => {
  assert.deepEqual(toggled(["a"], "b"), ["a", "b"]);
  assert.deepEqual(toggled(["a", "b"], "a"), ["b"]);
});

test("of many events the place says that they are the named ones", () => {
  const { predict } = createStore({ marks: [{}, {}] });
  assert.equal(formatPlace(predict({ drawing: { count: 2 } }), 0), "1 of 2");
  assert.equal(formatPlace(predict({ drawing: { count: 900 } }), 1), "2 of 2 named events");
});

test("the chosen actors go along into another role", () => {
  const state = { role: "actor", actor: ["police", "army"], by: ["army"], upon: [] };
  assert.deepEqual(withRole(state, "by"), { role: "by", by: ["army", "police"], actor: [] });
  assert.deepEqual(withRole(state, "actor"), {});
});

test("the role is that in which names are chosen, and stays where none are", () => {
  const none = { role: "by", actor: [], by: [], upon: [] };
  assert.equal(roleOf(none), "by");
  assert.equal(roleOf({ ...none, upon: ["police"] }), "upon");
  assert.equal(roleOf({ ...none, by: ["army"], upon: ["police"] }), "by");
});
