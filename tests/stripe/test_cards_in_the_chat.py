"""Cards in the messenger's own invoice: taken as they are paid, and given back through the Stripe account behind it."""

from collections.abc import AsyncIterator

import pytest

from catalog.money import Money
from payments.port import Done, Later, Rejected
from payments.telegram_cards import TelegramCards
from sandbox.stripe import acts
from sandbox.world.faults import Failure, Fault
from sandbox.world.stripe import Intent
from tests.stripe.counter import KEY, Counter, euro


@pytest.fixture
async def cards(counter: Counter) -> AsyncIterator[TelegramCards]:
    """The same account, behind invoices in the messenger."""
    provider = TelegramCards("telegram-9", KEY, f"{counter.address}/stripe")
    yield provider
    await provider.close()


def paid(counter: Counter) -> tuple[str, Intent]:
    """Somebody paid an invoice: its charge, and what the account has of it."""
    charge = acts.charge_invoice(counter.world, counter.account, 1600, "EUR", "Oolong tea")
    return charge, list(counter.world.stripe.intents.values())[-1]


async def test_what_was_paid_is_taken_already(counter: Counter, cards: TelegramCards) -> None:
    charge, there = paid(counter)
    assert await cards.capture(charge, euro(1600), "capture-1") == Done()
    assert (there.received, there.back) == (1600, 0)


async def test_it_goes_back_once_however_often_it_is_asked_for(
    counter: Counter, cards: TelegramCards
) -> None:
    """Promise 19: also after Stripe has forgotten the key."""
    charge, there = paid(counter)
    assert await cards.give_back(charge, euro(1600), "refund-1") == Done()
    counter.world.wind(25 * 3600)
    assert await cards.give_back(charge, euro(1600), "refund-1") == Done()
    assert [refund.amount for refund in there.refunds] == [1600]


async def test_an_answer_that_is_lost_gives_nothing_back_twice(
    counter: Counter, cards: TelegramCards
) -> None:
    charge, there = paid(counter)
    counter.world.faults.plan(Fault(Failure.LOST, "stripe/refunds"))
    assert isinstance(await cards.give_back(charge, euro(1600), "refund-1"), Later)
    assert await cards.give_back(charge, euro(1600), "refund-1") == Done()
    assert there.left == 0


async def test_parts_go_back_and_never_more_than_is_left(
    counter: Counter, cards: TelegramCards
) -> None:
    charge, there = paid(counter)
    assert await cards.give_back(charge, euro(600), "part-1") == Done()
    assert await cards.give_back(charge, euro(400), "part-2") == Done()
    assert isinstance(await cards.give_back(charge, euro(1600), "refund-1"), Rejected)
    assert await cards.give_back(charge, euro(600), "refund-2") == Done()
    assert [refund.amount for refund in there.refunds] == [600, 400, 600]


async def test_what_the_shop_gave_back_by_itself_is_done(
    counter: Counter, cards: TelegramCards
) -> None:
    charge, there = paid(counter)
    acts.refund(counter.world, there, None, {})
    assert await cards.give_back(charge, euro(1600), "refund-1") == Done()
    assert len(there.refunds) == 1


@pytest.mark.parametrize("charge", ["ch_nobody", "12345", "ch_x/../refunds", ""])
async def test_a_charge_that_is_not_there_is_said(cards: TelegramCards, charge: str) -> None:
    assert isinstance(await cards.give_back(charge, euro(1600), "refund-1"), Rejected)


async def test_another_currency_is_refused(counter: Counter, cards: TelegramCards) -> None:
    charge, there = paid(counter)
    answer = await cards.give_back(charge, Money(1600, "USD"), "refund-1")
    assert isinstance(answer, Rejected)
    assert there.back == 0


async def test_without_a_key_each_refund_is_left_to_a_person(counter: Counter) -> None:
    charge, there = paid(counter)
    alone = TelegramCards("telegram-9", "")
    answer = await alone.give_back(charge, euro(1600), "refund-1")
    assert isinstance(answer, Rejected)
    assert "done by hand" in answer.reason
    assert there.back == 0
    await alone.close()


async def test_a_charge_of_an_invoice_is_in_no_list_of_what_was_paid_on_pages(
    counter: Counter,
) -> None:
    """Two accounts of a shop may be one at Stripe: neither is told of the other's money."""
    paid(counter)
    assert await counter.provider.listed(counter.now.replace(hour=0), counter.now) == []
    counter.world.wind(1)
    assert await counter.provider.listed(counter.now.replace(year=2000), counter.now) == []
