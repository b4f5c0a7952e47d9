/** Who is shown in which pane, remembered in the address so that a reload or a shared link keeps it. */

import { allPeople, world } from "./store.js";

const KEY = "kaituan.layout";

const NARROW = matchMedia("(max-width: 760px)");

/**
 * `shown` are the people of the panes in order, `chats` the open chat of each ("" where it was left for
 * the list), `active` the phone's tab.
 */
export const layout = { shown: [], chats: new Map(), active: null };

/**
 * Read the address, or what was shown last in this browser: who comes back from a page to pay on comes without.
 * Fill what that leaves open with the first people of the world.
 */
export function restoreLayout() {
  const parts = new URLSearchParams(location.hash.slice(1) || lastShown());
  const known = new Set(allPeople().map((person) => person.id));
  const wanted = (parts.get("panes") ?? "")
    .split(",")
    .map(Number)
    .filter((id) => known.has(id));
  layout.shown = wanted.length
    ? wanted
    : allPeople()
        .slice(0, fittingPanes())
        .map((person) => person.id);
  for (const entry of parts.getAll("chat")) {
    const [person, key] = entry.split("@");
    if (known.has(Number(person))) layout.chats.set(Number(person), key ?? "");
  }
  const active = Number(parts.get("active"));
  layout.active = known.has(active) ? active : (layout.shown[0] ?? null);
}

/** Write the address. */
export function rememberLayout() {
  const parts = new URLSearchParams({ panes: layout.shown.join(",") });
  for (const [person, key] of layout.chats) parts.append("chat", `${person}@${key}`);
  if (layout.active) parts.set("active", layout.active);
  const said = parts.toString().replaceAll("%2C", ",").replaceAll("%40", "@");
  history.replaceState(null, "", `#${said}`);
  localStorage.setItem(KEY, JSON.stringify({ world: world.id, said }));
}

function lastShown() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return kept.world === world.id ? kept.said : "";
  } catch {
    return "";
  }
}

/** Show `count` panes: more are filled with people not yet shown, fewer are cut from the right. */
export function showPanes(count) {
  const others = allPeople()
    .map((person) => person.id)
    .filter((id) => !layout.shown.includes(id));
  layout.shown = [...layout.shown, ...others].slice(0, count);
}

/** Put a person in a pane; one who already has another pane swaps with who was there. */
export function putInPane(index, personId) {
  const before = layout.shown.indexOf(personId);
  if (before >= 0) layout.shown[before] = layout.shown[index];
  layout.shown[index] = personId;
  layout.active = personId;
}

/** How many panes are pleasant at this width. */
export function fittingPanes() {
  return Math.min(5, Math.max(1, Math.floor((innerWidth - 18) / 390)));
}

/** Whether only one pane fits (a phone). */
export const isNarrow = () => NARROW.matches;

/** Call `listener` when the page turns from wide to narrow or back. */
export const onWidthChange = (listener) => NARROW.addEventListener("change", listener);
