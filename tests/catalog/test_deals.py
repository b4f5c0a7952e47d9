"""Making, changing and turning deals."""

from dataclasses import replace
from datetime import timedelta

import pytest

from catalog import deals
from catalog.deal_rules import DealDraft, Problem
from catalog.money import Money
from catalog.offers import DealLine, DealState, prices
from tests.catalog.market import NOON, SHELF, Market

DAY = timedelta(days=1)
DRAFT = DealDraft(3, 5, DAY, 2000)


@pytest.fixture
def bare(market: Market) -> Market:
    """Give a market whose products have no deals."""
    market.bring(SHELF, None)
    return market


def make(
    market: Market, title: str = "Cotton shirt", draft: DealDraft = DRAFT
) -> DealLine | Problem:
    page = market.page(title)
    return market.run(lambda tx: deals.make_deal(tx, page.id, draft))


def made(market: Market, draft: DealDraft = DRAFT) -> DealLine:
    line = make(market, draft=draft)
    assert isinstance(line, DealLine), line
    return line


def state(market: Market, deal_id: int) -> DealState:
    line = market.run(lambda tx: deals.deal(tx, deal_id))
    assert line is not None
    return line.state


def test_a_deal_is_live_at_once_with_a_price_for_every_variant(bare: Market) -> None:
    line = made(bare)
    assert (line.state, line.minimum, line.capacity, line.window) == ("live", 3, 5, DAY)
    promised = bare.run(lambda tx: prices(tx, line.terms_id))
    assert [(p.solo.minor, p.group.minor) for p in promised.values()] == [
        (1990, 1592),
        (2190, 1752),
    ]
    assert bare.page("Cotton shirt").deal == line


def test_a_deal_that_breaks_a_rule_is_not_made(bare: Market) -> None:
    """Promise 35."""
    refused = make(bare, draft=replace(DRAFT, minimum=1))
    assert refused == Problem("minimum", "A group buy needs at least 2 people.")
    assert bare.page("Cotton shirt").deal is None


def test_a_product_has_one_live_deal(bare: Market) -> None:
    made(bare)
    refused = make(bare)
    assert isinstance(refused, Problem)
    assert refused.field == "product"


def test_editing_writes_new_terms_and_leaves_the_old_ones_alone(bare: Market) -> None:
    """Promise 4: a group keeps the size, the window and the prices it was opened with."""
    line = made(bare)
    before = bare.run(lambda tx: prices(tx, line.terms_id))
    wished = replace(DRAFT, minimum=2, cut=5000)
    edited = bare.run(lambda tx: deals.edit_deal(tx, line.id, wished))
    assert isinstance(edited, DealLine)
    assert (edited.id, edited.minimum) == (line.id, 2)
    assert edited.terms_id != line.terms_id
    assert bare.run(lambda tx: prices(tx, line.terms_id)) == before
    group = [variant.group for variant in bare.page("Cotton shirt").variants]
    assert group == [Money(995, "EUR"), Money(1095, "EUR")]


def test_an_edit_is_checked_like_a_new_deal(bare: Market) -> None:
    """Promise 35."""
    line = made(bare)
    wished = replace(DRAFT, window=-DAY)
    assert isinstance(bare.run(lambda tx: deals.edit_deal(tx, line.id, wished)), Problem)
    assert bare.run(lambda tx: deals.deal(tx, line.id)) == line


def test_a_scheduled_deal_goes_live_at_its_start_and_ends_at_its_end(bare: Market) -> None:
    draft = replace(DRAFT, starts_at=NOON + DAY, ends_at=NOON + 3 * DAY)
    line = made(bare, draft)
    assert line.state == "scheduled"
    assert bare.page("Cotton shirt").deal is None
    assert bare.run(deals.turn_due) == 0
    bare.wind(days=1)
    assert bare.run(deals.turn_due) == 1
    assert state(bare, line.id) == "live"
    assert bare.run(deals.turn_due) == 0
    bare.wind(days=2)
    assert bare.run(deals.turn_due) == 1
    assert state(bare, line.id) == "ended"


def test_a_deal_that_slept_through_its_whole_life_is_just_ended(bare: Market) -> None:
    """Promise 24."""
    line = made(bare, replace(DRAFT, starts_at=NOON + DAY, ends_at=NOON + 2 * DAY))
    bare.wind(days=9)
    bare.run(deals.turn_due)
    assert state(bare, line.id) == "ended"


def test_the_next_deal_waits_until_the_live_one_is_over(bare: Market) -> None:
    live = made(bare, replace(DRAFT, ends_at=NOON + 2 * DAY))
    soon, later = (made(bare, replace(DRAFT, starts_at=NOON + DAY)) for _ in range(2))
    bare.wind(days=1)
    assert bare.run(deals.turn_due) == 0
    bare.wind(days=1)
    assert bare.run(deals.turn_due) == 2
    assert [state(bare, line.id) for line in (live, soon, later)] == ["ended", "live", "scheduled"]


def test_a_paused_deal_is_not_offered_and_can_be_resumed(bare: Market) -> None:
    """Promise 14."""
    line = made(bare)
    assert bare.run(lambda tx: deals.pause(tx, line.id))
    assert not bare.run(lambda tx: deals.pause(tx, line.id))
    assert bare.page("Cotton shirt").deal is None
    assert bare.run(lambda tx: deals.resume(tx, line.id))
    assert bare.page("Cotton shirt").deal == line


def test_a_paused_deal_stays_paused_while_another_is_live(bare: Market) -> None:
    line = made(bare)
    bare.run(lambda tx: deals.pause(tx, line.id))
    made(bare)
    assert not bare.run(lambda tx: deals.resume(tx, line.id))
    assert state(bare, line.id) == "paused"


def test_what_is_over_stays_over(bare: Market) -> None:
    line = made(bare)
    assert bare.run(lambda tx: deals.end(tx, line.id))
    assert not bare.run(lambda tx: deals.end(tx, line.id))
    assert not bare.run(lambda tx: deals.pause(tx, line.id))
    assert isinstance(bare.run(lambda tx: deals.edit_deal(tx, line.id, DRAFT)), Problem)
    assert bare.run(lambda tx: deals.cancel(tx, line.id))
    assert not bare.run(lambda tx: deals.cancel(tx, line.id))
    assert state(bare, line.id) == "cancelled"


def test_a_deal_that_is_not_there_is_none(bare: Market) -> None:
    assert bare.run(lambda tx: deals.deal(tx, 999)) is None
    assert isinstance(bare.run(lambda tx: deals.edit_deal(tx, 999, DRAFT)), Problem)


OFF = SHELF.replace('sku = "M-1"', 'sku = "M-1"\npublished = false')


def mug_deal(market: Market) -> int:
    deal = market.page("Enamel mug").deal
    assert deal is not None
    return deal.id


def test_a_deal_paused_by_hand_stays_paused_when_its_product_is_put_back(shelf: Market) -> None:
    """Promise 14: a file resumes only what a file paused."""
    number = mug_deal(shelf)
    assert shelf.run(lambda tx: deals.pause(tx, number))
    for text in (OFF, SHELF, SHELF.replace("9.99", "9.49")):
        shelf.bring(text)
        assert state(shelf, number) == "paused"
    assert shelf.run(lambda tx: deals.resume(tx, number))
    assert state(shelf, number) == "live"


def test_a_deal_paused_by_a_file_can_be_kept_paused_by_hand(shelf: Market) -> None:
    """Promise 14: the merchant's word is the later one."""
    number = mug_deal(shelf)
    shelf.bring(OFF)
    assert shelf.run(lambda tx: deals.pause(tx, number))
    shelf.bring(SHELF)
    assert state(shelf, number) == "paused"


def test_a_deal_resumed_by_hand_is_the_files_to_pause_again(shelf: Market) -> None:
    number = mug_deal(shelf)
    for text, then in ((OFF, "paused"), (SHELF, "live"), (OFF, "paused")):
        shelf.bring(text)
        assert state(shelf, number) == then
    assert shelf.run(lambda tx: deals.resume(tx, number))
    assert shelf.run(lambda tx: deals.pause(tx, number))
    shelf.bring(SHELF)
    assert state(shelf, number) == "paused"
