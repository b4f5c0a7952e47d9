"""What a decision needs, fetched at once and locked: the group buy, the offer, and what the person already has."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, select

from catalog.money import Money
from catalog.tables import deal, shop, terms, terms_price, variant
from groupbuys.coupons.having import HAS_COUPONS
from groupbuys.model import GroupBuy, GroupState
from groupbuys.rewards.crediting import CREDIT
from groupbuys.tables import group_buy, seat
from people.tables import person
from storage.transaction import Found, Transaction

GROUP_COLUMNS = (
    group_buy.c.id,
    group_buy.c.shop_id,
    group_buy.c.deal_id,
    group_buy.c.product_id,
    group_buy.c.terms_id,
    group_buy.c.leader_id,
    group_buy.c.state,
    group_buy.c.minimum,
    group_buy.c.capacity,
    group_buy.c.taken,
    group_buy.c.paid,
    group_buy.c.opened_at,
    group_buy.c.closes_at,
    group_buy.c.closed_at,
    group_buy.c.version,
    group_buy.c.newcomers,
    group_buy.c.waiting,
    group_buy.c.ladder,
    group_buy.c.rewarded,
)
_STATE = GROUP_COLUMNS.index(group_buy.c.state)
_NEWCOMERS = GROUP_COLUMNS.index(group_buy.c.newcomers)
_LADDER = GROUP_COLUMNS.index(group_buy.c.ladder)
_REWARDED = GROUP_COLUMNS.index(group_buy.c.rewarded)
_GROUP = (
    select(*GROUP_COLUMNS).where(group_buy.c.id == bindparam("id_")).with_for_update(key_share=True)
)
_GROUP_OF = (
    select(*GROUP_COLUMNS)
    .where(
        group_buy.c.id
        == select(seat.c.group_buy_id).where(seat.c.id == bindparam("seat_id")).scalar_subquery()
    )
    .with_for_update(key_share=True)
)
_other = terms_price.alias("other")
_OFFER_COLUMNS = (
    terms_price.c.price,
    terms_price.c.solo,
    terms.c.limit_per_person,
    select(_other.c.variant_id)
    .where(
        _other.c.terms_id == terms_price.c.terms_id, _other.c.variant_id != terms_price.c.variant_id
    )
    .correlate(terms_price)
    .exists()
    .label("several"),
    shop.c.provider,
    shop.c.currency,
    shop.c.warn_below,
)
_TO_JOIN = (
    select(*GROUP_COLUMNS, *_OFFER_COLUMNS, HAS_COUPONS, CREDIT)
    .join_from(group_buy, terms, terms.c.id == group_buy.c.terms_id)
    .join(
        terms_price,
        (terms_price.c.terms_id == terms.c.id)
        & (terms_price.c.variant_id == bindparam("variant_id")),
    )
    .join(shop, shop.c.id == group_buy.c.shop_id)
    .where(group_buy.c.id == bindparam("id_"))
    .with_for_update(of=group_buy, key_share=True)
)
_OFFER = (
    select(*_OFFER_COLUMNS)
    .join_from(terms_price, terms, terms.c.id == terms_price.c.terms_id)
    .join(deal, deal.c.id == terms.c.deal_id)
    .join(shop, shop.c.id == deal.c.shop_id)
    .where(
        terms_price.c.terms_id == bindparam("terms_id"),
        terms_price.c.variant_id == bindparam("variant_id"),
    )
)
_TO_OPEN = (
    select(
        deal.c.id,
        deal.c.shop_id,
        deal.c.product_id,
        deal.c.state,
        deal.c.starts_at,
        deal.c.ends_at,
        deal.c.terms_id,
        terms.c.minimum,
        terms.c.capacity,
        terms.c.window_seconds,
        terms.c.newcomers,
        terms.c.ladder,
        terms.c.reward_kind,
        variant.c.active,
        *_OFFER_COLUMNS,
        HAS_COUPONS,
        CREDIT,
    )
    .join_from(deal, terms, terms.c.id == deal.c.terms_id)
    .join(
        terms_price,
        (terms_price.c.terms_id == terms.c.id)
        & (terms_price.c.variant_id == bindparam("variant_id")),
    )
    .join(variant, variant.c.id == terms_price.c.variant_id)
    .join(shop, shop.c.id == deal.c.shop_id)
    .where(deal.c.id == bindparam("id_"))
    .with_for_update(of=deal, read=True)
)
_LOCK_PERSON = (
    select(person.c.id).where(person.c.id == bindparam("id_")).with_for_update(key_share=True)
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What one variant costs under some terms, and by whom money is taken ("" at pickup).

    `warn_below`: when so few are left, the keepers are told.

    `several`: the terms offer other variants too. They never change, so this holds for a group buy as long as it runs.

    `coupons`: whoever asked has coupons of this shop, which may lower it; `credit`: and so much credit, in minor units.
    """

    price: Money
    solo: Money
    limit: int | None
    several: bool
    provider: str
    warn_below: int
    coupons: bool = False
    credit: int = 0


def lock_person(tx: Transaction, person_id: int) -> None:
    """One person's wishes one after the other, from however many devices: SQLite's one writer does that anyway."""
    if tx.dialect != "sqlite":
        tx.first(_LOCK_PERSON, {"id_": person_id})


def locked_group(tx: Transaction, group_buy_id: int) -> GroupBuy | None:
    """The group buy, its row locked until the turn ends."""
    row = tx.first(_GROUP, {"id_": group_buy_id})
    return None if row is None else read_group(row)


def group_of(tx: Transaction, seat_id: int) -> GroupBuy | None:
    """The group buy that a seat is in, its row locked until the turn ends. Lock the seat itself after it."""
    row = tx.first(_GROUP_OF, {"seat_id": seat_id})
    # Where we waited while the group went on in another one, the seat has gone there: the second look finds it.
    if row is None or row.state == GroupState.MERGED.value:
        row = tx.first(_GROUP_OF, {"seat_id": seat_id})
    return None if row is None else read_group(row)


def group_and_offer(
    tx: Transaction, person_id: int, group_buy_id: int, variant_id: int
) -> tuple[GroupBuy, Offer] | None:
    """A group buy (locked) and what this variant costs a person in it; None where either does not exist."""
    asked = {"id_": group_buy_id, "variant_id": variant_id, "person_id": person_id}
    row = tx.first(_TO_JOIN, asked)
    return None if row is None else (read_group(row), _own_offer(row))


def deal_and_offer(
    tx: Transaction, person_id: int, deal_id: int, variant_id: int
) -> tuple[Found, Offer] | None:
    """A deal's row with its newest terms, and what this variant costs a person under them.

    Nobody can call the deal off or change it before the turn ends; many may open groups of it at once.
    """
    asked = {"id_": deal_id, "variant_id": variant_id, "person_id": person_id}
    # PostgreSQL leaves the row out if we waited for an edit that gave the deal other terms: the second look has it.
    row = tx.first(_TO_OPEN, asked) or tx.first(_TO_OPEN, asked)
    return None if row is None else (row, _own_offer(row))


def offer_in(tx: Transaction, group: GroupBuy, variant_id: int) -> Offer | None:
    """What this variant costs in a group buy, without a lock; None where its terms do not name it."""
    row = tx.first(_OFFER, {"terms_id": group.terms_id, "variant_id": variant_id})
    return None if row is None else read_offer(row)


def read_group(row: Found) -> GroupBuy:
    """A row that begins with GROUP_COLUMNS as the value that it stands for."""
    columns: list[Any] = list(row[: len(GROUP_COLUMNS)])
    columns[_STATE] = GroupState(columns[_STATE])
    columns[_NEWCOMERS] = bool(columns[_NEWCOMERS])
    columns[_LADDER] = bool(columns[_LADDER])
    columns[_REWARDED] = bool(columns[_REWARDED])
    return GroupBuy(*columns)


def _own_offer(row: Found) -> Offer:
    """The same with what whoever asked has, to lower it."""
    return replace(read_offer(row), coupons=bool(row.coupons), credit=row.credit or 0)


def read_offer(row: Found) -> Offer:
    """The offer's columns of a row."""
    return Offer(
        price=Money(row.price, row.currency),
        solo=Money(row.solo, row.currency),
        limit=row.limit_per_person,
        several=bool(row.several),
        provider=row.provider,
        warn_below=row.warn_below,
    )
