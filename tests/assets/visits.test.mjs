import assert from "node:assert/strict";
import { test } from "node:test";

import { baseOf, changeVisits, dueKeys, forgotten, hadBack, keepsVisits, loadVisits, parseVisits, renamed, visited, without } from "../../assets/visits.mjs";

const LIST = visited(visited([], "a", "First", 1), "b/Ghana", "Ghana, 2010", 2);

test("the last opened is first, under the key of its book, and keeps its title", () => {
  assert.deepEqual(LIST.map(({ key, open }) => [key, open]), [["b", "b/Ghana"], ["a", "a"]]);
  const again = visited(LIST, "a", "", 3);
  assert.deepEqual(again[0], { key: "a", open: "a", title: "First", at: 3 });
  assert.equal(again.length, 2);
  assert.equal(baseOf("b/*"), "b");
});

test("what is forgotten can be had back until it is due", () => {
  const marked = forgotten(LIST, "a", 100);
  assert.deepEqual(dueKeys(marked, 99), []);
  assert.deepEqual(dueKeys(marked, 100), ["a"]);
  assert.deepEqual(hadBack(marked, "a"), LIST);
  assert.deepEqual(hadBack(marked, "b"), marked);
  assert.deepEqual(without(without(marked, "a"), "a").map(({ key }) => key), ["b"], "two tabs that forget the same");
});

test("titles are as the server has them now; what it forgot keeps the one that is remembered", () => {
  const rows = [{ key: "a", title: "First, 2012" }, { key: "b", title: "" }];
  assert.deepEqual(renamed(LIST, rows).map(({ title }) => title), ["Ghana, 2010", "First, 2012"]);
});

test("what stands in the browser's place and is no list is none", () => {
  for (const text of [null, "", "{", "1", "{}", '[1, null, {"key": 1}]']) assert.deepEqual(parseVisits(text), []);
  assert.deepEqual(parseVisits(JSON.stringify([...LIST, 7])), LIST);
});

test("a browser without storage has no list, and nothing breaks", () => {
  assert.equal(keepsVisits(), false);
  assert.equal(changeVisits((list) => visited(list, "a", "First", 1)), false);
  assert.deepEqual(loadVisits(), []);
});
