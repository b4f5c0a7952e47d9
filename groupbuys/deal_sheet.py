"""A shop's deals page by page, each with how its groups went and what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, func, select

from catalog.offers import DealLine, deal_line, deals_with_terms
from catalog.tables import deal, terms_price
from groupbuys import given_back
from groupbuys.model import ORDERED, GroupState
from groupbuys.rewards.reward_tables import reward
from groupbuys.tables import costs, group_buy, purchase
from storage.transaction import Transaction

_SINCE = bindparam("since", type_=deal.c.created_at.type)
_OURS = (deal.c.shop_id == bindparam("of_shop"), deal.c.created_at >= _SINCE)
_PAGE = (
    deals_with_terms()
    .add_columns(deal.c.created_at)
    .where(*_OURS, deal.c.id > bindparam("after"))
    .order_by(deal.c.id)
    .limit(bindparam("most"))
)
_SOME = select(deal.c.id).where(*_OURS).limit(bindparam("most")).subquery()
_COUNT = select(func.count()).select_from(_SOME)
_PRICES = (
    select(
        terms_price.c.terms_id,
        func.min(terms_price.c.solo).label("solo"),
        func.min(terms_price.c.price).label("in_group"),
    )
    .where(terms_price.c.terms_id.in_(bindparam("ids", expanding=True)))
    .group_by(terms_price.c.terms_id)
)
_GROUPS = (
    select(group_buy.c.deal_id, group_buy.c.state, func.count().label("groups"))
    .where(group_buy.c.deal_id.in_(bindparam("ids", expanding=True)))
    .group_by(group_buy.c.deal_id, group_buy.c.state)
)
_ORDERS = (
    select(
        purchase.c.deal_id,
        func.count().label("orders"),
        func.sum(purchase.c.quantity).label("units"),
        func.sum(costs(purchase)).label("sold"),
    )
    .where(
        purchase.c.shop_id == bindparam("of_shop"),
        purchase.c.state.in_([one.value for one in ORDERED]),
        purchase.c.deal_id.in_(bindparam("ids", expanding=True)),
    )
    .group_by(purchase.c.deal_id)
)

_REWARDS = (
    select(reward.c.deal_id, func.sum(reward.c.left).label("left"))
    .where(reward.c.deal_id.in_(bindparam("ids", expanding=True)))
    .group_by(reward.c.deal_id)
)


@dataclass(frozen=True, slots=True)
class SheetDeal:
    """A deal with its lowest prices, its groups by how they went, and its orders that stand; minor units.

    `rewards`: what leaders got for its groups and did not lose again.
    """

    deal: DealLine
    made_at: datetime
    solo: int | None
    group: int | None
    groups: Mapping[GroupState, int] = field(default_factory=dict)
    orders: int = 0
    units: int = 0
    sold: int = 0
    rewards: int = 0


def count(tx: Transaction, shop_id: int, since: datetime, most: int) -> int:
    """How many deals were made, counted up to `most`."""
    return int(tx.value(_COUNT, {"of_shop": shop_id, "since": since, "most": most}))


def page(
    tx: Transaction, shop_id: int, since: datetime, after: int, most: int
) -> Sequence[SheetDeal]:
    """The next deals behind that number."""
    rows = tx.all(_PAGE, {"of_shop": shop_id, "since": since, "after": after, "most": most})
    if not rows:
        return ()
    ids = [row.id for row in rows]
    prices = {row.terms_id: row for row in tx.all(_PRICES, {"ids": [one.terms_id for one in rows]})}
    orders = {row.deal_id: row for row in tx.all(_ORDERS, {"of_shop": shop_id, "ids": ids})}
    back = given_back.of_deals(tx, shop_id, ids)
    rewards = {row.deal_id: int(row.left) for row in tx.all(_REWARDS, {"ids": ids})}
    groups: dict[int, dict[GroupState, int]] = {}
    for row in tx.all(_GROUPS, {"ids": ids}):
        groups.setdefault(row.deal_id, {})[GroupState(row.state)] = int(row.groups)
    return [
        SheetDeal(
            deal=deal_line(row),
            made_at=row.created_at,
            solo=price.solo if (price := prices.get(row.terms_id)) else None,
            group=price.in_group if price else None,
            groups=groups.get(row.id, {}),
            orders=int(sold.orders) if (sold := orders.get(row.id)) else 0,
            units=int(sold.units) if sold else 0,
            sold=int(sold.sold) - back.get(row.id, 0) if sold else 0,
            rewards=rewards.get(row.id, 0),
        )
        for row in rows
    ]
