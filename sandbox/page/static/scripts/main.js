/** The page begins here: fetch the world, build the stage, follow the feed. */

import { noteCheckout } from "./checkouts.js";
import { follow } from "./feed.js";
import { settlePress } from "./keys.js";
import { restoreLayout } from "./layout.js";
import { setWorldTime, startTicking } from "./moments.js";
import { fetchState } from "./server.js";
import { showAlert } from "./sheets.js";
import { arrangeStage, clearStage, everyPane, paneOf, refreshStage, startStage } from "./stage.js";
import { allPeople, apply, load, personWith, watch, world } from "./store.js";
import { startTheme } from "./theme.js";
import { refreshTill } from "./till.js";
import { buildTopbar, refreshClock, refreshFaults } from "./topbar.js";

const SOON = 16;
const connection = document.querySelector(".connection");
let refreshing = null;
const moved = new Set();

function take(news) {
  if (news.now != null) setWorldTime(news.now);
  const before = allPeople().length;
  apply(news);
  for (const answer of news.answers)
    for (const pane of everyPane()) pane.chat?.foot.composer?.inline.answered(answer);
  for (const change of news.changes) react(change);
  if (before === 0 && allPeople().length > 0) begin();
}

function react(change) {
  switch (change.kind) {
    case "Toasted":
      showAnswer(change);
      break;
    case "CheckoutChanged":
      noteCheckout(change);
      break;
    case "ChatsChanged":
      moved.add(change.person_id);
      break;
    case "Acting":
      for (const pane of everyPane())
        if (pane.chat?.key === change.chat) pane.chat.showActing(change);
      break;
    case "MessageAdded":
      for (const pane of everyPane()) if (pane.chat?.key === change.chat) pane.chat.stopActing();
      break;
    default:
      break;
  }
}

function showAnswer({ person_id: personId, query_id: query, text, alert, url }) {
  settlePress(query);
  if (!personWith(personId)) return;
  const pane = paneOf(personId);
  if (url) pane.openLink(url);
  if (!text) return;
  if (alert) showAlert(pane.element, pane.chat?.title() ?? "Message", text);
  else pane.toast(text);
}

function refreshSoon() {
  refreshing ??= setTimeout(() => {
    refreshing = null;
    refreshStage(new Set(moved));
    moved.clear();
    refreshFaults();
    refreshTill();
  }, SOON);
}

function begin() {
  restoreLayout();
  arrangeStage();
}

async function reload() {
  try {
    const state = await fetchState();
    const same = state.id === world.id;
    if (!same) clearStage();
    setWorldTime(state.now);
    refreshClock();
    load(state);
    if (!same) begin();
    return true;
  } catch {
    return false;
  }
}

function showConnection(online) {
  connection.hidden = online;
  document.body.dataset.feed = online ? "live" : "lost";
}

async function start() {
  startTheme();
  buildTopbar(arrangeStage);
  startStage();
  watch(refreshSoon);
  startTicking(refreshClock);
  if (!(await reload())) showConnection(false);
  follow({ news: take, reset: reload, online: showConnection });
}

start();
