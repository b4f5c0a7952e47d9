"""What happens at the Stripe stand-in: pages made and ended, cards charged, money captured, let go and refunded."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.stripe.parameters import NewSession
from sandbox.stripe.statements import charge_json, intent_json, refund_json, session_json
from sandbox.world.changes import ChargeChanged
from sandbox.world.stripe import (
    Account,
    Event,
    Intent,
    IntentState,
    Refund,
    Session,
    SessionState,
    StripeProblem,
    places,
)
from sandbox.world.world import World

_SHORTEST, _LONGEST = timedelta(minutes=30), timedelta(hours=24)
_LEAST = 50
"""Less is refused. Stripe has a least amount for each currency; this is the one of most."""

_WHOLE = ("isk", "ugx")


def make_session(world: World, account: Account, asked: NewSession, home: str) -> Session:
    """A page to pay on. Raises StripeProblem for amounts and times that Stripe does not take."""
    now = world.clock.now()
    price = asked.line_items[0].price_data
    _check_amount(price.unit_amount, price.currency)
    ends = datetime.fromtimestamp(asked.expires_at, UTC)
    if not now + _SHORTEST <= ends <= now + _LONGEST:
        raise StripeProblem(
            400,
            "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from "
            "Checkout Session creation.",
            "parameter_invalid",
            param="expires_at",
        )
    number = world.stripe.number("cs")
    session = Session(
        number,
        account,
        f"{home}/stripe/pay/{number}",
        price.product_data.name,
        price.unit_amount,
        price.currency,
        ends,
        now,
        asked.success_url.replace("{CHECKOUT_SESSION_ID}", number),
        asked.cancel_url,
        asked.client_reference_id,
        asked.metadata,
        asked.payment_intent_data.metadata,
    )
    world.stripe.sessions[number] = session
    world.clock.later((ends - now).total_seconds(), lambda: _run_out(world, session))
    return session


def expire_session(world: World, session: Session) -> None:
    """End a page that is open. Raises StripeProblem for another."""
    if session.state is not SessionState.OPEN:
        raise StripeProblem(
            400,
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of `{session.state.value}`.",
        )
    session.state = SessionState.EXPIRED
    _tell(world, session.account, "checkout.session.expired", session_json(session))


def pay(world: World, session: Session) -> Intent:
    """A card is charged: the money is held from now on. Raises StripeProblem where the page is not open."""
    intent = _attempt(world, session)
    intent.state, intent.held_at = IntentState.HELD, world.clock.now()
    session.state = SessionState.COMPLETE
    window = session.account.window.total_seconds()
    world.clock.later(window, lambda: _lapse(world, intent))
    _changed(world, intent)
    held = "payment_intent.amount_capturable_updated"
    _tell(world, intent.account, held, intent_json(intent))
    _tell(world, intent.account, "checkout.session.completed", session_json(session))
    return intent


def charge_invoice(world: World, account: Account, amount: int, currency: str, title: str) -> str:
    """A card is charged for an invoice in the messenger: taken at once. The charge's number."""
    intent = Intent(
        world.stripe.number("pi"), account, amount, currency.lower(), title, {}, world.clock.now()
    )
    intent.state, intent.received, intent.by_invoice = IntentState.TAKEN, amount, True
    intent.held_at = world.clock.now()
    world.stripe.intents[intent.id] = intent
    _changed(world, intent)
    told = charge_json(intent)
    _tell(world, account, "charge.succeeded", told)
    return str(told["id"])


def decline(world: World, session: Session) -> Intent:
    """A card is declined; the page stays open. Raises StripeProblem where it is not open."""
    intent = _attempt(world, session)
    intent.declined = True
    _changed(world, intent)
    _tell(world, intent.account, "payment_intent.payment_failed", intent_json(intent))
    return intent


def capture(world: World, intent: Intent, amount: int | None) -> None:
    """Take what is held, or some of it and let the rest go. Raises StripeProblem."""
    _must_be(intent, IntentState.HELD, "captured")
    taken = intent.amount if amount is None else amount
    if taken > intent.amount:
        words = f"The amount_to_capture ({taken}) is greater than the amount_capturable."
        raise StripeProblem(400, words, "amount_too_large", param="amount_to_capture")
    intent.state, intent.received = IntentState.TAKEN, taken
    if rest := intent.amount - taken:
        intent.refunds.append(Refund(world.stripe.number("re"), rest, world.clock.now(), ours=True))
    _changed(world, intent)
    _tell(world, intent.account, "charge.captured", charge_json(intent))
    _tell(world, intent.account, "payment_intent.succeeded", intent_json(intent))


def cancel(world: World, intent: Intent) -> None:
    """Let go what is held. Raises StripeProblem."""
    _must_be(intent, IntentState.HELD, "canceled")
    intent.state = IntentState.CANCELED
    _changed(world, intent)
    _tell(world, intent.account, "charge.refunded", charge_json(intent))
    _tell(world, intent.account, "payment_intent.canceled", intent_json(intent))


def refund(world: World, intent: Intent, amount: int | None, metadata: dict[str, str]) -> Refund:
    """Give back some of what was captured, or all that is left. Raises StripeProblem."""
    if intent.state is not IntentState.TAKEN:
        words = f"This PaymentIntent ({intent.id}) does not have a successful charge to refund."
        raise StripeProblem(400, words, "payment_intent_unexpected_state")
    if not intent.left:
        words = f"Charge {charge_json(intent)['id']} has already been refunded."
        raise StripeProblem(400, words, "charge_already_refunded")
    given = intent.left if amount is None else amount
    if given > intent.left:
        words = (
            f"Refund amount ({given}) is greater than unrefunded amount on charge ({intent.left})"
        )
        raise StripeProblem(400, words, param="amount")
    made = Refund(world.stripe.number("re"), given, world.clock.now(), metadata)
    intent.refunds.append(made)
    _changed(world, intent)
    _tell(world, intent.account, "charge.refunded", charge_json(intent))
    return made


def fail_refund(world: World, intent: Intent, made: Refund) -> None:
    """The bank did not take a refund: it comes back to the shop."""
    made.status = "failed"
    _changed(world, intent)
    _tell(world, intent.account, "refund.failed", refund_json(intent, made))


def _check_amount(amount: int, currency: str) -> None:
    if amount < _LEAST:
        words = "The Checkout Session's total amount must convert to at least 50 cents."
        raise StripeProblem(400, words, "amount_too_small")
    if (currency in _WHOLE and amount % 100) or (places(currency) == 3 and amount % 10):
        words = f"Invalid amount. Amounts in {currency.upper()} have to end in 0."
        raise StripeProblem(400, words, "parameter_invalid", param="unit_amount")


def _attempt(world: World, session: Session) -> Intent:
    if session.state is not SessionState.OPEN:
        raise StripeProblem(400, f"This page is {session.state.value}.")
    if session.intent is None:
        session.intent = Intent(
            world.stripe.number("pi"),
            session.account,
            session.amount,
            session.currency,
            session.title,
            session.intent_metadata,
            world.clock.now(),
        )
        world.stripe.intents[session.intent.id] = session.intent
    return session.intent


def _must_be(intent: Intent, state: IntentState, verb: str) -> None:
    if intent.state is not state:
        words = (
            f"This PaymentIntent could not be {verb} because it has a status of "
            f"{intent.state.value}. Only a PaymentIntent with one of the following statuses may "
            f"be {verb}: {state.value}."
        )
        raise StripeProblem(400, words, "payment_intent_unexpected_state")


def _run_out(world: World, session: Session) -> None:
    if session.state is SessionState.OPEN:
        expire_session(world, session)


def _lapse(world: World, intent: Intent) -> None:
    if intent.state is IntentState.HELD:
        cancel(world, intent)


def _changed(world: World, intent: Intent) -> None:
    world.publish(ChargeChanged(intent.id, intent.state.value))


def _tell(world: World, account: Account, kind: str, told: dict[str, Any]) -> None:
    event = Event(world.stripe.number("evt"), account, kind, told, world.clock.now())
    world.stripe.events.append(event)
    world.stripe.on_event(event)
