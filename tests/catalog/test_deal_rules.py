"""What a deal may promise (promise 35)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.deal_rules import DealDraft, check, group_prices
from catalog.leader_reward import LeaderReward, RewardKind
from catalog.money import Money

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOLO = {1: Money(2000, "EUR"), 2: Money(2500, "EUR")}
SOUND = DealDraft(3, 3, 24 * HOUR, 2000)


def test_three_people_in_a_day_for_a_fifth_less_is_a_deal() -> None:
    assert check(SOUND, SOLO, NOW) is None


@pytest.mark.parametrize(
    "reward",
    [
        LeaderReward(RewardKind.FREE_SEAT),
        LeaderReward(RewardKind.SHARE, 5000),
        LeaderReward(RewardKind.FIXED, 3199),
    ],
)
def test_a_leader_may_be_promised_less_than_the_others_pay(reward: LeaderReward) -> None:
    assert check(replace(SOUND, reward=reward), SOLO, NOW) is None


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"minimum": 0}, "minimum", "A group buy needs at least 2 people."),
        ({"minimum": 1, "capacity": 1}, "minimum", "A group buy needs at least 2 people."),
        ({"minimum": -3}, "minimum", "A group buy needs at least 2 people."),
        ({"capacity": 2}, "capacity", "A group that needs 3 people must have room for at least 3."),
        ({"capacity": 10**9}, "capacity", "A group has room for 100,000 people at most."),
        ({"window": -HOUR}, "window", "10 seconds at least and 365 days at most"),
        ({"window": timedelta()}, "window", "10 seconds at least"),
        ({"window": timedelta(days=366)}, "window", "365 days at most"),
        ({"limit_per_person": 0}, "limit_per_person", "1 to 10,000 units"),
        ({"ends_at": NOW}, "ends_at", "must end after it starts"),
        ({"starts_at": NOW + 2 * HOUR, "ends_at": NOW + HOUR}, "ends_at", "end after it starts"),
        ({"starts_at": NOW - 2 * HOUR, "ends_at": NOW - HOUR}, "ends_at", "in the future"),
        ({"cut": 0}, "cut", "above 0% and below 100%"),
        ({"cut": 10_000}, "cut", "above 0% and below 100%"),
        ({"cut": {1: Money(1500, "EUR")}}, "cut", "Every variant needs a group price."),
        ({"cut": {1: Money(2001, "EUR"), 2: Money(2001, "EUR")}}, "cut", "not above the price"),
        ({"cut": {1: Money(0, "EUR"), 2: Money(1, "EUR")}}, "cut", "above zero"),
        ({"cut": {1: Money(1, "USD"), 2: Money(1, "USD")}}, "cut", "must be in EUR"),
        ({"reward": LeaderReward(RewardKind.SHARE, 0)}, "reward", "above 0% and 50% at most"),
        ({"reward": LeaderReward(RewardKind.SHARE, 5001)}, "reward", "above 0% and 50% at most"),
        ({"reward": LeaderReward(RewardKind.FIXED, 0)}, "reward", "above zero, such as 5.00"),
        ({"reward": LeaderReward(RewardKind.FIXED, -5)}, "reward", "above zero, such as 5.00"),
        ({"reward": LeaderReward(RewardKind.FIXED, 3200)}, "reward", "below 32.00 EUR here"),
    ],
)
def test_a_deal_that_makes_no_sense_is_refused_with_what_would_be_right(
    changes: dict[str, Any], field: str, sentence: str
) -> None:
    problem = check(replace(SOUND, **changes), SOLO, NOW)
    assert problem is not None
    assert problem.field == field
    assert sentence in problem.sentence


def test_a_product_without_a_variant_on_sale_has_no_deal() -> None:
    problem = check(SOUND, {}, NOW)
    assert problem is not None
    assert problem.field == "product"


def test_a_group_price_may_equal_the_solo_price() -> None:
    assert check(replace(SOUND, cut=dict(SOLO)), SOLO, NOW) is None


@given(
    st.builds(
        DealDraft,
        minimum=st.integers(-5, 10),
        capacity=st.integers(-5, 10),
        window=st.timedeltas(timedelta(days=-400), timedelta(days=400)),
        cut=st.integers(-100, 10_100)
        | st.dictionaries(
            st.sampled_from([1, 2]), st.builds(Money, st.integers(-5, 3000), st.just("EUR"))
        ),
        limit_per_person=st.none() | st.integers(-2, 5),
        ends_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    )
)
def test_whatever_passes_the_check_is_a_deal_that_can_be_kept(draft: DealDraft) -> None:
    if check(draft, SOLO, NOW) is not None:
        return
    assert 2 <= draft.minimum <= draft.capacity
    assert draft.window > timedelta()
    assert draft.limit_per_person is None or draft.limit_per_person >= 1
    assert draft.ends_at is None or draft.ends_at > NOW
    group = group_prices(draft.cut, SOLO)
    assert all(0 < group[number].minor <= solo.minor for number, solo in SOLO.items())
