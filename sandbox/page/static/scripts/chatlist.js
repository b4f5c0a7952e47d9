/** One person's list of chats, and whom else they could write to. */

import { avatar } from "./avatar.js";
import { arrange, button, el } from "./element.js";
import { icon } from "./icons.js";
import { previewOf } from "./message.js";
import { shortMoment } from "./moments.js";
import { accountPeer, peerOf } from "./peers.js";
import { allBots, allPeople, chatsOf, lastMessage } from "./store.js";
import { unreadIn } from "./unread.js";
import { say } from "./words.js";

const KIND_ICONS = { bot: "bot", group: "group", channel: "channel" };

/** The list in one pane. */
export class ChatList {
  constructor(pane) {
    Object.assign(this, { pane, rows: new Map() });
    this.element = el("nav", { class: "chatlist", "aria-label": say(pane.locale, "Chats") });
    this.element.addEventListener("keydown", (event) => this.steer(event));
    this.others = el("h2", { class: "chatlist-title", text: "" });
    this.holdStill();
  }

  /** While a row is being pressed nothing moves: news under somebody's finger would swallow the press. */
  holdStill() {
    this.element.addEventListener("pointerdown", () => {
      this.pressed = true;
    });
    for (const end of ["pointerup", "pointercancel"])
      window.addEventListener(end, () => {
        if (!this.pressed) return;
        this.pressed = false;
        setTimeout(() => this.refresh());
      });
  }

  /** Bring the list in line with the store. */
  refresh() {
    if (this.pressed) return;
    const { personId, locale } = this.pane;
    this.element.setAttribute("aria-label", say(locale, "Chats"));
    this.others.textContent = say(locale, "Also here");
    const chats = chatsOf(personId).map((chat) => ({ ...peerOf(chat, personId), chat }));
    const listed = new Set(chats.map((peer) => peer.id));
    const others = [...allBots(), ...allPeople()]
      .filter((one) => one.id !== personId && !listed.has(one.id))
      .map((one) => accountPeer(one, locale));
    const nodes = [...chats, ...(others.length && chats.length ? [null] : []), ...others].map(
      (peer) => (peer ? this.row(peer) : this.others),
    );
    arrange(this.element, nodes);
  }

  row(peer) {
    const view = this.viewOf(peer);
    const signature = JSON.stringify(view);
    const known = this.rows.get(peer.id);
    if (known?.signature === signature) return known.node;
    const node =
      known?.node ??
      button("chat-row", [], () => this.pane.openChat(peer.id), {
        data: { action: "open-chat", chat: peer.id },
      });
    node.toggleAttribute("aria-current", view.open);
    if (view.open) node.setAttribute("aria-current", "true");
    node.replaceChildren(...rowContent(peer, view));
    this.rows.set(peer.id, { signature, node });
    return node;
  }

  viewOf(peer) {
    const { pane } = this;
    const open = pane.chatId === peer.id;
    if (!peer.chat) return { title: peer.title, preview: peer.about, open, locale: pane.locale };
    const last = lastMessage(peer.chat.key);
    return {
      title: peer.title,
      open,
      lang: peer.kind === "bot" ? pane.locale : null,
      typing: pane.actingIn(peer.chat.key),
      who: last && !last.service ? authorOf(last, peer, pane) : "",
      preview: last ? previewOf(last, pane.locale) : "",
      time: last ? shortMoment(last.date, pane.locale) : "",
      locale: pane.locale,
      unread: unreadIn(pane.personId, peer.chat.key),
    };
  }

  steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const rows = [...this.element.querySelectorAll(".chat-row")];
    rows[rows.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  }
}

function authorOf(message, peer, pane) {
  if (peer.kind === "channel") return "";
  if (message.owner === pane.personId) return say(pane.locale, "You: ");
  return peer.kind === "group" ? `${message.from.name}: ` : "";
}

function rowContent(peer, view) {
  const kind = KIND_ICONS[peer.kind];
  const preview = view.typing
    ? el("span", { class: "row-preview is-typing", text: view.typing })
    : el(
        "span",
        { class: "row-preview", lang: view.lang },
        view.who && el("span", { class: "row-who", text: view.who }),
        view.preview,
      );
  return [
    avatar(peer),
    el(
      "span",
      { class: "row-title" },
      kind && icon(kind),
      el("span", { class: "row-name", text: view.title }),
    ),
    el("span", { class: "row-time", text: view.time ?? "" }),
    preview,
    badge(view.unread, view.locale),
  ];
}

function badge(count, locale) {
  return el(
    "span",
    { class: "row-badge" },
    count > 0 &&
      el("span", {
        class: "badge",
        text: count > 99 ? "99+" : count,
        "aria-label": say(locale, "{} unread", count),
        data: { unread: count },
      }),
  );
}
