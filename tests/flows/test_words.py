"""Amounts, lengths of time and trimmed texts in every language."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.money import Money
from flows.money_text import percent_less
from flows.screens.shape import shorten, units
from flows.texts import Texts


@pytest.mark.parametrize(
    ("language", "amount", "said"),
    [
        ("en", Money(123456, "USD"), "$1,234.56"),
        ("en", Money(1500, "JPY"), "¥1,500"),
        ("zh_Hans", Money(6800, "CNY"), "¥68.00"),
        ("zh_Hans", Money(6800, "USD"), "US$68.00"),
        ("zh_Hant", Money(1000, "EUR"), "€10.00"),
        ("en", Money(1234, "KWD"), "KWD1.234"),
    ],
)
def test_amounts_have_as_many_places_as_their_currency(
    language: str, amount: Money, said: str
) -> None:
    assert Texts(language).money(amount).replace("\xa0", "") == said


@pytest.mark.parametrize(
    ("hours", "english", "chinese"),
    [
        (24, "24 hours", "24 小时"),
        (36, "36 hours", "36 小时"),
        (84, "3 days, 12 hours", "3 天 12 小时"),
        (0.5, "30 minutes", "30 分钟"),
        (1.25, "1 hour, 15 minutes", "1 小时 15 分钟"),
    ],
)
def test_lengths_of_time_add_up(hours: float, english: str, chinese: str) -> None:
    """Promise 29: "24 hours" are never said as "1 day"."""
    assert Texts("en").length(timedelta(hours=hours)) == english
    assert Texts("zh_Hans").length(timedelta(hours=hours)) == chinese


def test_a_saving_is_never_rounded_up() -> None:
    """Promise 15."""
    assert percent_less(Money(667, "EUR"), Money(1000, "EUR")) == 33
    assert percent_less(Money(1, "EUR"), Money(0, "EUR")) == 0


def test_values_are_escaped_in_markup_and_left_alone_in_plain_texts() -> None:
    """Promise 38."""
    t = Texts("en")
    name = "<b>{x}&"
    assert t.gettext("{name} invites you to buy together.", name=name).startswith(
        "&lt;b&gt;{x}&amp; "
    )
    assert t.pgettext("name", "{name} (paying)", name=name).startswith(name)


def test_dates_are_said_in_the_readers_zone() -> None:
    """Promise 29: the messenger knows the reader's zone best; where it cannot say it, ours or the shop's must do."""
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    said = '<tg-time unix="1772407800" format="{}">{}</tg-time>'
    assert Texts("en", "Asia/Taipei").moment(moment) == said.format("Dt", "Mar 2, 07:30")
    assert Texts("zh_Hant", "Asia/Taipei").moment(moment) == said.format("Dt", "3月2日 07:30")
    assert Texts("en", "Nowhere/At_All").day(moment) == said.format("D", "Mar 1, 2026")


def test_what_others_read_names_the_zone_that_it_is_meant_in() -> None:
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert Texts("en", "Asia/Taipei").clock(moment) == "Mar 2, 07:30 (UTC+8)"
    assert Texts("en", "Asia/Kolkata").clock(moment) == "Mar 2, 05:00 (UTC+5:30)"
    assert Texts("zh_Hans", "America/New_York").clock(moment) == "3月1日 18:30 (UTC−5)"
    assert Texts("en", "UTC").clock(moment) == "Mar 1, 23:30 (UTC)"


def test_trimming_counts_like_a_messenger_and_never_cuts_a_sign_in_two() -> None:
    assert shorten("short", 10) == "short"
    assert units(shorten("🎉" * 50, 21)) <= 21
    assert shorten("🎉" * 50, 21).endswith("🎉…")
    assert shorten("one two three four", 15) == "one two three…"
