/** Inline mode: "@bot words" in the composer shows what the bot offers to send here. */

import { button, el } from "./element.js";
import { accountNamed } from "./store.js";
import { say } from "./words.js";

const PAUSE = 250;
const NEAR = 80;
const QUERY = /^@(\w{3,32}) ([\s\S]*)$/;

/** The results above one composer; `sent()` is called when one was chosen. */
export class InlineResults {
  constructor(pane, sent) {
    Object.assign(this, { pane, sent, query: null, asked: null, early: null, next: "" });
    this.element = el("div", {
      class: "inline-results",
      hidden: true,
      "aria-label": say(pane.locale, "Offers"),
      role: "listbox",
      on: { scroll: () => this.more() },
    });
  }

  /** Ask the bot that `text` names, once typing pauses. */
  ask(text) {
    if (text === this.asked) return;
    this.asked = text;
    clearTimeout(this.timer);
    const [, username, words] = QUERY.exec(text) ?? [];
    const bot = username && accountNamed(username);
    if (!bot?.inline) return this.end();
    this.note(say(this.pane.locale, "Asking @{} …", bot.username), true);
    this.timer = setTimeout(() => this.send(bot, words), PAUSE);
  }

  async send(bot, words, offset = "") {
    this.query = null;
    Object.assign(this, { bot, words, offset, next: "" });
    const { asked } = this;
    const answer = await this.pane.act("ask_inline", { bot: bot.id, words, offset });
    if (asked !== this.asked) return;
    if (!answer) return this.end();
    this.query = answer.query;
    if (this.early?.query === this.query) this.show(this.early);
  }

  /** The bot has answered; it may do so before this page knows the number of its question. */
  answered(answer) {
    this.early = answer;
    if (answer.query === this.query) this.show(answer);
  }

  /** The end of the list is in sight: ask for the next page, once. */
  more() {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    if (this.next && scrollHeight - scrollTop - clientHeight < NEAR)
      this.send(this.bot, this.words, this.next);
  }

  /** Nothing is asked any more. */
  end() {
    clearTimeout(this.timer);
    this.next = "";
    this.query = null;
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  note(words, busy) {
    this.element.hidden = false;
    this.element.replaceChildren(
      el("div", { class: "inline-note" }, busy && el("span", { class: "spinner" }), words),
    );
  }

  show({ query, results, next, button: link }) {
    const rows = results.map((result) => this.row(result, query));
    this.next = next;
    if (this.offset) {
      this.element.append(...rows);
      return;
    }
    const top =
      link &&
      button(
        "command",
        el("b", { text: link.text }),
        () => this.pane.openBot(this.bot.id, link.start ?? ""),
        { data: { action: "inline-button" } },
      );
    if (!results.length && !top) return this.note(say(this.pane.locale, "Nothing found."), false);
    this.element.hidden = false;
    this.element.replaceChildren(
      ...[top, ...rows].filter(Boolean),
    );
  }

  row(result, query) {
    const names = el(
      "span",
      { class: "result-names" },
      el("span", { class: "result-title", text: result.title }),
      result.about && el("span", { class: "result-about", text: result.about }),
    );
    return button(
      "inline-result",
      [result.thumb && el("img", { class: "thumb", src: result.thumb, alt: "" }), names].filter(
        Boolean,
      ),
      () => this.choose(result, query),
      { role: "option", data: { action: "inline-result" } },
    );
  }

  async choose(result, query) {
    this.end();
    const { topic } = this.pane;
    if (await this.pane.act("choose_inline", { query, result: result.id, topic })) this.sent();
  }
}
