/** The head of an open chat: back, name, what the other side is doing, the chat's menu. */

import { avatar } from "./avatar.js";
import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { openMenu } from "./menus.js";
import { peerOf } from "./peers.js";
import { openAddMembers, openMembers } from "./rooms.js";
import { addBot } from "./sharing.js";
import { chatWith, leads } from "./store.js";
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
    "rule",
    {
      label: words(`Leave ${peer.kind}`),
      icon: "leave",
      danger: true,
      action: "leave",
      act: () => pane.act("leave"),
    },
  ];
}
