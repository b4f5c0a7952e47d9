"""How a shop's day goes: what is open, what was sold, what waits to be packed."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select

from groupbuys import given_back
from groupbuys.model import GroupState, OrderState
from groupbuys.tables import costs, group_buy, purchase
from storage.transaction import Transaction

_OPEN = select(func.count(), func.coalesce(func.sum(group_buy.c.paid), 0)).where(
    group_buy.c.shop_id == bindparam("shop_id"), group_buy.c.state == GroupState.FORMING.value
)
_TO_PACK = select(func.count()).where(
    purchase.c.shop_id == bindparam("shop_id"), purchase.c.state == OrderState.PLACED.value
)
_SOLD = select(func.count(), func.coalesce(func.sum(costs(purchase)), 0)).where(
    purchase.c.shop_id == bindparam("shop_id"),
    purchase.c.placed_at >= bindparam("since"),
    purchase.c.state.in_(
        [OrderState.PLACED.value, OrderState.SHIPPED.value, OrderState.RECEIVED.value]
    ),
)


@dataclass(frozen=True, slots=True)
class Today:
    """Open group buys with the paid people in them; orders since midnight and what they come to; orders to pack.

    `sold` is in minor units of the shop's currency, without what was given `back` in part today.
    """

    groups: int
    people: int
    orders: int
    sold: int
    to_pack: int
    back: int = 0


def today(tx: Transaction, shop_id: int, zone: str) -> Today:
    """A shop's day so far, from midnight in its zone on."""
    shop = {"shop_id": shop_id}
    groups, people = tx.first(_OPEN, shop) or (0, 0)
    midnight = _midnight(tx.now, zone)
    orders, sold = tx.first(_SOLD, {**shop, "since": midnight}) or (0, 0)
    back, to_pack = given_back.since(tx, shop_id, midnight), int(tx.value(_TO_PACK, shop))
    return Today(int(groups), int(people), int(orders), int(sold) - back, to_pack, back)


def _midnight(now: datetime, zone: str) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)
