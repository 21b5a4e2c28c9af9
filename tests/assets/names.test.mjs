import assert from "node:assert/strict";
import test from "node:test";
import { RENAMABLE, followNames } from "../../assets/names.mjs";

const none = () => undefined;

test("a filter follows its name, and an undo brings it back", () => {
  const filters = { theme: ["Justice", "Prisons"], topic: [], actor: ["police"], by: [], upon: [] };
  const renamed = { theme: "Justice", rename: "Law" };
  assert.deepEqual(followNames(filters, [renamed], none), { theme: ["Law", "Prisons"] });
  const known = new Map([[3, renamed], [4, { undo: 3 }]]);
  const find = (seq) => known.get(seq);
  assert.deepEqual(followNames({ theme: ["Law"], topic: [], actor: [], by: [], upon: [] }, [{ undo: 3 }], find), { theme: ["Justice"] });
  assert.deepEqual(followNames({ theme: ["Justice"], topic: [], actor: [], by: [], upon: [] }, [{ undo: 4 }], find), { theme: ["Law"] });
});

test("a filter of each kind follows a rename, topics too", () => {
  for (const [kind, keys] of Object.entries(RENAMABLE)) {
    const filters = { theme: ["Old"], topic: ["Old"], actor: ["Old"], by: ["Old"], upon: ["Old"] };
    const now = followNames(filters, [{ [kind]: "Old", rename: "New" }], none);
    assert.deepEqual(now, Object.fromEntries(keys.map((key) => [key, ["New"]])));
  }
});

test("an actor's filters follow its name in every role, and an undo too", () => {
  const filters = { theme: [], topic: [], actor: [], by: ["police"], upon: ["police", "army"] };
  const renamed = { actor: "police", rename: "Police of the North" };
  const now = { by: ["Police of the North"], upon: ["Police of the North", "army"] };
  assert.deepEqual(followNames(filters, [renamed], none), now);
  assert.deepEqual(followNames({ ...filters, ...now }, [{ undo: 2 }], () => renamed), { by: ["police"], upon: ["police", "army"] });
});

test("two names that become one are one filter; what is renamed twice is followed twice", () => {
  assert.deepEqual(followNames({ theme: ["A", "B"], topic: [], actor: [], by: [], upon: [] }, [{ theme: "A", rename: "B" }], none), { theme: ["B"] });
  const twice = [{ actor: "a", rename: "b" }, { actor: "b", rename: "c" }];
  assert.deepEqual(followNames({ theme: [], topic: [], actor: ["a"], by: [], upon: [] }, twice, none), { actor: ["c"] });
});

test("other corrections, and undos of what nobody here knows, leave the filters alone", () => {
  const filters = { theme: ["A"], topic: [], actor: ["A"], by: [], upon: [] };
  assert.deepEqual(followNames(filters, [{ event: "A", hide: true }, { undo: 9 }, { theme: "B", rename: "A" }], none), {});
});
