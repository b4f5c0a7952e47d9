/** The stage: the panes side by side, or one at a time with tabs on a phone. */

import { avatar } from "./avatar.js";
import { arrange, button, el } from "./element.js";
import { icon } from "./icons.js";
import { isNarrow, layout, onWidthChange, putInPane, rememberLayout } from "./layout.js";
import { openNewPerson } from "./newperson.js";
import { Pane } from "./pane.js";
import { allPeople, chatsOf, personWith, world } from "./store.js";
import { unreadIn } from "./unread.js";

const panes = new Map();
const stage = document.querySelector(".stage");
const tabs = document.querySelector(".tabs");

/** Begin to follow the window's width. */
export function startStage() {
  onWidthChange(() => arrangeStage());
}

/** Show the panes that the layout asks for. */
export function arrangeStage() {
  const shown = (isNarrow() ? [layout.active] : layout.shown).filter((id) => personWith(id));
  stage.dataset.panes = shown.length;
  arrange(stage, shown.length ? shown.map((id) => paneOf(id).element) : [emptyStage()]);
  for (const id of shown) paneOf(id).chat?.stream.toBottom();
  refreshTabs();
  rememberLayout();
}

/** Bring every pane in line with the store; `moved` are the people whose chat lists changed. */
export function refreshStage(moved = new Set()) {
  for (const pane of panes.values()) pane.refresh(moved.has(pane.personId));
  refreshTabs();
}

/** The pane of a person, made when first asked for. */
export function paneOf(personId) {
  if (!panes.has(personId)) panes.set(personId, makePane(personId));
  return panes.get(personId);
}

/** Every pane there is, shown or not. */
export const everyPane = () => [...panes.values()];

/** Forget all panes: the world behind them is gone. */
export function clearStage() {
  for (const pane of panes.values()) pane.closeChat();
  panes.clear();
  stage.replaceChildren();
}

function makePane(personId) {
  const open = layout.chats.get(personId) ?? world.fronts[personId] ?? world.front;
  const pane = new Pane(personId, {
    onChat: noteChat,
    onPerson: changePerson,
    onRead: refreshTabs,
  });
  panes.set(personId, pane);
  if (open) pane.openChat(Number(open), null, true);
  return pane;
}

function noteChat(pane) {
  layout.chats.set(pane.personId, String(pane.chatId ?? ""));
  rememberLayout();
}

function changePerson(pane, personId) {
  const index = layout.shown.indexOf(pane.personId);
  if (isNarrow() || index < 0) layout.active = personId;
  else putInPane(index, personId);
  arrangeStage();
  paneOf(personId).element.querySelector(".pane-person")?.focus();
}

function refreshTabs() {
  const views = allPeople().map((person) => ({
    person,
    unread: unreadOf(person.id),
    chosen: layout.active === person.id,
  }));
  if (JSON.stringify(views) === tabs.signature) return;
  tabs.signature = JSON.stringify(views);
  const focused = document.activeElement?.dataset.tab;
  const plus = button("icon-button", icon("plus"), addPerson, {
    "aria-label": "New person",
    data: { action: "tab-new-person" },
  });
  tabs.replaceChildren(...views.map(tab), plus);
  if (focused) tabs.querySelector(`[data-tab="${focused}"]`)?.focus();
  tabs
    .querySelector('[aria-selected="true"]')
    ?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function unreadOf(personId) {
  return chatsOf(personId).reduce((sum, chat) => sum + unreadIn(personId, chat.key), 0);
}

function tab({ person, unread, chosen }) {
  return button(
    "tab",
    [
      small(avatar({ key: person.id, title: person.name })),
      el("span", { class: "tab-name", text: person.name.split(" ")[0] }),
      unread > 0 && el("span", { class: "badge", text: unread, "aria-label": `${unread} unread` }),
    ].filter(Boolean),
    () => {
      layout.active = person.id;
      arrangeStage();
    },
    { role: "tab", "aria-selected": String(chosen), data: { action: "tab", tab: person.id } },
  );
}

function small(node) {
  node.style.setProperty("--size", "28px");
  return node;
}

function addPerson() {
  const frame = paneOf(layout.active)?.element ?? stage;
  openNewPerson(frame, (id) => {
    layout.active = id;
    arrangeStage();
  });
}

function emptyStage() {
  const create = button(
    "button primary",
    "New person",
    () =>
      openNewPerson(document.body, (id) => {
        layout.shown = [id];
        layout.active = id;
        arrangeStage();
      }),
    { data: { action: "new-person" } },
  );
  return el(
    "div",
    { class: "stage-empty" },
    el("p", { text: "Nobody is here yet. Invent the first person to begin." }),
    create,
  );
}
