"""Comparing our payments with a provider's list: claimed once a day by one worker, and what came of it kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, update

from catalog.money import Money
from payments.model import PaymentState
from payments.port import Listed
from payments.reconciling import ChargeDifference, Ours, compare
from payments.reconciling_tables import charge_difference, comparison
from payments.tables import money_step, payment
from storage import alarms
from storage.transaction import Found, Transaction
from storage.upsert import or_nothing

EVERY = timedelta(days=1)
AGAIN = timedelta(hours=1)
"""How long after a provider that did not answer it is asked again."""
LEASE = timedelta(minutes=30)

_REACH, _YOUNG, _EDGE = timedelta(days=2), timedelta(hours=1), timedelta(days=1)
"""Two days are compared. Charges younger than an hour may still be on their way to us; ours may be of a day before."""

_NEXT_NAME = select(func.min(payment.c.provider)).where(payment.c.provider > bindparam("last"))
_MET = or_nothing(comparison, ["provider"])
_AT = bindparam("at", type_=comparison.c.due_at.type)
_CLAIM = (
    update(comparison)
    .where(
        comparison.c.provider == bindparam("name"),
        comparison.c.due_at <= _AT,
        or_(comparison.c.leased_until.is_(None), comparison.c.leased_until <= _AT),
    )
    .values(leased_until=bindparam("until_", type_=comparison.c.due_at.type))
)
_DONE = (
    update(comparison)
    .where(comparison.c.provider == bindparam("name"))
    .values(
        due_at=bindparam("next_at"),
        leased_until=None,
        compared_at=bindparam("moment"),
        since=bindparam("from_"),
        until=bindparam("to_"),
        charges=bindparam("many"),
        error=None,
    )
)
_LATER = (
    update(comparison)
    .where(comparison.c.provider == bindparam("name"))
    .values(due_at=bindparam("next_at"), leased_until=None, error=bindparam("why"))
)
_MOVES = (
    select(money_step.c.id)
    .where(
        money_step.c.payment_id == payment.c.id,
        or_(money_step.c.done_at.is_(None), money_step.c.done_at >= _AT),
    )
    .exists()
)
_COLUMNS = (
    payment.c.id,
    payment.c.charge,
    payment.c.state,
    payment.c.amount,
    payment.c.currency,
    payment.c.back,
    payment.c.taken_at,
    _MOVES.label("moves"),
)
_TAKEN = select(*_COLUMNS).where(
    payment.c.provider == bindparam("name"),
    payment.c.taken_at >= bindparam("from_"),
    payment.c.taken_at < bindparam("to_"),
)
_THESE = select(*_COLUMNS).where(
    payment.c.provider == bindparam("name"),
    payment.c.charge.in_(bindparam("charges", expanding=True)),
)
_CHUNK = 500
_SEEN = (
    update(charge_difference)
    .where(
        charge_difference.c.provider == bindparam("of"),
        charge_difference.c.charge == bindparam("about"),
        charge_difference.c.kind == bindparam("in_"),
    )
    .values(text=bindparam("said"), last_at=bindparam("moment"))
)
_NEW = or_nothing(charge_difference, ["provider", "charge", "kind"]).returning(
    charge_difference.c.id
)
_RESULTS = select(comparison).order_by(comparison.c.provider)
_DIFFERENCES = (
    select(charge_difference.c.text)
    .where(
        charge_difference.c.provider == bindparam("of"),
        charge_difference.c.last_at == bindparam("moment"),
    )
    .order_by(charge_difference.c.id)
)


@dataclass(frozen=True, slots=True)
class Window:
    """What a provider is asked to list: what was charged from `since` and before `until`."""

    since: datetime
    until: datetime
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """The last comparison with one provider's list; `compared_at` None: none yet. `error`: why the last try failed."""

    provider: str
    compared_at: datetime | None
    charges: int
    error: str | None
    differences: tuple[str, ...]


def names(tx: Transaction) -> tuple[str, ...]:
    """Every provider that money was ever asked by; each found by one look into an index."""
    found: list[str] = []
    while (name := tx.value(_NEXT_NAME, {"last": found[-1] if found else ""})) is not None:
        found.append(name)
    return tuple(found)


def claim(tx: Transaction, provider: str) -> Window | None:
    """Begin the comparison that is due with this provider; None where none is, or another worker makes it."""
    tx.write(_MET[tx.dialect], {"provider": provider, "due_at": tx.now})
    if tx.write(_CLAIM, {"name": provider, "at": tx.now, "until_": tx.now + LEASE}) != 1:
        return None
    return Window(tx.now - _REACH - _EDGE, tx.now - _YOUNG, tx.now)


def differences(
    tx: Transaction, provider: str, listed: Sequence[Listed], window: Window
) -> list[ChargeDifference]:
    """What differs between their list and our payments. Reads only."""
    values = {"name": provider, "at": window.begun_at}
    span = {"from_": window.since + _EDGE, "to_": window.until}
    ours = {row.charge: _ours(row) for row in tx.all(_TAKEN, {**values, **span})}
    wanted = set(ours)
    others = [one.charge for one in listed if one.charge not in ours]
    for start in range(0, len(others), _CHUNK):
        charges = others[start : start + _CHUNK]
        ours |= {row.charge: _ours(row) for row in tx.all(_THESE, {**values, "charges": charges})}
    return list(compare(listed, ours, wanted))


def settle(
    tx: Transaction, provider: str, window: Window, charges: int, found: Sequence[ChargeDifference]
) -> None:
    """Keep what a comparison came to, and raise what was not seen before, each once."""
    for one in found:
        about = {"of": provider, "about": one.charge, "in_": one.kind.value}
        said = one.text[:300]
        if tx.write(_SEEN, {**about, "said": said, "moment": tx.now}):
            continue
        row = {"provider": provider, "charge": one.charge, "kind": one.kind.value, "text": said}
        seen = {"payment_id": one.payment_id, "first_at": tx.now, "last_at": tx.now}
        for made in tx.returning(_NEW[tx.dialect], {**row, **seen}):
            alarms.raise_alarm(tx, "money_differs", made.id, f"{provider}: {said}")
    ends = {"next_at": tx.now + EVERY, "moment": tx.now, "many": charges}
    tx.write(_DONE, {"name": provider, **ends, "from_": window.since, "to_": window.until})


def put_off(tx: Transaction, provider: str, why: str) -> None:
    """Their list could not be read: it is asked for again in an hour."""
    tx.write(_LATER, {"name": provider, "next_at": tx.now + AGAIN, "why": why[:400]})


def results(tx: Transaction) -> tuple[Compared, ...]:
    """The last comparison with each provider, and what differed then."""
    return tuple(_result(tx, row) for row in tx.all(_RESULTS))


def _result(tx: Transaction, row: Found) -> Compared:
    values = {"of": row.provider, "moment": row.compared_at}
    found = () if row.compared_at is None else tx.all(_DIFFERENCES, values)
    said = tuple(one.text for one in found)
    return Compared(row.provider, row.compared_at, row.charges, row.error, said)


def _ours(row: Found) -> Ours:
    amount, back = Money(row.amount, row.currency), Money(row.back, row.currency)
    state = PaymentState(row.state)
    return Ours(row.id, row.charge, state, amount, back, bool(row.moves))
