/** An open chat: head, stream and foot together. */

import { chatHead } from "./chathead.js";
import { el } from "./element.js";
import { Foot } from "./foot.js";
import { peerOf } from "./peers.js";
import { accountWith, chatWith } from "./store.js";
import { Stream } from "./stream.js";
import { TopicTabs } from "./topics.js";
import { say } from "./words.js";

const ACTING_FADES = 5000;
const ACTING = {
  typing: "{} is typing…",
  upload_photo: "{} is sending a photo…",
  upload_document: "{} is sending a file…",
};

/** The view of one chat in one pane. */
export class ChatView {
  constructor(pane, key) {
    Object.assign(this, { pane, key, acting: "" });
    this.stream = new Stream(pane, key);
    this.tabs = new TopicTabs(pane, key);
    this.foot = new Foot(pane, key);
    this.element = el("section", {
      class: "chat",
      "aria-label": say(pane.locale, "Chat"),
      data: { chat: pane.chatId },
    });
    this.head = el("header");
    this.element.append(this.head, this.tabs.element, this.stream.element, this.foot.element);
    this.refresh();
  }

  /** Bring everything in line with the store. */
  refresh() {
    this.refreshHead();
    this.stream.refresh();
    this.tabs.refresh();
    this.foot.refresh();
  }

  /** Show another topic, or all of them. */
  turn() {
    this.refreshHead();
    this.stream.reset();
    this.tabs.refresh();
    this.foot.refresh();
  }

  /** What the chat is called for this person. */
  title() {
    return peerOf(chatWith(this.key), this.pane.personId).title;
  }

  /** Show that a bot is typing, until it speaks or five seconds have passed. */
  showActing(change) {
    clearTimeout(this.fading);
    const name = accountWith(change.bot_id)?.name ?? "";
    this.acting = say(this.pane.locale, ACTING[change.action] ?? "{} is busy…", name);
    this.fading = setTimeout(() => this.stopActing(), ACTING_FADES);
    this.refreshHead();
  }

  /** Nobody is typing any more. */
  stopActing() {
    clearTimeout(this.fading);
    if (!this.acting) return;
    this.acting = "";
    this.refreshHead();
  }

  /** Throw the view away. */
  end() {
    clearTimeout(this.fading);
    this.stream.end();
    this.foot.end();
    this.element.remove();
  }

  refreshHead() {
    const chat = chatWith(this.key);
    const signature = JSON.stringify([chat, this.acting, this.pane.topic]);
    if (signature === this.headSignature) return;
    this.headSignature = signature;
    const fresh = chatHead(this.pane, chat, this.acting);
    const focused = this.head.contains(document.activeElement)
      ? document.activeElement.dataset.action
      : null;
    this.head.replaceWith(fresh);
    this.head = fresh;
    if (focused) fresh.querySelector(`[data-action="${focused}"]`)?.focus();
  }
}
