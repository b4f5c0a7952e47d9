"""The places where a shop hands its goods over, in its own words."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update

from catalog.keeping.tables import pickup_point
from catalog.tables import shop
from storage.transaction import Transaction

_POINTS = (
    select(pickup_point.c.id, pickup_point.c.name, pickup_point.c.address, pickup_point.c.hours)
    .where(pickup_point.c.shop_id == bindparam("shop_id"), pickup_point.c.active == 1)
    .order_by(pickup_point.c.id)
)
_POINT = select(
    pickup_point.c.id, pickup_point.c.name, pickup_point.c.address, pickup_point.c.hours
).where(
    pickup_point.c.id == bindparam("id_"),
    pickup_point.c.shop_id == bindparam("shop_id"),
    pickup_point.c.active == 1,
)
_ADD_POINT = insert(pickup_point)
_EDIT_POINT = (
    update(pickup_point)
    .where(
        pickup_point.c.id == bindparam("id_"),
        pickup_point.c.shop_id == bindparam("of_shop"),
        pickup_point.c.active == 1,
    )
    .values(name=bindparam("called"), address=bindparam("at"), hours=bindparam("when"))
)
_CLOSE_POINT = (
    update(pickup_point)
    .where(
        pickup_point.c.id == bindparam("id_"),
        pickup_point.c.shop_id == bindparam("of_shop"),
        pickup_point.c.active == 1,
    )
    .values(active=0)
)
_COUNT_POINTS = (
    update(shop)
    .where(shop.c.id == bindparam("of_shop"))
    .values(
        points=select(func.count())
        .where(pickup_point.c.shop_id == bindparam("of_shop"), pickup_point.c.active == 1)
        .scalar_subquery()
    )
)


@dataclass(frozen=True, slots=True)
class PickupPoint:
    """Where goods are handed over, in the shop's own words."""

    id: int
    name: str
    address: str
    hours: str


def pickup_points(tx: Transaction, shop_id: int) -> tuple[PickupPoint, ...]:
    """The places where this shop hands goods over, the oldest first."""
    return tuple(PickupPoint(*row) for row in tx.all(_POINTS, {"shop_id": shop_id}))


def pickup_point_of(tx: Transaction, shop_id: int, point_id: int) -> PickupPoint | None:
    """One open place of this shop."""
    row = tx.first(_POINT, {"shop_id": shop_id, "id_": point_id})
    return None if row is None else PickupPoint(*row)


def add_pickup_point(
    tx: Transaction, shop_id: int, name: str, address: str = "", hours: str = ""
) -> int:
    """One more place."""
    row = {"shop_id": shop_id, "name": name, "address": address, "hours": hours}
    made = tx.add(_ADD_POINT, row)
    tx.write(_COUNT_POINTS, {"of_shop": shop_id})
    return made


def edit_pickup_point(tx: Transaction, shop_id: int, now: PickupPoint) -> bool:
    """It is called, lies and opens like that from now on. False where this shop has no such open place."""
    said = {"called": now.name, "at": now.address, "when": now.hours}
    return tx.write(_EDIT_POINT, {"id_": now.id, "of_shop": shop_id, **said}) == 1


def close_pickup_point(tx: Transaction, shop_id: int, point_id: int) -> bool:
    """Nothing new is handed over there. False where this shop has no such open place."""
    closed = tx.write(_CLOSE_POINT, {"id_": point_id, "of_shop": shop_id}) == 1
    if closed:
        tx.write(_COUNT_POINTS, {"of_shop": shop_id})
    return closed
