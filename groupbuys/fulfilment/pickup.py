"""A shop hands over otherwise than before: what was promised stays so, or its buyers are told and asked again."""

from collections.abc import Sequence

from sqlalchemy import bindparam, literal, select, union_all, update

from catalog.keeping import points, shopkeeping
from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import Handover
from catalog.tables import deal
from groupbuys.channels import freshness
from groupbuys.fulfilment.tables import handover
from groupbuys.model import GroupState, OrderState, SeatState
from groupbuys.tables import group_buy, purchase, seat
from storage.outbox import Notice, owe_anew
from storage.transaction import Found, Transaction
from storage.upsert import or_update

_SEATS = [SeatState.HELD.value, SeatState.PAID.value]
_ORDERS = [OrderState.HELD.value, OrderState.PLACED.value]
_GROUPS = [GroupState.OPENING.value, GroupState.FORMING.value]
_UNSAID = handover.c.known_at.is_(None)

_KEY = (literal("s").label("what"), seat.c.id.label("subject_id"), seat.c.person_id, seat.c.state)
_OPEN_SEATS = (
    select(*_KEY)
    .join_from(deal, group_buy, group_buy.c.deal_id == deal.c.id)
    .join(seat, seat.c.group_buy_id == group_buy.c.id)
    .outerjoin(handover, (handover.c.what == "s") & (handover.c.subject_id == seat.c.id))
    .where(
        deal.c.shop_id == bindparam("of_shop"),
        group_buy.c.state.in_(_GROUPS),
        seat.c.state.in_(_SEATS),
        _UNSAID,
    )
)
_PLACED_SEATS = (
    select(literal("s"), purchase.c.seat_id, purchase.c.person_id, purchase.c.state)
    .outerjoin(handover, (handover.c.what == "s") & (handover.c.subject_id == purchase.c.seat_id))
    .where(
        purchase.c.shop_id == bindparam("of_shop"),
        purchase.c.state.in_(_ORDERS),
        purchase.c.seat_id.is_not(None),
        _UNSAID,
    )
)
_SOLO = (
    select(literal("o"), purchase.c.id, purchase.c.person_id, purchase.c.state)
    .outerjoin(handover, (handover.c.what == "o") & (handover.c.subject_id == purchase.c.id))
    .where(
        purchase.c.shop_id == bindparam("of_shop"),
        purchase.c.state.in_(_ORDERS),
        purchase.c.seat_id.is_(None),
        _UNSAID,
    )
)
_UNDECIDED = union_all(_OPEN_SEATS, _PLACED_SEATS, _SOLO)
"""Everything of a shop that has not left it and of which nobody has said where it goes."""

_HERE = (handover.c.shop_id == bindparam("of_shop")) & (
    handover.c.pickup_point_id == bindparam("point")
)
_SEATS_HERE = (
    select(handover.c.what, handover.c.subject_id, handover.c.person_id, seat.c.state)
    .join(seat, (handover.c.what == "s") & (seat.c.id == handover.c.subject_id))
    .where(_HERE, seat.c.state.in_([*_SEATS, SeatState.CONFIRMED.value]))
)
_SOLO_HERE = (
    select(handover.c.what, handover.c.subject_id, handover.c.person_id, purchase.c.state)
    .join(purchase, (handover.c.what == "o") & (purchase.c.id == handover.c.subject_id))
    .where(_HERE, purchase.c.state.in_(_ORDERS))
)
_WAITING = union_all(_SEATS_HERE, _SOLO_HERE)
"""Everything that has not left a shop and is picked up at this point."""

_SETTLE = or_update(handover, ["what", "subject_id"], ["pickup_point_id", "known_at"])
_ASK_ANEW = (
    update(handover)
    .where(handover.c.what == bindparam("of"), handover.c.subject_id == bindparam("number"))
    .values(pickup_point_id=None, known_at=None)
)


def open_point(tx: Transaction, shop_id: int, name: str, address: str = "", hours: str = "") -> int:
    """One more place; what had no other place until now stays where it was promised."""
    _settle(tx, shop_id)
    freshness.news_of_shop(tx, shop_id)
    return points.add_pickup_point(tx, shop_id, name, address, hours)


def waiting_at(tx: Transaction, shop_id: int, point_id: int) -> int:
    """How many seats and orders are to be picked up there."""
    _settle(tx, shop_id)
    return len(_waiting(tx, shop_id, point_id))


def edit_point(tx: Transaction, shop_id: int, now: PickupPoint) -> bool:
    """A place has other words from now on, of which everybody is told who picks up there. False: no such place."""
    before = points.pickup_point_of(tx, shop_id, now.id)
    if before is None or not points.edit_pickup_point(tx, shop_id, now):
        return False
    if before != now:
        _settle(tx, shop_id)
        _tell(tx, _waiting(tx, shop_id, now.id))
        if before.name != now.name:
            freshness.news_of_shop(tx, shop_id)
    return True


def close_point(tx: Transaction, shop_id: int, point_id: int) -> bool:
    """Nothing is handed over there any more; who waits for something there is told, and asked where else."""
    _settle(tx, shop_id)
    moved = _waiting(tx, shop_id, point_id)
    if not points.close_pickup_point(tx, shop_id, point_id):
        return False
    freshness.news_of_shop(tx, shop_id)
    if moved:
        tx.write(_ASK_ANEW, [{"of": row.what, "number": row.subject_id} for row in moved])
    _tell(tx, moved)
    return True


def change_way(tx: Transaction, shop_id: int, how: Handover) -> None:
    """Goods reach their buyers like this from now on; what was promised stays, and who can choose now is asked."""
    shop = shopkeeping.kept(tx, shop_id)
    if shop is None or shop.handover is how:
        return
    _settle(tx, shop_id)
    shopkeeping.hand_over(tx, shop_id, how, shop.asks)
    freshness.news_of_shop(tx, shop_id)
    if shop.handover is Handover.PICKUP:
        _tell(tx, tx.all(_UNDECIDED, {"of_shop": shop_id}))


def _settle(tx: Transaction, shop_id: int) -> None:
    """Where there was no choice, write down what everybody had to take for granted, before there is one."""
    shop = shopkeeping.kept(tx, shop_id)
    if shop is None or shop.handover is not Handover.PICKUP or shop.points != 1:
        return
    (only,) = points.pickup_points(tx, shop_id)
    rows = [
        {
            "what": row.what,
            "subject_id": row.subject_id,
            "shop_id": shop_id,
            "person_id": row.person_id,
            "pickup_point_id": only.id,
            "known_at": tx.now,
        }
        for row in tx.all(_UNDECIDED, {"of_shop": shop_id})
    ]
    if rows:
        tx.write(_SETTLE[tx.dialect], rows)


def _waiting(tx: Transaction, shop_id: int, point_id: int) -> Sequence[Found]:
    return tx.all(_WAITING, {"of_shop": shop_id, "point": point_id})


def _tell(tx: Transaction, rows: Sequence[Found]) -> None:
    """Tell who has paid, or pays when they get it; a place that is only held is nobody's yet."""
    paid = [row for row in rows if row.state != SeatState.HELD]
    owe_anew(tx, *(Notice("where", row.subject_id, row.person_id, row.what) for row in paid))
