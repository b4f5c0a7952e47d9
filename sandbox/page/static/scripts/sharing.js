/** Sending something on: share links, forwards, inline queries, a bot into a group. */

import { accountPeer, peerOf } from "./peers.js";
import { pickOne } from "./picker.js";
import { accountWith, allBots, allPeople, chatsOf, leads } from "./store.js";
import { say } from "./words.js";

const EVERYWHERE = ["user", "group", "channel"];

/** Let the person choose where to send `text`; it is sent at once. */
export function share(pane, text) {
  pickOne(pane, say(pane.locale, "Share with"), targets(pane, EVERYWHERE), async (peer) => {
    if (await pane.act("say", { chat: peer.id, text }))
      pane.toast(say(pane.locale, "Sent to {}", peer.title));
  });
}

/** Let the person choose where to forward `message`. */
export function forward(pane, message) {
  const whereTo = targets(pane, [...EVERYWHERE, "bot"]);
  pickOne(pane, say(pane.locale, "Forward to"), whereTo, async (peer) => {
    if (await pane.act("forward", { message: message.id, to: peer.id }))
      pane.toast(say(pane.locale, "Forwarded to {}", peer.title));
  });
}

/** Put "@bot query" into the composer of a chat: the one named, or one the person chooses. */
export function composeInline(pane, { bot_id: botId, query, chat_id: chatId, kinds }) {
  const words = `@${accountWith(botId).username} ${query}`;
  const compose = async (id) => {
    if (await pane.openChat(id)) pane.compose(words);
  };
  if (chatId != null) compose(chatId);
  else {
    const title = say(pane.locale, "Choose a chat");
    pickOne(pane, title, targets(pane, kinds), (peer) => compose(peer.id));
  }
}

/** Let the person choose a group or channel for a bot to be added to. */
export function addBot(pane, botId, payload = null, admin = false) {
  const rooms = targets(pane, ["group", "channel"]);
  pickOne(pane, say(pane.locale, "Add {} to", accountWith(botId).name), rooms, async (peer) => {
    const added = await pane.act("add_member", {
      chat: peer.id,
      account: botId,
      admin,
      payload: peer.kind === "group" ? payload : null,
    });
    if (added) await pane.openChat(peer.id);
  });
}

/** Where a person can write: chats and people of these kinds ("user", "bot", "group", "channel"). */
function targets(pane, kinds) {
  const { personId } = pane;
  const peers = chatsOf(personId)
    .filter((chat) => chat.kind !== "channel" || leads(chat, personId))
    .map((chat) => peerOf(chat, personId));
  const listed = new Set(peers.map((peer) => peer.id));
  const others = [...allPeople(), ...allBots()]
    .filter((one) => one.id !== personId && !listed.has(one.id))
    .map((one) => accountPeer(one, pane.locale));
  return [...peers, ...others].filter((peer) =>
    kinds.includes(peer.kind === "person" ? "user" : peer.kind),
  );
}
