"""Stories of what Stripe tells by itself, in every manner that the stand-in has of telling it."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.money import Money
from payments.port import Done
from payments.stripe_notices import (
    Authorised,
    Canceled,
    Expired,
    Other,
    Refunded,
    RefundFailed,
    Told,
    Unreadable,
    read,
)
from sandbox.stripe import acts
from sandbox.stripe.notices import signature
from sandbox.world.stripe import Manner
from tests.stripe.counter import SECRET, TOKEN, Counter, euro

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HELD = "payment_intent.amount_capturable_updated"
INTENT: dict[str, Any] = {
    "id": "pi_1",
    "amount": 1600,
    "amount_capturable": 1600,
    "currency": "eur",
    "status": "requires_capture",
    "metadata": {"token": "tok-1_A"},
}


def told(kind: str, thing: dict[str, Any]) -> Told:
    """What a signed notice of this kind tells."""
    body = json.dumps({"id": "evt_1", "type": kind, "data": {"object": thing}}).encode()
    return read(body, signature(SECRET, body, NOW), SECRET, NOW)


async def heard(counter: Counter, count: int) -> list[Told]:
    """What was told of money, once so many notices have come."""
    await counter.door.until(count)
    return [one for one in counter.door.told(counter.now) if not isinstance(one, Other)]


async def test_a_paid_page_is_told_with_its_invoice(counter: Counter) -> None:
    intent = await counter.held()
    (one,) = await heard(counter, 2)
    assert isinstance(one, Authorised)
    assert (one.charge, one.token, one.amount) == (intent.id, TOKEN, euro(1600))
    assert one.event_id.startswith("evt_")


async def test_a_page_that_ran_out_is_told_with_its_invoice(counter: Counter) -> None:
    await counter.link()
    counter.world.wind(3_600)
    assert await heard(counter, 1) == [Expired(TOKEN)]


async def test_what_was_let_go_is_told_and_what_ran_out_as_well(counter: Counter) -> None:
    first = await counter.held()
    await counter.provider.give_back(first.id, euro(1600), "refund-1")
    second = await counter.held(counter.asked(token="other"))
    counter.world.wind(timedelta(days=7).total_seconds())
    await counter.door.until(8)
    at = counter.world.clock.now()
    bodies = [(json.loads(body), signed) for body, signed in counter.door.came]
    ended = [event for event, _ in bodies if event["type"] == "payment_intent.canceled"]
    assert {event["data"]["object"]["id"] for event in ended} == {first.id, second.id}
    body = json.dumps(ended[0]).encode()
    assert read(body, signature(SECRET, body, at), SECRET, at) == Canceled(first.id)


async def test_a_refund_is_told_and_what_a_smaller_capture_let_go_is_none(counter: Counter) -> None:
    intent = await counter.held()
    await counter.provider.capture(intent.id, euro(1200), "capture-1")
    await counter.provider.give_back(intent.id, euro(500), "part-1")
    got = await heard(counter, 5)
    assert [one for one in got if not isinstance(one, Authorised)] == [
        Refunded(intent.id, euro(500))
    ]


async def test_a_refund_that_came_back_is_told_with_the_key_that_it_was_asked_under(
    counter: Counter,
) -> None:
    """Promise 19: who counted on it can be paid back again."""
    intent = await counter.taken()
    await counter.provider.give_back(intent.id, euro(500), "part-1")
    acts.fail_refund(counter.world, intent, intent.refunds[0])
    got = await heard(counter, 6)
    assert RefundFailed(intent.id, "part-1", euro(500), "expired_or_canceled_card") in got


@pytest.mark.parametrize(("manner", "times"), [(Manner.TWICE, 2), (Manner.FIVE_TIMES, 5)])
async def test_a_notice_that_comes_often_is_the_same_each_time(
    counter: Counter, manner: Manner, times: int
) -> None:
    """Promise 18."""
    counter.world.stripe.plan(manner, HELD)
    await counter.held()
    got = await heard(counter, times + 1)
    assert len(got) == times
    assert len(set(got)) == 1


async def test_a_late_notice_is_signed_when_it_is_sent(counter: Counter) -> None:
    """Promise 18: late is not old."""
    counter.world.stripe.plan(Manner.LATE, HELD)
    await counter.held()
    await counter.door.until(1)
    assert [type(one) for one in counter.door.told(counter.now)] == [Other]
    counter.world.wind(3_600)
    await counter.door.until(2)
    late = counter.door.came[-1]
    assert isinstance(read(*late, SECRET, counter.now), Authorised)


async def test_notices_out_of_order_tell_the_end_before_the_beginning(counter: Counter) -> None:
    """Promise 18."""
    counter.world.stripe.plan(Manner.OUT_OF_ORDER, HELD)
    counter.world.stripe.plan(Manner.OUT_OF_ORDER, "checkout.session.completed")
    intent = await counter.held()
    acts.cancel(counter.world, intent)
    await counter.door.until(4)
    kinds = [json.loads(body)["type"] for body, _ in counter.door.came]
    assert kinds.index("charge.refunded") < kinds.index(HELD)


async def test_a_notice_can_come_before_the_page_is_even_known(counter: Counter) -> None:
    """Promise 18: before the caller's own row is there."""
    counter.world.stripe.plan(Manner.EARLY, "checkout.session")
    seen: list[int] = []

    async def ask() -> None:
        await counter.link()
        seen.append(len(counter.door.came))

    await ask()
    assert seen == [2], "both notices had come when the answer came"


async def test_a_notice_with_another_amount_tells_that_amount(counter: Counter) -> None:
    """Promise 17: it is for the books to find that it is not what was asked."""
    counter.world.stripe.plan(Manner.WRONG_AMOUNT, HELD)
    await counter.held()
    (one,) = await heard(counter, 2)
    assert isinstance(one, Authorised)
    assert one.amount == euro(1601)


async def test_a_notice_that_is_not_taken_is_sent_again_until_it_is(counter: Counter) -> None:
    counter.door.answers = [500, 401, 200, 200]
    await counter.held()
    await counter.door.until(2)
    while len(counter.door.came) < 4:
        counter.world.wind(5)
        await asyncio.wait_for(counter.door.heard.wait(), 10)
        counter.door.heard.clear()
    assert len(await heard(counter, 4)) == 2


async def test_a_lost_notice_leaves_the_list_to_tell(counter: Counter) -> None:
    counter.world.stripe.plan(Manner.LOST, times=2)
    intent = await counter.held()
    listed = await counter.provider.listed(
        counter.now - timedelta(seconds=5), counter.now + timedelta(seconds=1)
    )
    assert isinstance(listed, list)
    assert [(one.charge, one.token) for one in listed] == [(intent.id, TOKEN)]
    assert counter.door.came == []


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": {}},
        {"metadata": None},
        {"metadata": {"token": ""}},
        {"metadata": {"token": "a\x00b"}},
        {"metadata": {"token": "x" * 65}},
        {"metadata": {"token": "'; DROP TABLE"}},
        {"status": "succeeded"},
        {"status": "requires_payment_method"},
    ],
)
def test_what_is_of_no_invoice_of_ours_is_something_else(change: dict[str, Any]) -> None:
    """The account may serve other shops."""
    assert told(HELD, {**INTENT, **change}) == Other(HELD)


@pytest.mark.parametrize(
    "change",
    [
        {"amount_capturable": 0},
        {"amount_capturable": -1600},
        {"amount_capturable": "1600"},
        {"amount_capturable": 16.5},
        {"amount_capturable": 10**30},
        {"currency": "EU"},
        {"currency": "e\x00r"},
        {"currency": "isk", "amount_capturable": 501},
        {"id": ""},
        {"id": "pi_\x00"},
        {"id": "x" * 300},
        {"metadata": ["token"]},
    ],
)
def test_amounts_and_numbers_that_cannot_be_are_not_read(change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        told(HELD, {**INTENT, **change})


def test_one_minor_unit_or_another_currency_is_told_as_it_is() -> None:
    """Promise 17."""
    for change, amount in (
        ({"amount_capturable": 1599}, euro(1599)),
        ({"amount_capturable": 1601}, euro(1601)),
        ({"currency": "usd"}, Money(1600, "USD")),
        ({"currency": "jpy"}, Money(1600, "JPY")),
    ):
        one = told(HELD, {**INTENT, **change})
        assert isinstance(one, Authorised)
        assert one.amount == amount


def test_fields_that_we_do_not_know_come_and_go() -> None:
    thing = {**INTENT, "new": [1], "latest_charge": "ch_1", "receipt_email": "mei@example.org"}
    assert told(HELD, thing) == Authorised(
        "evt_1", "pi_1", "tok-1_A", euro(1600), "mei@example.org"
    )
    charge = {"id": "ch_1", "amount": 1600, "currency": "eur"}
    assert isinstance(told(HELD, {**thing, "latest_charge": charge}), Authorised)


def test_a_kind_that_we_do_not_know_is_not_read_at_all() -> None:
    assert told("customer.created", {"id": 7}) == Other("customer.created")


OF_OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("payment_intent.canceled", {**INTENT, "status": "canceled", "metadata": {}}),
    ("checkout.session.expired", {"id": "cs_1", "status": "expired"}),
    ("charge.refunded", {"id": "ch_1", "amount": 5, "currency": "eur", "payment_intent": "pi_1"}),
    ("refund.failed", {"id": "re_1", "amount": 5, "currency": "eur", "status": "failed"}),
]


@pytest.mark.parametrize(("kind", "thing"), OF_OTHERS)
def test_the_ends_of_others_payments_are_something_else(kind: str, thing: dict[str, Any]) -> None:
    assert told(kind, thing) == Other(kind)


async def test_a_step_is_told_before_its_own_answer_where_that_is_planned(
    counter: Counter,
) -> None:
    """Promise 18."""
    intent = await counter.held()
    await counter.door.until(2)
    counter.world.stripe.plan(Manner.EARLY, times=3)
    assert await counter.provider.capture(intent.id, euro(1600), "capture-1") == Done()
    assert len(counter.door.came) == 4
    assert await counter.provider.give_back(intent.id, euro(1600), "refund-1") == Done()
    assert len(counter.door.came) == 5
