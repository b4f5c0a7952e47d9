/** What stands under a chat: the composer, or a bar with the one thing that can be done. */

import { Composer } from "./composer.js";
import { button, el } from "./element.js";
import { otherIn } from "./peers.js";
import { botWith, chatWith, isInside, leads } from "./store.js";
import { mayWriteIn } from "./topics.js";
import { say } from "./words.js";

/** The foot of one chat in one pane; it changes its shape with the chat's state. */
export class Foot {
  constructor(pane, key) {
    Object.assign(this, { pane, key, shape: null, composer: null });
    this.element = el("footer", { class: "foot" });
  }

  /** Bring it in line with the store. */
  refresh() {
    const shape = this.wantedShape();
    if (shape !== this.shape) this.reshape(shape);
    this.composer?.refresh();
  }

  /** Throw it away. */
  end() {
    this.composer?.end();
  }

  wantedShape() {
    const chat = chatWith(this.key);
    const person = this.pane.personId;
    if (chat.kind !== "private") return this.roomShape(chat, person);
    if (chat.blocked_by.includes(person)) return "blocked";
    const bot = botWith(otherIn(chat, person));
    return bot && (!chat.started || this.pane.startPayload != null) ? "start" : "composer";
  }

  roomShape(chat, person) {
    if (!isInside(chat, person)) return "join";
    if (!mayWriteIn(chat, this.pane.topic, person)) return "closed";
    return chat.kind === "channel" && !leads(chat, person) ? "follower" : "composer";
  }

  reshape(shape) {
    this.shape = shape;
    this.composer?.end();
    this.composer = null;
    this.element.replaceChildren(this.build(shape));
  }

  build(shape) {
    const { pane } = this;
    const words = (english) => say(pane.locale, english);
    switch (shape) {
      case "blocked":
        return bar("button", words("Unblock"), "unblock", () =>
          pane.act("unblock", { bot: pane.chatId }),
        );
      case "start":
        return bar("button primary", words("Start"), "start", () => pane.start());
      case "join":
        return bar("button primary", words("Join"), "join", () => pane.act("join"));
      case "closed":
        return el("p", { class: "bar-note", text: words("This topic is closed") });
      case "follower":
        return el("p", { class: "bar-note", text: words("You follow this channel") });
      default:
        this.composer = new Composer(pane, this.key);
        return this.composer.element;
    }
  }
}

function bar(className, label, action, act) {
  return el("div", { class: "bar" }, button(className, label, act, { data: { action } }));
}
