"""What followers are told of new deals when it is said: which are still to be had, and whether it is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, text

from catalog.keeping.following_tables import announcement, shop_follower, shop_mute
from catalog.tables import deal, shop
from groupbuys.telling.announcing import midnight
from people.model import Person
from storage.tables import outbox
from storage.transaction import Transaction

_OFFERED = text("deal.state = 'live'")
_TOLD = (
    text("outbox.lane = 4"),
    outbox.c.person_id == bindparam("to"),
)  # as the partial index says it
_OUT = outbox.c.state.in_(["sent", "unknown", "sending"])
_SHOP = select(announcement.c.shop_id).where(announcement.c.id == bindparam("id_"))
_DEALS = (
    select(deal.c.product_id)
    .join(announcement, announcement.c.shop_id == deal.c.shop_id)
    .join(shop, shop.c.id == deal.c.shop_id)
    .join(
        shop_follower,
        (shop_follower.c.shop_id == deal.c.shop_id)
        & (shop_follower.c.person_id == bindparam("to")),
    )
    .outerjoin(
        shop_mute,
        (shop_mute.c.shop_id == deal.c.shop_id) & (shop_mute.c.person_id == bindparam("to")),
    )
    .where(
        announcement.c.id == bindparam("id_"),
        deal.c.announcement_id == announcement.c.id,
        _OFFERED,
        shop.c.state == "live",
        shop_mute.c.at.is_(None),
    )
    .order_by(deal.c.id)
)
_TODAY = select(func.count()).where(
    *_TOLD, _OUT, outbox.c.kind == "new_deals", outbox.c.settled_at >= bindparam("since")
)


@dataclass(frozen=True, slots=True)
class Word:
    """What to tell a follower of: products with new deals of a shop."""

    shop_id: int
    products: Sequence[int]


def announced(tx: Transaction, announcement_id: int, person: Person) -> Word | None:
    """What is still to be had of it; None where nothing is, or where they do not want to hear of it any more."""
    if person.news == 0:
        return None
    rows = tx.all(_DEALS, {"id_": announcement_id, "to": person.id})
    shop_id = shop_of(tx, announcement_id)
    if not rows or shop_id is None:
        return None
    return Word(shop_id, [row.product_id for row in rows])


def told_today(tx: Transaction, person_id: int, now: datetime, zone: str) -> int:
    """How many messages about new deals somebody got since the day began in that zone."""
    since = midnight(now, zone)
    return int(tx.value(_TODAY, {"to": person_id, "since": since}))


def shop_of(tx: Transaction, announcement_id: int) -> int | None:
    """Whose announcement it is."""
    found = tx.value(_SHOP, {"id_": announcement_id})
    return None if found is None else int(found)
