/** The payment sheet: what is bought, with which test card, and how it went. */

import { followCheckout } from "./checkouts.js";
import { button, el, freshId } from "./element.js";
import { icon } from "./icons.js";
import { fateOf } from "./invoices.js";
import { amount } from "./money.js";
import { openSheet, setFoot } from "./sheets.js";
import { world } from "./store.js";

const LATE =
  "The money is on hold. This card's bank is slow: the bot hears of it in about a minute.";

/** Pay `invoice`; `begin(card)` starts the checkout and resolves to {checkout, state, error}. */
export function openPayment(pane, invoice, begin) {
  const sheet = openSheet(pane.element, { title: "Payment", name: "payment" });
  showForm({ sheet, pane, invoice, begin, locale: pane.locale });
}

/** Show what became of a payment. */
export function openReceipt(pane, receipt) {
  const sheet = openSheet(pane.element, { title: "Receipt", name: "receipt" });
  const lines = [
    ["Paid", amount(receipt.amount, receipt.currency, pane.locale)],
    ["Money", fateOf(receipt, pane.locale) || "with the shop"],
    ["Reference", receipt.charge],
  ];
  sheet.body.append(
    el("p", { text: receipt.title }),
    el(
      "div",
      { class: "prices" },
      lines.map(([label, value]) => line(label, value)),
    ),
  );
  setFoot(sheet, button("button primary", "Done", sheet.close, { data: { action: "done" } }));
}

function showForm(scene) {
  const { sheet, invoice, locale } = scene;
  const sum = amount(invoice.total, invoice.currency, locale);
  const cards = invoice.currency === "XTR" ? null : cardChoices();
  sheet.locked = false;
  sheet.body.replaceChildren(
    el(
      "div",
      {},
      el("div", { class: "invoice-title", text: invoice.title }),
      el("div", { class: "invoice-about", text: invoice.description }),
    ),
    el(
      "div",
      { class: "prices" },
      invoice.prices.map((price) =>
        line(price.label, amount(price.amount, invoice.currency, locale)),
      ),
      line("Total", sum, " is-total"),
    ),
    ...(cards ? [cards] : []),
  );
  const pay = button(
    "button primary",
    `Pay ${sum}`,
    () => submit(scene, cards?.querySelector(":checked").value ?? "stars"),
    { data: { action: "pay" } },
  );
  setFoot(sheet, pay);
  pay.focus();
}

function cardChoices() {
  const name = freshId("card");
  const choices = world.cards.map((card, index) =>
    el(
      "label",
      { class: "card-choice" },
      el("input", {
        type: "radio",
        name,
        value: card.number,
        checked: index === 0,
        data: { card: card.behaviour },
      }),
      el(
        "span",
        {},
        el("span", { class: "card-number", text: `•••• ${card.number.slice(-4)}` }),
        el("br"),
        el("span", { class: "card-about", text: card.label }),
      ),
    ),
  );
  return el(
    "div",
    { class: "cards", role: "radiogroup", "aria-label": "Test card" },
    el("p", { class: "chatlist-title", text: "Test card" }),
    choices,
  );
}

async function submit(scene, card) {
  const behaviour = world.cards.find((one) => one.number === card)?.behaviour;
  showWaiting(scene, "Asking the shop …");
  const begun = await scene.begin(card);
  if (!begun) return showForm(scene);
  followCheckout(begun.checkout, (now) => showState({ ...scene, behaviour }, now));
  return undefined;
}

function showState(scene, { state, error }) {
  switch (state) {
    case "charging":
      return showWaiting(scene, "Charging the card …");
    case "paid":
      return showPaid(scene);
    case "failed":
      return showFailed(scene, error);
    default:
      return undefined;
  }
}

function showWaiting({ sheet }, words) {
  sheet.locked = true;
  sheet.body.replaceChildren(outcome("is-waiting", el("span", { class: "spinner" }), words, ""));
  setFoot(sheet);
  sheet.sheet.focus();
}

function showPaid({ sheet, invoice, locale, behaviour }) {
  sheet.locked = false;
  const words =
    behaviour === "late"
      ? LATE
      : `${amount(invoice.total, invoice.currency, locale)} for ${invoice.title}`;
  sheet.body.replaceChildren(outcome("is-paid", icon("check"), "Paid", words));
  const done = button("button primary", "Done", sheet.close, { data: { action: "done" } });
  setFoot(sheet, done);
  done.focus();
}

function showFailed(scene, error) {
  const { sheet } = scene;
  sheet.locked = false;
  sheet.body.replaceChildren(
    outcome("is-failed", icon("close"), "Not paid", error || "The payment failed."),
  );
  const again = button("button primary", "Try again", () => showForm(scene), {
    data: { action: "try-again" },
  });
  setFoot(sheet, button("button", "Close", sheet.close, { data: { action: "done" } }), again);
  again.focus();
}

function outcome(kind, mark, title, words) {
  return el(
    "div",
    { class: `pay-outcome ${kind}`, role: "status", data: { outcome: kind.slice(3) } },
    el("span", { class: "mark" }, mark),
    el("h3", { text: title }),
    words && el("p", { text: words }),
  );
}

function line(label, value, more = "") {
  return el(
    "div",
    { class: `price-line${more}` },
    el("span", { text: label }),
    el("span", { text: value }),
  );
}
