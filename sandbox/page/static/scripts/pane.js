/** One person's phone: chat list, open chat, sheets and toasts, and what taps in it do. */

import { ChatList } from "./chatlist.js";
import { ChatView } from "./chat.js";
import { el } from "./element.js";
import { perform } from "./outcomes.js";
import { paneHead } from "./panehead.js";
import { localeOf, privateKey } from "./peers.js";
import { openPayment, openReceipt } from "./payment.js";
import { act, fetchMenu, Impossible } from "./server.js";
import { accountNamed, apply, chatWith, personWith } from "./store.js";
import { showToast, toastLayer } from "./toasts.js";
import { topicIn } from "./topics.js";
import { say } from "./words.js";

/** What one person sees. `hooks` are onChat(pane) after a chat was opened or closed, onRead(). */
export class Pane {
  constructor(personId, hooks) {
    Object.assign(this, {
      personId,
      hooks,
      chatId: null,
      chat: null,
      startPayload: null,
      drafts: new Map(),
      menus: new Map(),
      topics: new Map(),
    });
    this.locale = localeOf(personId);
    this.list = new ChatList(this);
    this.body = el("div", { class: "pane-body", data: { view: "list" } }, this.list.element);
    this.head = el("header");
    this.element = el(
      "section",
      { class: "pane", data: { person: personId, view: "list", locale: this.locale } },
      this.head,
      this.body,
      toastLayer(),
    );
    this.reader = this.makeReader();
    this.refresh();
  }

  /** The store's key of the open chat. */
  get chatKey() {
    return keyOf(this.personId, this.chatId);
  }

  /** The topic that is shown of a forum: its number, 0 for the one every forum has, null for all together. */
  get topic() {
    const chat = chatWith(this.chatKey);
    const chosen = this.topics.get(this.chatKey) ?? null;
    if (!chat?.forum || chosen === null) return null;
    return chosen === 0 || topicIn(chat, chosen) ? chosen : null;
  }

  /** Show this topic of the open chat. */
  chooseTopic(id) {
    this.topics.set(this.chatKey, id);
    this.chat?.turn();
    this.focusFoot();
  }

  /** Bring everything in line with the store. */
  refresh(moved = false) {
    if (this.locale !== localeOf(this.personId)) this.changeLocale();
    if (moved) this.menus.clear();
    this.refreshHead();
    if (this.chat && (chatWith(this.chatKey)?.deleted ?? true)) this.leaveGone();
    this.chat?.refresh();
    if (moved) this.chat?.foot.composer?.commands.show();
    this.list.refresh();
  }

  /** The open chat is gone, or goes on under another number. */
  leaveGone() {
    const there = chatWith(this.chatKey)?.moved_to;
    this.closeChat();
    if (there) this.openChat(there, null, true);
  }

  /** Whether the person could read this pane now. */
  visible() {
    return this.element.isConnected && this.element.offsetParent !== null;
  }

  /** Open the chat known by `chatId`; resolves to whether that worked. `quietly`: the focus stays. */
  async openChat(chatId, startPayload = null, quietly = false) {
    if (!chatWith(keyOf(this.personId, chatId)) && !(await this.act("open_chat", { chat: chatId })))
      return false;
    if (this.chatId === chatId && this.startPayload === startPayload && this.chat) return true;
    this.chat?.end();
    Object.assign(this, { chatId, startPayload });
    this.chat = new ChatView(this, this.chatKey);
    this.body.append(this.chat.element);
    this.show("chat");
    this.chat.stream.toBottom();
    if (!quietly) this.focusFoot();
    return true;
  }

  /** Open the chat with a bot and offer to start it with `payload`. */
  openBot(botId, payload) {
    return this.openChat(botId, payload);
  }

  /** Back to the list. */
  closeChat() {
    this.chat?.end();
    Object.assign(this, { chat: null, chatId: null, startPayload: null });
    this.show("list");
  }

  /** Press Start. */
  async start() {
    const payload = this.startPayload ?? "";
    this.startPayload = null;
    if (await this.act("start", { bot: this.chatId, payload })) this.focusFoot();
  }

  /** Do `name` as this person in the open chat; resolves to the answer, or null after telling why not. */
  act(name, details = {}) {
    return this.attempt(() => act(name, { person: this.personId, chat: this.chatId, ...details }));
  }

  /** Await `ask()`, take in what it tells, show a refusal as a toast. */
  async attempt(ask) {
    try {
      const answer = await ask();
      apply(answer);
      return answer;
    } catch (error) {
      const why = error instanceof Impossible ? error.message : "The sandbox cannot be reached.";
      this.toast(say(this.locale, why));
      return null;
    }
  }

  /** Say `text` in the open chat. */
  say(text) {
    return this.act("say", { text, topic: this.topic });
  }

  /** Short words at the foot of the pane. */
  toast(text) {
    showToast(this.element, text);
  }

  /** Put `text` into the clipboard. */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast(say(this.locale, "Copied"));
    } catch {
      this.toast(text);
    }
  }

  /** Follow a link as this person. */
  async openLink(url) {
    const outcome = await this.act("follow", { url });
    if (outcome) perform(this, outcome);
  }

  /** Pay the invoice in `message`, or look at its receipt. */
  pay(message) {
    if (message.paid) {
      if (message.receipt) openReceipt(this, message.receipt);
      return;
    }
    openPayment(this, message.invoice, (card) => this.act("pay", { message: message.id, card }));
  }

  /** Pay the invoice behind a link. */
  async payLink(slug) {
    const answer = await this.act("read_invoice", { slug });
    if (answer) openPayment(this, answer.invoice, (card) => this.act("pay_link", { slug, card }));
  }

  /** The commands of the open chat: {commands, about}. */
  async menu() {
    const { personId, chatId } = this;
    if (!this.menus.has(chatId)) {
      this.menus.set(
        chatId,
        fetchMenu(personId, chatId).catch(() => ({ commands: [], about: "" })),
      );
    }
    return this.menus.get(chatId);
  }

  /** "typing…" in a chat's row, if a bot is busy in it. */
  actingIn(key) {
    return this.chat?.key === key ? this.chat.acting : "";
  }

  /** Bring the message `id` of the open chat into view. */
  scrollTo(id) {
    this.chat?.stream.scrollTo(id);
  }

  /** Empty the composer. */
  clearComposer() {
    this.chat?.foot.composer?.clear();
  }

  /** Put `text` into the composer. */
  compose(text) {
    this.chat?.foot.composer?.fill(text);
  }

  /** Focus what can be done at the foot of the chat. */
  focusFoot() {
    if (matchMedia("(pointer: coarse)").matches) return;
    this.chat?.foot.element.querySelector("textarea, .bar button")?.focus({ preventScroll: true });
  }

  /** Called by the stream when something was read. */
  onRead() {
    this.list.refresh();
    this.chat?.tabs.refresh();
    this.hooks.onRead();
  }

  refreshHead() {
    const { name, language } = personWith(this.personId);
    if (this.headSignature === `${name}/${language}`) return;
    this.headSignature = `${name}/${language}`;
    const head = paneHead(this);
    this.head.replaceWith(head);
    this.head = head;
  }

  show(view) {
    this.body.dataset.view = view;
    this.element.dataset.view = view;
    this.list.refresh();
    this.hooks.onChat(this);
  }

  changeLocale() {
    this.locale = localeOf(this.personId);
    this.element.dataset.locale = this.locale;
    const { chatId, startPayload } = this;
    if (!this.chat) return;
    this.chat.end();
    this.chat = null;
    this.menus.clear();
    this.openChat(chatId, startPayload);
  }

  makeReader() {
    const pane = this;
    return {
      get locale() {
        return pane.locale;
      },
      openLink: (url) => pane.openLink(url),
      openUser: (id) => id && id !== pane.personId && pane.openChat(id),
      openName: (name) => pane.openLink(`https://t.me/${accountNamed(name)?.username ?? name}`),
      sendCommand: (text) => pane.say(text),
      copy: (text) => pane.copy(text),
    };
  }
}

function keyOf(personId, chatId) {
  if (chatId == null) return "";
  return chatId < 0 ? String(chatId) : privateKey(personId, chatId);
}
