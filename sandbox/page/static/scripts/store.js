/** What the page knows of the world: people, bots, chats and messages, kept current by changes. */

const people = new Map();
const bots = new Map();
const chats = new Map();
const messages = new Map();
const whispers = new Map();
const watchers = new Set();

/** What is not a person, chat or message: test cards, planned faults, the bot that panes open with,
 * the version of the Bot API that is played, and where each payment's money is. */
export const world = {
  id: "",
  sequence: 0,
  front: null,
  fronts: {},
  cards: [],
  faults: [],
  botApi: "",
  money: [],
};

/** Replace everything by a snapshot. */
export function load(snapshot) {
  for (const map of [people, bots, chats, messages, whispers]) map.clear();
  const { id, sequence, front, fronts, cards, faults, bot_api: botApi, money } = snapshot;
  Object.assign(world, { id, sequence, front, fronts, cards, faults, botApi, money });
  learn(snapshot);
  for (const message of snapshot.messages) putMessage(message);
  announce({ loaded: true });
}

/** Take in what the feed or the answer to an act tells, then tell the watchers. */
export function apply(news) {
  learn(news);
  for (const message of news.messages ?? []) putMessage(message);
  for (const change of news.changes ?? []) forgetDeleted(change);
  if (news.faults) world.faults = news.faults;
  if (news.bot_api) world.botApi = news.bot_api;
  if (news.money) world.money = news.money;
  announce(news);
}

function forgetDeleted(change) {
  if (change.kind === "MessageDeleted") messages.get(change.chat)?.delete(change.message_id);
  if (change.kind === "WhisperDeleted") whispers.get(change.chat)?.delete(-change.number);
}

/** Call `watcher(news)` after every piece of news; returns a callable that stops it. */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function learn({ people: somePeople = [], bots: someBots = [], chats: someChats = [] }) {
  for (const person of somePeople) people.set(person.id, person);
  for (const bot of someBots) bots.set(bot.id, bot);
  for (const chat of someChats) chats.set(chat.key, chat);
}

function putMessage(message) {
  const shelf = message.whisper ? whispers : messages;
  if (!shelf.has(message.chat)) shelf.set(message.chat, new Map());
  shelf.get(message.chat).set(message.id, message);
}

function announce(news) {
  for (const watcher of [...watchers]) watcher(news);
}

export const allPeople = () => [...people.values()];
export const allBots = () => [...bots.values()];
export const personWith = (id) => people.get(id);
export const botWith = (id) => bots.get(id);
export const chatWith = (key) => chats.get(key);
export const messageWith = (chat, id) => messages.get(chat)?.get(id);

/** A person or a bot. */
export const accountWith = (id) => people.get(id) ?? bots.get(id);

/** The account with this username (no @, any case), or null. */
export function accountNamed(username) {
  const wanted = username.toLowerCase();
  return (
    [...bots.values(), ...people.values()].find((one) => one.username?.toLowerCase() === wanted) ??
    null
  );
}

/** The public group or channel with this username, or null. */
export function chatNamed(username) {
  const wanted = username.toLowerCase();
  return [...chats.values()].find((chat) => chat.username?.toLowerCase() === wanted) ?? null;
}

/** All messages of a chat, oldest first: an answer may overtake the feed, so arrival is no order. */
export const messagesOf = (key) =>
  [...(messages.get(key)?.values() ?? [])].sort((a, b) => a.id - b.id);

/** What one person sees in a chat: its messages, and between them those that only they see. */
export function seenIn(key, personId) {
  const mine = [...(whispers.get(key)?.values() ?? [])].filter((message) =>
    [message.reader, message.owner].includes(personId),
  );
  if (!mine.length) return messagesOf(key);
  return [...messagesOf(key), ...mine].sort(
    (a, b) => (a.order ?? a.id) - (b.order ?? b.id) || (a.whisper ?? 0) - (b.whisper ?? 0),
  );
}

/** The newest message of a chat. */
export const lastMessage = (key) => messagesOf(key).at(-1);

/** The chats a person sees in their list, the latest first. */
export function chatsOf(personId) {
  const mine = [...chats.values()].filter((chat) => isInside(chat, personId) && !chat.deleted);
  return mine.filter(isWorthListing).sort((a, b) => latest(b) - latest(a));
}

/** Whether an account is in a chat. */
export function isInside(chat, accountId) {
  return ["creator", "administrator", "member"].includes(chat.members[accountId]);
}

/** Whether an account may post and administrate in a channel or group. */
export function leads(chat, accountId) {
  return ["creator", "administrator"].includes(chat.members[accountId]);
}

function isWorthListing(chat) {
  return chat.kind !== "private" || chat.started || messages.get(chat.key)?.size > 0;
}

function latest(chat) {
  return lastMessage(chat.key)?.date ?? chat.created ?? 0;
}
