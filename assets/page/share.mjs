// @ts-check
// Taking the selection away: links, pictures, the embedding code.

import { addressOf, all, byId, make, setText } from "../dom.mjs";
import { formatQuery, selectionAt } from "../query.mjs";
import { openDialog } from "./dialogs.mjs";

/** @typedef {import("../store.mjs").Store} Store */

const KEPT = 10_000; // ms that a file made here can be saved

/**
 * @param {Store} store
 * @returns {Record<string, (button: HTMLElement) => void>} what the buttons do, by their `data-does`
 */
export function mountShare(store) {
  /** @param {string} path @param {Record<string, string>} [more] */
  const address = (path, more) => location.origin + addressOf(selectionAt(path, store.get(), more));
  const transparent = /** @type {HTMLElement} */ (document.querySelector("[data-does=transparent]"));
  const isTransparent = () => transparent.getAttribute("aria-pressed") === "true";

  function fillLinks() {
    for (const link of all("a[data-path]")) /** @type {HTMLAnchorElement} */ (link).href = address(link.dataset.path ?? "/");
  }

  // The frame is a page of its own, which nobody needs who does not look for it.
  const more = /** @type {HTMLDetailsElement} */ (byId("share-more"));
  function showFrame() {
    const preview = /** @type {HTMLIFrameElement} */ (byId("embed-preview"));
    if (more.open && preview.src !== address("/embed")) preview.src = address("/embed");
  }
  more.addEventListener("toggle", showFrame);

  function show() {
    const { drawing } = store.get();
    fillLinks();
    setText(byId("share-words"), ((drawing?.summary ?? "") + (drawing?.more ?? "")).trim());
    setText(byId("share-status"), "");
    /** @type {HTMLTextAreaElement} */ (byId("embed-code")).value = drawing?.embed ?? "";
    /** @type {HTMLImageElement} */ (byId("share-preview")).src = address("/timeline.svg");
    showFrame();
    openDialog("share");
  }

  const say = (/** @type {string} */ words) => setText(byId("share-status"), words);

  /** @param {Promise<void>} copying @param {string} words */
  const copied = (copying, words) =>
    copying.then(
      () => say(words),
      () => say("The browser did not allow it; save the file instead."),
    );
  const copyText = (/** @type {string} */ text, /** @type {string} */ words) => copied(navigator.clipboard.writeText(text), words);

  const picture = () => fetchPicture(address("/timeline.svg", { paper: isTransparent() ? "none" : "white" }));
  const savePicture = async (/** @type {number} */ times) => {
    const { image, name } = await picture();
    save(await rasterize(image, times), `${name}.png`);
  };
  const copyPicture = () => new ClipboardItem({ "image/png": picture().then(({ image }) => rasterize(image, 1)) });

  // A link in the table is filled as it is pressed.
  document.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a[data-path]") && fillLinks(), true);

  return {
    share: show,
    png: () => savePicture(1),
    png2: () => savePicture(2),
    "copy-image": () => copied(navigator.clipboard.write([copyPicture()]), "The picture is on the clipboard."),
    "copy-link": () => copyText(pageAddress({ ...store.get() }), "The link is on the clipboard."),
    "copy-present": () => copyText(pageAddress({ ...store.get(), view: "", present: true }), "The link is on the clipboard."),
    "copy-embed": () => copyText(store.get().drawing?.embed ?? "", "The code is on the clipboard."),
    transparent: () => transparent.setAttribute("aria-pressed", String(!isTransparent())),
  };
}

/** @param {import("../store.mjs").Query} query */
function pageAddress(query) {
  const text = formatQuery(query);
  return location.origin + location.pathname + (text ? "?" + text : "");
}

/**
 * The server's SVG as an image, with the name its file has.
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
