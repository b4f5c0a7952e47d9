/** Small popup menus: opened from a button, driven by arrow keys, closed by Escape or elsewhere. */

import { el, button } from "./element.js";
import { icon } from "./icons.js";

let open = null;

/**
 * Show `items` beside `opener`. An item is null (left out), "rule" (a line), {title} (a heading) or
 * {label, act, icon, hint, checked, danger, disabled, action}; `action` becomes data-action.
 */
export function openMenu(opener, items, label) {
  if (open?.opener === opener) return closeMenu();
  closeMenu();
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label });
  menu.append(...items.filter(Boolean).map(toNode));
  menu.addEventListener("keydown", steer);
  document.body.append(menu);
  place(menu, opener.getBoundingClientRect());
  opener.setAttribute("aria-expanded", "true");
  open = { menu, opener };
  (menu.querySelector('[aria-checked="true"]') ?? menu.querySelector(".menu-item"))?.focus();
}

/** Close the open menu, if any; `restore` gives the focus back to its button. */
export function closeMenu(restore = false) {
  if (!open) return;
  const { menu, opener } = open;
  open = null;
  menu.remove();
  opener.setAttribute("aria-expanded", "false");
  if (restore && opener.isConnected) opener.focus();
}

function toNode(item) {
  if (item === "rule") return el("div", { class: "menu-rule", role: "separator" });
  if (item.title) return el("div", { class: "menu-title", text: item.title });
  const content = [
    item.icon && icon(item.icon),
    el("span", { text: item.label }),
    item.hint && el("span", { class: "hint", text: item.hint }),
  ].filter(Boolean);
  const choice = item.checked != null;
  return button(
    `menu-item${item.danger ? " danger" : ""}`,
    content,
    () => {
      closeMenu(true);
      item.act();
    },
    {
      role: choice ? "menuitemradio" : "menuitem",
      "aria-checked": choice ? String(item.checked) : null,
      disabled: item.disabled,
      data: { action: item.action },
      lang: item.lang,
    },
  );
}

function place(menu, anchor) {
  const { width, height } = menu.getBoundingClientRect();
  const left = anchor.left + width > innerWidth - 12 ? anchor.right - width : anchor.left;
  const below = anchor.bottom + 6;
  const top = below + height > innerHeight - 12 ? Math.max(12, anchor.top - height - 6) : below;
  menu.style.setProperty("left", `${Math.max(12, left)}px`);
  menu.style.setProperty("top", `${top}px`);
}

function steer(event) {
  const items = [...open.menu.querySelectorAll(".menu-item:not(:disabled)")];
  const index = items.indexOf(document.activeElement);
  const targets = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 };
  if (event.key in targets) {
    items.at(targets[event.key] % items.length)?.focus();
    event.preventDefault();
  } else if (event.key === "Escape" || event.key === "Tab") {
    closeMenu(true);
    event.preventDefault();
    event.stopPropagation();
  }
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.menu.contains(event.target) && !open.opener.contains(event.target)) closeMenu();
});
addEventListener("resize", () => closeMenu());
