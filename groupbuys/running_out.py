"""What is held and about to run out is captured before its group buy has closed, by the rule of `payments.windows`."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, bindparam, select, update

from groupbuys.due import Due, passed_over
from groupbuys.model import GroupState
from groupbuys.tables import group_buy, seat
from payments.model import PaymentState, Purpose
from payments.owing import owe_captures
from payments.tables import payment
from payments.windows import CaptureEarly, capture_rule
from storage.transaction import Found, Transaction

_SEAT: Purpose = "seat"
_PAST = payment.c.look_at <= bindparam("at")
_ROWS = select(payment).where(_PAST).order_by(payment.c.look_at)
_LOCKED = _ROWS.with_for_update(key_share=True, skip_locked=True)


def _with_their_ends(rows: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    """Payments that were chosen (and locked) by themselves, with the end of the group buy that still waits for it."""
    due = rows.subquery("due")
    waits = (group_buy.c.id == seat.c.group_buy_id) & (
        group_buy.c.state == GroupState.FORMING.value
    )
    return (
        select(due.c.id, due.c.state, due.c.taken_at, due.c.runs_out_at, group_buy.c.closes_at)
        .outerjoin_from(due, seat, (seat.c.id == due.c.subject_id) & (due.c.purpose == _SEAT))
        .outerjoin(group_buy, waits)
        .order_by(due.c.look_at)
    )


_DUE = _with_their_ends(
    _LOCKED.where(payment.c.id.not_in(bindparam("besides", expanding=True))).limit(
        bindparam("most")
    )
)
_ONE = _with_their_ends(_LOCKED.where(payment.c.id == bindparam("number")))
_NAMES = select(payment.c.id).where(_PAST).order_by(payment.c.look_at).limit(bindparam("most"))
_IS_DUE = select(payment.c.id).where(_PAST).limit(1)
_LATER = (
    update(payment).where(payment.c.id == bindparam("id_")).values(look_at=bindparam("next_at"))
)


def is_due(tx: Transaction) -> bool:
    """Whether there is a hold to be looked at."""
    return tx.first(_IS_DUE, {"at": tx.now}) is not None


def capture_due(tx: Transaction, limit: int = 100, besides: Collection[Due] = ()) -> int:
    """Look at the holds that are due, at most `limit`, and owe the captures; returns how many were looked at."""
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "capture")}
    return _look(tx, tx.all(_DUE, values))


def due_to_capture(tx: Transaction, limit: int) -> list[Due]:
    """What is to be looked at, by name, the earliest first, at most `limit`."""
    return [Due("capture", row.id) for row in tx.all(_NAMES, {"at": tx.now, "most": limit})]


def capture_one(tx: Transaction, due: Due) -> int:
    """The same for one of them alone."""
    return _look(tx, tx.all(_ONE, {"at": tx.now, "number": due.id}))


def _look(tx: Transaction, rows: Sequence[Found]) -> int:
    """What is held no more is looked at no more; neither is what is captured now."""
    early = []
    later = []
    for row in rows:
        next_at = None
        if row.state == PaymentState.HELD.value:
            decision = capture_rule(tx.now, row.taken_at, row.runs_out_at, row.closes_at)
            if isinstance(decision, CaptureEarly):
                early.append(row.id)
            else:
                next_at = decision.until
        later.append({"id_": row.id, "next_at": next_at})
    if later:
        tx.write(_LATER, later)
        owe_captures(tx, early, "hold ends")
    return len(rows)
