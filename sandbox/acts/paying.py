"""Paying an invoice with a test card: ask the bot, hold the money, tell the bot."""

from aiogram import types

from sandbox.acts.places import message_of
from sandbox.stripe.acts import charge_invoice
from sandbox.world.cards import STARS_CARD, Behaviour, card_numbered
from sandbox.world.changes import ChargeChanged, CheckoutChanged
from sandbox.world.chats import Chat
from sandbox.world.checkouts import Checkout, CheckoutState
from sandbox.world.invoices import STARS, Invoice
from sandbox.world.posting import change, post
from sandbox.world.refusals import Impossible
from sandbox.world.world import World

ANSWER_SECONDS = 10.0
"""A pre_checkout_query must be answered within this time (Bot API, answerPreCheckoutQuery)."""


def pay(world: World, person_id: int, chat_id: int, message_id: int, card_number: str) -> Checkout:
    """Pay the invoice in a message; watch `CheckoutChanged`, or `settled`, for the outcome.

    Stars invoices take no card: any `card_number` pays them. Raises Impossible when the message is
    no invoice, is already paid, or the card is no test card.
    """
    posted = message_of(world, person_id, chat_id, message_id)
    if posted.invoice is None:
        raise Impossible("that message is no invoice")
    if posted.paid:
        raise Impossible("that invoice is already paid")
    return _begin(world, person_id, posted.invoice, card_number, (posted.chat_key, posted.id))


def pay_link(world: World, person_id: int, slug: str, card_number: str) -> Checkout:
    """Pay the invoice behind a link https://t.me/$slug."""
    invoice = world.invoice_links.behind(slug)
    if invoice is None:
        raise Impossible("that invoice does not exist")
    return _begin(world, person_id, invoice, card_number, ("", 0))


async def settled(world: World, checkout: Checkout) -> Checkout:
    """Wait until the payer knows the outcome."""
    await world.until(lambda: checkout.over)
    return checkout


def answer_checkout(world: World, checkout: Checkout, *, ok: bool, error: str = "") -> None:
    """The bot's answer to the pre_checkout_query; an answer that comes too late changes nothing."""
    if checkout.state is not CheckoutState.ASKING:
        return
    if not ok:
        _move(world, checkout, CheckoutState.FAILED, error)
        return
    _move(world, checkout, CheckoutState.CHARGING)
    slow = checkout.card.behaviour is Behaviour.SLOW
    if slow:
        world.clock.later(world.checkouts.slow_seconds, lambda: _charge(world, checkout))
    else:
        _charge(world, checkout)


def _begin(
    world: World, person_id: int, invoice: Invoice, card_number: str, place: tuple[str, int]
) -> Checkout:
    person = world.people.get(person_id)
    card = STARS_CARD if invoice.currency == STARS else card_numbered(card_number)
    if card is None or (card is STARS_CARD and invoice.currency != STARS):
        raise Impossible("that is no test card")
    checkout = world.checkouts.begin(person_id, invoice, card, place)
    query = types.PreCheckoutQuery(
        id=checkout.id,
        from_user=person.as_user(),
        currency=invoice.currency,
        total_amount=invoice.total,
        invoice_payload=invoice.payload,
    )
    world.publish(CheckoutChanged(person_id, checkout.id, checkout.state.value, ""))
    world.post.box(invoice.bot_id).put("pre_checkout_query", query)
    world.clock.later(ANSWER_SECONDS, lambda: _give_up(world, checkout))
    return checkout


def _give_up(world: World, checkout: Checkout) -> None:
    if checkout.state is CheckoutState.ASKING:
        _move(world, checkout, CheckoutState.FAILED, "The bot did not answer in time.")


def _charge(world: World, checkout: Checkout) -> None:
    if checkout.card.behaviour is Behaviour.DECLINED:
        _move(world, checkout, CheckoutState.FAILED, "Your card was declined.")
        return
    invoice = checkout.invoice
    checkout.telegram_charge_id = f"tg_sandbox_{checkout.id}"
    account = world.stripe.behind(invoice.provider_token)
    if invoice.currency == STARS:
        checkout.charge_id = f"stars_sandbox_{checkout.id}"
    elif account is not None:
        checkout.charge_id = charge_invoice(
            world, account, invoice.total, invoice.currency, invoice.title
        )
    else:
        charge = world.provider.hold(
            invoice.provider_token, invoice.total, invoice.currency, world.clock.now()
        )
        checkout.charge_id = charge.id
        world.publish(ChargeChanged(charge.id, charge.state.value))
    _mark_paid(world, checkout)
    _move(world, checkout, CheckoutState.PAID)
    if checkout.card.behaviour is Behaviour.LATE:
        world.clock.later(world.checkouts.late_seconds, lambda: notify(world, checkout))
    else:
        notify(world, checkout)


def _mark_paid(world: World, checkout: Checkout) -> None:
    posted = world.messages.get(checkout.chat_key, checkout.message_id)
    chat = world.chats.with_key(checkout.chat_key)
    if posted is not None and chat is not None and chat.private:
        posted.paid = True
        change(world, posted, {}, quiet=True)


def notify(world: World, checkout: Checkout) -> None:
    """Send the bot its successful_payment; call it again to deliver the notice twice."""
    invoice = checkout.invoice
    chat = _place(world, checkout)
    payment = types.SuccessfulPayment(
        currency=invoice.currency,
        total_amount=invoice.total,
        invoice_payload=invoice.payload,
        telegram_payment_charge_id=checkout.telegram_charge_id,
        provider_payment_charge_id=checkout.charge_id,
    )
    checkout.notified = True
    post(world, chat, checkout.person_id, {"successful_payment": payment})


def _place(world: World, checkout: Checkout) -> Chat:
    chat = world.chats.with_key(checkout.chat_key)
    if chat is not None and chat.has(checkout.invoice.bot_id):
        return chat
    return world.chats.open_private(checkout.person_id, checkout.invoice.bot_id)


def _move(world: World, checkout: Checkout, state: CheckoutState, error: str = "") -> None:
    checkout.state = state
    checkout.error = error
    world.publish(CheckoutChanged(checkout.person_id, checkout.id, state.value, error))
