"""The pure rules of price ladders: what may be one, and what it makes of a place."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.deal_rules import DealDraft, check, check_terms
from catalog.ladder.rules import PriceStep, following, ladder_of, price_at, reached
from catalog.money import Money
from groupbuys.ladder.rules import settle
from tests.stories import NOON

SOLO = {1: Money(3000, "EUR"), 2: Money(4000, "EUR")}


def eur(*minor: int) -> Mapping[int, Money]:
    """The price of each of the two variants."""
    return {number: Money(one, "EUR") for number, one in zip(SOLO, minor, strict=False)}


def said(draft: DealDraft) -> str:
    """What is wrong with it, or nothing."""
    problem = check(draft, SOLO, NOON)
    return "" if problem is None else f"{problem.field}: {problem.sentence}"


BASE = DealDraft(3, 10, timedelta(days=1), eur(2000, 2500))


def test_a_ladder_that_goes_down_is_right() -> None:
    ladder = {5: eur(1800, 2400), 10: eur(1500, 2399)}
    assert said(with_steps(ladder)) == ""
    assert said(with_steps({5: 4000, 10: 5000}, cut=3000)) == ""
    assert said(with_steps({5: 5000}, cut=eur(2000, 2500))) == ""


def with_steps(steps: Mapping[int, int | Mapping[int, Money]], cut: object = None) -> DealDraft:
    """The deal with this ladder."""
    return DealDraft(3, 10, timedelta(days=1), cut or BASE.cut, steps=steps)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("steps", "right"),
    [
        ({5: eur(2000, 2400)}, "must be cheaper than the one before"),
        ({5: eur(1800, 2500)}, "must be cheaper than the one before"),
        ({5: eur(1800, 2400), 8: eur(1900, 2300)}, "must be cheaper than the one before"),
        ({3: eur(1800, 2400)}, "more people than the 3"),
        ({0: eur(1800, 2400)}, "more people than the 3"),
        ({-4: eur(1800, 2400)}, "more people than the 3"),
        ({11: eur(1800, 2400)}, "for 10 people at most"),
        ({5: eur(0, 2400)}, "above zero"),
        ({5: eur(-5, 2400)}, "above zero"),
        ({5: eur(1800)}, "Every variant needs a price"),
        ({5: {1: Money(1800, "EUR"), 2: Money(1, "USD")}}, "currency of the solo price"),
        (
            {people: eur(1900 - people, 1900 - people) for people in range(4, 15)},
            "10 steps at most",
        ),
    ],
)
def test_a_ladder_that_makes_no_sense_is_refused_with_what_would_be_right(
    steps: Mapping[int, Mapping[int, Money]], right: str
) -> None:
    """Promise 35."""
    assert said(with_steps(steps)).startswith("steps: ")
    assert right in said(with_steps(steps))


def test_percentages_are_looked_at_before_any_product_is_known() -> None:
    """Promise 35."""
    for steps in ({5: 2000}, {5: 1500}, {5: 2500, 8: 2500}):
        problem = check_terms(with_steps(steps, cut=2000))
        assert problem is not None
        assert "must be cheaper" in problem.sentence
    for share in (0, 10_000, -5):
        problem = check_terms(with_steps({5: share}, cut=eur(2000, 2500)))
        assert problem is not None
        assert "above 0% and below 100%" in problem.sentence
    assert check_terms(with_steps({5: 2500}, cut=2000)) is None


def test_percentages_that_come_to_the_same_price_are_no_ladder() -> None:
    cheap = {1: Money(3, "EUR")}
    problem = check(with_steps({5: 2500}, cut=2000), cheap, NOON)
    assert problem is not None
    assert "must be cheaper" in problem.sentence


ladders = st.lists(st.tuples(st.integers(3, 60), st.integers(1, 2999)), min_size=0, max_size=6).map(
    lambda found: tuple(
        PriceStep(people, {1: Money(price, "EUR")})
        for people, price in zip(
            sorted({people for people, _ in found}),
            sorted({price for _, price in found}, reverse=True),
            strict=False,
        )
    )
)


@given(ladders, st.integers(2, 70), st.integers(1, 3000))
def test_nobody_ever_pays_more_than_the_step_reached(
    ladder: tuple[PriceStep, ...], people: int, promised: int
) -> None:
    """Promise 5."""
    price = price_at(ladder, people, 1, Money(promised, "EUR"))
    step, after = reached(ladder, people), following(ladder, people)
    assert price.minor <= promised
    assert step is None or (step.people <= people and price <= step.prices[1])
    assert after is None or after.people > people
    assert all(one.people > people or price <= one.prices[1] for one in ladder)


@given(
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.integers(1, 99),
    st.integers(0, 5000),
    st.sampled_from([1, 10]),
)
def test_what_goes_back_is_what_was_paid_less_what_was_settled(
    promised: int, step: int, quantity: int, off: int, least: int
) -> None:
    """Promises 5 and 21: and it leaves something to be paid, and never asks for more."""
    off = min(off, promised * quantity - 1)
    paid = promised * quantity - off
    settled = settle(promised, step, quantity, off, least)
    if settled is None:
        assert step >= promised
        return
    total = settled.price * quantity - settled.off
    assert settled.back == paid - total >= 0
    assert 0 < total <= paid
    assert settled.price == step < promised
    assert 0 <= settled.off <= off
    assert settled.off == off or total <= least


def test_a_ladder_is_made_of_what_was_wished() -> None:
    made = ladder_of({10: eur(1500, 2399), 5: 1000}, SOLO)
    assert [(one.people, one.off) for one in made] == [(5, 1000), (10, None)]
    assert made[0].prices == {1: Money(2700, "EUR"), 2: Money(3600, "EUR")}
