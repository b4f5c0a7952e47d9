"""What stands of the orders of groups whose leaders are rewarded: read from the orders and their money themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, or_, select

from catalog.tables import terms
from groupbuys.claims.rules import RETURN, TRAVEL
from groupbuys.claims.tables import claim
from groupbuys.model import ORDERED, OrderState
from groupbuys.rewards.model import Standing
from groupbuys.tables import costs, group_buy, purchase, seat
from payments.tables import payment
from people.guest_tables import guest
from people.guests import is_guest
from storage.transaction import Found, Transaction

_IN_STATE = purchase.c.state.in_([state.value for state in ORDERED])
_FETCHED = _IN_STATE & (
    purchase.c.payment_id.is_not(None) | (purchase.c.state == OrderState.RECEIVED.value)
)
_LEFT = payment.c.amount - payment.c.back
_PAID: ColumnElement[int] = case(
    (purchase.c.payment_id.is_(None), costs(purchase)),
    (costs(purchase) > _LEFT, _LEFT),
    else_=costs(purchase),
)
"""What is left of the money for an order; what is paid at pickup counts as its price."""

_LEADER = group_buy.c.leader_id
_hosted = guest.alias("hosted")
_OWN = (purchase.c.person_id == _LEADER) & seat.c.payer_id.is_(None)
_OTHERS = (
    (purchase.c.person_id != _LEADER)
    & (func.coalesce(seat.c.payer_id, 0) != _LEADER)
    & (func.coalesce(_hosted.c.host_id, 0) != _LEADER)
)
"""Not the leader's own money: neither for a friend of theirs, nor for a place that they gave away."""


def _sum(what: Any, those: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((those, what), else_=0)), 0)


def _standing(stands: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            *group_buy.c["id", "shop_id", "deal_id", "leader_id", "minimum"],
            terms.c.reward_kind.label("kind"),
            terms.c.reward_value.label("value"),
            func.max(purchase.c.currency).label("currency"),
            _sum(1, stands).label("orders"),
            _sum(_PAID, stands & _OTHERS).label("others"),
            _sum(_PAID, stands & _OWN).label("own"),
            _sum(purchase.c.quantity, stands & _OWN).label("units"),
        )
        .join_from(group_buy, terms, terms.c.id == group_buy.c.terms_id)
        .join(seat, seat.c.group_buy_id == group_buy.c.id)
        .join(purchase, purchase.c.seat_id == seat.c.id)
        .outerjoin(payment, payment.c.id == purchase.c.payment_id)
        .outerjoin(_hosted, _hosted.c.person_id == purchase.c.person_id)
        .where(group_buy.c.id.in_(bindparam("ids", expanding=True)))
        .group_by(
            *group_buy.c["id", "shop_id", "deal_id", "leader_id", "minimum"],
            terms.c.reward_kind,
            terms.c.reward_value,
        )
        .order_by(group_buy.c.leader_id, group_buy.c.shop_id, group_buy.c.id)
    )


_AT_SUCCESS = _standing(_IN_STATE).where(terms.c.reward_kind.is_not(None), ~is_guest(_LEADER))
_NOW = _standing(_IN_STATE)
_AT_LAST = _standing(_FETCHED)
_ARGUED = exists().where(claim.c.order_id == purchase.c.id, claim.c.closed_at.is_(None))
_WITH_BUYERS = (
    select(
        func.max(purchase.c.received_at).label("received"),
        func.max(case((purchase.c.received_at.is_(None), purchase.c.shipped_at))).label("shipped"),
        _sum(
            1,
            or_(purchase.c.received_at.is_(None) & purchase.c.shipped_at.is_(None), _ARGUED),
        ).label("waits"),
    )
    .join_from(seat, purchase, purchase.c.seat_id == seat.c.id)
    .where(seat.c.group_buy_id == bindparam("group_buy_id"), _IN_STATE)
)


def at_success(tx: Transaction, group_buy_ids: list[int]) -> list[Found]:
    """The groups of these that reward their leaders, each with its terms and what stands; by leader and shop.

    A guest who leads gets nothing: nobody could use it.
    """
    return list(tx.all(_AT_SUCCESS, {"ids": group_buy_ids}))


def of_group(tx: Transaction, group_buy_id: int, *, fetched: bool) -> Found | None:
    """The same of one group as it stands now; `fetched`: what is paid at pickup only counts once it was handed out."""
    return tx.first(_AT_LAST if fetched else _NOW, {"ids": [group_buy_id]})


def read(row: Found) -> Standing:
    """What stands, of a row of these."""
    return Standing(int(row.orders), int(row.others), int(row.own), int(row.units))


def with_buyers(tx: Transaction, group_buy_id: int) -> tuple[datetime | None, bool]:
    """When the last return period that has begun in a group ends, and whether others are to begin, or argued about."""
    row = tx.first(_WITH_BUYERS, {"group_buy_id": group_buy_id})
    if row is None:
        return None, False
    ends = [row.received and row.received + RETURN, row.shipped and row.shipped + TRAVEL + RETURN]
    return max(filter(None, ends), default=None), bool(row.waits)
