/** Choosing chats and people in a sheet. */

import { avatar } from "./avatar.js";
import { button, el } from "./element.js";
import { openSheet, setFoot } from "./sheets.js";
import { say } from "./words.js";

/** Let the person choose one of `peers`; `choose(peer)` is called with it. */
export function pickOne(pane, title, peers, choose) {
  const sheet = openSheet(pane.element, { title, name: "picker" });
  const rows = peers.map((peer) =>
    button(
      "pick-row",
      [avatar(peer), names(peer)],
      () => {
        sheet.close();
        choose(peer);
      },
      { data: { action: "pick", pick: peer.id } },
    ),
  );
  sheet.body.append(
    rows.length
      ? el("div", { class: "pick-list" }, rows)
      : el("p", { text: say(pane.locale, "There is no chat for this yet.") }),
  );
  rows[0]?.focus();
}

/** Check boxes for `peers`; returns {element, chosen()}. */
export function pickMany(peers) {
  const boxes = peers.map((peer) => ({
    peer,
    box: el("input", { type: "checkbox", data: { pick: peer.id } }),
  }));
  const rows = boxes.map(({ peer, box }) =>
    el("label", { class: "pick-row" }, avatar(peer), names(peer), box),
  );
  return {
    element: el("div", { class: "pick-list" }, rows),
    chosen: () => boxes.filter(({ box }) => box.checked).map(({ peer }) => peer),
  };
}

/** Let the person choose several of `peers`, then call `done(chosen)`. */
export function pickSeveral(pane, title, peers, label, done) {
  const sheet = openSheet(pane, { title, name: "picker" });
  const choice = pickMany(peers);
  sheet.body.append(choice.element);
  setFoot(
    sheet,
    button(
      "button primary",
      label,
      () => {
        sheet.close();
        done(choice.chosen());
      },
      { data: { action: "pick-done" } },
    ),
  );
}

function names(peer) {
  return el(
    "span",
    { class: "pick-names" },
    el("span", { class: "pick-name", text: peer.title }),
    el("br"),
    el("span", { class: "pick-about", text: peer.about }),
  );
}
