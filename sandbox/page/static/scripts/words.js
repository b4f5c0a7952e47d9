/** What the messenger itself says, not the tools around it, in the language of whoever holds it. */

import { CHINESE } from "./chinese.js";

/**
 * `english` for the reader of `locale`, each {} replaced by the next of `values`. What is not in the
 * table, and what other languages read, stays English.
 */
export function say(locale = "en", english, ...values) {
  const [simple, traditional] = CHINESE[english] ?? [english, english];
  const words = isTraditional(locale) ? traditional : locale.startsWith("zh") ? simple : english;
  const rest = [...values];
  return words.replaceAll("{}", () => rest.shift());
}

function isTraditional(locale) {
  return /^zh-(Hant|TW|HK|MO)\b/.test(locale);
}
