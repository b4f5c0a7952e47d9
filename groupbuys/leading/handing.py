"""The hand-out list of a group buy that succeeded: who gets what, and who has it already, for its leader alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, select

from groupbuys.fulfilment.tables import handover
from groupbuys.leading.through import with_inviter
from groupbuys.model import ORDERED, OrderState
from groupbuys.tables import purchase, seat
from people.tables import person
from storage.transaction import Found, Transaction

_TO_ADDRESS = and_(handover.c.known_at.is_not(None), handover.c.pickup_point_id.is_(None))
_GOODS = seat.join(purchase, purchase.c.seat_id == seat.c.id).outerjoin(
    handover, and_(handover.c.what == "s", handover.c.subject_id == seat.c.id)
)
_OF_GROUP = (seat.c.group_buy_id == bindparam("group_buy_id")) & purchase.c.state.in_(
    [state.value for state in ORDERED]
)
_SENT = case((_TO_ADDRESS, 1), (purchase.c.state == OrderState.SHIPPED.value, 1), else_=0)
_HANDED = purchase.c.state == OrderState.RECEIVED.value
_PAGE = (
    with_inviter(
        select(
            person.c.name,
            purchase.c.variant_id,
            purchase.c.quantity,
            purchase.c.state,
            purchase.c.payment_id,
            _SENT.label("sent"),
            seat.c.person_id,
            seat.c.paid_at,
        ).select_from(_GOODS.join(person, person.c.id == seat.c.person_id))
    )
    .where(_OF_GROUP)
    .order_by(case((_HANDED, 2), (_SENT == 1, 1), else_=0), seat.c.paid_at, seat.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_SUMS = (
    select(
        purchase.c.variant_id,
        func.count().label("people"),
        func.sum(case((_HANDED, 1), else_=0)).label("handed"),
        func.sum(case((_HANDED, 0), (_SENT == 1, 0), else_=purchase.c.quantity)).label("units"),
    )
    .select_from(_GOODS)
    .where(_OF_GROUP)
    .group_by(purchase.c.variant_id)
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one member gets; `sent`: by parcel, so that it is not handed out.

    `pays_later`: when they fetch it. `in_since`: when they paid, or joined where one pays later. `inviter_id` and
    `inviter` (their name) say through whom they came, `source` from where; None where they found it themselves.
    """

    name: str
    variant_id: int
    quantity: int
    handed: bool
    sent: bool
    person_id: int
    pays_later: bool
    in_since: datetime | None
    inviter_id: int | None
    inviter: str
    source: str


@dataclass(frozen=True, slots=True)
class Whole:
    """All of the list: how many `people`, of whom so many were `handed` theirs, and what is still to fetch."""

    people: int
    handed: int
    to_fetch: Mapping[int, int]


def lines(tx: Transaction, group_buy_id: int, offset: int, limit: int) -> tuple[Line, ...]:
    """A page of it: who still waits, then what goes by parcel, then who has theirs; nothing that was taken back."""
    rows = tx.all(_PAGE, {"group_buy_id": group_buy_id, "skip": offset, "most": limit})
    return tuple(map(_line, rows))


def whole(tx: Transaction, group_buy_id: int) -> Whole:
    """The sums of it; units by the variant."""
    rows = tx.all(_SUMS, {"group_buy_id": group_buy_id})
    units: Counter[int] = Counter({row.variant_id: int(row.units) for row in rows})
    people, handed = (sum(int(getattr(row, one)) for row in rows) for one in ("people", "handed"))
    return Whole(people, handed, {key: count for key, count in sorted(units.items()) if count})


def _line(row: Found) -> Line:
    return Line(
        name=row.name,
        variant_id=row.variant_id,
        quantity=row.quantity,
        handed=row.state == OrderState.RECEIVED.value,
        sent=bool(row.sent),
        person_id=row.person_id,
        pays_later=row.payment_id is None,
        in_since=row.paid_at,
        inviter_id=row.inviter_id,
        inviter=row.inviter or "",
        source=row.source or "",
    )
