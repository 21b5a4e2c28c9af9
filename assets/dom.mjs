// @ts-check
// The few words in which all parts speak to the document.

/**
 * The element of the page with an id; it is there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}

const base = document.getElementById("boot")?.dataset.base ?? "/";

/**
 * One of our own addresses, under whatever prefix the app is served.
 * @param {string} path as in "/drawing?theme=…"
 */
export const addressOf = (path) => base.slice(0, -1) + path;

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export const all = (selector, within = document) => [.../** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(selector))];

/**
 * The nearest element around an event's target that fits.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const around = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

/**
 * A new element with its properties and content; `data` becomes `data-` attributes.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function make(tag, { data = {}, ...properties } = {}, ...content) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, data);
  element.append(...content);
  return element;
}

/** A number with its noun: "1 event", "3 events". @param {number} number @param {string} noun */
export const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** @param {HTMLElement} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * When nothing else is to do. Safari has no idle callbacks.
 * @param {() => void} work
 * @param {number} timeout ms
 */
export function whenIdle(work, timeout) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work, { timeout });
  else setTimeout(work, 30);
}

/** When what was drawn now is on the screen. @param {() => void} work */
export const afterPaint = (work) => requestAnimationFrame(() => requestAnimationFrame(work));

export const isEmbed = document.documentElement.hasAttribute("data-embed");
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
