// A report of one's own: chosen, or dropped onto the page.

import { notice } from "./notice.mjs";
import { embed } from "./state.mjs";

export function pickFile() {
  const input = Object.assign(document.createElement("input"), { type: "file", accept: ".txt,.md,.html,.htm,.docx,.pdf,.csv,.tsv,.json,.xlsx" });
  input.addEventListener("change", () => input.files[0] && openFile(input.files[0]));
  input.click();
}

async function openFile(file) {
  notice(`Reading ${file.name}…`);
  const form = new FormData();
  form.append("file", file);
  try {
    const answer = await fetch("/open", { method: "POST", body: form });
    const told = await answer.json();
    if (told.report) openReport(told.report);
    else notice(told.error, true);
  } catch {
    notice("The file did not reach the server; try again.", true);
  }
}

export const openReport = (report) => location.assign("/?" + new URLSearchParams({ report }));

if (!embed) {
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => !event.relatedTarget && document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    openFile(event.dataTransfer.files[0]);
  });
}
