// The selection as the address says it, and back.

import { $, presenting, state } from "./state.mjs";

export function fromAddress(text) {
  const query = new URLSearchParams(text);
  const one = (key) => query.get(key) ?? "";
  return { themes: query.getAll("theme"), actors: query.getAll("actor"), from: one("from"), to: one("to"), words: one("q"), event: one("event"), report: one("report") };
}

export function toAddress({ themes, actors, from, to, words, event, report }) {
  const query = new URLSearchParams();
  themes.forEach((theme) => query.append("theme", theme));
  actors.forEach((actor) => query.append("actor", actor));
  for (const [key, value] of Object.entries({ from, to, q: words, event, report })) if (value) query.set(key, value);
  return query.toString();
}

// The same selection at another of our addresses.
export function addressOf(path, more = {}) {
  const query = new URLSearchParams(toAddress(state.wanted));
  for (const [key, value] of Object.entries(more)) query.set(key, value);
  const text = query.toString();
  return location.origin + path + (text ? "?" + text : "");
}

let kept = 0;
// Browsers refuse an address that changes at every turn of a wheel: `rarely` waits until it rests.
export function keepAddress(rarely = false) {
  clearTimeout(kept);
  if (rarely) return void (kept = setTimeout(keepAddress, 200));
  const query = toAddress(state.wanted);
  if ($("embed-link")) $("embed-link").href = "/?" + query;
  const own = new URLSearchParams(query);
  if ($("page")?.classList.contains("as-table")) own.set("view", "table");
  if (presenting()) own.set("present", "1");
  const text = own.toString();
  history.replaceState(history.state, "", location.pathname + (text ? "?" + text : ""));
}
