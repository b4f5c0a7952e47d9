/** Groups and channels: making one, who is in it, bringing people and bots in. */

import { avatar } from "./avatar.js";
import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { openMenu } from "./menus.js";
import { accountPeer } from "./peers.js";
import { pickMany, pickSeveral } from "./picker.js";
import { openSheet, setFoot } from "./sheets.js";
import { accountWith, allBots, allPeople, isInside, leads } from "./store.js";
import { say } from "./words.js";

const STANDINGS = { creator: "owner", administrator: "admin", member: "" };

/** Make a group ("supergroup") or "channel" as the person of `pane`; `then(id)`, or it is opened. */
export function openNewRoom(pane, kind, then = (id) => pane.openChat(id)) {
  const word = kind === "channel" ? "channel" : "group";
  const words = (english) => say(pane.locale, english);
  const sheet = openSheet(pane.element, { title: words(`New ${word}`), name: "new-room" });
  const form = roomForm(sheet, word, strangersTo(null, pane), words);
  const create = async () => {
    const details = form.read();
    const made = details && (await pane.act("create_room", { kind, ...details }));
    if (!made) return;
    sheet.close();
    then(made.chat);
  };
  form.title.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) create();
  });
  const done = { data: { action: "create-room" } };
  setFoot(sheet, button("button primary", words(`Create ${word}`), create, done));
  form.title.focus();
}

/** The fields of a new room; `read()` gives {title, members}, or null after asking for a name. */
function roomForm(sheet, word, peers, words) {
  const placeholder = words(word === "channel" ? "Deals of the day" : "Neighbours");
  const attributes = {
    maxlength: "128",
    autocomplete: "off",
    placeholder,
    data: { role: "title" },
  };
  const title = el("input", attributes);
  const error = el("p", { class: "sheet-error", role: "alert" });
  const choice = pickMany(peers);
  const basic = el("input", { type: "checkbox", data: { role: "basic" } });
  sheet.body.append(
    el("label", { class: "field" }, words("Name"), title),
    error,
    ...(word === "group" ? [basicRow(basic, words)] : []),
    el("p", { class: "chatlist-title", text: words("Who is in it") }),
    choice.element,
  );
  const read = () => {
    const named = Boolean(title.value.trim());
    error.textContent = named ? "" : words("Give it a name.");
    if (!named) title.focus();
    const members = choice.chosen().map((peer) => peer.id);
    return named ? { title: title.value, members, ...(basic.checked && { kind: "group" }) } : null;
  };
  return { title, read };
}

/** Telegram's own clients begin with a basic group, and make a supergroup of it once it needs to be one. */
function basicRow(box, words) {
  const names = el(
    "span",
    { class: "pick-names" },
    el("span", { class: "pick-name", text: words("Basic group") }),
    el("br"),
    el("span", { class: "pick-about", text: words("becomes a supergroup later") }),
  );
  return el("div", { class: "pick-list" }, el("label", { class: "pick-row" }, names, box));
}

/** Bring more people and bots into `chat`. */
export function openAddMembers(pane, chat) {
  pickSeveral(
    pane.element,
    say(pane.locale, "Add members"),
    strangersTo(chat, pane),
    say(pane.locale, "Add"),
    async (peers) => {
      for (const peer of peers) await pane.act("add_member", { account: peer.id });
    },
  );
}

/** Who is in `chat`; its leaders may change standings. */
export function openMembers(pane, chat) {
  const sheet = openSheet(pane.element, { title: chat.title, name: "members" });
  const ids = Object.keys(chat.members)
    .map(Number)
    .filter((id) => isInside(chat, id));
  sheet.body.append(
    el(
      "ul",
      { class: "pick-list" },
      ids.map((id) => memberRow(pane, chat, id, sheet)),
    ),
  );
}

function memberRow(pane, chat, id, sheet) {
  const peer = accountPeer(
    accountWith(id) ?? { id, name: say(pane.locale, "Deleted account") },
    pane.locale,
  );
  const mayChange =
    leads(chat, pane.personId) && id !== pane.personId && chat.members[id] !== "creator";
  const more =
    mayChange &&
    button(
      "icon-button",
      icon("dots"),
      (event) => openMenu(event.currentTarget, memberItems(pane, chat, id, sheet), peer.title),
      {
        "aria-label": say(pane.locale, "Change {}", peer.title),
        "aria-haspopup": "menu",
        "aria-expanded": "false",
      },
    );
  return el(
    "li",
    { class: "pick-row" },
    avatar(peer),
    el(
      "span",
      { class: "pick-names" },
      el("span", { class: "pick-name", text: peer.title }),
      el("br"),
      el("span", { class: "pick-about", text: hearingOf(chat, peer, pane.locale) }),
    ),
    el("span", { class: "pick-about", text: standingOf(chat, id, pane.locale) }),
    more,
  );
}

/** Of a bot in a group Telegram says whether it hears everything there. */
function hearingOf(chat, peer, locale) {
  if (peer.kind !== "bot" || chat.kind === "channel") return peer.about;
  const hears = chat.hearing.includes(peer.id);
  return say(locale, hears ? "has access to messages" : "has no access to messages");
}

function standingOf(chat, id, locale) {
  const standing = say(locale, STANDINGS[chat.members[id]]);
  return chat.silent.includes(id) ? say(locale, "{}, may not post", standing) : standing;
}

function memberItems(pane, chat, id, sheet) {
  const admin = chat.members[id] === "administrator";
  const silent = chat.silent.includes(id);
  const words = (english) => say(pane.locale, english);
  const then = (name, details) => async () => {
    sheet.close();
    await pane.act(name, { chat: chat.id, account: id, ...details });
  };
  return [
    admin &&
      chat.kind === "channel" && {
        label: words(silent ? "Let it post" : "Take away the right to post"),
        icon: silent ? "check" : "block",
        action: "posting",
        act: then("promote", { admin: true, posts: silent }),
      },
    {
      label: words(admin ? "Dismiss as admin" : "Make admin"),
      icon: "person",
      act: then("promote", { admin: !admin }),
    },
    {
      label: words("Remove"),
      icon: "trash",
      danger: true,
      action: "throw-out",
      act: then("throw_out", {}),
    },
  ];
}

function strangersTo(chat, pane) {
  return [...allBots(), ...allPeople()]
    .filter((one) => one.id !== pane.personId && !(chat && isInside(chat, one.id)))
    .map((one) => accountPeer(one, pane.locale));
}
