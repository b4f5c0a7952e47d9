"""From a link that was followed to a seat in a group buy that succeeded: how many came how far."""

from dataclasses import dataclass

from sqlalchemy import case, func, select

from groupbuys.figures.asked import OPENED, values
from groupbuys.figures.days import Period
from groupbuys.model import SeatState
from groupbuys.tables import group_buy, invitation, seat
from storage.transaction import Transaction

_KEPT = [SeatState.CONFIRMED.value, SeatState.SHIPPED.value, SeatState.RECEIVED.value]
_STARTED = select(func.count()).where(OPENED)
_FOLLOWED = (
    select(func.count())
    .select_from(group_buy)
    .join(invitation, invitation.c.group_buy_id == group_buy.c.id)
    .where(OPENED)
)
_SEATS = (
    select(
        func.count(),
        func.sum(case((seat.c.paid_at.is_not(None), 1), else_=0)),
        func.sum(case((seat.c.invite_id.is_not(None), 1), else_=0)),
        func.sum(case((seat.c.state.in_(_KEPT), 1), else_=0)),
    )
    .select_from(group_buy)
    .join(seat, seat.c.group_buy_id == group_buy.c.id)
    .where(OPENED, seat.c.state != SeatState.MOVED.value)
)
"""A seat that moved to another group buy is counted there."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """What came of the group buys opened in a period, counted in seats but for the first two.

    `followed`: people who followed an invite into one of them; `started`: group buys; `taken`: seats, the leaders'
    among them; `paid`; of those, `invited` through a link; `kept`: in a group buy that succeeded.
    """

    started: int
    followed: int
    taken: int
    paid: int
    invited: int
    kept: int


def funnel(tx: Transaction, shop_id: int, period: Period) -> Funnel:
    """How many came how far."""
    asked = values(shop_id, period)
    taken, paid, invited, kept = (int(one or 0) for one in tx.first(_SEATS, asked) or (0, 0, 0, 0))
    started, followed = int(tx.value(_STARTED, asked)), int(tx.value(_FOLLOWED, asked))
    return Funnel(started, followed, taken, paid, invited, kept)
