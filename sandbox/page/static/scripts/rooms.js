/** Groups and channels: making one, who is in it, bringing people and bots in. */

import { avatar } from "./avatar.js";
import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { openMenu } from "./menus.js";
import { accountPeer } from "./peers.js";
import { pickMany, pickSeveral } from "./picker.js";
import { openSheet, setFoot } from "./sheets.js";
import { accountWith, allBots, allPeople, isInside, leads } from "./store.js";

const STANDINGS = { creator: "owner", administrator: "admin", member: "" };

/** Make a group ("supergroup") or "channel" as the person of `pane`. */
export function openNewRoom(pane, kind) {
  const word = kind === "channel" ? "channel" : "group";
  const sheet = openSheet(pane.element, { title: `New ${word}`, name: "new-room" });
  const title = el("input", { maxlength: "128", autocomplete: "off", placeholder: word === "channel" ? "Deals of the day" : "Neighbours", data: { role: "title" } });
  const choice = pickMany(strangersTo(null, pane.personId));
  const error = el("p", { class: "sheet-error", role: "alert", hidden: true, text: "Give it a name." });
  sheet.body.append(el("label", { class: "field" }, "Name", title), error, el("p", { class: "chatlist-title", text: "Who is in it" }), choice.element);
  const create = async () => {
    error.hidden = Boolean(title.value.trim());
    if (!error.hidden) return title.focus();
    const made = await pane.act("create_room", { title: title.value, kind, members: choice.chosen().map((peer) => peer.id) });
    if (!made) return undefined;
    sheet.close();
    return pane.openChat(made.chat);
  };
  title.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) create(); });
  setFoot(sheet, button("button primary", `Create ${word}`, create, { data: { action: "create-room" } }));
  title.focus();
}

/** Bring more people and bots into `chat`. */
export function openAddMembers(pane, chat) {
  pickSeveral(pane.element, "Add members", strangersTo(chat, pane.personId), "Add", async (peers) => {
    for (const peer of peers) await pane.act("add_member", { account: peer.id });
  });
}

/** Who is in `chat`; its leaders may change standings. */
export function openMembers(pane, chat) {
  const sheet = openSheet(pane.element, { title: chat.title, name: "members" });
  const ids = Object.keys(chat.members).map(Number).filter((id) => isInside(chat, id));
  sheet.body.append(el("ul", { class: "pick-list" }, ids.map((id) => memberRow(pane, chat, id, sheet))));
}

function memberRow(pane, chat, id, sheet) {
  const peer = accountPeer(accountWith(id) ?? { id, name: "Deleted account" });
  const mayChange = leads(chat, pane.personId) && id !== pane.personId && chat.members[id] !== "creator";
  const more = mayChange && button("icon-button", icon("dots"), (event) => openMenu(event.currentTarget, memberItems(pane, chat, id, sheet), peer.title),
    { "aria-label": `Change ${peer.title}`, "aria-haspopup": "menu", "aria-expanded": "false" });
  return el("li", { class: "pick-row" }, avatar(peer), el("span", { class: "pick-names" },
    el("span", { class: "pick-name", text: peer.title }), el("br"), el("span", { class: "pick-about", text: peer.about })),
    el("span", { class: "pick-about", text: STANDINGS[chat.members[id]] }), more);
}

function memberItems(pane, chat, id, sheet) {
  const admin = chat.members[id] === "administrator";
  const then = (name, details) => async () => { sheet.close(); await pane.act(name, { chat: chat.id, account: id, ...details }); };
  return [
    { label: admin ? "Dismiss as admin" : "Make admin", icon: "person", act: then("promote", { admin: !admin }) },
    { label: "Remove", icon: "trash", danger: true, act: then("throw_out", {}) },
  ];
}

function strangersTo(chat, personId) {
  return [...allBots(), ...allPeople()].filter((one) => one.id !== personId && !(chat && isInside(chat, one.id))).map(accountPeer);
}
