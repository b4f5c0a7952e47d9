/** What each person has read, remembered in this browser for as long as the world lives. */

import { messagesOf, world } from "./store.js";

const KEY = "kaituan.read";
let marks = restore();

function restore() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function markOf(personId, chatKey) {
  if (marks.world !== world.id) marks = { world: world.id };
  return marks[`${personId}/${chatKey}`] ?? 0;
}

/** How many messages of others a person has not seen in a chat. */
export function unreadIn(personId, chatKey) {
  const mark = markOf(personId, chatKey);
  return messagesOf(chatKey).filter(
    (message) => message.id > mark && message.owner !== personId && !message.service,
  ).length;
}

/** The id of the last message a person has read in a chat; 0 for none. */
export const readMark = markOf;

/** Remember that a person has seen everything in a chat; returns whether that was news. */
export function markRead(personId, chatKey) {
  const last = messagesOf(chatKey).at(-1)?.id ?? 0;
  if (last <= markOf(personId, chatKey)) return false;
  marks[`${personId}/${chatKey}`] = last;
  localStorage.setItem(KEY, JSON.stringify(marks));
  return true;
}
