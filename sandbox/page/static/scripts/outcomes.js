/** What the client does after a press or a tapped link, as the world tells it. */

import { addBot, composeInline, share } from "./sharing.js";
import { say } from "./words.js";

/** Carry out `outcome` in `pane`. */
export function perform(pane, outcome) {
  switch (outcome.kind) {
    case "ChatOpened":
      return outcome.start == null
        ? pane.openChat(outcome.chat_id)
        : pane.openBot(outcome.chat_id, outcome.start);
    case "JoinOffered":
      return pane.openChat(outcome.chat_id);
    case "GroupAsked":
      return addBot(pane, outcome.bot_id, outcome.payload, outcome.admin);
    case "ShareOffered":
      return share(pane, outcome.text);
    case "InlineOffered":
      return composeInline(pane, outcome);
    case "PayOffered":
      return pane.payLink(outcome.slug);
    case "Copied":
      return pane.copy(outcome.text);
    case "Browsed":
      return browse(pane, outcome.url);
    case "NothingHappened":
      return outcome.reason && pane.toast(outcome.reason);
    default:
      return undefined;
  }
}

function browse(pane, url) {
  if (!/^https?:/i.test(url)) return pane.toast(say(pane.locale, "This link cannot be opened."));
  return window.open(url, "_blank", "noopener,noreferrer");
}
