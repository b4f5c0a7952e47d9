/** Where a person writes: text, files, replies, commands and inline queries. */

import { CommandList } from "./commands.js";
import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { InlineResults } from "./inline.js";
import { previewOf } from "./message.js";
import { ReplyKeys } from "./replykeys.js";
import { sendFile } from "./server.js";
import { say } from "./words.js";

const TALLEST = 132;
const GROWS = CSS.supports("field-sizing", "content");

/** The composer of one chat in one pane. */
export class Composer {
  constructor(pane, key) {
    Object.assign(this, { pane, key, replyTo: null, editing: null, file: null });
    this.commands = new CommandList(pane, (text) => this.send(text));
    this.inline = new InlineResults(pane, () => this.clear());
    this.replies = new ReplyKeys(pane, key, (text) => this.send(text));
    this.note = el("div", { hidden: true });
    this.element = el(
      "div",
      {},
      this.inline.element,
      this.commands.list,
      this.note,
      this.buildRow(),
      this.replies.element,
    );
    this.input.value = pane.drafts.get(key) ?? "";
    this.onInput();
  }

  /** Bring it in line with the store. */
  refresh() {
    this.replies.refresh();
    this.replyToggle.hidden = this.replies.empty;
    this.input.placeholder = this.replies.placeholder || say(this.pane.locale, "Message");
  }

  /** Stop what is under way. */
  end() {
    this.inline.end();
  }

  /** Put `text` into the field, ready to go on typing. */
  fill(text) {
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(text.length, text.length);
    this.onInput();
  }

  /** Answer to `message` with the next words. */
  replyToMessage(message) {
    this.replyTo = message.id;
    this.showNote("reply", `${message.from.name}: ${previewOf(message, this.pane.locale)}`);
    this.input.focus();
  }

  /** Change the words of `message`. */
  editMessage(message) {
    this.fill(message.text);
    this.editing = message.id;
    const { locale } = this.pane;
    this.showNote("edit", say(locale, "Editing: {}", previewOf(message, locale)));
  }

  buildInput() {
    return el("textarea", {
      rows: "1",
      "aria-label": say(this.pane.locale, "Message"),
      placeholder: say(this.pane.locale, "Message"),
      autocomplete: "off",
      data: { role: "composer" },
      on: {
        input: () => this.onInput(),
        keydown: (event) => this.onKey(event),
        paste: (event) => this.onPaste(event),
      },
    });
  }

  buildRow() {
    this.input = this.buildInput();
    this.picker = el("input", {
      type: "file",
      hidden: true,
      tabindex: "-1",
      on: { change: () => this.attach(this.picker.files[0]) },
    });
    const clip = button("icon-button", icon("attach"), () => this.picker.click(), {
      "aria-label": say(this.pane.locale, "Attach a photo or file"),
      data: { action: "attach" },
    });
    this.replyToggle = button("icon-button", icon("keyboard"), () => this.replies.toggle(), {
      "aria-label": say(this.pane.locale, "Show or hide the bot's keyboard"),
      hidden: true,
      data: { action: "reply-keys" },
    });
    this.sender = button("icon-button send", icon("send"), () => this.submit(), {
      "aria-label": say(this.pane.locale, "Send"),
      data: { action: "send" },
    });
    return el(
      "div",
      { class: "composer" },
      this.commands.pill,
      clip,
      this.picker,
      this.input,
      this.replyToggle,
      this.sender,
    );
  }

  onInput() {
    const text = this.input.value;
    this.pane.drafts.set(this.key, text);
    if (!GROWS) this.grow();
    this.sender.disabled = !text.trim() && !this.file;
    this.commands.filter(text);
    this.inline.ask(text);
  }

  grow() {
    this.input.style.setProperty("height", "auto");
    if (this.input.scrollHeight)
      this.input.style.setProperty("height", `${Math.min(TALLEST, this.input.scrollHeight)}px`);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape" && (this.replyTo || this.editing || this.file)) {
      event.stopPropagation();
      this.dropNote();
    }
  }

  onPaste(event) {
    const file = [...event.clipboardData.files][0];
    if (file) {
      event.preventDefault();
      this.attach(file);
    }
  }

  attach(file) {
    if (!file) return;
    this.file = file;
    this.picker.value = "";
    const preview = file.type.startsWith("image/")
      ? el("img", { src: URL.createObjectURL(file), alt: "" })
      : icon("document");
    this.showNote("attach", file.name, preview);
    this.sender.disabled = false;
    this.input.focus();
  }

  showNote(kind, words, preview = icon(kind === "edit" ? "edit" : "reply")) {
    const drop = button("icon-button", icon("close"), () => this.dropNote(), {
      "aria-label": say(this.pane.locale, "Cancel"),
      data: { action: "drop-note" },
    });
    this.note.className = kind === "attach" ? "attached" : "replying";
    this.note.hidden = false;
    this.note.replaceChildren(preview, el("span", { class: "replying-text", text: words }), drop);
  }

  dropNote() {
    if (this.editing) this.input.value = "";
    Object.assign(this, { replyTo: null, editing: null, file: null });
    this.note.hidden = true;
    this.onInput();
  }

  clear() {
    this.input.value = "";
    this.dropNote();
    this.input.focus();
  }

  async submit() {
    const text = this.input.value;
    if (!text.trim() && !this.file) return;
    if (this.file) return this.submitFile(text);
    const { replyTo, editing } = this;
    this.clear();
    const done = editing
      ? await this.pane.act("edit", { message: editing, text })
      : await this.pane.act("say", { text, reply_to: replyTo, topic: this.pane.topic });
    if (!done && !this.input.value) this.fill(text);
  }

  async submitFile(caption) {
    const file = this.file;
    this.clear();
    const { personId: person, chatId: chat, topic } = this.pane;
    await this.pane.attempt(() => sendFile(file, { person, chat, caption, topic }));
  }

  send(text) {
    this.pane.say(text);
  }
}
