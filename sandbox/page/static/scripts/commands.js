/** The bot's command menu: a pill beside the input, and the list that "/" opens. */

import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** Commands of the chat open in a pane; `send(text)` says one. */
export class CommandList {
  constructor(pane, send) {
    Object.assign(this, { pane, send, typed: "" });
    this.list = el("div", {
      class: "commands",
      role: "listbox",
      "aria-label": say(pane.locale, "Commands"),
      hidden: true,
    });
    this.pill = button(
      "menu-pill",
      [icon("menu"), el("span", { text: say(pane.locale, "Menu") })],
      () => this.toggle(),
      { hidden: true, "aria-expanded": "false", data: { action: "commands" } },
    );
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    this.show();
  }

  /** Show the pill if there are commands to show. */
  async show() {
    const { commands } = await this.pane.menu();
    this.commands = commands;
    this.pill.hidden = commands.length === 0;
    this.filter(this.typed);
  }

  /** List the commands that begin with what is typed. */
  filter(text) {
    this.typed = text;
    const typing = /^\/\w*$/.test(text);
    this.fill(
      typing
        ? (this.commands ?? []).filter((one) => `/${one.command}`.startsWith(text.toLowerCase()))
        : [],
    );
  }

  toggle() {
    if (this.list.hidden) {
      this.fill(this.commands);
      this.list.querySelector("button")?.focus();
    } else this.fill([]);
  }

  fill(commands) {
    this.list.hidden = commands.length === 0;
    this.pill.setAttribute("aria-expanded", String(!this.list.hidden));
    this.list.replaceChildren(...commands.map((one) => this.row(one)));
  }

  row(one) {
    const words = this.pane.chatId < 0 ? `/${one.command}@${one.bot}` : `/${one.command}`;
    const content = [
      el("b", { text: `/${one.command}` }),
      el("span", { text: one.about, lang: this.pane.locale }),
    ];
    const say = () => {
      this.fill([]);
      this.pane.clearComposer();
      this.send(words);
    };
    return button("command", content, say, {
      role: "option",
      data: { action: "command", command: words },
    });
  }

  onKey(event) {
    const rows = [...this.list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      rows.at((rows.indexOf(document.activeElement) + step) % rows.length).focus();
      event.preventDefault();
    } else if (event.key === "Escape") {
      this.fill([]);
      this.pill.focus();
      event.stopPropagation();
    }
  }
}
