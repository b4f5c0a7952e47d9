"""Currencies to choose from: those that most shops count in."""

CURRENCIES = (
    *("USD", "EUR", "CNY", "TWD", "HKD", "SGD", "MYR", "JPY", "KRW", "THB"),
    *("VND", "IDR", "PHP", "INR", "AED", "TRY", "RUB", "UAH", "KZT", "UZS"),
    *("GBP", "CHF", "PLN", "CZK", "SEK", "NOK", "DKK", "BRL", "MXN", "AUD", "CAD", "NZD"),
)
