"""Prices: read without a float and without a guess."""

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from catalog.importers.prices import HIGHEST, read_price
from catalog.money import Money
from catalog.typed import Misread


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("50", "USD", 5000),
        ("39.90", "USD", 3990),
        ("9,90", "EUR", 990),
        ("9,9", "EUR", 990),
        (".5", "USD", 50),
        ("0,50", "EUR", 50),
        ("0.500", "USD", 50),
        ("39.9000", "USD", 3990),
        ("1.299,00", "EUR", 129900),
        ("1,299.00", "USD", 129900),
        ("1 299,00", "EUR", 129900),
        ("1\u202f299,00", "EUR", 129900),
        ("1'299.00", "CHF", 129900),
        ("1,23,456.50", "INR", 12345650),
        ("1,234,567", "USD", 123456700),
        ("1.234.567", "EUR", 123456700),
        ("$39.90", "USD", 3990),
        ("US$ 39.90", "USD", 3990),
        ("39,90 €", "EUR", 3990),
        ("EUR 39,90", "EUR", 3990),
        ("￥１２．５０", "CNY", 1250),
        ("12.5元", "CNY", 1250),
        ("NT$1,200.00", "TWD", 120000),
        ("٣٩٫٩٠", "USD", 3990),
        ("३९", "INR", 3900),
        ("+5", "USD", 500),
        ("3990", "JPY", 3990),
        ("3,990", "JPY", 3990),
        ("3990.00", "JPY", 3990),
        ("¥3,990", "JPY", 3990),
        ("1.299", "KWD", 1299),
        ("39.900", "KWD", 39900),
        ("39", "KWD", 39000),
    ],
)
def test_a_price_is_understood_as_it_is_written(text: str, currency: str, minor: int) -> None:
    """Promise 36: digits of any script are digits."""
    assert read_price(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        *(("1,299", "USD"), ("1.299", "USD"), ("1.299", "EUR"), ("39.000", "USD")),
        *(("1,299", "KWD"), ("1.299", "JPY"), ("12.50", "JPY"), ("1.2345", "KWD")),
        *(("9.999", "USD"), ("0.001", "USD"), ("39.905", "USD")),
        *(("", "USD"), ("   ", "USD"), ("free", "USD"), ("-5", "USD"), ("−5", "USD"), ("0", "USD")),
        *(("0.00", "USD"), ("NaN", "USD"), ("inf", "USD"), ("1e400", "USD"), ("1e3", "USD")),
        *(
            ("1,2,3", "USD"),
            ("12,34,5", "USD"),
            ("1.2.3", "USD"),
            ("5.", "USD"),
            ("1,29.00", "USD"),
        ),
        *(("€5", "USD"), ("5 EUR", "USD"), ("50%", "USD"), ("5$5", "USD"), ("$ 5 EUR", "USD")),
        *(("9" * 14, "USD"), ("9" * 5000, "USD"), ("1\n2", "USD"), ("5 or 6", "USD"), ("½", "USD")),
    ],
)
def test_a_price_that_is_wrong_or_reads_two_ways_is_refused_with_what_is_right(
    text: str, currency: str
) -> None:
    """Promises 36 and 37."""
    refused = read_price(text, currency)
    assert isinstance(refused, Misread)
    assert refused.expected.startswith("a price ")


@pytest.mark.parametrize(
    ("currency", "example"), [("USD", "39.90"), ("JPY", "3990"), ("KWD", "39.900")]
)
def test_the_example_in_a_refusal_is_itself_a_price(currency: str, example: str) -> None:
    refused = read_price("?", currency)
    assert isinstance(refused, Misread)
    assert example in refused.expected
    assert isinstance(read_price(example, currency), Money)


@given(
    minor=st.integers(1, HIGHEST),
    currency=st.sampled_from(["USD", "EUR", "JPY", "KWD", "CNY"]),
    style=st.sampled_from(["plain", "english", "german", "arabic"]),
)
def test_every_price_written_out_in_full_is_read_back(
    minor: int, currency: str, style: str
) -> None:
    digits = get_currency_precision(currency)
    whole, part = divmod(minor, 10**digits)
    fraction = f"{part:0{digits}d}" if digits else ""
    mark = "," if style == "german" else "."
    written = f"{whole:,}" if style in {"english", "german"} and digits == 2 else str(whole)
    if style == "german":
        written = written.replace(",", ".")
    if style == "german" and digits == 3:
        mark = "."
    text = f"{written}{mark}{fraction}" if digits else written
    if style == "arabic":
        text = text.translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫"))
    assert read_price(text, currency) == Money(minor, currency)


@given(text=st.text(max_size=80), currency=st.sampled_from(["USD", "JPY", "KWD"]))
def test_no_text_at_all_makes_a_price_raise_or_fall_to_nothing(text: str, currency: str) -> None:
    read = read_price(text, currency)
    assert isinstance(read, Misread) or 0 < read.minor <= HIGHEST
