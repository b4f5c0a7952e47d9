"""Where goods go: to a pickup point or to an address, as their buyer said, or as there is no choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, select

from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import DETAILS, Handover, asked
from catalog.keeping.tables import pickup_point
from catalog.tables import shop
from groupbuys.fulfilment.tables import handover
from groupbuys.model import OrderState, SeatState
from groupbuys.tables import purchase, seat
from storage.transaction import Found, Transaction

REQUIRED = ("name", "phone", "address")
"""What a delivery does not do without, where its shop asks for it."""

MISSING = -1
DELIVERED = 0
"""What stands for a pickup point's number where nobody has said where to, and where it is delivered."""

_there = pickup_point.alias("there")
_only = pickup_point.alias("only")
_ONLY = (
    select(func.min(_only.c.id))
    .where(_only.c.shop_id == shop.c.id, _only.c.active == 1)
    .correlate(shop)
    .scalar_subquery()
)
_NO_CHOICE = and_(handover.c.known_at.is_(None), shop.c.handover == "pickup", shop.c.points == 1)
_POINT = func.coalesce(handover.c.pickup_point_id, case((_NO_CHOICE, _ONLY)))
"""The pickup point: the one that was chosen, or else the only one of a shop that knows no other way."""

_PLACE = case(
    (_POINT.is_not(None), _POINT), (handover.c.known_at.is_not(None), DELIVERED), else_=MISSING
)
_COLUMNS = (
    _PLACE.label("place"),
    _there.c.id.label("point_id"),
    _there.c.name.label("point_name"),
    _there.c.address.label("point_address"),
    _there.c.hours.label("point_hours"),
    handover.c.name.label("to_name"),
    handover.c.phone.label("to_phone"),
    handover.c.address.label("to_address"),
    handover.c.note.label("to_note"),
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something goes: to `point` or, where that is None, to the rest, "" where the shop did not ask for it."""

    point: PickupPoint | None
    name: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""

    @property
    def place(self) -> int:
        """The pickup point's number, or DELIVERED."""
        return DELIVERED if self.point is None else self.point.id


@dataclass(frozen=True, slots=True)
class Bought:
    """Something of one buyer that is handed over: a seat ("s") or a solo purchase ("o") by its `id`.

    `order_id` and `number` where it is an order already. `open`: where to can still be said. `destination` None: it
    is not known yet; `draft`: what was typed of it so far, by name.
    """

    what: str
    id: int
    shop_id: int
    person_id: int
    order_id: int | None
    number: str
    way: Handover
    points: int
    asks: tuple[str, ...]
    is_open: bool
    destination: Destination | None
    draft: Mapping[str, str]

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to be said about where it goes."""
        return self.way is not Handover.PICKUP or self.points > 1

    @property
    def is_asked(self) -> bool:
        """Whether its buyer still has to say where to."""
        return self.is_open and self.has_choice and self.destination is None

    @property
    def delivers(self) -> bool:
        """Whether its shop delivers."""
        return self.way is not Handover.PICKUP


def destined(orders: Select[Any]) -> Select[Any]:
    """The same rows of `purchase`, each with `place` beside it: a pickup point's number, DELIVERED or MISSING.

    And with the columns that `read_destination` reads.
    """
    what = case((purchase.c.seat_id.is_(None), "o"), else_="s")
    its_own = (handover.c.what == what) & (
        handover.c.subject_id == func.coalesce(purchase.c.seat_id, purchase.c.id)
    )
    return (
        orders.join(shop, shop.c.id == purchase.c.shop_id)
        .outerjoin(handover, its_own)
        .outerjoin(_there, _there.c.id == _POINT)
        .add_columns(*_COLUMNS)
    )


_WHERE_TO = destined(
    select(purchase.c.id).where(purchase.c.id.in_(bindparam("ids", expanding=True)))
)
_WAITING = (
    destined(select(purchase.c.id))
    .where(purchase.c.shop_id == bindparam("shop_id"), purchase.c.state == OrderState.PLACED.value)
    .subquery()
)
_COUNTS = select(_WAITING.c.place, func.count().label("orders")).group_by(_WAITING.c.place)
_ABOUT = (
    shop.c.handover.label("way"),
    shop.c.points,
    shop.c.asks,
    handover.c.known_at,
    *_COLUMNS,
)
_ORDER = destined(
    select(
        purchase.c.seat_id,
        purchase.c.id.label("order_id"),
        purchase.c.shop_id,
        purchase.c.person_id,
        purchase.c.number,
        purchase.c.state,
    )
).add_columns(*_ABOUT[:4])
_MINE = _ORDER.where(purchase.c.person_id == bindparam("person_id"))
_MY_ORDER = _MINE.where(purchase.c.id == bindparam("id_"))
_MY_SEAT = (
    select(
        seat.c.id.label("seat_id"),
        purchase.c.id.label("order_id"),
        seat.c.shop_id,
        seat.c.person_id,
        purchase.c.number,
        func.coalesce(purchase.c.state, seat.c.state).label("state"),
        *_ABOUT,
    )
    .join_from(seat, shop, shop.c.id == seat.c.shop_id)
    .outerjoin(purchase, purchase.c.seat_id == seat.c.id)
    .outerjoin(handover, (handover.c.what == "s") & (handover.c.subject_id == seat.c.id))
    .outerjoin(_there, _there.c.id == _POINT)
    .where(seat.c.id == bindparam("id_"), seat.c.person_id == bindparam("person_id"))
)
_OPEN = frozenset({SeatState.PAID.value, OrderState.PLACED.value})


def where_to(tx: Transaction, order_ids: Sequence[int]) -> Mapping[int, Destination]:
    """Where each of these orders goes; those of whom it is not known yet are left out."""
    if not order_ids:
        return {}
    rows = tx.all(_WHERE_TO, {"ids": list(order_ids)})
    found = {row.id: read_destination(row) for row in rows}
    return {number: one for number, one in found.items() if one is not None}


def waiting(tx: Transaction, shop_id: int) -> Mapping[int, int]:
    """How many orders that are to pack go where: by a pickup point's number, DELIVERED or MISSING."""
    return {row.place: int(row.orders) for row in tx.all(_COUNTS, {"shop_id": shop_id})}


def bought(tx: Transaction, person_id: int, what: str, subject_id: int) -> Bought | None:
    """A seat ("s") or order ("o") of this person; another's looks like one that does not exist."""
    mine = {"s": _MY_SEAT, "o": _MY_ORDER}.get(what)
    if mine is None:
        return None
    row = tx.first(mine, {"person_id": person_id, "id_": subject_id})
    return None if row is None else _read(row)


def still_asked(one: Bought, typed: Mapping[str, str]) -> tuple[str, ...]:
    """What its shop asks for and was not typed yet."""
    return tuple(key for key in one.asks if key in REQUIRED and not typed.get(key))


def read_destination(row: Found) -> Destination | None:
    """The destination in a row of a statement that is `destined`; None where it is not known."""
    if row.place == MISSING:
        return None
    if row.place == DELIVERED:
        return Destination(None, row.to_name, row.to_phone, row.to_address, row.to_note)
    told = (row.point_id, row.point_name, row.point_address, row.point_hours)
    return Destination(PickupPoint(*told))


def _read(row: Found) -> Bought:
    typed = (row.to_name, row.to_phone, row.to_address, row.to_note)
    return Bought(
        what="o" if row.seat_id is None else "s",
        id=row.order_id if row.seat_id is None else row.seat_id,
        shop_id=row.shop_id,
        person_id=row.person_id,
        order_id=row.order_id,
        number=row.number or "",
        way=Handover(row.way),
        points=row.points,
        asks=asked(row.asks),
        is_open=row.state in _OPEN,
        destination=read_destination(row),
        draft={key: said for key, said in zip(DETAILS, typed, strict=True) if said},
    )
