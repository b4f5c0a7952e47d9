/** The payment sheet: what is bought, with which test card, and how it went. */

import { followCheckout } from "./checkouts.js";
import { button, el, freshId } from "./element.js";
import { icon } from "./icons.js";
import { fateOf } from "./invoices.js";
import { amount } from "./money.js";
import { openSheet, setFoot } from "./sheets.js";
import { world } from "./store.js";
import { say } from "./words.js";

const LATE =
  "The money is on hold. This card's bank is slow: the bot hears of it in about a minute.";

/** Pay `invoice`; `begin(card)` starts the checkout and resolves to {checkout, state, error}. */
export function openPayment(pane, invoice, begin) {
  const sheet = openSheet(pane.element, { title: say(pane.locale, "Payment"), name: "payment" });
  showForm({ sheet, pane, invoice, begin, locale: pane.locale });
}

/** Show what became of a payment. */
export function openReceipt(pane, receipt) {
  const sheet = openSheet(pane.element, { title: say(pane.locale, "Receipt"), name: "receipt" });
  const words = (english) => say(pane.locale, english);
  const lines = [
    [words("Paid"), amount(receipt.amount, receipt.currency, pane.locale)],
    [words("Money"), fateOf(receipt, pane.locale) || words("with the shop")],
    [words("Reference"), receipt.charge],
  ];
  sheet.body.append(
    el("p", { text: receipt.title }),
    el(
      "div",
      { class: "prices" },
      lines.map(([label, value]) => line(label, value)),
    ),
  );
  setFoot(sheet, doneKey(sheet, "button primary", words("Done")));
}

function showForm(scene) {
  const { sheet, invoice, locale } = scene;
  const sum = amount(invoice.total, invoice.currency, locale);
  const cards = invoice.currency === "XTR" ? null : cardChoices(locale);
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
      line(say(locale, "Total"), sum, " is-total"),
    ),
    ...(cards ? [cards] : []),
  );
  const pay = button(
    "button primary",
    say(locale, "Pay {}", sum),
    () => submit(scene, cards?.querySelector(":checked").value ?? "stars"),
    { data: { action: "pay" } },
  );
  setFoot(sheet, pay);
  pay.focus();
}

function cardChoices(locale) {
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
    { class: "cards", role: "radiogroup", "aria-label": say(locale, "Test card") },
    el("p", { class: "chatlist-title", text: say(locale, "Test card") }),
    choices,
  );
}

async function submit(scene, card) {
  const behaviour = world.cards.find((one) => one.number === card)?.behaviour;
  showWaiting(scene, say(scene.locale, "Asking the shop …"));
  const begun = await scene.begin(card);
  if (!begun) return showForm(scene);
  followCheckout(begun.checkout, (now) => showState({ ...scene, behaviour }, now));
  return undefined;
}

function showState(scene, { state, error }) {
  switch (state) {
    case "charging":
      return showWaiting(scene, say(scene.locale, "Charging the card …"));
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
      ? say(locale, LATE)
      : say(locale, "{} for {}", amount(invoice.total, invoice.currency, locale), invoice.title);
  sheet.body.replaceChildren(outcome("is-paid", icon("check"), say(locale, "Paid"), words));
  const done = doneKey(sheet, "button primary", say(locale, "Done"));
  setFoot(sheet, done);
  done.focus();
}

function showFailed(scene, error) {
  const { sheet, locale } = scene;
  sheet.locked = false;
  sheet.body.replaceChildren(
    outcome(
      "is-failed",
      icon("close"),
      say(locale, "Not paid"),
      error || say(locale, "The payment failed."),
    ),
  );
  const again = button("button primary", say(locale, "Try again"), () => showForm(scene), {
    data: { action: "try-again" },
  });
  setFoot(sheet, doneKey(sheet, "button", say(locale, "Close")), again);
  again.focus();
}

function doneKey(sheet, className, label) {
  return button(className, label, sheet.close, { data: { action: "done" } });
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
