/** The topics of a forum: a row of tabs between a chat's head and its messages, and what is done with them. */

import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { openSheet, setFoot } from "./sheets.js";
import { chatWith, leads } from "./store.js";
import { unreadIn } from "./unread.js";
import { say } from "./words.js";

const LONGEST = "128";

/** The tabs of one chat in one pane; hidden where the chat has no topics. */
export class TopicTabs {
  constructor(pane, key) {
    Object.assign(this, { pane, key, signature: "" });
    this.element = el("div", {
      class: "topics",
      role: "tablist",
      "aria-label": say(pane.locale, "Topics"),
      hidden: true,
      on: { keydown: (event) => this.steer(event) },
    });
  }

  /** Bring them in line with the store. */
  refresh() {
    const chat = chatWith(this.key);
    this.element.hidden = !chat.forum;
    if (!chat.forum) return;
    const { personId, topic, locale } = this.pane;
    const tabs = tabsOf(chat, locale).map((tab) => ({
      ...tab,
      chosen: tab.id === topic,
      unread: tab.id === null ? 0 : unreadIn(personId, this.key, tab.id),
    }));
    const signature = JSON.stringify(tabs);
    if (signature === this.signature) return;
    this.signature = signature;
    const focused = this.element.contains(document.activeElement);
    this.element.replaceChildren(...tabs.map((tab) => this.tab(tab)), this.adder());
    const chosen = this.element.querySelector('[aria-selected="true"]');
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) chosen?.focus();
  }

  tab({ id, name, color, closed, chosen, unread }) {
    const content = [
      color != null && topicDot(color),
      el("span", { class: "topic-name", text: name }),
      closed && icon("lock"),
      unread > 0 && el("span", { class: "badge", text: unread > 99 ? "99+" : unread }),
    ].filter(Boolean);
    return button("topic-tab", content, () => this.pane.chooseTopic(id), {
      role: "tab",
      "aria-selected": String(chosen),
      tabindex: chosen ? "0" : "-1",
      data: { action: "topic", topic: id ?? "all" },
    });
  }

  adder() {
    return button("icon-button topic-add", icon("plus"), () => openNewTopic(this.pane), {
      "aria-label": say(this.pane.locale, "New topic"),
      data: { action: "new-topic" },
    });
  }

  steer(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...this.element.querySelectorAll(".topic-tab")];
    const next = tabs[tabs.indexOf(document.activeElement) + step];
    next?.focus();
    next?.click();
    event.preventDefault();
  }
}

/** A topic's colour. */
export function topicDot(color) {
  const value = `#${color.toString(16).padStart(6, "0")}`;
  return el("span", { class: "topic-dot", "aria-hidden": "true", vars: { "--topic": value } });
}

/** The topic with this number, or undefined. */
export const topicIn = (chat, id) => chat.topics.find((topic) => topic.id === id);

/** Whether a person may write in the topic `id`; outside of any everybody may. */
export function mayWriteIn(chat, id, personId) {
  const topic = chat.forum && topicIn(chat, id);
  return !topic?.closed || leads(chat, personId) || topic.starter === personId;
}

/** What can be done with the topics of `chat`, for its menu. */
export function topicActions(pane, chat) {
  if (!chat.forum) return [];
  const words = (english, ...values) => say(pane.locale, english, ...values);
  const topic = topicIn(chat, pane.topic);
  const keeps = topic && (leads(chat, pane.personId) || topic.starter === pane.personId);
  const details = { topic: topic?.id };
  return [
    { label: words("New topic"), icon: "hash", action: "new-topic", act: () => openNewTopic(pane) },
    keeps && {
      label: words(topic.closed ? "Open “{}” again" : "Close “{}”", topic.name),
      icon: "lock",
      action: "close-topic",
      act: () => pane.act("close_topic", { ...details, closed: !topic.closed }),
    },
    keeps && {
      label: words("Delete “{}”", topic.name),
      icon: "trash",
      danger: true,
      action: "delete-topic",
      act: () => pane.act("delete_topic", details),
    },
  ];
}

/** Ask for a name and begin a topic, which is then shown. */
export function openNewTopic(pane) {
  const words = (english) => say(pane.locale, english);
  const sheet = openSheet(pane.element, { title: words("New topic"), name: "new-topic" });
  const placeholder = words("Fruit and vegetables");
  const details = { maxlength: LONGEST, autocomplete: "off", placeholder, data: { role: "topic" } };
  const name = el("input", details);
  const create = async () => {
    if (!name.value.trim()) return name.focus();
    const made = await pane.act("begin_topic", { name: name.value });
    if (!made) return undefined;
    sheet.close();
    pane.chooseTopic(made.topic);
    return undefined;
  };
  name.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) create();
  });
  sheet.body.append(el("label", { class: "field" }, words("Name"), name));
  const done = { data: { action: "create-topic" } };
  setFoot(sheet, button("button primary", words("Create topic"), create, done));
  name.focus();
}

function tabsOf(chat, locale) {
  return [
    { id: null, name: say(locale, "All") },
    { id: 0, name: say(locale, "General") },
    ...chat.topics,
  ];
}
