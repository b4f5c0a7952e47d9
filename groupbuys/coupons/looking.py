"""What somebody has: their coupons that are good or in use, shop by shop."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from catalog.languages import texts
from catalog.tables import shop, shop_text
from groupbuys.coupons.model import Coupon, CouponState
from groupbuys.coupons.tables import coupon
from groupbuys.coupons.using import COUPON_COLUMNS, read_coupon
from people.tables import person
from storage.schema import Moment
from storage.transaction import Transaction

_GOOD = (coupon.c.state == CouponState.HELD.value) | (
    (coupon.c.state == CouponState.LIVE.value) & (coupon.c.until > bindparam("at", type_=Moment))
)
_MINE = coupon.c.person_id == bindparam("person_id")


def _look() -> Select[Any]:
    words = texts(shop_text, "shop_id")
    return (
        select(
            *COUPON_COLUMNS,
            func.coalesce(words.best("name"), shop.c.name).label("shop_name"),
            person.c.name.label("giver"),
        )
        .select_from(
            words.join(
                coupon.join(shop, shop.c.id == coupon.c.shop_id).join(
                    person, person.c.id == coupon.c.giver_id
                ),
                shop.c.id,
                optional=True,
            )
        )
        .where(_MINE)
    )


_LOOK = _look()
_PAGE = (
    _LOOK.where(_GOOD)
    .order_by(coupon.c.until, coupon.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = select(func.count()).select_from(coupon).where(_MINE, _GOOD)
_ONE = _LOOK.where(coupon.c.id == bindparam("id_"))


@dataclass(frozen=True, slots=True)
class Held:
    """A coupon of somebody's own, the shop that it is good in (in their language), and the name of who gave it."""

    coupon: Coupon
    shop_name: str
    giver: str

    @property
    def in_use(self) -> bool:
        """Whether a place that is not sure yet costs less by it."""
        return self.coupon.state is CouponState.HELD


def coupons(
    tx: Transaction, person_id: int, language: str, offset: int, limit: int
) -> tuple[Held, ...]:
    """Some of what somebody has, what runs out first first."""
    asked = {"person_id": person_id, "at": tx.now, "most": limit, "skip": offset}
    asked["language"] = language
    return tuple(Held(read_coupon(row), row.shop_name, row.giver) for row in tx.all(_PAGE, asked))


def count(tx: Transaction, person_id: int) -> int:
    """How many there are."""
    return int(tx.value(_COUNT, {"person_id": person_id, "at": tx.now}))


def one(tx: Transaction, person_id: int, language: str, coupon_id: int) -> Held | None:
    """One of somebody's own, whatever became of it; another's looks like one that does not exist."""
    row = tx.first(_ONE, {"person_id": person_id, "id_": coupon_id, "language": language})
    return None if row is None else Held(read_coupon(row), row.shop_name, row.giver)
