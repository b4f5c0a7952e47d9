"""What to fetch for all that is to pack, place by place: each pickup point's, what is delivered, and the rest."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from catalog.tables import variant
from groupbuys.fulfilment.handover import destined
from groupbuys.model import OrderState
from groupbuys.tables import purchase
from storage.transaction import Transaction

_TO_FETCH = (
    destined(
        select(variant.c.product_id, purchase.c.variant_id, purchase.c.quantity).join_from(
            purchase, variant, variant.c.id == purchase.c.variant_id
        )
    )
    .where(
        purchase.c.shop_id == bindparam("shop_id"),
        purchase.c.state == OrderState.PLACED.value,
        purchase.c.packed_at.is_(None),
    )
    .subquery()
)
_PICKS = (
    select(
        _TO_FETCH.c.place,
        func.max(_TO_FETCH.c.point_name).label("point"),
        _TO_FETCH.c.product_id,
        _TO_FETCH.c.variant_id,
        func.sum(_TO_FETCH.c.quantity).label("units"),
    )
    .group_by(_TO_FETCH.c.place, _TO_FETCH.c.product_id, _TO_FETCH.c.variant_id)
    .order_by(_TO_FETCH.c.place.desc(), _TO_FETCH.c.product_id, _TO_FETCH.c.variant_id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)


@dataclass(frozen=True, slots=True)
class PlacePick:
    """So many `units` of a variant for one `place`: a pickup point's number (called `point`), DELIVERED or MISSING."""

    place: int
    point: str
    product_id: int
    variant_id: int
    units: int


def picks(tx: Transaction, shop_id: int, offset: int, limit: int) -> tuple[PlacePick, ...]:
    """Some of what to fetch: by place, product and variant; what is packed already is left out."""
    rows = tx.all(_PICKS, {"shop_id": shop_id, "skip": offset, "most": limit})
    return tuple(
        PlacePick(row.place, row.point or "", row.product_id, row.variant_id, int(row.units))
        for row in rows
    )
