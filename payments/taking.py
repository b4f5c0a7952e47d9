"""Money that arrived: each notice is written down once, whatever it turns out to be."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy import bindparam, insert, select, update

from catalog.money import Money
from payments import recording, windows
from payments.account import takes_at_once
from payments.asking import COLUMNS, by_id, new_token, peek, read
from payments.model import Payment, PaymentState
from payments.owing import withdraw_refund
from payments.tables import payment
from people import guests
from storage.transaction import Conflict, Transaction

_TAKE = (
    update(payment)
    .where(payment.c.id == bindparam("id_"), payment.c.state == PaymentState.ASKED.value)
    .values(
        state=bindparam("new_state"),
        charge=bindparam("new_charge"),
        receipt=bindparam("new_receipt"),
        taken_at=bindparam("at"),
        runs_out_at=bindparam("out_at"),
        look_at=bindparam("first_look"),
    )
)
_KEEP = insert(payment)
_BY_CHARGE = (
    select(*COLUMNS)
    .where(
        payment.c.charge == bindparam("charge_"),
        payment.c.provider.in_([bindparam("provider_"), bindparam("here")]),
    )
    .order_by(payment.c.id)
    .limit(1)
)
_FORGET = (
    update(payment)
    .where(payment.c.id == bindparam("id_"))
    .values(state=PaymentState.ASKED.value, charge=None, receipt=None, taken_at=None)
)
"""The row stays, as one that nobody has paid: the ledger names it, and its number is to be nobody else's."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A notice of money: for which invoice, from whom, how much, and the numbers it goes by elsewhere.

    `shop_id` and `provider` are of the shop where it came: they count where we know no such invoice.
    """

    token: str
    person_id: int
    amount: Money
    charge: str
    receipt: str
    shop_id: int
    provider: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was asked has come."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class KnownAlready:
    """The same notice came before."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class Extra:
    """The invoice had been paid before: this is a second charge, kept in a row of its own."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class Odd:
    """Another amount, currency or payer than was asked: kept in a row of its own; `asked` is the invoice."""

    payment: Payment
    asked: Payment


@dataclass(frozen=True, slots=True)
class Unknown:
    """There is no such invoice: kept in a row of its own."""

    payment: Payment


@dataclass(frozen=True, slots=True)
class Nothing:
    """Word of no money: 0 or less, which nobody asked for. Nothing is kept of it; `asked` is the invoice it names."""

    asked: Payment | None


Arrived: TypeAlias = Taken | KnownAlready | Extra | Odd | Unknown | Nothing


def arrive(tx: Transaction, arrival: Arrival) -> Arrived:
    """Write a notice of money down, once: the same `charge` is never counted twice.

    Lock the payer first, so that two notices of theirs come one after the other.
    """
    asked = peek(tx, arrival.token)
    if arrival.amount.minor <= 0 and (asked is None or arrival.amount != asked.amount):
        return Nothing(asked)
    before, came = _before(tx, arrival, asked), arrival
    arrival = _for_guest(tx, arrival, asked)
    if before is not None and not (_overtook(before, came, asked) and _forget(tx, before)):
        return KnownAlready(before)
    if asked is None:
        return Unknown(_keep(tx, arrival, None, "unknown"))
    if arrival.amount != asked.amount or arrival.person_id != asked.person_id:
        return Odd(_keep(tx, arrival, asked, "odd"), asked)
    if asked.state is not PaymentState.ASKED:
        return Extra(_keep(tx, arrival, asked, "extra"))
    return Taken(_take(tx, asked, arrival))


def _for_guest(tx: Transaction, arrival: Arrival, asked: Payment | None) -> Arrival:
    """What a host pays for a guest of theirs, that guest has paid; looked up only where somebody else was asked."""
    if asked is None or asked.person_id == arrival.person_id:
        return arrival
    if guests.looked_after(tx, arrival.person_id, asked.person_id) is None:
        return arrival
    return replace(arrival, person_id=asked.person_id)


def of_notice(tx: Transaction, arrival: Arrival) -> Payment | None:
    """What is written down of a notice that has come; None where none has."""
    return _before(tx, arrival, peek(tx, arrival.token))


def _before(tx: Transaction, arrival: Arrival, asked: Payment | None) -> Payment | None:
    """What is written down of this charge already."""
    provider = arrival.provider if asked is None else asked.provider
    values = {"charge_": arrival.charge, "provider_": provider, "here": arrival.provider}
    return read(tx.first(_BY_CHARGE, values))


def _overtook(before: Payment, arrival: Arrival, asked: Payment | None) -> bool:
    """Whether this very notice came before its invoice did, so that its money was of no invoice then.

    `arrival` as it came: what nobody had asked for was written down as its sender's, whomever it was for.
    """
    if before.purpose != "unknown" or asked is None:
        return False
    return (before.person_id, before.amount) == (arrival.person_id, arrival.amount)


def _forget(tx: Transaction, before: Payment) -> bool:
    """The invoice is to have this money instead; False, with nothing changed, where it is going back already."""
    if not withdraw_refund(tx, before.id):
        return False
    recording.reverse(tx, before.id, "its invoice has it")
    tx.write(_FORGET, {"id_": before.id})
    return True


def _take(tx: Transaction, asked: Payment, arrival: Arrival) -> Payment:
    state = _state(asked.provider)
    values = {"id_": asked.id, "new_charge": arrival.charge, "new_receipt": arrival.receipt}
    out_at, first_look = windows.hold_of(asked.provider, tx.now)
    moments = {"at": tx.now, "out_at": out_at, "first_look": first_look}
    if tx.write(_TAKE, {**values, **moments, "new_state": state.value}) != 1:
        raise Conflict
    _record(tx, asked.id, state)
    return replace(asked, state=state, charge=arrival.charge, taken_at=tx.now)


def _state(provider: str) -> PaymentState:
    """What money is that has just come."""
    return PaymentState.CAPTURED if takes_at_once(provider) else PaymentState.HELD


def _record(tx: Transaction, payment_id: int, state: PaymentState) -> None:
    recording.authorised(tx, payment_id)
    if state is PaymentState.CAPTURED:
        recording.captured(tx, payment_id)


def _keep(tx: Transaction, arrival: Arrival, asked: Payment | None, purpose: str) -> Payment:
    provider = asked.provider if asked else arrival.provider
    state = _state(provider)
    number = tx.add(
        _KEEP,
        {
            "token": new_token(),
            "shop_id": asked.shop_id if asked else arrival.shop_id,
            "person_id": arrival.person_id,
            "purpose": purpose,
            "subject_id": asked.id if asked else 0,
            "provider": provider,
            "amount": arrival.amount.minor,
            "currency": arrival.amount.currency,
            "state": state.value,
            "charge": arrival.charge,
            "receipt": arrival.receipt,
            "asked_at": tx.now,
            "taken_at": tx.now,
            "deal_id": asked.deal_id if asked else None,
        },
    )
    _record(tx, number, state)
    return _must(by_id(tx, number))


def _must(found: Payment | None) -> Payment:
    if found is None:
        raise LookupError("a payment that was just written is not there")
    return found
