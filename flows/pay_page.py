"""Paying on a page elsewhere: where a link leads to, and what is said to who comes by it in vain or comes back."""

from dataclasses import dataclass
from datetime import datetime

from catalog.offers import find_deal
from flows import views
from flows.events import Paid, Place, Sender
from flows.languages import DEFAULT
from flows.screens.refusals import sentence
from flows.texts import Texts
from groupbuys import books, paying
from groupbuys.fulfilment import orders
from groupbuys.model import Reason, Refused
from payments import accounts, asking
from payments.finding import money_of
from payments.links import Asked
from payments.model import Payment, PaymentState
from payments.stripe_notices import Canceled, Refunded, RefundFailed
from payments.taking import Arrival
from people import guests, meeting, reaching
from storage.alarms import raise_alarm
from storage.transaction import Transaction

DONE, BACK = "done", "back"
"""The ends of the addresses to which somebody returns who has paid, or has not."""


class Strange(ValueError):
    """A notice of one account about the invoice of another."""


@dataclass(frozen=True, slots=True)
class Lead:
    """To the page of this provider, by its name in the books, on which `asked` is paid."""

    payment_id: int
    provider: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Words:
    """A page of a few words, with one link into the chat."""

    language: str
    title: str
    text: str
    into_chat: str


def lead(tx: Transaction, token: str, pages: str) -> Lead | Words:
    """Where whoever opens the link of this invoice goes; `pages`: the address of our own server. Reads only."""
    asked = asking.peek(tx, token)
    if asked is None:
        t = Texts(DEFAULT)
        return _words(t, t.pgettext("page", "This link leads nowhere: nothing is to be paid here."))
    t = _texts(tx, asked)
    no = paying.check(tx, asked.person_id, token, asked.amount)
    if no is not None:
        return _words(t, sentence(t, no))
    account = accounts.named(tx, asked.provider)
    if account is None or not account.is_open:
        return _words(t, sentence(t, Refused(Reason.WAY_CLOSED)))
    title, until = _what(tx, asked, t)
    if until <= tx.now:
        return _words(t, sentence(t, Refused(Reason.TOO_LATE)))
    there = f"{pages}/pay/{token}"
    page = Asked(
        token=token,
        amount=asked.amount,
        title=title,
        until=until,
        success_url=f"{there}/{DONE}",
        cancel_url=f"{there}/{BACK}",
    )
    return Lead(asked.id, asked.provider, page)


def returned(tx: Transaction, token: str, how: str) -> Words:
    """What somebody reads who comes back from the provider's page."""
    asked = asking.peek(tx, token)
    t = Texts(DEFAULT) if asked is None else _texts(tx, asked)
    if asked is not None and asked.state is not PaymentState.ASKED:
        said = t.pgettext("page", "Your payment has arrived: the chat says what came of it.")
    elif how == DONE:
        said = t.pgettext(
            "page", "Thank you. Your payment is on its way; the chat says so once it is here."
        )
    else:
        said = t.pgettext(
            "page", "No payment has reached us yet. The button in the chat leads back here."
        )
    return _words(t, said)


def not_now(tx: Transaction, token: str) -> Words:
    """The provider does not answer just now."""
    asked = asking.peek(tx, token)
    t = Texts(DEFAULT) if asked is None else _texts(tx, asked)
    return _words(
        t,
        t.pgettext(
            "page", "Paying does not work just now. Nothing was taken: please try again soon."
        ),
    )


def paid(tx: Transaction, bot: int, told: Paid) -> Paid | None:
    """A notice of a payment as a turn of whoever was asked for it; None where nobody was. Reads only.

    `told` names invoice, amount, charge and provider. What is paid for a guest is their host's turn. Raises Strange
    where it was asked for through another account: whoever knows one shop's keys pays nobody else's invoices with them.
    """
    asked = asking.peek(tx, told.token)
    if asked is not None and asked.provider != told.provider:
        raise Strange(f"{told.provider} tells of invoice {asked.id}, which {asked.provider} has")
    payer = None if asked is None else guests.speaker_of(tx, asked.person_id)
    person = None if payer is None else meeting.by_id(tx, payer)
    reach = None if payer is None else reaching.where(tx, payer, bot) or reaching.where(tx, payer)
    if person is None or reach is None:
        return None
    sender = Sender(person.external_id, person.name, _tag(person.language), person.username)
    return Paid(
        id=told.id,
        sender=sender,
        place=Place(reach.bot, reach.chat),
        token=told.token,
        amount=told.amount,
        charge=told.charge,
        receipt=told.receipt,
        provider=told.provider,
    )


def no_page(tx: Transaction, found: Lead, why: str) -> None:
    """A shop's account takes no payments: its shoppers cannot do anything about that, the operator can."""
    account = accounts.named(tx, found.provider)
    number = 0 if account is None else account.id
    raise_alarm(tx, "no page to pay on", number, f"{found.provider} made none: {why}"[:400])


def of_nobody(tx: Transaction, shop_id: int, told: Paid) -> None:
    """Money came for an invoice that there is not: it is written down, raised to the operator, and goes back."""
    arrival = Arrival(
        token=told.token,
        person_id=0,
        amount=told.amount,
        charge=told.charge,
        receipt=told.receipt,
        shop_id=shop_id,
        provider=told.provider,
    )
    paying.take(tx, arrival)


def refund_failed(tx: Transaction, provider: str, told: RefundFailed) -> None:
    """Money that was on its way back came back to the provider: somebody has to look, and to pay it by hand."""
    known = asking.of_charge(tx, provider, told.charge)
    if known is None:
        return
    said = (
        f"{told.amount.minor} {told.amount.currency} of payment {known.id} ({provider} {told.charge}) did not reach "
        f"its buyer: {told.why}. Pay it by hand."
    )
    raise_alarm(tx, "refund came back", known.id, said)


def moved_there(tx: Transaction, provider: str, told: Canceled | Refunded) -> None:
    """Money was let go or given back that our books have not asked back: somebody did it at the provider itself."""
    known = asking.of_charge(tx, provider, told.charge)
    if known is None or known.state not in {PaymentState.HELD, PaymentState.CAPTURED}:
        return
    if isinstance(told, Refunded) and known.state is PaymentState.CAPTURED:
        of = money_of(tx, known.id)
        if of is not None and of.back is not None and of.back >= told.amount:
            return
    said = (
        f"payment {known.id} ({provider} {told.charge}) was given back at the provider, and not by us: its seat or "
        "order stands as it is. Look at it with kaituan money, and take the order back if it was meant."
    )
    raise_alarm(tx, "given back elsewhere", known.id, said)


def _what(tx: Transaction, asked: Payment, t: Texts) -> tuple[str, datetime]:
    """What is paid for, and until when it is kept."""
    if asked.purpose == "order":
        order = orders.by_id(tx, asked.subject_id)
        deal_id, until = (0, None) if order is None else (order.deal_id, order.held_until)
    else:
        seat = books.seat_now(tx, asked.subject_id)
        deal_id, until = (0, None) if seat is None else (seat.deal_id, seat.held_until)
    deal = find_deal(tx, deal_id)
    title = views.title(tx, deal.product_id, t.language) if deal is not None else ""
    return title or t.pgettext("page", "Your place"), until or tx.now


def _texts(tx: Transaction, asked: Payment) -> Texts:
    person = meeting.by_id(tx, guests.speaker_of(tx, asked.person_id))
    return Texts(DEFAULT if person is None else person.language)


def _words(t: Texts, said: str) -> Words:
    return Words(
        language=_tag(t.language),
        title=t.pgettext("page", "Payment"),
        text=said,
        into_chat=t.pgettext("page", "Back to the chat"),
    )


def _tag(language: str) -> str:
    """Our language as an IETF tag."""
    return language.replace("_", "-")
