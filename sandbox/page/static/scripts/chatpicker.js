/** Picking the group or channel that a bot asks for with a native button. */

import { peerOf } from "./peers.js";
import { pickOne } from "./picker.js";
import { openNewRoom } from "./rooms.js";
import { chatsOf, leads } from "./store.js";
import { say } from "./words.js";

/** Let the person of `pane` pick a chat for the button `key` of the bot's `message`, or make a new one. */
export function pickChat(pane, message, key) {
  const asked = key.request_chat;
  const kind = asked.chat_is_channel ? "channel" : "group";
  const words = (english, ...values) => say(pane.locale, english, ...values);
  const share = (picked) =>
    pane.act("share_chat", { message: message.id, request: asked.request_id, picked });
  const bot = message.from.name;
  pickOne(
    pane,
    words(`Choose a ${kind}`),
    candidates(pane, kind),
    (peer) => share(peer.id),
    {
      note: asked.bot_administrator_rights
        ? words("{} becomes an administrator there.", bot)
        : words("{} joins it.", bot),
      also: {
        label: words(`New ${kind}`),
        icon: kind,
        act: () => openNewRoom(pane, kind === "group" ? "supergroup" : kind, share),
      },
    },
  );
}

/** The groups or channels that the person leads. */
function candidates(pane, kind) {
  return chatsOf(pane.personId)
    .filter((chat) => leads(chat, pane.personId))
    .map((chat) => peerOf(chat, pane.personId))
    .filter((peer) => peer.kind === kind);
}
