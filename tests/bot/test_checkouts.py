"""The moments in which money is asked for and taken: answered at once, whatever else goes on."""

import pytest

from bot import turns
from catalog.money import Money
from flows.events import Checkout, Paid, Typed
from flows.replies import AnswerCheckout, AskPayment
from sandbox.acts import paying
from sandbox.world.checkouts import Checkout as Till
from sandbox.world.checkouts import CheckoutState
from sandbox.world.faults import Failure, Fault
from tests.bot.streets import Street

pytestmark = pytest.mark.usefixtures("listening")

ASKED = AskPayment("Lamp", "Brass", "seat-1", "1 x Lamp", Money(1999, "EUR"), "sandbox")


async def pay(street: Street) -> Till:
    """Anna gets an invoice and pays it; the bot agrees unless told otherwise later."""
    street.door.answer(ASKED)
    street.say("buy")
    await street.called("sendInvoice")
    street.door.answer(AnswerCheckout())
    message = street.newest().id
    return paying.pay(street.world, street.anna.id, street.account.id, message, "4242424242424242")


async def test_a_checkout_goes_on_and_the_payment_is_told_with_its_numbers(
    street: Street,
) -> None:
    till = await pay(street)
    await paying.settled(street.world, till)
    await street.door.until(lambda: isinstance(street.door.taken[-1], Paid))
    _, asked, paid = street.door.taken
    assert isinstance(asked, Checkout)
    assert (asked.token, asked.amount) == ("seat-1", Money(1999, "EUR"))
    assert (asked.place.chat, asked.place.kind) == (street.anna.id, "private")
    assert isinstance(paid, Paid)
    assert (paid.token, paid.amount) == ("seat-1", Money(1999, "EUR"))
    assert (paid.charge, paid.receipt) == (till.charge_id, till.telegram_charge_id)


async def test_a_refusal_is_shown_to_the_payer_in_its_own_words(street: Street) -> None:
    till = await pay(street)
    street.door.answer(AnswerCheckout("Your seat was held until 12:15."))
    await paying.settled(street.world, till)
    assert (till.state, till.error) == (CheckoutState.FAILED, "Your seat was held until 12:15.")


async def test_a_checkout_whose_turn_breaks_is_declined_kindly_instead_of_timing_out(
    street: Street,
) -> None:
    till = await pay(street)
    street.door.breaks = 1
    await paying.settled(street.world, till)
    assert till.state is CheckoutState.FAILED
    assert till.error == street.shopfront.apology("de")


async def test_a_checkout_whose_turn_hangs_is_declined_before_telegram_gives_up(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert turns.CHECKOUT_SECONDS < paying.ANSWER_SECONDS
    monkeypatch.setattr(turns, "CHECKOUT_SECONDS", 0.1)
    street.door.slow = lambda event: isinstance(event, Checkout)
    till = await pay(street)
    await paying.settled(street.world, till)
    assert till.error == street.shopfront.apology("de")


async def test_a_checkout_waits_neither_behind_a_slow_turn_nor_behind_its_own_chat(
    street: Street,
) -> None:
    street.door.answer(ASKED)
    street.say("buy")
    await street.called("sendInvoice")
    invoice = street.newest().id
    street.door.slow = lambda event: isinstance(event, Typed)
    street.door.answer(AnswerCheckout())
    street.say("something slow")
    await street.door.until(lambda: len(street.door.seen) == 2)
    till = paying.pay(street.world, street.anna.id, street.account.id, invoice, "4242424242424242")
    await paying.settled(street.world, till)
    assert till.state is CheckoutState.PAID
    assert len(street.door.taken) == 2
    street.door.gate.set()


@pytest.mark.parametrize("failure", [Failure.DROPPED, Failure.TOO_MANY, Failure.BROKEN])
async def test_an_answer_that_does_not_get_through_is_given_again(
    street: Street, failure: Failure
) -> None:
    street.world.faults.plan(Fault(failure, "answerPreCheckoutQuery"))
    till = await pay(street)
    await paying.settled(street.world, till)
    assert till.state is CheckoutState.PAID
