/** Amounts: integer minor units and a currency in, the reader's own way of writing out. */

/**
 * "¥128.00" for (12800, "CNY"); Telegram Stars (XTR) have no minor unit and no Intl name. `decimals`: how
 * many the minor units have, where not the currency's own.
 */
export function amount(minor, currency, locale, decimals = null) {
  if (currency === "XTR") return `${new Intl.NumberFormat(locale).format(minor)} ⭐`;
  const formatter = new Intl.NumberFormat(locale, { style: "currency", currency });
  const digits = decimals ?? formatter.resolvedOptions().maximumFractionDigits;
  return formatter.format(minor / 10 ** digits);
}
