"""Stories of a Stripe that is away, slow, or does things and does not say so: nothing is done twice, nobody waits."""

import asyncio
import logging
from datetime import timedelta

import pytest

from payments.port import Done, Later, Rejected
from payments.stripe_provider import StripeProvider
from sandbox.stripe import acts
from sandbox.world.faults import Failure, Fault
from sandbox.world.stripe import IntentState
from tests.stripe.counter import KEY, Counter, euro


async def test_a_capture_whose_answer_was_lost_is_done_once(counter: Counter) -> None:
    """Promise 19."""
    intent = await counter.held()
    counter.world.faults.plan(Fault(Failure.LOST, "stripe/capture"))
    lost = await counter.provider.capture(intent.id, euro(1200), "capture-1")
    assert isinstance(lost, Later)
    assert await counter.provider.capture(intent.id, euro(1200), "capture-1") == Done()
    assert (intent.received, intent.back) == (1200, 400)


async def test_a_refund_whose_answer_was_lost_is_made_once(counter: Counter) -> None:
    """Promise 19, and a day later as well, when Stripe has forgotten the key."""
    intent = await counter.taken()
    counter.world.faults.plan(Fault(Failure.LOST, "stripe/refunds"))
    assert isinstance(await counter.provider.give_back(intent.id, euro(700), "refund-1"), Later)
    counter.world.wind(timedelta(hours=25).total_seconds())
    assert await counter.provider.give_back(intent.id, euro(700), "refund-1") == Done()
    assert intent.left == 900


async def test_a_hold_that_was_let_go_without_an_answer_is_done(counter: Counter) -> None:
    intent = await counter.held()
    counter.world.faults.plan(Fault(Failure.LOST, "stripe/cancel"))
    assert isinstance(await counter.provider.give_back(intent.id, euro(1600), "refund-1"), Later)
    assert await counter.provider.give_back(intent.id, euro(1600), "refund-1") == Done()
    assert intent.state is IntentState.CANCELED


async def test_a_page_whose_answer_was_lost_is_the_same_page_when_asked_again(
    counter: Counter,
) -> None:
    asked = counter.asked()
    counter.world.faults.plan(Fault(Failure.LOST, "stripe/checkout"))
    assert isinstance(await counter.provider.checkout(asked), Later)
    (made,) = counter.world.stripe.sessions
    assert (await counter.link(asked)).session == made


@pytest.mark.parametrize("failure", [Failure.DROPPED, Failure.BROKEN, Failure.TOO_MANY])
@pytest.mark.parametrize("step", ["read", "capture"])
async def test_whatever_goes_wrong_on_the_way_is_asked_again_later(
    counter: Counter, step: str, failure: Failure
) -> None:
    intent = await counter.held()
    counter.world.faults.plan(Fault(failure, f"stripe/{step}", retry_after=30))
    later = await counter.provider.capture(intent.id, euro(1600), "capture-1")
    assert isinstance(later, Later)
    assert later.after == (30 if failure is Failure.TOO_MANY else None)
    assert intent.state is IntentState.HELD
    assert await counter.provider.capture(intent.id, euro(1600), "capture-1") == Done()


@pytest.mark.parametrize(
    ("status", "answer"),
    [(500, Later), (503, Later), (409, Later), (424, Later), (403, Rejected), (402, Rejected)],
)
async def test_each_kind_of_error_means_later_or_that_somebody_has_to_look(
    counter: Counter, status: int, answer: type[Later | Rejected]
) -> None:
    intent = await counter.held()
    said = "Card 4242424242424242 of sk_live_abc is no good"
    fault = Fault(Failure.REFUSED, "stripe/capture", status=status, description=said)
    counter.world.faults.plan(fault)
    told = await counter.provider.capture(intent.id, euro(1600), "capture-1")
    assert isinstance(told, answer)
    assert str(status) in told.reason
    assert "4242" not in told.reason
    assert "sk_live" not in told.reason


async def test_an_hour_without_stripe_is_an_hour_of_later(counter: Counter) -> None:
    intent = await counter.held()
    counter.world.stripe.down_until = counter.now + timedelta(hours=1)
    provider, now = counter.provider, counter.now
    for answer in (
        await provider.checkout(counter.asked()),
        await provider.expire("cs_sandbox000001"),
        await provider.capture(intent.id, euro(1600), "capture-1"),
        await provider.give_back(intent.id, euro(1600), "refund-1"),
        await provider.listed(now - timedelta(days=1), now),
        await provider.runs_out_at(intent.id),
    ):
        assert answer == Later("HTTP 503")
    counter.world.wind(3601)
    assert await provider.capture(intent.id, euro(1600), "capture-1") == Done()


async def test_captured_by_somebody_else_while_we_looked_is_looked_at_again(
    counter: Counter,
) -> None:
    """Two workers at the same instant: the money moves once, and both hear that it is done."""
    intent = await counter.held()
    answers = await asyncio.gather(
        *(counter.provider.capture(intent.id, euro(1600), f"capture-{n}") for n in range(6))
    )
    assert answers == [Done()] * 6
    back = await asyncio.gather(
        *(counter.provider.give_back(intent.id, euro(1600), "refund-1") for _ in range(6))
    )
    assert back == [Done()] * 6
    assert (intent.left, len(intent.refunds)) == (0, 1)


async def test_letting_go_and_capturing_at_once_ends_in_one_of_them(counter: Counter) -> None:
    intent = await counter.held()
    captured, gone = await asyncio.gather(
        counter.provider.capture(intent.id, euro(1600), "capture-1"),
        counter.provider.give_back(intent.id, euro(1600), "refund-1"),
    )
    assert gone == Done()
    assert intent.back == 1600
    assert isinstance(captured, Done if intent.received else Rejected)


async def test_nothing_of_what_is_sent_gets_into_a_log(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    intent = await counter.taken()
    await counter.provider.give_back(intent.id, euro(1600), "refund-1")
    mine = [r.getMessage() for r in caplog.records if r.name.split(".")[0] in ("stripe", "httpx")]
    assert mine == []
    assert KEY not in caplog.text


async def test_an_intent_that_was_never_paid_is_neither_captured_nor_given_back(
    counter: Counter,
) -> None:
    link = await counter.link()
    intent = acts.decline(counter.world, counter.world.stripe.sessions[link.session])
    for ask in (counter.provider.capture, counter.provider.give_back):
        assert await ask(intent.id, euro(1600), "key-1") == Rejected("nothing was paid")


async def test_closing_what_was_never_used_is_nothing() -> None:
    await StripeProvider("stripe-7", KEY).close()
