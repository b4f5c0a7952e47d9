/** The messages of one open chat: kept in step with the store, scrolled calmly. */

import { avatar } from "./avatar.js";
import { arrange, button, el } from "./element.js";
import { icon } from "./icons.js";
import { messageNode } from "./message.js";
import { dayName, dayOf } from "./moments.js";
import { peerOf } from "./peers.js";
import { chatWith, seenIn } from "./store.js";
import { markRead, unreadIn } from "./unread.js";
import { say } from "./words.js";

const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const NEAR = 60;
const RUN = 300;

/** The scrolling list of one chat in one pane. */
export class Stream {
  constructor(pane, key) {
    Object.assign(this, { pane, key, cards: new Map(), days: new Map(), stuck: true, first: true });
    this.top = 0;
    this.list = el("ol", {
      class: "stream",
      tabindex: "0",
      "aria-label": say(pane.locale, "Messages"),
      role: "log",
    });
    this.count = el("span", { class: "badge", hidden: true });
    this.jump = button("to-bottom", icon("down"), () => this.toBottom(true), {
      "aria-label": say(pane.locale, "To the newest message"),
      hidden: true,
      data: { action: "to-bottom" },
    });
    this.jump.append(this.count);
    this.element = el("div", { class: "stream-frame" }, this.list, this.jump);
    this.list.addEventListener("scroll", () => this.onScroll(), { passive: true });
    this.sizes = new ResizeObserver(() => {
      if (this.stuck) this.toBottom();
    });
    this.sizes.observe(this.list);
  }

  /** Bring the list in line with the store. */
  refresh() {
    const { topic } = this.pane;
    const messages = seenIn(this.key, this.pane.personId).filter(
      (message) => topic === null || message.topic === topic,
    );
    const fresh = messages.at(-1);
    const mine = fresh && fresh.owner === this.pane.personId && !this.cards.has(fresh.id);
    arrange(this.list, this.nodesFor(messages));
    this.first = false;
    if (this.stuck || mine) this.toBottom();
    this.noteRead();
  }

  /** Begin anew, with other messages or other heads above them. */
  reset() {
    this.cards.clear();
    this.first = true;
    this.stuck = true;
    this.refresh();
  }

  /** Scroll down to the newest message. */
  toBottom(smooth = false) {
    this.stuck = true;
    this.list.scrollTo({
      top: this.list.scrollHeight,
      behavior: smooth && !STILL.matches ? "smooth" : "instant",
    });
    this.noteRead();
  }

  /** Bring one message into view. */
  scrollTo(id) {
    const node = this.cards.get(id)?.node;
    if (!node) return;
    this.stuck = false;
    node.scrollIntoView({ block: "center", behavior: STILL.matches ? "instant" : "smooth" });
  }

  /** Stop watching sizes; the list is thrown away. */
  end() {
    this.sizes.disconnect();
  }

  /** Count what is below as read when it can be seen. */
  noteRead() {
    const { personId, topic } = this.pane;
    const seen = this.stuck && this.pane.visible() && document.visibilityState === "visible";
    if (seen && markRead(personId, this.key, topic)) this.pane.onRead();
    const unread = unreadIn(personId, this.key, topic);
    this.jump.hidden = this.stuck;
    this.count.hidden = unread === 0 || this.stuck;
    this.count.textContent = unread;
  }

  onScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    // Only who scrolls up leaves the end: when a keyboard opens below, the end moves away by itself.
    if (near || scrollTop < this.top) this.stuck = near;
    this.top = scrollTop;
    this.noteRead();
  }

  nodesFor(messages) {
    const chat = chatWith(this.key);
    const nodes = [];
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      const newDay = !before || dayOf(before.date) !== dayOf(message.date);
      if (newDay) nodes.push(this.dayNode(message.date));
      const node = this.nodeFor(message, chat);
      node.classList.toggle("is-follow", !newDay && isRun(before, message));
      node.classList.toggle("no-avatar", isRun(message, messages[index + 1]));
      nodes.push(node);
    });
    this.forget(messages);
    return nodes.length ? nodes : [(this.intro ??= introOf(this.pane, chat))];
  }

  nodeFor(message, chat) {
    const card = this.cards.get(message.id);
    if (card?.message === message) return card.node;
    const node = messageNode(message, chat, this.pane);
    if (!card && !this.first) node.classList.add("is-new");
    this.cards.set(message.id, { message, node });
    if (card) keepFocus(card.node, node);
    return node;
  }

  dayNode(unix) {
    const day = dayOf(unix);
    if (!this.days.has(day)) this.days.set(day, el("li", { class: "day" }));
    const node = this.days.get(day);
    node.textContent = dayName(unix, this.pane.locale);
    return node;
  }

  forget(messages) {
    const alive = new Set(messages.map((message) => message.id));
    for (const id of [...this.cards.keys()]) if (!alive.has(id)) this.cards.delete(id);
  }
}

/** What an empty chat shows: who the other side is, and what a bot says of itself. */
function introOf(pane, chat) {
  const peer = peerOf(chat, pane.personId);
  const about = el("p", {
    class: "intro-about",
    text: peer.kind === "bot" ? "" : say(pane.locale, "No messages yet"),
    lang: peer.kind === "bot" ? pane.locale : null,
  });
  if (peer.kind === "bot")
    pane.menu().then((menu) => {
      about.textContent = menu.about || say(pane.locale, "Press Start to begin.");
    });
  return el(
    "li",
    { class: "intro" },
    avatar(peer),
    el("div", { class: "intro-title", text: peer.title }),
    about,
  );
}

function isRun(before, after) {
  return (
    Boolean(before && after) &&
    !before.service &&
    !after.service &&
    before.owner === after.owner &&
    before.sender_chat === after.sender_chat &&
    Boolean(before.whisper) === Boolean(after.whisper) &&
    after.date - before.date < RUN &&
    dayOf(before.date) === dayOf(after.date)
  );
}

/** An edited message is a new node: the button that had the focus keeps it. */
function keepFocus(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  old.replaceWith(fresh);
  if (focused != null) fresh.querySelector(`[data-key="${focused}"]`)?.focus();
}
