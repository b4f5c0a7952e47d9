/** One message as a bubble with its head, body, stamp and buttons. */

import { avatar, toneOf } from "./avatar.js";
import { el, button } from "./element.js";
import { renderText } from "./entities.js";
import { icon } from "./icons.js";
import { invoiceCard, invoiceKeys, paymentLine } from "./invoices.js";
import { inlineKeys } from "./keys.js";
import { contactCard, documentCard, photo } from "./media.js";
import { openMessageMenu } from "./messagemenu.js";
import { clockTime, localeOfText } from "./moments.js";
import { topicDot, topicIn } from "./topics.js";
import { say } from "./words.js";

/** Build the node of `message` for the person of `pane`; `chat` is the chat it stands in. */
export function messageNode(message, chat, pane) {
  const line = paymentLine(message, pane.locale) ?? serviceLine(message, pane.locale);
  if (line) return mark(line, message);
  const out = message.owner === pane.personId && !message.sender_chat;
  const grouped = chat.kind === "group" || chat.kind === "supergroup";
  const keys = inlineKeys(
    message.invoice ? { ...message, keys: invoiceKeys(message, pane.locale) } : message,
    pane,
  );
  const node = el("li", {
    class: classes({
      message: true,
      "is-out": out,
      "is-in": !out,
      "in-group": grouped,
      "has-keys": keys,
      "is-edited": message.edited,
      "is-silent": message.silent,
      "is-whisper": message.whisper,
    }),
  });
  if (grouped && !out)
    node.append(
      avatar({ key: message.from.id, title: message.from.name, kind: message.from.kind }),
    );
  const opener = tools(message, pane);
  const onContext = (event) => {
    if (event.target.closest("a, img")) return;
    event.preventDefault();
    openMessageMenu(pane, opener, message);
  };
  const body = el(
    "div",
    { class: "message-body", on: { contextmenu: onContext } },
    bubble(message, { out, grouped, chat, pane }),
    keys,
    opener,
  );
  node.append(body);
  return mark(node, message);
}

/** A one-line preview of a message for the list of chats and for quotes. */
export function previewOf(message, locale) {
  if (message.service) return serviceWords(message.service, locale);
  if (message.invoice) return say(locale, "Invoice: {}", message.invoice.title);
  const words = message.text?.replace(/\s+/g, " ").trim();
  if (message.photo) return words || say(locale, "Photo");
  if (message.document) return words || message.document.name;
  return words || say(locale, "Message");
}

function mark(node, message) {
  node.dataset.message = message.id;
  return node;
}

function serviceLine(message, locale) {
  return message.service
    ? el("li", {
        class: "service",
        text: serviceWords(message.service, locale),
        data: { service: message.service.kind },
      })
    : null;
}

function serviceWords({ text, values }, locale) {
  return say(locale, text, ...values);
}

function bubble(message, scene) {
  const { pane } = scene;
  const node = el("div", {
    class: classes({
      bubble: true,
      "only-media": message.photo && !message.text,
      "big-emoji": isBigEmoji(message),
    }),
  });
  const head = headLines(message, scene);
  if (head.length) node.append(el("div", { class: "bubble-lines bubble-head" }, head));
  if (message.photo) node.append(photo(message.photo, message.text, pane.locale));
  if (message.document) node.append(documentCard(message.document));
  if (message.contact) node.append(contactCard(message.contact));
  if (message.invoice) node.append(invoiceCard(message, pane.locale));
  if (message.text && !message.invoice) node.append(textLines(message, scene));
  if (message.reactions?.length)
    node.append(el("div", { class: "bubble-reactions", text: message.reactions.join(" ") }));
  node.append(stamp(message, pane.locale));
  return node;
}

function textLines(message, { chat, out, pane }) {
  const text = el("div", {
    class: "bubble-text",
    dir: "auto",
    lang: chat.kind === "private" && !out ? pane.locale : null,
  });
  text.append(renderText(message.text, message.entities, readerOf(message, chat, pane)));
  return el("div", { class: "bubble-lines" }, text);
}

/**
 * Where everybody reads the same words, moments are told in the language of those words: "Ends 1:59后" is no
 * sentence. (Telegram's own clients write them in the language of the client.)
 */
function readerOf(message, chat, pane) {
  if (chat.kind === "private") return pane.reader;
  return { ...pane.reader, locale: localeOfText(message.text, pane.locale) };
}

function headLines(message, { out, grouped, chat, pane }) {
  const name = chat.kind === "channel" ? chat.title : message.from.name;
  const lines = [];
  if ((grouped || chat.kind === "channel") && !out) {
    lines.push(
      el("div", {
        class: "bubble-sender",
        text: name,
        vars: { "--tone": toneOf(message.from.id) },
      }),
    );
  }
  const topic = pane.topic === null && chat.forum && topicIn(chat, message.topic);
  if (topic) lines.push(topicLine(topic, pane));
  const source = (text) => lines.push(el("div", { class: "bubble-forward", text }));
  if (message.forward) source(say(pane.locale, "Forwarded from {}", message.forward));
  if (message.via) source(say(pane.locale, "via {}", `@${message.via}`));
  if (message.reply) lines.push(quote(message, pane));
  if (message.whisper) lines.push(whisperLine(out, pane.locale));
  return lines;
}

/** Where all topics are shown together, which one this was said in. */
function topicLine(topic, pane) {
  const content = [topicDot(topic.color), el("span", { class: "topic-name", text: topic.name })];
  return button("bubble-topic", content, () => pane.chooseTopic(topic.id), {
    data: { action: "go-to-topic" },
  });
}

/** An ephemeral message: nobody else in the group has it. */
function whisperLine(out, locale) {
  const words = out ? say(locale, "Only the bot can see this") : say(locale, "Only you can see this");
  return el("div", { class: "bubble-whisper" }, icon("hidden"), el("span", { text: words }));
}

function quote(message, pane) {
  const { name, text, photo: pictured } = message.reply;
  const words = text || say(pane.locale, pictured ? "Photo" : "Message");
  const content = [
    el("b", { text: name || say(pane.locale, "Deleted message") }),
    el("span", { text: name ? words : "" }),
  ];
  return button("bubble-reply", content, () => pane.scrollTo(message.reply.id), {
    data: { action: "go-to-reply" },
  });
}

function stamp(message, locale) {
  const time = clockTime(message.date, locale);
  const words = message.edited ? say(locale, "edited {}", time) : time;
  return el("span", { class: "stamp" }, message.silent && silentMark(locale), words);
}

/** A bell crossed out: nobody's phone rang. */
function silentMark(locale) {
  const label = say(locale, "Sent without a sound");
  return el("span", { class: "silent", role: "img", "aria-label": label, title: label }, icon("mute"));
}

function tools(message, pane) {
  return button(
    "icon-button message-tools",
    icon("chevron"),
    (event) => openMessageMenu(pane, event.currentTarget, message),
    {
      "aria-label": say(pane.locale, "Message actions"),
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { action: "message-menu" },
    },
  );
}

function isBigEmoji(message) {
  return (
    message.text &&
    !message.photo &&
    /^(\p{Extended_Pictographic}\uFE0F?\u200D?){1,3}$/u.test(message.text)
  );
}

function classes(flags) {
  return Object.entries(flags)
    .filter(([, on]) => on)
    .map(([name]) => name)
    .join(" ");
}
