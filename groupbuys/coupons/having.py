"""Whether somebody has coupons of a shop: part of a question that is asked anyway, so that nobody pays for it."""

from sqlalchemy import bindparam, select

from catalog.tables import shop
from groupbuys.coupons.model import CouponState
from groupbuys.coupons.tables import coupon

HAS_COUPONS = (
    select(coupon.c.id)
    .where(
        coupon.c.person_id == bindparam("person_id"),
        coupon.c.shop_id == shop.c.id,
        coupon.c.state == CouponState.LIVE.value,
    )
    .correlate(shop)
    .exists()
    .label("coupons")
)
"""A column for a question about `shop`: whether `person_id` has a coupon of it that is not bound to a place."""
