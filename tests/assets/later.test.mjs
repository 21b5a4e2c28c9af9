import assert from "node:assert/strict";
import test from "node:test";
import { pauseOf, readRefusal, readSentence, typedIn } from "../../assets/later.mjs";

const json = (status, body, headers = {}) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
const page = (status) => new Response("<html><h1>nginx</h1></html>", { status, headers: { "Content-Type": "text/html" } });

test("what is definitely refused is told in the server's own words", async () => {
  for (const status of [400, 403, 404, 413, 421, 422]) assert.equal(await readRefusal(json(status, { error: "No." })), "No.");
  assert.equal(await readRefusal(new Response("Not this name.\n", { status: 421, headers: { "Content-Type": "text/plain" } })), "Not this name.");
  assert.equal(await readRefusal(page(413)), "The server refused it (413).", "a proxy's page is no sentence");
});

test("everything else may be another answer later", async () => {
  for (const status of [401, 408, 409, 423, 425, 429, 500, 502, 503, 504, 599]) assert.equal(await readRefusal(json(status, { error: "Busy." })), null, String(status));
  assert.equal(await readRefusal(page(404)), null, "a proxy's 404, while a server starts");
});

test("an answer that is no JSON ends nothing", async () => {
  assert.deepEqual(await readSentence(page(502)), { sentence: "", isOurs: false });
  assert.deepEqual(await readSentence(json(503, { error: "Busy." })), { sentence: "Busy.", isOurs: true });
  assert.equal((await readSentence(json(503, [1]))).sentence, "");
});

test("how long to wait is what the server says, else longer each time, and never for ever", () => {
  const after = (value) => json(503, {}, { "Retry-After": value });
  assert.equal(pauseOf(after("7"), 0), 7000);
  assert.equal(pauseOf(after("86400"), 0), 60_000);
  for (const value of ["soon", "-1", "0", ""]) assert.equal(pauseOf(after(value), 0), 1000);
  assert.deepEqual([0, 1, 2, 3].map((tries) => pauseOf(null, tries)), [1000, 2000, 4000, 8000]);
  assert.equal(pauseOf(null, 1e9), 60_000);
});

test("what a person typed is said where it is not saved", () => {
  assert.equal(typedIn({ event: "a", set: { headline: "The mayor resigns", date: "2012-05" } }), "Not saved: headline “The mayor resigns”, date “2012-05”.");
  assert.equal(typedIn({ event: "a", set: { actors: [{ name: "police", kind: "state" }, { name: "Ana Roe" }] } }), "Not saved: actors “police; Ana Roe”.");
  assert.equal(typedIn({ event: "a", note: "Say this." }), "Not saved: note “Say this.”.");
  assert.equal(typedIn({ theme: "Justice", rename: "Law" }), "Not saved: name “Law”.");
  assert.equal(typedIn({ add: { headline: "A strike", date: "2012", text: "In 2012, …", start: 1, end: 9 } }), "Not saved: headline “A strike”, date “2012”.");
  for (const entry of [{ undo: 3 }, { event: "a", hide: true }, { event: "a", star: true }]) assert.equal(typedIn(entry), "");
});
