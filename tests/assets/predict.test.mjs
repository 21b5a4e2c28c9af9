import assert from "node:assert/strict";
import { test } from "node:test";
import { notIn, predictDrawing } from "../../assets/predict.mjs";
import { presented } from "../../assets/store.mjs";

const EDIT = { id: "b", headline: "Two", date: "2008-11", words: "November 2008", theme: "Law", actors: [{ name: "UN", kind: "international body" }], read: {}, reviewed: false, added: false };
const DRAWING = {
  count: 2,
  figure: {
    data: [
      { name: "events", x: [1, 2], y: [3, 4], customdata: [["a", "One"], ["b", "Two"]], marker: { size: [9, 9], color: ["red", "blue"] } },
      { name: "headlines", x: [1, 2], y: [3, 4], text: ["One", "Two"] },
    ],
  },
  edit: EDIT,
  review: { order: [["b", false], ["a", true]], reviewed: 1, count: 2 },
  table: null,
};
const predict = (...corrections) => predictDrawing(DRAWING, corrections);

test("a headline changes on the chart and in the form, which keeps what was read", () => {
  const { figure, edit } = predict({ event: "b", set: { headline: "A <new> one" } });
  assert.equal(figure.data[0].customdata[1][1], "A &lt;new&gt; one");
  assert.equal(figure.data[1].text[1], "A &lt;new&gt; one");
  assert.deepEqual([edit.headline, edit.read], ["A <new> one", { headline: "Two" }]);
  assert.equal(DRAWING.figure.data[1].text[1], "Two", "the server's answer stays as it is");
});

test("what is put back is as read", () => {
  const { edit } = predict({ event: "b", set: { date: "20 nov 2008" } }, { event: "b", set: { headline: "Other" } });
  assert.deepEqual([edit.words, edit.read], ["20 nov 2008", { date: "2008-11", words: "November 2008", headline: "Two" }]);
  const back = predict({ event: "b", set: { date: "20 nov 2008" } }, { event: "b", set: { date: "2008-11" } }).edit;
  assert.deepEqual([back.words, back.read], ["November 2008", {}]);
});

test("actors keep their kinds, and get those that are given", () => {
  const { edit } = predict({ event: "b", set: { actors: ["UN", "NGO", { name: "Ana", kind: "person" }] } });
  assert.deepEqual(edit.actors, [EDIT.actors[0], { name: "NGO", kind: "organisation" }, { name: "Ana", kind: "person" }]);
  assert.deepEqual(edit.read, { actors: ["UN"] });
});

test("a hidden event is gone from chart and review, a reviewed one is counted once", () => {
  const hidden = predict({ event: "a", hide: true });
  assert.deepEqual([hidden.count, hidden.figure.data[0].x, hidden.review], [1, [2], { order: [["b", false]], reviewed: 0, count: 1 }]);
  const right = { event: "b", reviewed: true };
  assert.deepEqual(predict(right, right).review, { order: [["b", true], ["a", true]], reviewed: 2, count: 2 });
  assert.equal(predict(right).edit.reviewed, true);
});

test("a star is seen in the table at once, and stays when another field changes", () => {
  const table = { heads: [], note: "", rows: [["a", "May 2008", "Law", "One", [], false], ["b", "June 2008", "Law", "Two", ["UN"], false]] };
  const star = { event: "b", star: true };
  const rows = (...corrections) => predictDrawing({ ...DRAWING, table }, corrections).table.rows;
  assert.deepEqual(rows(star).map((row) => row[5]), [false, true]);
  assert.deepEqual(rows(star, { event: "b", set: { headline: "New" } })[1], ["b", "June 2008", "Law", "New", ["UN"], true]);
  assert.deepEqual(rows(star, { event: "b", star: false }), table.rows);
});

test("events are presented in an own order at once, and each once", () => {
  const { order } = predict({ event: "b", before: "a" });
  assert.deepEqual(order, ["b", "a"]);
  assert.deepEqual(predict({ event: "b", before: "a" }, { event: "b", before: "" }).order, ["a", "b"]);
  assert.equal(predict({ event: "b", before: "gone" }).order, undefined);
  const marks = ["a", "b", "a", "c"].map((id) => ({ id }));
  assert.deepEqual(presented({ marks, drawing: null }), ["a", "b", "c"]);
  assert.deepEqual(presented({ marks, drawing: { order: ["c", "x", "a"] } }), ["c", "a", "b"]);
});

test("a note is in the form at once", () => {
  assert.equal(predict({ event: "b", note: "Say it." }).edit.note, "Say it.");
  assert.equal(predict({ event: "a", note: "Say it." }).edit.note, undefined);
});

test("what a drawing has already is not made again", () => {
  const pending = [{ token: "1", seq: 3 }, { token: "2", seq: 5 }, { token: "3" }];
  assert.deepEqual(notIn(pending, 3).map(({ token }) => token), ["2", "3"]);
});
