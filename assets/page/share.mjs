// Taking the selection away: links, pictures, the embedding code, paper.

import { addressOf } from "./address.mjs";
import { $, root, state } from "./state.mjs";

export function dialog(id) {
  state.opener = document.activeElement;
  $(id).showModal();
  $(id).addEventListener("close", () => state.opener?.focus?.(), { once: true });
}

export function fillLinks() {
  document.querySelectorAll("[data-path]").forEach((link) => {
    const [path, own] = link.dataset.path.split("?");
    link.href = addressOf(path, Object.fromEntries(new URLSearchParams(own ?? "")));
  });
}

function fillShare() {
  fillLinks();
  $("share-words").textContent = ($("summary").textContent + $("summary-more").textContent).trim();
  $("share-said").textContent = "";
  const height = Math.max(360, Math.ceil(($("chart").scrollHeight || 500) + 240));
  const source = addressOf("/embed");
  $("embed-code").value =
    `<iframe src="${source.replace(/&/g, "&amp;")}" title="${document.querySelector("h1").textContent}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>\n` +
    `<script>addEventListener("message",e=>{if(e.data?.yearline)for(const f of document.querySelectorAll("iframe"))if(f.contentWindow===e.source)f.height=e.data.height})</` + "script>";
  if ($("embed-preview").src !== source) $("embed-preview").src = source;
}

async function picture(times) {
  const paper = document.querySelector("[data-does=transparent]").getAttribute("aria-pressed") === "true" ? "none" : "white";
  const answer = await fetch(addressOf("/timeline.svg", { paper }));
  if (!answer.ok) throw new Error(await answer.text());
  const url = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth * times, height: image.naturalHeight * times });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  const name = document.querySelector("h1").textContent.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  link.download = `${name || "timeline"}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const say = (text) => ($("share-said").textContent = text);
const copied = (promise, said) => promise.then(() => say(said), () => say("The browser did not allow it; save the file instead."));
const copy = (text, said) => copied(navigator.clipboard.writeText(text), said);

function copyTable() {
  const rows = [...document.querySelectorAll("#table tr")].map((row) => [...row.cells].map((cell) => cell.textContent.replace(/ [↑↓]$/, "")).join("\t"));
  const told = document.querySelector("#table .copied");
  navigator.clipboard.writeText(rows.join("\n")).then(() => (told.textContent = "Copied; paste it into a spreadsheet."), () => (told.textContent = "The browser did not allow it."));
}

// By the `data-does` of the buttons.
export const shareActions = {
  share: () => { fillShare(); dialog("share"); },
  keys: () => dialog("keys"),
  png: () => picture(1).then((blob) => save(blob, "png")),
  png2: () => picture(2).then((blob) => save(blob, "png")),
  "copy-image": () => copied(navigator.clipboard.write([new ClipboardItem({ "image/png": picture(1) })]), "The picture is on the clipboard."),
  "copy-table": copyTable,
  "copy-link": () => copy(location.href, "The link is on the clipboard."),
  "copy-present": () => copy(addressOf("/", { present: 1 }), "The link is on the clipboard."),
  "copy-embed": () => copy($("embed-code").value, "The code is on the clipboard."),
  print: () => { $("share").close(); print(); },
  transparent: (button) => { button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true")); fillShare(); },
};

// On paper: one sheet with the chart and, below it, the same events as a table, as large as both fit.
addEventListener("beforeprint", () => {
  const rows = state.shown.events.slice(0, 60).map(([, headline, when, theme, actors]) => [when, theme, headline, actors.join("; ")]);
  const table = Object.assign(document.createElement("table"), { id: "printed" });
  for (const cells of [["Date", "Theme", "Event", "Actors"], ...rows]) {
    const row = table.insertRow();
    for (const text of cells) row.insertCell().textContent = text;
  }
  document.querySelector(".foot").before(table);
  const tall = 200 + $("timeline").clientHeight + 17 * (rows.length + 1);
  const zoom = Math.min(1, 690 / tall, 1030 / Math.max(700, $("timeline").clientWidth));
  root.style.setProperty("--print", Math.max(0.3, zoom).toFixed(3));
});
addEventListener("afterprint", () => $("printed")?.remove());
