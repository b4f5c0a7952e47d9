/** Sheets: dialogs that belong to one pane and leave the other panes usable. */

import { button, el, freshId } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/**
 * Open a dialog inside `pane` (an element). Returns {body, foot, sheet, locked, closed, close}; what
 * it shows is up to the caller. `alert` makes a small centred box. Escape, the veil and the close
 * button close it unless `locked` is set on the returned handle.
 */
export function openSheet(pane, { title, alert = false, name }) {
  const before = document.activeElement;
  const handle = { ...frame(alert, name), locked: false, closed: false };
  const layer = el("div", { class: "sheet-layer" }, handle.sheet);
  handle.close = () => {
    if (handle.closed) return;
    handle.closed = true;
    layer.remove();
    freeze(pane, pane.querySelector(".sheet-layer") !== null);
    if (before?.isConnected && pane.contains(before)) before.focus();
  };
  const dismiss = () => {
    if (!handle.locked) handle.close();
  };
  handle.sheet.prepend(headOf(handle.sheet, title, dismiss, pane.dataset.locale));
  layer.addEventListener("pointerdown", (event) => {
    if (event.target === layer) dismiss();
  });
  layer.addEventListener("keydown", (event) => keepInside(event, handle.sheet, dismiss));
  freeze(pane, true);
  pane.append(layer);
  handle.sheet.focus();
  return handle;
}

function frame(alert, name) {
  const body = el("div", { class: "sheet-body" });
  const foot = el("div", { class: "sheet-foot", hidden: true });
  const attributes = {
    class: alert ? "sheet is-alert" : "sheet",
    role: alert ? "alertdialog" : "dialog",
    "aria-modal": "true",
    tabindex: "-1",
    data: { sheet: name },
  };
  return { body, foot, sheet: el("div", attributes, body, foot) };
}

function headOf(sheet, title, dismiss, locale) {
  const heading = el("h2", { class: "sheet-title", text: title, id: freshId("sheet") });
  sheet.setAttribute("aria-labelledby", heading.id);
  const closer = button("icon-button", icon("close"), dismiss, {
    "aria-label": say(locale, "Close"),
    data: { action: "close-sheet" },
  });
  return el("div", { class: "sheet-head" }, heading, closer);
}

/** Show `text` in a small box with one button; it stays until it is closed. */
export function showAlert(pane, title, text) {
  const handle = openSheet(pane, { title, alert: true, name: "alert" });
  handle.body.append(el("p", { text }));
  handle.foot.hidden = false;
  handle.foot.append(
    button("button primary", say(pane.dataset.locale, "OK"), handle.close, {
      data: { action: "alert-ok" },
    }),
  );
  handle.foot.firstChild.focus();
}

/** Put the buttons of a sheet's foot in place. */
export function setFoot(handle, ...buttons) {
  handle.foot.hidden = buttons.length === 0;
  handle.foot.replaceChildren(...buttons);
}

function freeze(pane, frozen) {
  for (const part of pane.querySelectorAll(":scope > .pane-head, :scope > .pane-body"))
    part.inert = frozen;
}

function keepInside(event, sheet, dismiss) {
  if (event.key === "Escape") {
    event.stopPropagation();
    dismiss();
    return;
  }
  if (event.key !== "Tab") return;
  const stops = [
    ...sheet.querySelectorAll("button:not(:disabled), input, select, textarea, a[href]"),
  ].filter((node) => node.offsetParent !== null);
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.shiftKey && (document.activeElement === first || document.activeElement === sheet)) {
    last?.focus();
    event.preventDefault();
  } else if (!event.shiftKey && document.activeElement === last) {
    first?.focus();
    event.preventDefault();
  }
}
