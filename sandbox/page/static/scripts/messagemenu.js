/** What a person can do with one message. */

import { openMenu } from "./menus.js";
import { forward } from "./sharing.js";
import { chatWith, leads } from "./store.js";

/** Open the menu of `message` beside `opener`. */
export function openMessageMenu(pane, opener, message) {
  const composer = pane.chat?.foot.composer;
  const words = composer ? writingItems(composer, message, message.owner === pane.personId) : [];
  const copy = () => pane.copy(message.text);
  const remove = () => pane.act("delete", { message: message.id });
  const items = [
    ...words,
    message.text && { label: "Copy text", icon: "copy", action: "copy", act: copy },
    { label: "Forward", icon: "forward", action: "forward", act: () => forward(pane, message) },
    mayDelete(pane, message) && {
      label: "Delete",
      icon: "trash",
      danger: true,
      action: "delete",
      act: remove,
    },
  ];
  openMenu(opener, items, "Message");
}

function writingItems(composer, message, mine) {
  const reply = () => composer.replyToMessage(message);
  const edit = () => composer.editMessage(message);
  const editable = mine && message.text && !message.photo && !message.document && !message.via;
  return [
    { label: "Reply", icon: "reply", action: "reply", act: reply },
    editable && { label: "Edit", icon: "edit", action: "edit", act: edit },
  ];
}

function mayDelete(pane, message) {
  const chat = chatWith(message.chat);
  const mine = message.owner === pane.personId;
  return mine || chat.kind === "private" || leads(chat, pane.personId);
}
