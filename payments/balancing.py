"""Where each payment's money is, asked twice: of the ledger alone, and of the payment's own row and its steps."""

from typing import Any

from sqlalchemy import ColumnElement, Label, Select, case, func, literal, or_, select, union_all

from payments.back import BACK, WENT_BACK
from payments.ledger_tables import ledger_entry
from payments.model import EntryKind, PaymentState
from payments.tables import money_step, payment

PLACES = ("taken", "held", "kept", "refunding", "back")
WHOSE = ("shop_id", "deal_id", "currency", "provider")


def _sum_of(*kinds: EntryKind) -> ColumnElement[int]:
    counted = ledger_entry.c.kind.in_([kind.value for kind in kinds])
    return func.sum(case((counted, ledger_entry.c.amount), else_=0))


def _any_of(kind: EntryKind) -> ColumnElement[int]:
    return func.max(case((ledger_entry.c.kind == kind.value, 1), else_=0))


def _of_ledger() -> Select[Any]:
    """A payment's money is held until it was captured, and then kept; what was asked back is in neither."""
    stands, captured = 1 - _any_of(EntryKind.REVERSAL), _any_of(EntryKind.CAPTURED)
    taken = _sum_of(EntryKind.AUTHORISED) - _sum_of(EntryKind.REVERSAL)
    asked = _sum_of(EntryKind.REFUND_ASKED, EntryKind.PART_ASKED) * stands
    back = _sum_of(EntryKind.REFUNDED, EntryKind.VOIDED, EntryKind.PART_REFUNDED)
    left = taken - asked
    whose = (ledger_entry.c.payment_id, *(ledger_entry.c[name] for name in WHOSE))
    found = (taken, left * (1 - captured), left * captured, asked - back, back)
    return select(*whose, *_named(*found)).group_by(*whose)


def _of_rows() -> Select[Any]:
    """A payment's row says where all is that did not go back in parts, or was let go by a smaller capture."""
    parts = (
        select(money_step.c.payment_id, func.sum(BACK).label("back"))
        .join(payment, payment.c.id == money_step.c.payment_id)
        .where(WENT_BACK)
        .group_by(money_step.c.payment_id)
        .subquery()
    )
    left, gone = payment.c.amount - payment.c.back, func.coalesce(parts.c.back, 0)

    def where(state: PaymentState) -> ColumnElement[int]:
        return case((payment.c.state == state.value, left), else_=0)

    under_way = where(PaymentState.REFUNDING) + payment.c.back - gone
    held, kept = where(PaymentState.HELD), where(PaymentState.CAPTURED)
    found = (payment.c.amount, held, kept, under_way, where(PaymentState.REFUNDED) + gone)
    return (
        select(payment.c.id, *(payment.c[name] for name in WHOSE), *_named(*found))
        .outerjoin(parts, parts.c.payment_id == payment.c.id)
        .where(payment.c.state != PaymentState.ASKED.value)
    )


def _named(*found: ColumnElement[int]) -> list[Label[int]]:
    return [one.label(name) for one, name in zip(found, PLACES, strict=True)]


def _side(whole: Select[Any], *, ledger: bool) -> Select[Any]:
    """One of the two, with zeros where the other one will stand."""
    found = whole.subquery()
    own = [found.c[name] for name in PLACES]
    nothing = [literal(0)] * len(PLACES)
    sides = (own, nothing) if ledger else (nothing, own)
    labels = [f"{side}_{name}" for side in ("ledger", "rows") for name in PLACES]
    columns = [one.label(label) for one, label in zip((*sides[0], *sides[1]), labels, strict=True)]
    payment_id = found.columns[0].label("payment_id")
    return select(payment_id, *(found.c[name] for name in WHOSE), *columns)


_BOTH = union_all(_side(_of_ledger(), ledger=True), _side(_of_rows(), ledger=False)).subquery()
_LEDGER = [func.sum(_BOTH.c[f"ledger_{name}"]) for name in PLACES]
_ROWS = [func.sum(_BOTH.c[f"rows_{name}"]) for name in PLACES]
_WHOSE = [_BOTH.c[name] for name in WHOSE]

TOTALS = (
    select(*_WHOSE, *(one.label(name) for one, name in zip(_LEDGER, PLACES, strict=True)))
    .group_by(*_WHOSE)
    .order_by(*_WHOSE)
)
"""Sums of the ledger by shop, deal, currency and provider."""

DIFFERING = (
    select(
        _BOTH.c.payment_id,
        *_WHOSE,
        *(one.label(f"ledger_{name}") for one, name in zip(_LEDGER, PLACES, strict=True)),
        *(one.label(f"rows_{name}") for one, name in zip(_ROWS, PLACES, strict=True)),
    )
    .group_by(_BOTH.c.payment_id, *_WHOSE)
    .having(
        or_(
            *(one != other for one, other in zip(_LEDGER, _ROWS, strict=True)),
            *(one < 0 for one in _LEDGER),
        )
    )
    .order_by(_BOTH.c.payment_id)
)
"""Payments of which the two say different things, or of which the ledger says what cannot be."""
