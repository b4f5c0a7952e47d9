"""Watching: whether accounts pass coupons round in a circle, and what a shop notes of an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from groupbuys.coupons.circles import WINDOW, Gift, circle
from groupbuys.coupons.tables import coupon, coupon_mark
from people.tables import person
from storage.alarms import raise_alarm
from storage.schema import Moment
from storage.transaction import Transaction
from storage.upsert import or_update

_MOST = 2_000
"""Gifts that are looked at: a circle is small, and a shop is not."""

_ROUNDS = 10
"""How far from an account a circle through it is looked for, gift by gift."""

_GIFTS = (
    select(*coupon.c["packet_id", "giver_id", "person_id"])
    .where(
        coupon.c.shop_id == bindparam("shop_id"),
        coupon.c.giver_id.in_(bindparam("givers", expanding=True)),
        coupon.c.taken_at > bindparam("since", type_=Moment),
    )
    .order_by(coupon.c.taken_at.desc())
    .limit(bindparam("most"))
)
_FLAG = or_update(coupon_mark, ["shop_id", "person_id"], ["flagged_at"])
_COUNT = select(func.count()).where(coupon_mark.c.shop_id == bindparam("shop_id"))
_SET_STOPPED = (
    update(coupon_mark)
    .where(
        coupon_mark.c.shop_id == bindparam("id_"), coupon_mark.c.person_id == bindparam("person")
    )
    .values(stopped_at=bindparam("moment"))
)
_MARKED = (
    select(*coupon_mark.c["person_id", "flagged_at", "stopped_at"], person.c.name)
    .join(person, person.c.id == coupon_mark.c.person_id)
    .where(coupon_mark.c.shop_id == bindparam("shop_id"))
    .order_by(coupon_mark.c.flagged_at.desc(), coupon_mark.c.person_id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)


@dataclass(frozen=True, slots=True)
class Marked:
    """An account that was in a circle, or that gets no coupons any more."""

    person_id: int
    name: str
    flagged_at: datetime | None
    stopped_at: datetime | None


def look(tx: Transaction, shop_id: int, giver_id: int) -> None:
    """Somebody took a coupon of this account: flag the circle that it is in, if there is one. Nothing is stopped."""
    found = circle(_around(tx, shop_id, giver_id), giver_id)
    if found is None:
        return
    note(tx, shop_id, found)
    names = ", ".join(str(one) for one in sorted(found))
    said = f"shop {shop_id}: accounts {names} lead groups and take each other's coupons; look at them in its desk"
    raise_alarm(tx, "coupon_circle", min(found), said)


def note(tx: Transaction, shop_id: int, people: Iterable[int]) -> None:
    """These accounts were in a circle just now."""
    rows = [{"shop_id": shop_id, "person_id": one, "flagged_at": tx.now} for one in sorted(people)]
    tx.write(_FLAG[tx.dialect], rows)


def marked(tx: Transaction, shop_id: int, offset: int, limit: int) -> tuple[Marked, ...]:
    """The accounts that a shop notes something of, those flagged last first."""
    rows = tx.all(_MARKED, {"shop_id": shop_id, "most": limit, "skip": offset})
    return tuple(Marked(row.person_id, row.name, row.flagged_at, row.stopped_at) for row in rows)


def count_marked(tx: Transaction, shop_id: int) -> int:
    """How many they are."""
    return int(tx.value(_COUNT, {"shop_id": shop_id}))


def stop(tx: Transaction, shop_id: int, person_id: int, *, stopped: bool) -> bool:
    """Give an account that was flagged no coupons any more, or give them again; False for one that was not."""
    values = {"id_": shop_id, "person": person_id, "moment": tx.now if stopped else None}
    return tx.write(_SET_STOPPED, values) == 1


def _around(tx: Transaction, shop_id: int, giver_id: int) -> Iterable[Gift]:
    """What was given around an account, gift by gift further away."""
    gifts: set[Gift] = set()
    asked: set[int] = set()
    givers = {giver_id}
    for _ in range(_ROUNDS):
        if not givers or len(gifts) >= _MOST:
            break
        values = {"shop_id": shop_id, "givers": sorted(givers), "since": tx.now - WINDOW}
        rows = tx.all(_GIFTS, {**values, "most": _MOST - len(gifts)})
        asked |= givers
        gifts |= {Gift(row.packet_id, row.giver_id, row.person_id) for row in rows}
        givers = {gift.taker_id for gift in gifts} - asked
    return gifts
