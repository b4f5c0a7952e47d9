/** Inline keyboards: the rows of buttons under a message, busy until the bot has answered. */

import { el } from "./element.js";
import { icon } from "./icons.js";
import { perform } from "./outcomes.js";
import { say } from "./words.js";

const PATIENCE = 30_000;
const STYLES = ["primary", "success", "danger"];
const waiting = new Map();
const answered = new Set();

/** The rows of buttons of `message`, acted on in `pane`; null when there are none. */
export function inlineKeys(message, pane) {
  if (!message.keys?.length) return null;
  let place = 0;
  const rows = message.keys.map((row) =>
    el(
      "div",
      { class: "key-row" },
      row.map((key) => keyButton(key, place++, message, pane)),
    ),
  );
  return el("div", { class: "keys", role: "group", "aria-label": say(pane.locale, "Buttons") }, rows);
}

/** The press `query` has been answered: its button may be pressed again. */
export function settlePress(query) {
  answered.add(query);
  for (const [spot, pressed] of waiting) if (pressed.query === query) release(spot);
}

function keyButton(key, place, message, pane) {
  const spot = `${pane.personId}/${message.chat}/${message.id}/${place}`;
  const kind = markOf(key);
  const node = el(
    "button",
    {
      type: "button",
      class: STYLES.includes(key.style) ? `key ${key.style}` : "key",
      disabled: Boolean(key.disabled),
      data: { action: "key", key: place, spot },
      on: { click: () => press(key, spot, { message, place, pane }) },
    },
    el("span", { text: key.text }),
    kind && el("span", { class: "key-mark" }, icon(kind)),
  );
  if (waiting.has(spot)) showBusy(node, true);
  return node;
}

function markOf(key) {
  if (key.url) return "open";
  if (key.copy_text) return "copy";
  if (key.pay) return "card";
  return key.switch_inline_query != null || key.switch_inline_query_chosen_chat ? "share" : null;
}

async function press(key, spot, { message, place, pane }) {
  if (key.pay) {
    pane.pay(message);
    return;
  }
  if (waiting.has(spot)) return;
  const pressed = { query: null, timer: setTimeout(() => release(spot), PATIENCE) };
  waiting.set(spot, pressed);
  showSpot(spot, true);
  const outcome = await pane.act("press", {
    message: message.whisper ? 0 : message.id,
    whisper: message.whisper ?? 0,
    place,
  });
  if (outcome?.kind === "QueryAsked" && !answered.has(outcome.query_id)) {
    pressed.query = outcome.query_id;
    return;
  }
  release(spot);
  if (outcome) perform(pane, outcome);
}

function release(spot) {
  clearTimeout(waiting.get(spot)?.timer);
  waiting.delete(spot);
  showSpot(spot, false);
}

function showSpot(spot, busy) {
  for (const node of document.querySelectorAll(`[data-spot="${CSS.escape(spot)}"]`))
    showBusy(node, busy);
}

function showBusy(node, busy) {
  node.setAttribute("aria-busy", String(busy));
  node.querySelector(".spinner")?.remove();
  if (busy) node.append(el("span", { class: "spinner" }));
}
