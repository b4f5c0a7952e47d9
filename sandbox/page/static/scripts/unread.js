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

/** How many messages of others a person has not seen in a chat, or in one `topic` of it. */
export function unreadIn(personId, chatKey, topic = null) {
  const marks = new Map();
  const markIn = (place) => {
    if (!marks.has(place)) marks.set(place, markOf(personId, place));
    return marks.get(place);
  };
  const isNew = ({ id, topic: inside }) =>
    id > markIn(chatKey) && id > markIn(placeOf(chatKey, inside));
  return messagesOf(chatKey).filter(
    (message) =>
      (topic === null || message.topic === topic) &&
      message.owner !== personId &&
      !message.service &&
      isNew(message),
  ).length;
}

function placeOf(chatKey, topic) {
  return topic === null ? chatKey : `${chatKey}#${topic}`;
}

/** The id of the last message a person has read in a chat; 0 for none. */
export const readMark = markOf;

/** Remember that a person has seen everything in a chat, or in one `topic` of it; returns whether that was news. */
export function markRead(personId, chatKey, topic = null) {
  const seen = messagesOf(chatKey).filter((one) => topic === null || one.topic === topic);
  const last = seen.at(-1)?.id ?? 0;
  const place = placeOf(chatKey, topic);
  if (last <= markOf(personId, place)) return false;
  marks[`${personId}/${place}`] = last;
  localStorage.setItem(KEY, JSON.stringify(marks));
  return true;
}
