"""What somebody has already, as far as the limits count it: seats, orders, and unpaid places of their guests."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, case, literal, null, select, union_all

from groupbuys.model import LIVE_SEATS, OrderState, SeatState
from groupbuys.rules import Standing
from groupbuys.tables import purchase, seat
from people.guest_tables import guest
from storage.transaction import Found, Transaction

_LIVE = [state.value for state in LIVE_SEATS]
_BOUGHT = [
    OrderState.HELD.value,
    OrderState.PLACED.value,
    OrderState.SHIPPED.value,
    OrderState.RECEIVED.value,
]


def _counts(table: Table, held: str) -> ColumnElement[bool]:
    """Of this deal, or unpaid: said as a CASE, since an OR tempts planners to walk everybody's holds."""
    wanted = case((table.c.deal_id == bindparam("deal_id"), 1), (table.c.state == held, 1), else_=0)
    return wanted == 1


def _is(table: Table, state: str) -> ColumnElement[bool]:
    """Of that state, said as a CASE for the same reason."""
    return case((table.c.state == state, 1), else_=0) == 1


_HAS = union_all(
    select(
        literal("s").label("what"),
        seat.c.id,
        seat.c.group_buy_id,
        seat.c.deal_id,
        seat.c.state,
        seat.c.quantity,
        seat.c.held_until,
    ).where(
        seat.c.person_id == bindparam("person_id"),
        seat.c.state.in_(_LIVE),
        _counts(seat, SeatState.HELD.value),
    ),
    select(
        literal("o"),
        purchase.c.id,
        null(),
        purchase.c.deal_id,
        purchase.c.state,
        purchase.c.quantity,
        purchase.c.held_until,
    ).where(
        purchase.c.person_id == bindparam("person_id"),
        purchase.c.seat_id.is_(None),
        purchase.c.state.in_(_BOUGHT),
        _counts(purchase, OrderState.HELD.value),
    ),
    select(
        literal("g"),
        seat.c.id,
        null(),
        literal(0),
        seat.c.state,
        seat.c.quantity,
        seat.c.held_until,
    )
    .join_from(guest, seat, seat.c.person_id == guest.c.person_id)
    .where(guest.c.host_id == bindparam("person_id"), _is(seat, SeatState.HELD.value)),
)
"""The third are the unpaid seats of guests: whoever holds them is the host (promise 6), whose units they are not."""


@dataclass(frozen=True, slots=True)
class Has:
    """One live seat ("s") or solo order ("o") of a person, or an unpaid seat of a guest of theirs ("g"), of no deal."""

    what: str
    id: int
    group_buy_id: int | None
    deal_id: int
    state: str
    quantity: int
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class Belongings:
    """Everything of a person that the limits of one deal count."""

    things: tuple[Has, ...]
    deal_id: int

    def in_group(self, group_buy_id: int) -> Has | None:
        """The live seat in this group buy."""
        return next((has for has in self.things if has.group_buy_id == group_buy_id), None)

    def standing(self, now: datetime, besides: Has | None = None) -> Standing:
        """Holds and units, leaving `besides` out."""
        others = [has for has in self.things if has is not besides]
        return Standing(
            holds=sum(has.state == "held" and not _ran_out(has, now) for has in others),
            units=sum(has.quantity for has in others if has.deal_id == self.deal_id),
        )


def belongings(tx: Transaction, person_id: int, deal_id: int) -> Belongings:
    """The live seats and orders of a person: all of this deal, and unpaid ones of any, also of their guests."""
    rows = tx.all(_HAS, {"person_id": person_id, "deal_id": deal_id})
    return Belongings(tuple(_read_has(row) for row in rows), deal_id)


def _ran_out(has: Has, now: datetime) -> bool:
    return has.held_until is not None and has.held_until <= now


def _read_has(row: Found) -> Has:
    columns: list[Any] = list(row)
    return Has(*columns)
