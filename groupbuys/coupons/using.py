"""Using coupons: bound to the place that they lower, given back with it, used up with it; each exactly once.

Credit goes with them (see groupbuys.rewards.spending).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import bindparam, case, select, update

from catalog.money import Money
from groupbuys.coupons import purse
from groupbuys.coupons.model import Coupon, CouponState
from groupbuys.coupons.purse import Moves
from groupbuys.coupons.tables import coupon
from groupbuys.model import Order, Seat
from groupbuys.rewards import spending
from storage.schema import Moment
from storage.transaction import Conflict, Found, Transaction

Place = TypeVar("Place", Seat, Order)

STILL_GOOD = timedelta(days=3)
"""A coupon that comes back because a group failed or an order was taken back is good for this much longer, at least.

What its holder did themselves (leaving, not paying) lengthens nothing; what whoever has their place now did, does.
"""

_NOBODY = 0
COUPON_COLUMNS = (
    *coupon.c["id", "shop_id", "giver_id", "person_id", "amount", "least", "currency"],
    *coupon.c["state", "until"],
)
_LIVE, _HELD, _USED = (
    coupon.c.state == state.value
    for state in (CouponState.LIVE, CouponState.HELD, CouponState.USED)
)
_GOOD = coupon.c.until > bindparam("at", type_=Moment)
_TOTAL = bindparam("total", type_=coupon.c.amount.type)
_FITTING = (
    select(*COUPON_COLUMNS)
    .where(
        coupon.c.person_id == bindparam("person_id"),
        coupon.c.shop_id == bindparam("shop_id"),
        coupon.c.currency == bindparam("in_currency"),
        coupon.c.least <= _TOTAL,
        coupon.c.amount < _TOTAL,
        _LIVE,
        _GOOD,
    )
    .order_by(coupon.c.amount.desc(), coupon.c.until, coupon.c.id)
    .limit(1)
)
_FITTING_LOCKED = _FITTING.with_for_update()
_ONE = coupon.c.id == bindparam("id_")
_THERE = coupon.c.place == bindparam("at_place")
_BIND = (
    update(coupon)
    .where(_ONE, _LIVE)
    .values(state=CouponState.HELD.value, place=bindparam("to_place"))
)
_BIND_AGAIN = update(coupon).where(_ONE, _LIVE, _THERE, _GOOD).values(state=CouponState.HELD.value)
_THESE = coupon.c.id.in_(bindparam("ids", expanding=True)) & coupon.c.place.in_(
    bindparam("places", expanding=True)
)
_LONGER = bindparam("longer", type_=Moment)
_SHORTER = (coupon.c.until < _LONGER) & (coupon.c.person_id != bindparam("whose_act"))
_BACK = {
    "state": CouponState.LIVE.value,
    "ended_at": None,
    "until": case((_SHORTER, _LONGER), else_=coupon.c.until),
}
_GIVE_BACK = update(coupon).where(_THESE, _HELD).values(**_BACK)
_WORTH = (coupon.c.fund_id, coupon.c.amount.label("worth"))
_UNUSE = update(coupon).where(_THESE, _USED).values(**_BACK).returning(*_WORTH)
_USE = (
    update(coupon)
    .where(_THESE, _HELD)
    .values(state=CouponState.USED.value, ended_at=bindparam("at", type_=Moment), remind_at=None)
    .returning(*_WORTH)
)


def lowered(tx: Transaction, shop_id: int, place: Place) -> Place:
    """A place that is not written down yet, at the price that its person's best coupon makes of it.

    The coupon is locked until the turn ends; `bind` gives it to the place once that has a number.
    """
    found = _found(tx, place.person_id, shop_id, place.total, lock=True)
    return place if found is None else replace(place, coupon_id=found.id, off=found.amount)


def best(tx: Transaction, person_id: int, shop_id: int, total: Money) -> Coupon | None:
    """The coupon that would lower a purchase of that much, to be shown before anything is bought."""
    return _found(tx, person_id, shop_id, total, lock=False)


def bind(tx: Transaction, place: Seat | Order) -> None:
    """What lowers a place that was just written down is this place's. Raises Conflict where it is another's."""
    if place.coupon_id is not None:
        bound = tx.write(_BIND, {"id_": place.coupon_id, "to_place": name_of(place)})
        if bound != 1:
            raise Conflict
    spending.bind(tx, place, name_of(place))


def bind_again(tx: Transaction, place: Seat | Order) -> bool:
    """Give a place that was let go what lowered it; False where that was used or has run out meanwhile."""
    if place.coupon_id is not None:
        asked = {"id_": place.coupon_id, "at_place": name_of(place), "at": tx.now}
        if tx.write(_BIND_AGAIN, asked) != 1:
            return False
    if spending.take(tx, place, name_of(place)):
        return True
    if place.coupon_id is not None:
        _give_back(tx, [place.coupon_id], [name_of(place)], place.person_id)
    return False


def give_back(tx: Transaction, place: Seat | Order, *, longer: bool = False) -> None:
    """A place is let go: its coupon is again whose it was, and so is its credit. Once.

    For STILL_GOOD at least, if `longer`, or if it is not of the person who has the place now.
    """
    if place.coupon_id is not None:
        whose_act = _NOBODY if longer else place.person_id
        _give_back(tx, [place.coupon_id], [name_of(place)], whose_act)
    if place.credit is not None:
        spending.give_back(tx, [name_of(place)])


def give_back_all(tx: Transaction, seats: Sequence[Found]) -> None:
    """The same for the rows of seats that a group let go as it came to nothing, or closed without them."""
    with_one = [row for row in seats if row.coupon_id is not None]
    if with_one:
        _give_back(tx, [row.coupon_id for row in with_one], _names(with_one), _NOBODY)
    spending.give_back(tx, _names([row for row in seats if row.credit]))


def use(tx: Transaction, place: Seat | Order) -> None:
    """A place is sure now: its coupon is used up."""
    if place.coupon_id is not None:
        purse.spend(tx, tx.returning(_USE, _these(tx, [place.coupon_id], [name_of(place)])))


def use_all(tx: Transaction, seats: Sequence[Found]) -> None:
    """The same for the rows of seats whose groups succeeded."""
    with_one = [row for row in seats if row.coupon_id is not None]
    if with_one:
        ids = [row.coupon_id for row in with_one]
        purse.spend(tx, tx.returning(_USE, _these(tx, ids, _names(with_one))))


def unuse(tx: Transaction, order: Order) -> Moves:
    """A placed order is taken back: what lowered it is its person's again. Moving its fund is left to the caller."""
    moves: Moves = {}
    if order.coupon_id is not None:
        these = {"ids": [order.coupon_id], "places": [name_of(order)]}
        longer = {"longer": tx.now + STILL_GOOD, "whose_act": _NOBODY}
        moves = purse.unspent(tx.returning(_UNUSE, {**these, **longer}))
    if order.credit is not None:
        spending.give_back(tx, [name_of(order)])
    return moves


def name_of(place: Seat | Order) -> str:
    """A place as coupons name it: the order of a seat is that seat's place still."""
    if isinstance(place, Seat):
        return f"s{place.id}"
    return f"o{place.id}" if place.seat_id is None else f"s{place.seat_id}"


def read_coupon(row: Found) -> Coupon:
    """A row with COUPON_COLUMNS as the value that it stands for."""
    return Coupon(
        id=row.id,
        shop_id=row.shop_id,
        giver_id=row.giver_id,
        person_id=row.person_id,
        amount=Money(row.amount, row.currency),
        least=Money(row.least, row.currency),
        state=CouponState(row.state),
        until=row.until,
    )


def _found(
    tx: Transaction, person_id: int, shop_id: int, total: Money, *, lock: bool
) -> Coupon | None:
    asked = {"person_id": person_id, "shop_id": shop_id, "at": tx.now}
    asked |= {"total": total.minor, "in_currency": total.currency}
    row = tx.first(_FITTING_LOCKED if lock else _FITTING, asked)
    return None if row is None else read_coupon(row)


def _give_back(tx: Transaction, ids: Sequence[int], places: Sequence[str], whose_act: int) -> None:
    longer = {"longer": tx.now + STILL_GOOD, "whose_act": whose_act}
    tx.write(_GIVE_BACK, {"ids": ids, "places": places, **longer})


def _names(seats: Sequence[Found]) -> list[str]:
    return [f"s{row.id}" for row in seats]


def _these(tx: Transaction, ids: Sequence[int], places: Sequence[str]) -> dict[str, object]:
    return {"ids": ids, "places": places, "at": tx.now}
