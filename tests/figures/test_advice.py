"""What group size and price: said where there is ground for it, and nothing where there is none."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuys.figures.advice import (
    ENOUGH,
    Alike,
    Apart,
    Better,
    Few,
    Nothing,
    Single,
    Torn,
    Tried,
    band,
    size,
    verdict,
    ways,
    wilson,
)

HONEY, LAMPS = 1, 2


def tried(
    people: int, groups: int, succeeded: int, *, product: int = HONEY, price: int = 900
) -> Tried:
    """Group buys of so many people at a quarter off, each seat at that price."""
    return Tried(product, people, 25, groups, succeeded, succeeded * people * price)


def test_where_nothing_was_tried_nothing_is_said() -> None:
    assert verdict([], size) == Nothing()
    assert verdict([tried(3, 0, 0)], size) == Nothing()


def test_one_size_has_nothing_to_be_compared_with() -> None:
    found = verdict([tried(3, 50, 40)], size)
    assert isinstance(found, Single)
    assert found.way.key == 3


def test_sizes_on_different_products_are_not_compared() -> None:
    """Honey for three and lamps for ten: who knows whether it is the size or the lamps."""
    assert verdict([tried(3, 50, 50), tried(10, 50, 2, product=LAMPS)], size) == Apart()


def test_nine_groups_are_not_enough_and_ten_are() -> None:
    few = verdict([tried(2, ENOUGH - 1, 9), tried(10, 40, 1)], size)
    assert isinstance(few, Few)
    assert few.missing == 1
    enough = verdict([tried(2, ENOUGH, 10), tried(10, 40, 1)], size)
    assert isinstance(enough, Better)
    assert (enough.best.key, enough.worse.key) == (2, 10)


def test_a_difference_that_chance_could_make_is_none() -> None:
    found = verdict([tried(3, 20, 14), tried(5, 20, 10)], size)
    assert isinstance(found, Alike)


def test_what_succeeds_more_often_and_brings_in_less_is_left_to_the_shop() -> None:
    found = verdict([tried(2, 40, 36), tried(10, 40, 20)], size)
    assert isinstance(found, Torn)
    assert (found.often.key, found.rich.key) == (2, 10)


def test_only_the_groups_on_products_that_both_were_tried_on_count() -> None:
    """Lamps for ten fail all the time; that is no reason for honey."""
    found = verdict([tried(3, 12, 9), tried(10, 12, 8), tried(10, 90, 0, product=LAMPS)], size)
    assert isinstance(found, Alike)
    assert {found.one.groups, found.other.groups} == {12}


def test_a_size_that_is_beaten_by_another_is_never_recommended() -> None:
    """Three beats five and two beats three: the answer is two, or nothing, but not three."""
    found = verdict([tried(2, 80, 79, price=4000), tried(3, 200, 140), tried(5, 200, 40)], size)
    assert isinstance(found, Better)
    assert found.best.key == 2


def test_discounts_are_compared_in_bands_of_ten_percent() -> None:
    deep, flat = replace(tried(3, 30, 28), off=29), replace(tried(3, 30, 8), off=9)
    found = verdict([deep, flat], band)
    assert isinstance(found, Better)
    assert (found.best.key, found.worse.key) == (20, 0)
    assert band(replace(deep, off=93)) == 40
    assert band(replace(deep, off=-3)) == 0


def test_the_interval_is_wilsons() -> None:
    """As in his paper's successors: 8 of 10 lie between 49.0 and 94.3 percent."""
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_nought_and_one(of: tuple[int, int]) -> None:
    succeeded, groups = of
    low, high = wilson(succeeded, groups)
    assert 0 <= low <= succeeded / groups <= high <= 1
    wider = wilson(succeeded * 2, groups * 2)
    assert high - low >= wider[1] - wider[0] - 1e-12, "twice as much history says no less"


_TRIED = st.builds(
    lambda product, people, off, groups, share, price: Tried(
        product, people, off, groups, round(groups * share), round(groups * share) * people * price
    ),
    st.integers(1, 3),
    st.integers(2, 6),
    st.integers(0, 60),
    st.integers(0, 60),
    st.floats(0, 1),
    st.integers(1, 10_000),
)


@pytest.mark.parametrize("key", [size, band])
@given(history=st.lists(_TRIED, max_size=12))
def test_nothing_is_recommended_without_ground(
    key: Callable[[Tried], int], history: list[Tried]
) -> None:
    match verdict(history, key):
        case Better(first, second):
            assert first.each >= second.each
        case Torn(first, second):
            assert first.each < second.each
        case _:
            return
    assert min(first.groups, second.groups) >= ENOUGH
    assert first.interval[0] > second.interval[1]


@given(st.lists(_TRIED, max_size=8))
def test_no_group_is_lost_and_their_order_changes_nothing(history: list[Tried]) -> None:
    assert sum(way.groups for way in ways(history, size)) == sum(one.groups for one in history)
    assert ways(history, band) == ways(history[::-1], band)
    assert type(verdict(history, size)) is type(verdict(history[::-1], size))
