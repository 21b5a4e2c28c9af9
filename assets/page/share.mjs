// @ts-check
// The Share dialog: links, pictures and the embed code.

import { addressOf, all, byId, make, setText } from "../dom.mjs";
import { formatQuery, partly, selectionAt } from "../query.mjs";
import { openDialog } from "./dialogs.mjs";
import { mountTemplate } from "./template.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const PROOF = "/proof.zip"; // for editors it contains names
const KEPT = 10_000; // ms that a generated file can be saved

/**
 * @param {Store} store
 * @returns {Record<string, (button: HTMLElement) => void>} what the buttons do, by their `data-does`
 */
export function mountShare(store) {
  let renewed = ""; // the read-only key, if it was revoked here
  /** Shared links are read-only. */
  const shared = () => ({ ...store.get(), report: renewed || (store.get().drawing?.shared ?? store.get().report) });
  /** @param {string} path @param {Record<string, string>} [more] */
  const address = (path, more) => location.origin + addressOf(selectionAt(path, shared(), { ...partly(store.get().drawing?.reading), ...more }));
  const transparent = /** @type {HTMLElement} */ (document.querySelector("[data-does=transparent]"));
  const isTransparent = () => transparent.getAttribute("aria-pressed") === "true";

  function fillLinks() {
    for (const link of all("a[data-path]")) {
      const path = link.dataset.path ?? "/";
      const more = template.key() && path.startsWith(template.path()) ? { template: template.key() } : undefined;
      /** @type {HTMLAnchorElement} */ (link).href = address(path, more);
    }
  }

  // The preview is a whole page, loaded only when it is visible.
  const more = /** @type {HTMLDetailsElement} */ (byId("share-more"));
  function showFrame() {
    const preview = /** @type {HTMLIFrameElement} */ (byId("embed-preview"));
    const wanted = address("/embed", looks());
    if (more.open && preview.src !== wanted) preview.src = wanted;
  }

  /** The options of the embed. @returns {Record<string, string>} */
  function looks() {
    const isChecked = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (byId(id)).checked;
    const scheme = /** @type {HTMLSelectElement} */ (byId("embed-scheme")).value;
    return { ...(scheme && { scheme }), ...(isChecked("embed-bare") && { bare: "1" }), ...(isChecked("embed-fit") && { fit: "1" }) };
  }
  more.addEventListener("toggle", showFrame);

  function fillCode() {
    const { embed = "", shared: old = "" } = store.get().drawing ?? {};
    const code = renewed ? embed.replaceAll(encodeURIComponent(old), encodeURIComponent(renewed)) : embed;
    /** @type {HTMLTextAreaElement} */ (byId("embed-code")).value = withLooks(code, looks());
  }
  for (const choice of all(".embed-looks select, .embed-looks input"))
    choice.addEventListener("change", () => {
      fillCode();
      showFrame();
    });

  function show() {
    const { drawing } = store.get();
    const [done, of] = drawing?.reading ?? [0, 0];
    fillLinks();
    setText(byId("share-words"), ((drawing?.summary ?? "") + (drawing?.more ?? "") + (done < of ? `; ${done} of ${of} reports are read` : "")).trim());
    setText(byId("share-status"), "");
    fillCode();
    if (store.get().canEdit) links.fill().catch(() => {});
    /** @type {HTMLImageElement} */ (byId("share-preview")).src = address("/timeline.svg");
    showFrame();
    openDialog("share");
  }

  const say = (/** @type {string} */ words) => setText(byId("share-status"), words);

  const template = mountTemplate({ say, changed: fillLinks });

  /** @param {Promise<void>} copying @param {string} words */
  const copied = (copying, words) =>
    copying.then(
      () => say(words),
      () => say("The browser did not allow it; save the file instead."),
    );
  const copyText = (/** @type {string} */ text, /** @type {string} */ words) => copied(navigator.clipboard.writeText(text), words);

  const links = mountLinks(store, {
    copy: (key, kind) => copyText(pageAddress({ ...store.get(), report: key, review: kind === "edit" && store.get().review }), kind === "edit" ? "The link is on the clipboard; who has it can edit." : "The link is on the clipboard; it only reads."),
    say,
    renewed(key) {
      renewed = key;
      fillLinks();
      fillCode();
    },
  });

  const picture = () => fetchPicture(address("/timeline.svg", { paper: isTransparent() ? "none" : "white" }));
  const savePicture = async (/** @type {number} */ times) => {
    const { image, name } = await picture();
    save(await rasterize(image, times), `${name}.png`);
  };
  const copyPicture = () => new ClipboardItem({ "image/png": picture().then(({ image }) => rasterize(image, 1)) });

  // A link's address is set when it is pressed. Editors download a pack with names; its address, which can be copied, is
  // read-only.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a[data-path]");
      if (!link) return;
      fillLinks();
      if (!(link instanceof HTMLAnchorElement) || link.dataset.path !== PROOF || !store.get().canEdit) return;
      link.href = location.origin + addressOf(selectionAt(PROOF, store.get()));
      setTimeout(fillLinks);
    },
    true,
  );

  return {
    share: show,
    png: () => savePicture(1),
    png2: () => savePicture(2),
    "copy-image": () => copied(navigator.clipboard.write([copyPicture()]), "The picture is on the clipboard."),
    "copy-link": () => copyText(pageAddress({ ...shared(), review: false }), shared().report === store.get().report ? "The link is on the clipboard." : "The link is on the clipboard; it only reads."),
    "copy-present": () => copyText(pageAddress({ ...shared(), view: "", review: false, present: true }), "The link is on the clipboard."),
    "copy-embed": () => copyText(/** @type {HTMLTextAreaElement} */ (byId("embed-code")).value, "The code is on the clipboard."),
    template: template.pick,
    "template-none": template.drop,
    "copy-key": links.copy,
    revoke: links.ask,
    "revoke-now": links.revoke,
    "revoke-not": links.keep,
    transparent: () => transparent.setAttribute("aria-pressed", String(!isTransparent())),
  };
}

/** @typedef {"edit" | "read"} Kind */

/**
 * The two links of a report: one for editing, one for reading.
 * @param {Store} store
 * @param {{copy: (key: string, kind: Kind) => void, say: (words: string) => void, renewed: (key: string) => void}} on
 */
function mountLinks(store, { copy, say, renewed }) {
  /** @type {Record<Kind, string>} */
  let keys = { edit: "", read: "" };
  const kindOf = (/** @type {Element} */ button) => (button.closest("[data-kind]")?.getAttribute("data-kind") === "edit" ? "edit" : "read");
  const at = (/** @type {Record<string, string>} */ more = {}) => addressOf("/links?" + new URLSearchParams({ report: store.get().report, ...more }));

  /** @param {HTMLElement} button */
  function keep(button) {
    const question = button.closest(".link-sure");
    const revoke = /** @type {HTMLElement | null} */ (question?.parentElement?.querySelector("[data-does=revoke]"));
    question?.remove();
    revoke?.focus();
  }

  return {
    async fill() {
      const response = await fetch(at());
      byId("share-links").hidden = !response.ok;
      if (response.ok) keys = await response.json();
      for (const question of all("#share-links .link-sure")) question.remove();
    },
    copy: (/** @type {HTMLElement} */ button) => copy(keys[kindOf(button)], kindOf(button)),
    /** @param {HTMLElement} button */
    ask(button) {
      const row = /** @type {HTMLElement} */ (button.closest(".link-row"));
      if (row.querySelector(".link-sure")) return;
      const words = kindOf(button) === "edit" ? "Nobody who has this link can edit any more. Yearline makes a new one at once." : "Whoever has this link, and every frame and picture with it, loses the report. Yearline makes a new one at once.";
      const yes = make("button", { type: "button", className: "button strong", data: { does: "revoke-now" } }, "Revoke this link");
      const no = make("button", { type: "button", className: "button", data: { does: "revoke-not" } }, "Keep it");
      row.append(make("div", { className: "link-sure" }, make("p", {}, words), yes, no));
      yes.focus();
    },
    keep,
    /** @param {HTMLElement} button */
    async revoke(button) {
      const kind = kindOf(button);
      const { report, pending } = store.get();
      if (pending.some((one) => !one.seq)) return say("A change is not saved yet; try again when it is.");
      const response = await fetch(at({ kind }), { method: "DELETE" });
      const answer = await response.json();
      if (!response.ok) return say(answer.error);
      // The page itself may have been opened by the revoked link.
      if (report === keys.edit && kind === "edit") return location.replace(pageAddress({ ...store.get(), report: answer.edit }));
      keys = answer;
      if (kind === "read" && store.get().drawing?.shared) renewed(answer.read);
      keep(button);
      say("The link is revoked; there is a new one.");
    },
  };
}

/**
 * The embed code with these options; one that fits the chart needs no script for its height.
 * @param {string} code
 * @param {Record<string, string>} looks
 */
function withLooks(code, looks) {
  const more = String(new URLSearchParams(looks)).replaceAll("&", "&amp;");
  const frame = more ? code.replace(/src="([^"]*)"/, (_, source) => `src="${source}${source.includes("?") ? "&amp;" : "?"}${more}"`) : code;
  return looks.fit ? frame.split("\n")[0] : frame;
}

/** @param {import("../store.mjs").Query} query */
function pageAddress(query) {
  const text = formatQuery(query);
  return location.origin + location.pathname + (text ? "?" + text : "");
}

/**
 * The server's SVG as an image, with its file name.
 * @param {string} address
 */
async function fetchPicture(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(await response.text());
  const [, name = "timeline"] = /filename="(.+)\.svg"/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  const url = URL.createObjectURL(new Blob([await response.text()], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = url;
  await image.decode();
  URL.revokeObjectURL(url);
  return { image, name };
}

/**
 * @param {HTMLImageElement} image
 * @param {number} times its own size
 * @returns {Promise<Blob>}
 */
function rasterize(image, times) {
  const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth * times, height: image.naturalHeight * times });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png"));
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const href = URL.createObjectURL(blob);
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
