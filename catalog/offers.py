"""Deals as they stand in the books, with the terms that a group opened now would get."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from catalog.leader_reward import LeaderReward, read_reward
from catalog.money import Money
from catalog.tables import deal, shop, terms, terms_price
from storage.transaction import Found, Transaction


class DealState(StrEnum):
    """The life of a deal: draft -> scheduled -> live -> (paused) -> ended | cancelled."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DealLine:
    """A deal and its present terms: `minimum` people of at most `capacity`, within `window`.

    `extension`: by so long a leader may extend a group once, None where they may not.
    `off`: the hundredths of a percent that made the group prices, None where they were named one by one.
    `reward`: what a leader gets.
    `why` says to everybody why a deal was cancelled. `newcomers`: who joins a group must be new to the shop.
    `ladder`: the more people, the less each pays (its steps are in `catalog.ladder.steps`).
    """

    id: int
    product_id: int
    state: DealState
    terms_id: int
    minimum: int
    capacity: int
    window: timedelta
    limit_per_person: int | None
    ends_at: datetime | None
    shop_id: int = 0
    starts_at: datetime | None = None
    off: int | None = None
    why: str = ""
    newcomers: bool = False
    extension: timedelta | None = None
    ladder: bool = False
    reward: LeaderReward | None = None

    @property
    def is_over(self) -> bool:
        """Nothing more comes of it: it ended or was cancelled."""
        return self.state in {DealState.ENDED, DealState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Price:
    """What a variant costs alone and in a group."""

    solo: Money
    group: Money


def deals_with_terms() -> Select[Any]:
    """The question for deals and their present terms, whose rows `deal_line` understands."""
    return select(
        *deal.c["id", "product_id", "shop_id", "state", "terms_id", "starts_at", "ends_at", "why"],
        *terms.c["minimum", "capacity", "window_seconds", "limit_per_person", "off", "newcomers"],
        *terms.c["extension_seconds", "ladder", "reward_kind", "reward_value"],
    ).join(terms, terms.c.id == deal.c.terms_id)


_DEAL = deals_with_terms().where(deal.c.id == bindparam("deal_id"))
_LIVE = deals_with_terms().where(
    deal.c.product_id == bindparam("product_id"), deal.c.state == "live"
)
_LIVE_OF = select(deal.c.product_id, deal.c.id).where(
    deal.c.product_id.in_(bindparam("ids", expanding=True)), deal.c.state == "live"
)
_PAUSED = (
    deals_with_terms()
    .where(deal.c.product_id == bindparam("product_id"), deal.c.state == "paused")
    .order_by(deal.c.id.desc())
    .limit(1)
)
_OF_SHOP = (
    deals_with_terms()
    .where(deal.c.shop_id == bindparam("shop_id"))
    .order_by(deal.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT_OF_SHOP = select(func.count()).where(deal.c.shop_id == bindparam("shop_id"))
_PRICES = (
    select(*terms_price.c["variant_id", "solo", "price"], shop.c.currency)
    .select_from(terms_price.join(terms).join(deal, deal.c.id == terms.c.deal_id).join(shop))
    .where(terms_price.c.terms_id == bindparam("terms_id"))
)


def deal_line(row: Found) -> DealLine:
    """A row of deal and terms as a value."""
    longer = row.extension_seconds
    return DealLine(
        id=row.id,
        product_id=row.product_id,
        state=DealState(row.state),
        terms_id=row.terms_id,
        minimum=row.minimum,
        capacity=row.capacity,
        window=timedelta(seconds=row.window_seconds),
        limit_per_person=row.limit_per_person,
        ends_at=row.ends_at,
        shop_id=row.shop_id,
        starts_at=row.starts_at,
        off=row.off,
        why=row.why,
        newcomers=bool(row.newcomers),
        extension=None if longer is None else timedelta(seconds=longer),
        ladder=bool(row.ladder),
        reward=read_reward(row.reward_kind, row.reward_value),
    )


def find_deal(tx: Transaction, deal_id: int) -> DealLine | None:
    """A deal in whatever state, or None."""
    row = tx.first(_DEAL, {"deal_id": deal_id})
    return None if row is None else deal_line(row)


def deals_of(
    tx: Transaction, shop_id: int, offset: int, limit: int
) -> tuple[tuple[DealLine, ...], int]:
    """A page of a shop's deals, the newest first, and how many there are in all."""
    rows = tx.all(_OF_SHOP, {"shop_id": shop_id, "skip": offset, "most": limit})
    return tuple(map(deal_line, rows)), int(tx.value(_COUNT_OF_SHOP, {"shop_id": shop_id}))


def live_deal(tx: Transaction, product_id: int) -> DealLine | None:
    """The one live deal of a product, or None."""
    row = tx.first(_LIVE, {"product_id": product_id})
    return None if row is None else deal_line(row)


def live_deals(tx: Transaction, product_ids: Sequence[int]) -> dict[int, int]:
    """The numbers of the live deals of these products, by the product's number; the others have none."""
    if not product_ids:
        return {}
    return {row.product_id: row.id for row in tx.all(_LIVE_OF, {"ids": list(product_ids)})}


def paused_deal(tx: Transaction, product_id: int) -> DealLine | None:
    """The newest paused deal of a product: its groups run on (promise 14); or None."""
    row = tx.first(_PAUSED, {"product_id": product_id})
    return None if row is None else deal_line(row)


def prices(tx: Transaction, terms_id: int) -> dict[int, Price]:
    """What these terms promise for each variant, by the variant's number."""
    return {
        row.variant_id: Price(Money(row.solo, row.currency), Money(row.price, row.currency))
        for row in tx.all(_PRICES, {"terms_id": terms_id})
    }
