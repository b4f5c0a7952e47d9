"""Following a shop: who wants to hear of its deals, who wants no word from it, and what it has on offer for them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    bindparam,
    delete,
    func,
    literal,
    select,
    text,
)

from catalog.keeping.following_tables import shop_follower, shop_mute
from catalog.languages import texts
from catalog.tables import deal, shop, shop_text
from storage.transaction import Transaction
from storage.upsert import or_nothing

COUNTED = 10_000
"""Followers that are counted; beyond that, "more than" is said."""

_FOLLOW = or_nothing(shop_follower, ["shop_id", "person_id"])
_MUTE = or_nothing(shop_mute, ["person_id", "shop_id"])
_FOLLOWS = (shop_follower.c.shop_id == bindparam("of_shop")) & (
    shop_follower.c.person_id == bindparam("by")
)
_MUTES = (shop_mute.c.shop_id == bindparam("of_shop")) & (shop_mute.c.person_id == bindparam("by"))
_UNFOLLOW = delete(shop_follower).where(_FOLLOWS)
_UNMUTE = delete(shop_mute).where(_MUTES)
_STANDING = select(
    select(literal(1)).where(_FOLLOWS).scalar_subquery().label("follows"),
    select(literal(1)).where(_MUTES).scalar_subquery().label("muted"),
)
_SOME = (
    select(literal(1))
    .where(shop_follower.c.shop_id == bindparam("of_shop"))
    .limit(COUNTED + 1)
    .subquery()
)
_COUNT = select(func.count()).select_from(_SOME)
_COUNT_FOLLOWED = select(func.count()).where(shop_follower.c.person_id == bindparam("by"))
_LIVE = (deal.c.shop_id == bindparam("of_shop")) & text(
    "deal.state = 'live'"  # as the partial index says it
)
_OFFERS = (
    select(deal.c.product_id)
    .where(_LIVE)
    .order_by(deal.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT_OFFERS = select(func.count()).select_from(deal).where(_LIVE)


def _followed() -> Select[Any]:
    words = texts(shop_text, "shop_id")
    return (
        select(shop.c.id, func.coalesce(words.best("name"), shop.c.name).label("name"))
        .select_from(
            words.join(
                shop.join(shop_follower, shop_follower.c.shop_id == shop.c.id),
                shop.c.id,
                optional=True,
            )
        )
        .where(shop_follower.c.person_id == bindparam("by"))
        .order_by(shop_follower.c.since.desc(), shop.c.id)
        .limit(bindparam("most"))
        .offset(bindparam("skip"))
    )


_FOLLOWED = _followed()


def zone_followed(person_id: ColumnElement[int]) -> ScalarSelect[str]:
    """The zone of the shop that somebody has followed longest: theirs, where nothing better is known."""
    return (
        select(shop.c.zone)
        .join(shop_follower, shop_follower.c.shop_id == shop.c.id)
        .where(shop_follower.c.person_id == person_id)
        .order_by(shop_follower.c.since, shop.c.id)
        .limit(1)
        .scalar_subquery()
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a shop: follows it, has muted it."""

    follows: bool
    muted: bool


def follow(tx: Transaction, shop_id: int, person_id: int) -> bool:
    """Hear of this shop's deals from now on, also if it was muted before; False where they did already."""
    tx.write(_UNMUTE, {"of_shop": shop_id, "by": person_id})
    row = {"shop_id": shop_id, "person_id": person_id, "since": tx.now}
    return tx.write(_FOLLOW[tx.dialect], row) == 1


def unfollow(tx: Transaction, shop_id: int, person_id: int) -> bool:
    """Hear of them no more; False where they did not."""
    return tx.write(_UNFOLLOW, {"of_shop": shop_id, "by": person_id}) == 1


def mute(tx: Transaction, shop_id: int, person_id: int, *, off: bool) -> None:
    """Want no messages of this shop's own accord (`off`), or want them again (promise 27)."""
    if off:
        row = {"shop_id": shop_id, "person_id": person_id, "at": tx.now}
        tx.write(_MUTE[tx.dialect], row)
    else:
        tx.write(_UNMUTE, {"of_shop": shop_id, "by": person_id})


def standing(tx: Transaction, shop_id: int, person_id: int) -> Standing:
    """How this person stands to this shop."""
    row = tx.first(_STANDING, {"of_shop": shop_id, "by": person_id})
    return Standing(bool(row and row.follows), bool(row and row.muted))


def count_followers(tx: Transaction, shop_id: int) -> int:
    """How many follow a shop; COUNTED + 1 where there are more than that."""
    return int(tx.value(_COUNT, {"of_shop": shop_id}))


def followed(
    tx: Transaction, person_id: int, language: str, offset: int, limit: int
) -> list[tuple[int, str]]:
    """A page of the shops that somebody follows, number and name, the newest first."""
    asked = {"by": person_id, "language": language, "skip": offset, "most": limit}
    return [(row.id, row.name) for row in tx.all(_FOLLOWED, asked)]


def count_followed(tx: Transaction, person_id: int) -> int:
    """How many shops somebody follows."""
    return int(tx.value(_COUNT_FOLLOWED, {"by": person_id}))


def offers(tx: Transaction, shop_id: int, offset: int, limit: int) -> list[int]:
    """The products of a page of a shop's live deals, the newest deal first."""
    page = {"of_shop": shop_id, "skip": offset, "most": limit}
    return [row.product_id for row in tx.all(_OFFERS, page)]


def count_offers(tx: Transaction, shop_id: int) -> int:
    """How many deals of a shop are live."""
    return int(tx.value(_COUNT_OFFERS, {"of_shop": shop_id}))
