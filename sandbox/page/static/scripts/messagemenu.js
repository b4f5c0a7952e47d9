/** What a person can do with one message. */

import { openMenu } from "./menus.js";
import { forward } from "./sharing.js";
import { chatWith, leads } from "./store.js";

/** Open the menu of `message` beside `opener`. */
export function openMessageMenu(pane, opener, message) {
  const chat = chatWith(message.chat);
  const mine = message.owner === pane.personId;
  const composer = pane.chat?.foot.composer;
  openMenu(opener, [
    composer && { label: "Reply", icon: "reply", action: "reply", act: () => composer.replyToMessage(message) },
    message.text && { label: "Copy text", icon: "copy", action: "copy", act: () => pane.copy(message.text) },
    { label: "Forward", icon: "forward", action: "forward", act: () => forward(pane, message) },
    mine && composer && message.text && !message.photo && !message.via && { label: "Edit", icon: "edit", action: "edit", act: () => composer.editMessage(message) },
    (mine || chat.kind === "private" || leads(chat, pane.personId)) && { label: "Delete", icon: "trash", danger: true, action: "delete", act: () => pane.act("delete", { message: message.id }) },
  ], "Message");
}
