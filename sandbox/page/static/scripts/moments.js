/** Times in the world's clock: message stamps, day lines and live countdowns. */

const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

let base = { world: Date.now() / 1000, local: performance.now() };

/** Learn that the world's time is `seconds` (Unix, with fractions) right now. */
export function setWorldTime(seconds) {
  base = { world: seconds, local: performance.now() };
  refreshMoments();
}

/** The world's time in Unix seconds. */
export function worldNow() {
  return base.world + (performance.now() - base.local) / 1000;
}

/** "14:05" in the reader's own zone. */
export function clockTime(unix, locale, options = { hour: "2-digit", minute: "2-digit" }) {
  return new Intl.DateTimeFormat(locale, { hourCycle: "h23", ...options }).format(unix * 1000);
}

/** A number that is the same for all moments of one local day. */
export function dayOf(unix) {
  const date = new Date(unix * 1000);
  return date.getFullYear() * 10000 + date.getMonth() * 100 + date.getDate();
}

/** "Today", "Yesterday" or the date, in `locale`. */
export function dayName(unix, locale) {
  for (const [offset, word] of [
    [0, 0],
    [1, -1],
  ]) {
    if (dayOf(unix) === dayOf(worldNow() - offset * 86400)) {
      const name = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(word, "day");
      return name[0].toUpperCase() + name.slice(1);
    }
  }
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" }).format(unix * 1000);
}

/** Today's time of day, or the short date, for the list of chats. */
export function shortMoment(unix, locale) {
  if (dayOf(unix) === dayOf(worldNow())) return clockTime(unix, locale);
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(unix * 1000);
}

/**
 * How far `unix` is away: "in 2 days", "3 hours ago". Within a day of a deadline it is told to the
 * second ("in 1:59:30"), so that a countdown is seen to run. What is to come is rounded, since 47 hours
 * are two days rather than one; never "tomorrow", which is a word for dates.
 */
export function relativeTime(unix, locale) {
  const left = Math.round(unix - worldNow());
  if (left > 0 && left < 86400) return relativeDigits(left, locale);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(left) >= length) ?? UNITS.at(-1);
  const count = left > 0 ? Math.round(left / size) : Math.trunc(left / size);
  return new Intl.RelativeTimeFormat(locale, { numeric: left ? "always" : "auto" }).format(
    count,
    unit,
  );
}

function relativeDigits(left, locale) {
  const [hours, minutes, seconds] = [
    Math.floor(left / 3600),
    Math.floor(left / 60) % 60,
    left % 60,
  ];
  const two = (number) => String(number).padStart(2, "0");
  const digits = hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
  const [before, after] = around(locale);
  return `${before}${digits}${after}`;
}

/** What the locale writes around the number of "in 5 hours", without the unit's name. */
function around(locale) {
  if (locale.startsWith("zh-Hant")) return ["", "後"];
  if (locale.startsWith("zh")) return ["", "后"];
  return ["in ", ""];
}

/** The language that `text` is written in, as far as its letters tell: the reader's where they do not. */
export function localeOfText(text, reader) {
  if (!/\p{Script=Han}/u.test(text ?? "")) return reader.startsWith("zh") ? "en" : reader;
  if (reader.startsWith("zh")) return reader;
  return /[後團開還區個這]/.test(text) ? "zh-Hant" : "zh-Hans";
}

/**
 * The text of a Bot API date_time entity: `format` is "r" or letters out of w, d/D, t/T;
 * anything else keeps the bot's own words.
 */
export function formatMoment(unix, format, locale, fallback) {
  if (format === "r" || format === "R") return relativeTime(unix, locale);
  if (!/^[wdDtT]+$/.test(format ?? "")) return fallback;
  const options = {};
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d"))
    Object.assign(options, { day: "numeric", month: "numeric", year: "2-digit" });
  if (format.includes("D"))
    Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(format))
    Object.assign(options, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (format.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(locale, options).format(unix * 1000);
}

/** Bring every visible countdown up to date. */
export function refreshMoments() {
  for (const node of document.querySelectorAll("time[data-unix]")) {
    const { unix, format, locale, fallback } = node.dataset;
    const text = formatMoment(Number(unix), format, locale, fallback);
    if (node.textContent !== text) node.textContent = text;
  }
}

/** Start the one ticker of the page: `onTick` is called each second after the countdowns. */
export function startTicking(onTick) {
  setInterval(() => {
    refreshMoments();
    onTick();
  }, 1000);
}
