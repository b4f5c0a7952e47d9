/** A chat as one person sees it: its name, its kind, what stands under the name. */

import { accountWith, botWith, isInside, personWith } from "./store.js";
import { say } from "./words.js";

/** {key, title, kind, id, about}; kind is "bot", "person", "group" or "channel". */
export function peerOf(chat, personId) {
  if (chat.kind !== "private") {
    return {
      key: chat.key,
      title: chat.title,
      kind: chat.kind === "channel" ? "channel" : "group",
      id: chat.id,
      about: membersText(chat, localeOf(personId)),
    };
  }
  const otherId = otherIn(chat, personId);
  const locale = localeOf(personId);
  const gone = { id: otherId, name: say(locale, "Deleted account") };
  return accountPeer(accountWith(otherId) ?? gone, locale);
}

/** A person or bot as a peer, whether or not there is a chat with them yet. */
export function accountPeer(account, locale = "en") {
  const bot = botWith(account.id) !== undefined;
  return {
    key: String(account.id),
    title: account.name,
    kind: bot ? "bot" : "person",
    id: account.id,
    about: aboutOf(account, bot, locale),
  };
}

/** The other account of a private chat. */
export function otherIn(chat, personId) {
  return (
    Object.keys(chat.members)
      .map(Number)
      .find((id) => id !== personId) ?? personId
  );
}

/** The bots in a chat. */
export function botsIn(chat) {
  return Object.keys(chat.members)
    .map(Number)
    .filter((id) => isInside(chat, id) && botWith(id))
    .map(botWith);
}

/** The key under which the world keeps the private chat of two accounts. */
export function privateKey(one, other) {
  return `${Math.min(one, other)}+${Math.max(one, other)}`;
}

/** The language a person reads in, for Intl and lang attributes. */
export function localeOf(personId) {
  const code = personWith(personId)?.language ?? "en";
  return Intl.getCanonicalLocales(code)[0] ?? "en";
}

function aboutOf(account, bot, locale) {
  if (bot) return say(locale, "bot");
  return account.username ? `@${account.username}` : say(locale, "contact");
}

function membersText(chat, locale) {
  const count = Object.keys(chat.members).filter((id) => isInside(chat, Number(id))).length;
  const word = chat.kind === "channel" ? "subscriber" : "member";
  return say(locale, `{} ${word}${count === 1 ? "" : "s"}`, count);
}
