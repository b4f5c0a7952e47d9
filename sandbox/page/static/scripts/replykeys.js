/** Reply keyboards: the buttons a bot puts in place of the person's own. */

import { pickChat } from "./chatpicker.js";
import { button, el } from "./element.js";
import { messagesOf } from "./store.js";
import { say } from "./words.js";

/** The reply keyboard of one chat in one pane; `send(text)` says what a button says. */
export class ReplyKeys {
  constructor(pane, key, send) {
    Object.assign(this, {
      pane,
      key,
      send,
      empty: true,
      placeholder: "",
      from: null,
      closed: false,
    });
    this.element = el("div", {
      class: "reply-keys",
      role: "group",
      "aria-label": say(pane.locale, "The bot's keyboard"),
      hidden: true,
    });
  }

  /** Show the keyboard of the newest message that says anything about it. */
  refresh() {
    const source = messagesOf(this.key).findLast((message) => message.keyboard);
    if (source === this.from) return;
    const moved = source?.id !== this.from?.id;
    this.from = source;
    if (moved) this.closed = false;
    this.rows = source?.keyboard.keyboard ?? [];
    this.placeholder = source?.keyboard.input_field_placeholder ?? "";
    this.empty = this.rows.length === 0;
    this.element.replaceChildren(
      ...this.rows.map((row) =>
        el(
          "div",
          { class: "key-row" },
          row.map((key) => this.button(key)),
        ),
      ),
    );
    this.settle();
  }

  /** Fold it away, or bring it back. */
  toggle() {
    this.closed = !this.closed;
    this.settle();
  }

  button(key) {
    const { text, style = "" } = typeof key === "string" ? { text: key } : key;
    return button(`reply-key ${style}`.trim(), text, () => this.press(key, text), {
      data: { action: "reply-key" },
    });
  }

  press(key, text) {
    if (this.from.keyboard.one_time_keyboard && !key.request_chat) this.toggle();
    if (key.request_chat) pickChat(this.pane, this.from, key);
    else if (key.request_contact) this.pane.act("share_contact");
    else this.send(text);
  }

  settle() {
    this.element.hidden = this.empty || this.closed;
  }
}
