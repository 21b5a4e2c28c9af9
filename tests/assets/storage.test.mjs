import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { canStore, loadText, loadValue, removeText, saveText, saveValue } from "../../assets/storage.mjs";
import { changeVisits, keepsVisits, loadVisits, visited } from "../../assets/visits.mjs";

/** A storage as browsers have it. @param {boolean} isFull */
function makeStorage(isFull = false) {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem(name, text) {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      kept.set(name, text);
    },
    removeItem: (name) => kept.delete(name),
  };
}

afterEach(() => {
  delete globalThis.localStorage;
  delete globalThis.sessionStorage;
});

test("texts and values are stored, each in its area", () => {
  globalThis.localStorage = makeStorage();
  globalThis.sessionStorage = makeStorage();
  assert.equal(saveText("a", "1"), true);
  assert.equal(saveValue("b", { c: [2] }, "session"), true);
  assert.deepEqual([loadText("a"), loadText("a", "session")], ["1", null]);
  assert.deepEqual([loadValue("b", 0, "session"), loadValue("b", 0)], [{ c: [2] }, 0]);
  removeText("b", "session");
  assert.equal(loadText("b", "session"), null);
  assert.deepEqual([saveText("d", "{"), loadValue("d", "otherwise")], [true, "otherwise"]);
});

test("a try leaves nothing behind", () => {
  globalThis.localStorage = makeStorage();
  assert.deepEqual([canStore(), keepsVisits()], [true, true]);
  assert.equal(globalThis.localStorage.kept.size, 0);
  changeVisits((list) => visited(list, "a", "First", 1));
  assert.deepEqual(loadVisits().map(({ key }) => key), ["a"]);
});

test("without storage, or with a full one, nothing breaks", () => {
  for (const storage of [undefined, makeStorage(true)]) {
    if (storage) globalThis.localStorage = storage;
    assert.deepEqual([canStore(), saveText("a", "1"), saveValue("a", 1)], [false, false, false]);
    assert.deepEqual([loadText("a"), loadValue("a", 7)], [null, 7]);
    removeText("a");
  }
});
