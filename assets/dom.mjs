// @ts-check
// Helpers for the DOM.

/**
 * The element with this id, which must exist.
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
 * One of the app's own addresses, with the prefix it is served under.
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
 * The closest ancestor of an event's target that matches a selector.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const around = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

/**
 * Create an element with properties and children; `data` becomes `data-` attributes.
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
 * Run when idle. Safari has no idle callbacks.
 * @param {() => void} work
 * @param {number} timeout ms
 */
export function whenIdle(work, timeout) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work, { timeout });
  else setTimeout(work, 30);
}

/** Resolve after the next paint. @param {() => void} work */
export const afterPaint = (work) => requestAnimationFrame(() => requestAnimationFrame(work));

export const isEmbed = document.documentElement.hasAttribute("data-embed");
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
