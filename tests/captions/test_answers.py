"""One answer in the step-by-step form: the same rules, for one field (promises 35, 36)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.captions.reading import check_form, read_field
from catalog.editing.drafting import DealForm, Doubt, Field, Why
from catalog.leader_reward import LeaderReward, RewardKind
from catalog.money import Money

NOW = datetime(2026, 3, 4, 11, tzinfo=UTC)
HALF = DealForm(title="Soap", solo=Money(1200, "EUR"), people=3, stock=40)
DAY = timedelta(days=1)


def answer(field: Field, text: str) -> DealForm | Doubt:
    """What becomes of a half-filled form."""
    return read_field(field, text, HALF, currency="EUR", zone="Europe/Berlin", now=NOW)


@pytest.mark.parametrize(
    ("field", "text", "filled"),
    [
        (Field.TITLE, "  Olive   oil <b> ", {"title": "Olive oil <b>"}),
        (Field.SOLO, "€ 9,90", {"solo": Money(990, "EUR")}),
        (Field.SOLO, "１２.５０", {"solo": Money(1250, "EUR")}),
        (Field.SOLO, "15 alone", {"solo": Money(1500, "EUR")}),
        (Field.GROUP, "9", {"group": Money(900, "EUR")}),
        (Field.GROUP, "9 for four", {"group": Money(900, "EUR"), "people": 4}),
        (Field.GROUP, "四人团9", {"group": Money(900, "EUR"), "people": 4}),
        (Field.PEOPLE, "４", {"people": 4}),
        (Field.PEOPLE, "五人", {"people": 5}),
        (Field.PEOPLE, "4 to 10 people", {"people": 4, "capacity": 10}),
        (Field.CAPACITY, "10", {"capacity": 10}),
        (Field.CAPACITY, "same", {"capacity": None}),
        (Field.STOCK, "٥٠", {"stock": 50}),
        (Field.STOCK, "1,000 bottles", {"stock": 1000}),
        (Field.STOCK, "一百二十瓶", {"stock": 120}),
        (Field.STOCK, "不限", {"stock": None}),
        (Field.NEWCOMERS, "yes", {"newcomers": True}),
        (Field.REWARD, "3%", {"reward": LeaderReward(RewardKind.SHARE, 300)}),
        (Field.REWARD, "Free seat", {"reward": LeaderReward(RewardKind.FREE_SEAT)}),
        (Field.REWARD, "團長免單", {"reward": LeaderReward(RewardKind.FREE_SEAT)}),
        (Field.REWARD, "5.00", {"reward": LeaderReward(RewardKind.FIXED, 500)}),
        (Field.REWARD, "none", {"reward": None}),
        (Field.NEWCOMERS, "everybody", {"newcomers": False}),
        (Field.NEWCOMERS, "只限新客", {"newcomers": True}),
        (Field.LIMIT, "max 2 each", {"limit": 2}),
        (Field.LIMIT, "每人限购2件", {"limit": 2}),
        (Field.WINDOW, "24h", {"window": DAY}),
        (Field.WINDOW, "1d 12h", {"window": 1.5 * DAY}),
        (Field.WINDOW, "两天", {"window": 2 * DAY}),
        (Field.STARTS, "马上", {"starts_at": None}),
        (Field.STARTS, "周一 9:00", {"starts_at": datetime(2026, 3, 9, 8, tzinfo=UTC)}),
        (Field.ENDS, "never", {"ends_at": None}),
    ],
)
def test_an_answer_fills_its_field(field: Field, text: str, filled: dict[str, Any]) -> None:
    form = answer(field, text)
    assert isinstance(form, DealForm)
    assert {name: getattr(form, name) for name in filled} == filled


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (Field.TITLE, " \n ", Why.MISSING),
        (Field.TITLE, "x" * 201, Why.TOO_MUCH),
        (Field.SOLO, "$12", Why.CURRENCY),
        (Field.SOLO, "1.299", Why.TWO),
        (Field.SOLO, "-3", Why.UNREADABLE),
        (Field.SOLO, "0", Why.UNREADABLE),
        (Field.SOLO, "cheap", Why.UNREADABLE),
        (Field.SOLO, "9 for three", Why.UNREADABLE),
        (Field.GROUP, "15", Why.HIGHER),
        (Field.GROUP, "9 for one person", Why.TOO_FEW),
        (Field.PEOPLE, "0", Why.TOO_FEW),
        (Field.PEOPLE, "1", Why.TOO_FEW),
        (Field.PEOPLE, "-1", Why.TOO_FEW),
        (Field.PEOPLE, "1.5", Why.UNREADABLE),
        (Field.PEOPLE, "many", Why.UNREADABLE),
        (Field.PEOPLE, "1000000000000", Why.TOO_MUCH),
        (Field.PEOPLE, "10-4", Why.ORDER),
        (Field.CAPACITY, "2", Why.ORDER),
        (Field.STOCK, "0", Why.TOO_FEW),
        (Field.STOCK, "10^12", Why.UNREADABLE),
        (Field.STOCK, "1000000000000", Why.TOO_MUCH),
        (Field.LIMIT, "0", Why.TOO_FEW),
        (Field.LIMIT, "10001", Why.TOO_MUCH),
        (Field.WINDOW, "24", Why.TWO),
        (Field.WINDOW, "400 days", Why.TOO_MUCH),
        (Field.WINDOW, "1 second", Why.TOO_FEW),
        (Field.WINDOW, "-2h", Why.UNREADABLE),
        (Field.ENDS, "Sunday", Why.NO_TIME),
        (Field.REWARD, "60%", Why.UNREADABLE),
        (Field.REWARD, "0", Why.UNREADABLE),
        (Field.REWARD, "-3%", Why.UNREADABLE),
        (Field.REWARD, "a lot", Why.UNREADABLE),
    ],
)
def test_an_answer_that_will_not_do_says_why_and_changes_nothing(
    field: Field, text: str, why: Why
) -> None:
    doubt = answer(field, text)
    assert isinstance(doubt, Doubt)
    assert doubt.why is why
    assert doubt.said == text.strip()


def test_an_empty_form_misses_what_every_deal_needs() -> None:
    needed = [Field.TITLE, Field.SOLO, Field.GROUP, Field.PEOPLE]
    assert check_form(DealForm(), NOW) == tuple(Doubt(field, Why.MISSING) for field in needed)


def test_a_draft_that_waited_too_long_is_over() -> None:
    form = DealForm("Soap", solo=Money(2, "EUR"), group=Money(1, "EUR"), people=2, ends_at=NOW)
    assert check_form(form, NOW) == (Doubt(Field.ENDS, Why.PAST),)
    assert check_form(form, NOW - DAY) == ()


def test_prices_in_two_currencies_are_no_deal() -> None:
    form = DealForm("Soap", solo=Money(2, "EUR"), group=Money(1, "USD"), people=2)
    assert check_form(form, NOW) == (Doubt(Field.GROUP, Why.CURRENCY),)
