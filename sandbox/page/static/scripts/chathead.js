/** The head of an open chat: back, name, what the other side is doing, the chat's menu. */

import { avatar } from "./avatar.js";
import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { openMenu } from "./menus.js";
import { peerOf } from "./peers.js";
import { openAddMembers, openMembers } from "./rooms.js";
import { addBot } from "./sharing.js";
import { botWith, chatWith, leads } from "./store.js";
import { topicActions } from "./topics.js";
import { say } from "./words.js";

/** Build the head for `chat` in `pane`; `subtitle` replaces the usual line, as in "typing…". */
export function chatHead(pane, chat, subtitle) {
  const peer = peerOf(chat, pane.personId);
  const back = button("icon-button chat-back", icon("back"), () => pane.closeChat(), {
    "aria-label": say(pane.locale, "Back to chats"),
    data: { action: "back" },
  });
  const more = button(
    "icon-button",
    icon("dots"),
    (event) => openMenu(event.currentTarget, chatActions(pane, chat, peer), say(pane.locale, "Chat")),
    {
      "aria-label": say(pane.locale, "Chat menu"),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { action: "chat-menu" },
    },
  );
  const names = el(
    "span",
    { class: "chat-names" },
    el("h2", { class: "chat-title", text: peer.title }),
    el("div", {
      class: `chat-subtitle${subtitle ? " is-typing" : ""}`,
      text: subtitle || subtitleOf(peer, chat, pane.locale),
    }),
  );
  return el(
    "header",
    { class: "chat-head" },
    back,
    el("div", { class: "chat-about" }, avatar(peer), names),
    more,
  );
}

function subtitleOf(peer, chat, locale) {
  if (chat.blocked_by.length) return say(locale, "blocked");
  if (peer.kind === "channel") return `${say(locale, "channel")} · ${peer.about}`;
  return peer.about;
}

function chatActions(pane, chat, peer) {
  const fresh = chatWith(chat.key);
  switch (peer.kind) {
    case "bot":
      return botActions(pane, fresh, peer);
    case "person":
      return [
        {
          label: say(pane.locale, "Close chat"),
          icon: "close",
          action: "close",
          act: () => pane.closeChat(),
        },
      ];
    default:
      return roomActions(pane, fresh, peer);
  }
}

function botActions(pane, chat, peer) {
  const blocked = chat.blocked_by.includes(pane.personId);
  const words = (english) => say(pane.locale, english);
  return [
    {
      label: words("Add to a group or channel"),
      icon: "group",
      action: "add-bot",
      act: () => addBot(pane, peer.id),
    },
    { label: words("Restart"), icon: "bolt", action: "restart", act: () => pane.say("/start") },
    {
      label: words("Group privacy"),
      hint: words(botWith(peer.id).reads_all ? "off" : "on"),
      icon: "eye",
      action: "privacy",
      act: () => switchPrivacy(pane, peer.id),
    },
    "rule",
    blocked
      ? {
          label: words("Unblock bot"),
          icon: "check",
          action: "unblock",
          act: () => pane.act("unblock", { bot: peer.id }),
        }
      : {
          label: words("Block bot"),
          icon: "block",
          danger: true,
          action: "block",
          act: () => pane.act("block", { bot: peer.id }),
        },
  ];
}

async function switchPrivacy(pane, botId) {
  const on = botWith(botId).reads_all;
  if (!(await pane.act("set_privacy", { bot: botId, on }))) return;
  const told = on
    ? "Privacy mode is on: in groups that it is added to from now on the bot hears commands and replies."
    : "Privacy mode is off: in groups that it is added to from now on the bot hears everything.";
  pane.toast(say(pane.locale, told));
}

async function upgrade(pane) {
  const grown = await pane.act("upgrade");
  if (grown) pane.openChat(grown.chat);
}

/** What only its leaders do with a group. */
function groupActions(pane, chat) {
  const words = (english) => say(pane.locale, english);
  if (!leads(chat, pane.personId)) return [];
  const basic = chat.kind === "group";
  return [
    basic && {
      label: words("Upgrade to supergroup"),
      icon: "group",
      action: "upgrade",
      act: () => upgrade(pane),
    },
    chat.kind === "supergroup" && {
      label: words("Topics"),
      hint: words(chat.forum ? "on" : "off"),
      icon: "hash",
      action: "forum",
      act: () => pane.act("set_forum", { on: !chat.forum }),
    },
  ];
}

function roomActions(pane, chat, peer) {
  const owner = leads(chat, pane.personId);
  const words = (english) => say(pane.locale, english);
  return [
    {
      label: words("Members"),
      icon: "info",
      action: "members",
      act: () => openMembers(pane, chat),
    },
    owner && {
      label: words("Add members"),
      icon: "plus",
      action: "add-members",
      act: () => openAddMembers(pane, chat),
    },
    ...groupActions(pane, chat),
    ...topicActions(pane, chat),
    "rule",
    {
      label: words(`Leave ${peer.kind}`),
      icon: "leave",
      danger: true,
      action: "leave",
      act: () => pane.act("leave"),
    },
    chat.members[pane.personId] === "creator" && {
      label: words(`Delete ${peer.kind}`),
      icon: "trash",
      danger: true,
      action: "delete-room",
      act: () => pane.act("delete_room"),
    },
  ];
}
