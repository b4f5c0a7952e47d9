/** Invoices as cards, and what became of the money as service lines. */

import { el } from "./element.js";
import { icon } from "./icons.js";
import { amount } from "./money.js";
import { say } from "./words.js";

const FATES = {
  held: "on hold",
  captured: "charged",
  voided: "released, nothing charged",
  refunded: "refunded",
};

/** The card of an invoice message: picture, title, description, amount. */
export function invoiceCard(message, locale) {
  const { invoice } = message;
  const cover = invoice.photo_url ? coverOf(invoice) : null;
  return el(
    "div",
    { class: "invoice", data: { invoice: message.paid ? "paid" : "open" } },
    cover,
    el(
      "div",
      { class: "invoice-lines" },
      el("div", { class: "invoice-title", text: invoice.title }),
      el("div", { class: "invoice-about", text: invoice.description }),
      el(
        "div",
        { class: "invoice-sum" },
        el("span", {
          class: "invoice-amount",
          text: amount(invoice.total, invoice.currency, locale),
        }),
        message.paid
          ? el("span", { class: "paid-mark" }, icon("check"), say(locale, "Paid"))
          : el("span", { class: "invoice-test", text: say(locale, "Test invoice") }),
      ),
    ),
  );
}

/** The inline buttons of an invoice: the bot's own, or the one every client adds. */
export function invoiceKeys(message, locale) {
  if (message.keys?.length)
    return message.keys.map((row) =>
      row.map((key) => (key.pay ? payKey(key, message, locale) : key)),
    );
  return [[payKey({ text: "Pay", pay: true }, message, locale)]];
}

function payKey(key, message, locale) {
  if (message.paid) return { text: say(locale, "Receipt"), pay: true };
  const { total, currency } = message.invoice;
  const sum = amount(total, currency, locale);
  const text = key.text === "Pay" ? say(locale, "Pay {}", sum) : key.text;
  return { style: "primary", ...key, text };
}

/** What became of a payment in words: "on hold", "¥12.00 refunded" ... */
export function fateOf(receipt, locale) {
  if (receipt.state === "partially_refunded")
    return say(locale, "{} refunded", amount(receipt.refunded, receipt.currency, locale));
  if (receipt.state === "captured" && receipt.captured < receipt.amount)
    return say(locale, "{} charged", amount(receipt.captured, receipt.currency, locale));
  return say(locale, FATES[receipt.state] ?? receipt.state ?? "");
}

/** The service line of a payment, or null for other messages. */
export function paymentLine(message, locale) {
  const { receipt, service } = message;
  if (!receipt || !service) return null;
  const gone =
    ["refunded", "partially_refunded", "voided"].includes(receipt.state) ||
    service.kind === "refund";
  const sum = amount(receipt.amount, receipt.currency, locale);
  const words =
    service.kind === "refund"
      ? say(locale, "{} refunded", sum)
      : say(locale, "Paid {} · {}", sum, receipt.title);
  return el(
    "li",
    { class: `service ${gone ? "is-refunded" : "is-paid"}`, data: { receipt: receipt.state } },
    words,
    receipt.state && service.kind !== "refund" ? ` · ${fateOf(receipt, locale)}` : "",
  );
}

function coverOf(invoice) {
  const image = el("img", {
    class: "invoice-cover",
    src: invoice.photo_url,
    alt: "",
    width: 16,
    height: 9,
  });
  image.style.setProperty("aspect-ratio", "16 / 9");
  image.addEventListener("error", () => image.remove());
  return image;
}
