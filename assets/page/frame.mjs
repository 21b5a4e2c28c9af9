// @ts-check
// The state of open panels as attributes, for the stylesheet and assistive technology, written from the store.

import { byId, isEmbed } from "../dom.mjs";

/** @typedef {import("../store.mjs").Store} Store */

/** @param {Store} store */
export function mountFrame(store) {
  const [body, page] = [document.body, byId("page")];

  function write() {
    const { present, event, marks, width, details, reading, changes, drawer, menu, view, zoom, editing, draft, canEdit } = store.get();
    const review = store.get().review && canEdit;
    const isTable = view === "table";
    const hasEvent = details !== "";
    const hasForm = (editing && hasEvent) || review || draft !== null;
    body.classList.toggle("presenting", present);
    body.classList.toggle("has-event", hasEvent);
    // The stage takes its final size before the answer arrives.
    body.classList.toggle("lit", present && event !== "");
    body.classList.toggle("reading", reading);
    body.classList.toggle("listing", changes);
    body.classList.toggle("filters-open", drawer);
    body.classList.toggle("menu-open", menu);
    page.classList.toggle("as-table", isTable);
    page.classList.toggle("with-details", hasEvent || reading || changes || hasForm);
    page.classList.toggle("with-form", hasForm);
    page.classList.toggle("reviewing", review);
    const open = marks.find((mark) => mark.id === event);
    page.classList.toggle("mark-right", open !== undefined && open.x * zoom > width / 2);
    document.documentElement.style.setProperty("--zoom", String(zoom));
    byId("details").hidden = !hasEvent && !reading && !changes && !hasForm;
    byId("changes-pane").hidden = !changes;
    byId("edit-pane").hidden = !hasForm;
    byId("details-body").hidden = hasForm;
    byId("reading-pane").hidden = !reading;
    byId("open-table").setAttribute("aria-pressed", String(isTable));
    byId("open-reading").setAttribute("aria-pressed", String(reading));
    byId("open-review").setAttribute("aria-pressed", String(review));
    byId("open-filters").setAttribute("aria-expanded", String(drawer));
    byId("open-menu").setAttribute("aria-expanded", String(menu));
  }

  write();
  store.subscribe(["present", "event", "marks", "details", "reading", "changes", "drawer", "menu", "view", "zoom", "editing", "review", "draft"], write);
  store.subscribe(["drawer"], ({ drawer }) => {
    if (drawer) document.getElementById("search")?.focus({ preventScroll: true });
    else byId("open-filters").focus();
  });
  if (isEmbed && parent !== window && !page.classList.contains("fit")) tellHeight(page);
}

/** Tell the page that embeds this one how tall it is. @param {HTMLElement} page */
function tellHeight(page) {
  const tell = () => parent.postMessage({ yearline: true, height: Math.ceil(page.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(page);
}
