/** What a person can do with one message. */

import { openMenu } from "./menus.js";
import { forward } from "./sharing.js";
import { chatWith, leads } from "./store.js";
import { say } from "./words.js";

/** Open the menu of `message` beside `opener`. */
export function openMessageMenu(pane, opener, message) {
  const composer = pane.chat?.foot.composer;
  const words = (english) => say(pane.locale, english);
  const mine = message.owner === pane.personId;
  const writing = composer ? writingItems(composer, message, mine, words) : [];
  const copy = () => pane.copy(message.text);
  const pass = () => forward(pane, message);
  const remove = () => pane.act("delete", { message: message.id });
  const copying = { label: words("Copy text"), icon: "copy", action: "copy", act: copy };
  const others = [
    { label: words("Forward"), icon: "forward", action: "forward", act: pass },
    mayDelete(pane, message) && {
      label: words("Delete"),
      icon: "trash",
      danger: true,
      action: "delete",
      act: remove,
    },
  ];
  // Nobody else has an ephemeral message, and no client can pass it on.
  const items = message.whisper ? [copying] : [...writing, message.text && copying, ...others];
  openMenu(opener, items, words("Message"));
}

function writingItems(composer, message, mine, words) {
  const reply = () => composer.replyToMessage(message);
  const edit = () => composer.editMessage(message);
  const editable = mine && message.text && !message.photo && !message.document && !message.via;
  return [
    { label: words("Reply"), icon: "reply", action: "reply", act: reply },
    editable && { label: words("Edit"), icon: "edit", action: "edit", act: edit },
  ];
}

function mayDelete(pane, message) {
  const chat = chatWith(message.chat);
  const mine = message.owner === pane.personId;
  return mine || chat.kind === "private" || leads(chat, pane.personId);
}
