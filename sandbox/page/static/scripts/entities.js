/** Text with Bot API entities as DOM. Offsets count UTF-16 units, as JavaScript strings do. */

import { el } from "./element.js";
import { formatMoment } from "./moments.js";
import { say } from "./words.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/**
 * Render `text`. `reader` gives what taps do: {locale, openLink(url), openUser(id),
 * openName(username), sendCommand(text), copy(text)}.
 */
export function renderText(text, entities = [], reader) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...renderRange(text, sorted, 0, text.length, reader));
  return fragment;
}

function renderRange(text, entities, from, to, reader) {
  const nodes = [];
  let position = from;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < position || entity.offset >= to || end <= entity.offset) continue;
    // A block begins and ends its line by itself: the newlines beside it make no empty ones.
    const block = BLOCKS.has(entity.type);
    const before = text.slice(position, entity.offset);
    if (before) nodes.push(block && before.endsWith("\n") ? before.slice(0, -1) : before);
    const inner = entities.slice(index + 1).filter((other) => other.offset < end);
    nodes.push(
      wrap(
        entity,
        text.slice(entity.offset, end),
        renderRange(text, inner, entity.offset, end, reader),
        reader,
      ),
    );
    position = block && end < to && text[end] === "\n" ? end + 1 : end;
  }
  if (position < to) nodes.push(text.slice(position, to));
  return nodes;
}

function wrap(entity, raw, content, reader) {
  switch (entity.type) {
    case "bold":
      return el("strong", {}, content);
    case "italic":
      return el("em", {}, content);
    case "underline":
      return el("u", {}, content);
    case "strikethrough":
      return el("s", {}, content);
    case "spoiler":
      return spoiler(content, reader);
    case "code":
      return copyable(raw, reader);
    case "pre":
      return el("pre", {}, el("code", { text: raw, data: { language: entity.language } }));
    case "blockquote":
      return el("blockquote", {}, content);
    case "expandable_blockquote":
      return folded(content);
    case "url":
      return link(raw, content, reader);
    case "text_link":
      return link(entity.url, content, reader);
    case "email":
      return el("a", { href: `mailto:${raw}` }, content);
    case "mention":
      return tap(content, () => reader.openName(raw.slice(1)));
    case "text_mention":
      return tap(content, () => reader.openUser(entity.user?.id));
    case "bot_command":
      return tap(content, () => reader.sendCommand(raw), {
        data: { action: "command", command: raw },
      });
    case "date_time":
      return moment(entity, raw, reader);
    default:
      return el("span", {}, content);
  }
}

function tap(content, action, attributes = {}) {
  return el(
    "button",
    { type: "button", class: "link", on: { click: action }, ...attributes },
    content,
  );
}

function link(address, content, reader) {
  const open = (event) => {
    event.preventDefault();
    reader.openLink(address);
  };
  const safe = /^(https?|tg):/i.test(address) || !/^[a-z][a-z0-9+.-]*:/i.test(address);
  if (!safe) return el("span", {}, content);
  const href = /^[a-z]+:/i.test(address) ? address : `https://${address}`;
  return el(
    "a",
    { href, rel: "noopener noreferrer", on: { click: open }, data: { action: "link" } },
    content,
  );
}

function spoiler(content, reader) {
  const node = el(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: "0",
      "aria-expanded": "false",
      "aria-label": say(reader.locale, "Spoiler: show"),
    },
    content,
  );
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (node.getAttribute("aria-expanded") === "true") return;
    event.preventDefault();
    event.stopPropagation();
    node.setAttribute("aria-expanded", "true");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal, { capture: true });
  node.addEventListener("keydown", reveal);
  return node;
}

function folded(content) {
  const node = el("blockquote", { class: "is-folded" }, content);
  node.addEventListener("click", () => node.classList.toggle("is-folded"));
  return node;
}

function copyable(raw, reader) {
  const title = say(reader.locale, "Copy");
  return el("code", { text: raw, title, on: { click: () => reader.copy(raw) } });
}

function moment(entity, raw, reader) {
  const { unix_time: unix, date_time_format: format = "" } = entity;
  if (Number.isNaN(new Date(unix * 1000).getTime())) return el("span", { text: raw });
  return el("time", {
    class: "moment",
    datetime: new Date(unix * 1000).toISOString(),
    title: new Intl.DateTimeFormat(reader.locale, { dateStyle: "full", timeStyle: "short" }).format(
      unix * 1000,
    ),
    text: formatMoment(unix, format, reader.locale, raw),
    data: { unix, format, locale: reader.locale, fallback: raw },
  });
}
