/** Choosing chats and people in a sheet. */

import { avatar } from "./avatar.js";
import { button, el } from "./element.js";
import { icon } from "./icons.js";
import { openSheet, setFoot } from "./sheets.js";
import { say } from "./words.js";

/**
 * Let the person choose one of `peers`; `choose(peer)` is called with it. `note` says what comes of it,
 * `also` ({label, icon, act}) is one more way at the foot.
 */
export function pickOne(pane, title, peers, choose, { note = "", also = null } = {}) {
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
  if (note) sheet.body.append(el("p", { class: "pick-note", text: note }));
  sheet.body.append(
    rows.length
      ? el("div", { class: "pick-list" }, rows)
      : el("p", { text: say(pane.locale, "There is no chat for this yet.") }),
  );
  if (also) setFoot(sheet, alsoButton(sheet, also));
  (rows[0] ?? sheet.foot.firstChild)?.focus();
}

function alsoButton(sheet, { label, icon: name, act }) {
  const content = [icon(name), label];
  const leave = () => {
    sheet.close();
    act();
  };
  return button(rowClass(sheet), content, leave, { data: { action: "pick-also" } });
}

/** The only way there is stands out. */
function rowClass(sheet) {
  return sheet.body.querySelector(".pick-row") ? "button" : "button primary";
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
