/** Initials in a calm colour that stays the same for one person or chat. */

import { el } from "./element.js";

const TONES = [192, 14, 150, 268, 34, 330, 216, 96];

/** The hue, in degrees, that belongs to `key` (an id or any text). */
export function toneOf(key) {
  let sum = 0;
  for (const letter of String(key)) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return TONES[sum % TONES.length];
}

/** Up to two letters: the first of each word, or one character for names in CJK script. */
export function initialsOf(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return "?";
  const first = [...words[0]][0];
  const last = [...words.at(-1)][0];
  if (words.length === 1 || /\p{Script=Han}/u.test(first + last)) return first.toUpperCase();
  return (first + last).toUpperCase();
}

/** A round portrait for `peer` ({key, title, kind}); groups and channels are rounded squares. */
export function avatar(peer) {
  const square = peer.kind === "group" || peer.kind === "channel";
  return el("span", {
    class: square ? "avatar square" : "avatar",
    vars: { "--tone": toneOf(peer.key) },
    "aria-hidden": "true",
    text: initialsOf(peer.title),
  });
}
