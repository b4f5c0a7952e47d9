/** Where the money is: what the providers have of each payment, in a strip that stays open while the clock is wound. */

import { el } from "./element.js";
import { clockTime } from "./moments.js";
import { amount } from "./money.js";
import { world } from "./store.js";

const LOCALE = "en";
const STATES = {
  declined: "declined, nothing taken",
  held: "held on the card",
  captured: "captured: the shop has it",
  released: "hold cancelled, nothing taken",
  refunded: "refunded",
};
const WAYS = { invoice: "Invoice", page: "Stripe stand-in" };

const till = document.querySelector(".till");

/** Open the strip, or close it; `opener` is the button that says which. */
export function toggleTill(opener) {
  till.hidden = !till.hidden;
  opener.setAttribute("aria-expanded", String(!till.hidden));
  refreshTill();
}

/** Bring the strip in line with the store, if it is open. */
export function refreshTill() {
  if (till.hidden) return;
  const signature = JSON.stringify(world.money);
  if (till.signature === signature) return;
  till.signature = signature;
  till.replaceChildren(world.money.length ? table() : nothing());
}

function nothing() {
  return el("p", { class: "till-empty", text: "Nobody has paid yet." });
}

function table() {
  const heads = ["Paid for", "Through", "Amount", "Where it is"];
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col", text })))),
    el("tbody", {}, world.money.map(row)),
  );
}

function row(paid) {
  return el(
    "tr",
    { data: { money: paid.state, payment: paid.id } },
    el(
      "td",
      { class: "till-what" },
      paid.title || paid.id,
      el("span", { class: "till-payer", text: [paid.payer, momentOf(paid)].filter(Boolean).join(" · ") }),
    ),
    el("td", { class: "till-way", text: WAYS[paid.by] ?? paid.by }),
    el("td", { class: "till-amount", text: sum(paid, paid.amount) }),
    el("td", {}, el("span", { class: "till-state", text: whereOf(paid) })),
  );
}

function whereOf(paid) {
  const words = STATES[paid.state] ?? paid.state;
  if (paid.state !== "captured") return words;
  const kept = paid.amount - paid.released - paid.refunded;
  if (kept === paid.amount) return words;
  return [
    `${sum(paid, kept)} captured`,
    paid.released && `${sum(paid, paid.released)} let go`,
    paid.refunded && `${sum(paid, paid.refunded)} refunded`,
  ]
    .filter(Boolean)
    .join(", ");
}

function momentOf({ at }) {
  const day = new Intl.DateTimeFormat(LOCALE, { weekday: "short" }).format(at * 1000);
  return `${day} ${clockTime(at, LOCALE)}`;
}

const sum = (paid, minor) => amount(minor, paid.currency, LOCALE, paid.digits);
