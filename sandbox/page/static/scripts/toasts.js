/** Toasts: short words from a bot or the page that fade by themselves. */

import { el } from "./element.js";

const SHORTEST = 3500;
const PER_LETTER = 45;

/** Show `text` at the foot of `pane` for as long as it takes to read. */
export function showToast(pane, text) {
  const layer = pane.querySelector(":scope > .toasts");
  const toast = el("div", { class: "toast", text, data: { toast: "" } });
  layer.append(toast);
  while (layer.children.length > 3) layer.firstChild.remove();
  setTimeout(() => toast.remove(), SHORTEST + PER_LETTER * text.length);
}

/** The live region in which a pane's toasts appear. */
export function toastLayer() {
  return el("div", { class: "toasts", role: "status", "aria-live": "polite" });
}
