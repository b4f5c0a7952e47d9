"""Writing the ledger: each entry beside the change that it tells of, in the same commit."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Insert,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    insert,
    literal,
    null,
    select,
    union_all,
)

from payments.ledger_tables import ledger_entry
from payments.model import EntryKind, Step, StepKind
from payments.tables import money_step, payment
from storage.transaction import Transaction

_AT = bindparam("at", type_=ledger_entry.c.at.type)
_WHY = bindparam("why", type_=String)
_WHO = bindparam("who", type_=String)
_NOBODY = literal("")
_LONGEST_REASON, _LONGEST_NAME = 400, 120
_BOTH = payment.join(money_step, money_step.c.payment_id == payment.c.id)


def _entry(
    kind: ColumnElement[str],
    amount: ColumnElement[int],
    key: ColumnElement[str],
    reason: ColumnElement[str],
    *,
    source: FromClause = payment,
    who: ColumnElement[str] = _NOBODY,
) -> Select[Any]:
    return select(
        payment.c.id,
        payment.c.shop_id,
        payment.c.deal_id,
        payment.c.person_id,
        payment.c.provider,
        kind,
        amount,
        payment.c.currency,
        null() if source is payment else money_step.c.id,
        key,
        reason,
        who,
        _AT,
    ).select_from(source)


_COLUMNS = [column.name for column in ledger_entry.columns if column.name != "id"]


def _written(entry: Select[Any]) -> Insert:
    return insert(ledger_entry).from_select(_COLUMNS, entry, include_defaults=False)


def _of_payment(kind: EntryKind, reason: ColumnElement[str]) -> Insert:
    said = literal(kind.value)
    entry = _entry(said, payment.c.amount, said, reason)
    return _written(entry.where(payment.c.id == bindparam("id_")))


def _of_step(
    kind: ColumnElement[str],
    suffix: str,
    reason: ColumnElement[str],
    who: ColumnElement[str] = _NOBODY,
) -> Select[Any]:
    key = money_step.c.key + literal(suffix)
    return _entry(kind, money_step.c.amount, key, reason, source=_BOTH, who=who)


_AUTHORISED = _of_payment(EntryKind.AUTHORISED, payment.c.purpose)
_CAPTURED = _of_payment(EntryKind.CAPTURED, literal("taken as it was paid"))
_REVERSAL = _of_payment(EntryKind.REVERSAL, _WHY)
_ASKED_BACK = _written(
    _of_step(literal(EntryKind.REFUND_ASKED.value), " asked", money_step.c.reason).where(
        payment.c.id.in_(bindparam("ids", expanding=True)),
        money_step.c.kind == StepKind.REFUND.value,
    )
)
_THIS = money_step.c.id == bindparam("step")
_PART_ASKED = _written(
    _of_step(literal(EntryKind.PART_ASKED.value), " asked", money_step.c.reason).where(_THIS)
)
_WAS_CAPTURED = exists().where(
    and_(
        ledger_entry.c.payment_id == payment.c.id,
        ledger_entry.c.kind == EntryKind.CAPTURED.value,
    )
)
_WHAT: dict[StepKind, ColumnElement[str]] = {
    StepKind.CAPTURE: literal(EntryKind.CAPTURED.value),
    StepKind.PART: literal(EntryKind.PART_REFUNDED.value),
    StepKind.REFUND: case(
        (_WAS_CAPTURED, literal(EntryKind.REFUNDED.value)), else_=literal(EntryKind.VOIDED.value)
    ),
}
_LOWER_ASKED = _written(
    _entry(literal(EntryKind.PART_ASKED.value), payment.c.back, literal("lower asked"), _WHY).where(
        payment.c.id.in_(bindparam("ids", expanding=True))
    )
)
_PARTS_ASKED = _written(
    _of_step(literal(EntryKind.PART_ASKED.value), " asked", money_step.c.reason).where(
        money_step.c.key.in_(bindparam("keys", expanding=True))
    )
)


def _let_go() -> Select[Any]:
    """What a smaller capture lets go: said once it was made, or with all else where it never came to that."""
    key, this = money_step.c.key + literal(" let go"), money_step.alias("this")
    said = exists().where(ledger_entry.c.payment_id == payment.c.id, ledger_entry.c.key == key)
    of = select(this.c.payment_id).where(this.c.id == bindparam("step")).scalar_subquery()
    rest = payment.c.amount - money_step.c.amount
    return _entry(
        literal(EntryKind.VOIDED.value), rest, key, money_step.c.reason, source=_BOTH, who=_WHO
    ).where(
        payment.c.id == of,
        money_step.c.kind == StepKind.CAPTURE.value,
        money_step.c.amount < payment.c.amount,
        ~said,
    )


def _done(kind: StepKind, entry: ColumnElement[str]) -> Insert:
    own = _of_step(entry, " done", _WHY, _WHO).where(_THIS)
    if kind is StepKind.PART:
        return _written(own)
    return insert(ledger_entry).from_select(
        _COLUMNS, union_all(own, _let_go()), include_defaults=False
    )


_DONE = {kind: _done(kind, entry) for kind, entry in _WHAT.items()}


def authorised(tx: Transaction, payment_id: int) -> None:
    """Its money has come: held from now on."""
    tx.write(_AUTHORISED, {"id_": payment_id, "at": tx.now})


def captured(tx: Transaction, payment_id: int) -> None:
    """Its money was taken for good as it came: such a provider holds nothing."""
    tx.write(_CAPTURED, {"id_": payment_id, "at": tx.now})


def reverse(tx: Transaction, payment_id: int, why: str) -> None:
    """What came for a payment is another one's: neither taken nor asked back here any more."""
    tx.write(_REVERSAL, {"id_": payment_id, "at": tx.now, "why": why})


def asked_back(tx: Transaction, payment_ids: Sequence[int]) -> None:
    """The refund of each of these was asked for just now: their steps are written, and no entry of them before."""
    tx.write(_ASKED_BACK, {"ids": payment_ids, "at": tx.now})


def part_asked(tx: Transaction, step_id: int) -> None:
    """Some of a payment was asked back, by this step."""
    tx.write(_PART_ASKED, {"step": step_id, "at": tx.now})


def parts_asked(tx: Transaction, keys: Sequence[str]) -> None:
    """The same of several payments at once, by the keys of their steps."""
    tx.write(_PARTS_ASKED, {"keys": keys, "at": tx.now})


def lower_asked(tx: Transaction, payment_ids: Sequence[int], why: str) -> None:
    """Of each of these, which are only held, less is to be captured than was held: by all that its `back` says."""
    tx.write(_LOWER_ASKED, {"ids": payment_ids, "at": tx.now, "why": why})


def done(tx: Transaction, step: Step, why: str = "", who: str = "") -> None:
    """A step is done, by its provider or, with a reason, by `who` by hand: captured, given back, or a part of it.

    What was held and is not captured was let go by that: one line more, in the same statement.
    """
    said = {"why": (why or step.reason)[:_LONGEST_REASON], "who": who[:_LONGEST_NAME]}
    tx.write(_DONE[step.kind], {"step": step.id, "at": tx.now, **said})
