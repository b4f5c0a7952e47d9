"""Pages to pay on whose place is paid, given up or over: they are ended now, not when its time is up."""

from sqlalchemy import and_, bindparam, or_, select, update

from groupbuys.model import OrderState, SeatState
from groupbuys.tables import purchase, seat
from payments.link_page_tables import link_page
from payments.tables import payment
from storage.transaction import Transaction

_WAITING = link_page.c.due_at > bindparam("at")
_IDLE = (
    select(link_page.c.session)
    .join_from(link_page, payment, payment.c.id == link_page.c.payment_id)
    .outerjoin(seat, and_(payment.c.purpose == "seat", seat.c.id == payment.c.subject_id))
    .outerjoin(purchase, and_(payment.c.purpose == "order", purchase.c.id == payment.c.subject_id))
    .where(
        _WAITING,
        link_page.c.attempts == 0,
        or_(seat.c.state != SeatState.HELD.value, purchase.c.state != OrderState.HELD.value),
    )
    .limit(bindparam("most"))
)
_END = (
    update(link_page)
    .where(link_page.c.session.in_(bindparam("sessions", expanding=True)))
    .values(due_at=bindparam("at"))
)


def is_due(tx: Transaction) -> bool:
    """Whether there is such a page. Reads only."""
    return tx.first(_IDLE, {"at": tx.now, "most": 1}) is not None


def end(tx: Transaction, limit: int) -> int:
    """Let them be ended now, at most `limit`; returns how many. A page that is being ended is left alone."""
    sessions = [row.session for row in tx.all(_IDLE, {"at": tx.now, "most": limit})]
    return tx.write(_END, {"sessions": sessions, "at": tx.now}) if sessions else 0
