"""An update that tells of a payment is forgotten by nobody before that is written down."""

import asyncio

import pytest

from bot import reception as reception_module
from bot.library import Saying, Update
from bot.money import carries_money, payment_of
from bot.reception import TRIES, NotTaken, Reception
from bot.running_bot import RunningBot
from catalog.money import Money
from flows.events import Paid
from flows.replies import AnswerCheckout, AskPayment
from sandbox.acts import paying
from tests.bot.doubles import Broken
from tests.bot.streets import Street

ASKED = AskPayment("Lamp", "Brass", "seat-1", "1 x Lamp", Money(1999, "EUR"), "sandbox")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken turns are tried again sooner than in life."""
    monkeypatch.setattr(reception_module, "PAUSES", (0.01,))


async def pay(street: Street) -> None:
    """Anna gets an invoice and pays it."""
    street.door.answer(ASKED)
    street.say("buy")
    await street.called("sendInvoice")
    street.door.answer(AnswerCheckout())
    till = paying.pay(
        street.world, street.anna.id, street.account.id, street.newest().id, "4242424242424242"
    )
    await paying.settled(street.world, till)


async def test_a_payment_is_read_from_the_raw_update_as_the_library_reads_it(
    street: Street, running: RunningBot
) -> None:
    told: list[Update] = []

    async def receive(update: Update) -> Saying:
        told.append(update)
        return await running.receive(update)

    stop = asyncio.Event()
    polling = asyncio.create_task(running.poll(Reception(receive), stop))
    await pay(street)
    await street.door.until(lambda: isinstance(street.door.taken[-1], Paid))
    stop.set()
    await polling
    assert [carries_money(update) for update in told] == [False, False, True]
    assert payment_of(told[-1], running.number) == street.door.taken[-1]


async def test_telegram_keeps_a_payment_until_somebody_has_written_it_down(
    street: Street, running: RunningBot
) -> None:
    """Promises 7, 18: neither its turn nor the one who is to put it aside can take it at first."""
    kept: list[Paid] = []
    troubles = 3

    async def receive(update: Update) -> Saying:
        if carries_money(update):
            raise Broken
        return await running.receive(update)

    async def put_aside(update: Update) -> None:
        nonlocal troubles
        assert any(one.message for one in street.world.post.box(street.account.id).waiting)
        troubles -= 1
        if troubles:
            raise Broken
        kept.append(payment_of(update, running.number))

    stop = asyncio.Event()
    reception = Reception(receive, put_aside=put_aside)
    polling = asyncio.create_task(running.poll(reception, stop))
    await pay(street)
    async with asyncio.timeout(20):
        while street.world.post.box(street.account.id).waiting or not kept:
            await asyncio.wait({polling}, timeout=0.02)
    stop.set()
    await polling
    [paid] = kept
    assert (paid.token, paid.amount, troubles) == ("seat-1", Money(1999, "EUR"), 0)


async def test_where_nobody_keeps_payments_their_updates_are_never_given_up(
    street: Street,
) -> None:
    update = street.update("message", successful_payment={"provider_payment_charge_id": "c"})

    async def receive(_: Update) -> Saying:
        raise Broken

    reception = Reception(receive)
    for _ in range(3 * TRIES):
        with pytest.raises(NotTaken):
            await reception.take(update, patiently=False)
