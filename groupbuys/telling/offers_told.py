"""What followers are told of new deals when it is said: which are still to be had, and whether it is enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, text

from catalog.keeping.following_tables import announcement, shop_follower, shop_mute
from catalog.tables import deal, shop
from groupbuys.telling.announcing import midnight
from people.model import Person
from storage.schema import from_milliseconds, to_milliseconds
from storage.tables import outbox
from storage.transaction import Transaction

_GATHERS = timedelta(days=2)
"""How far back a digest looks that follows none: one that is held up a little leaves nothing out."""

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
_LAST_DIGEST = select(func.max(outbox.c.subject_id)).where(
    *_TOLD, _OUT, outbox.c.kind == "deals_digest", outbox.c.subject_id < bindparam("before")
)
_ALONE = select(outbox.c.id).where(
    outbox.c.kind == "new_deals",
    outbox.c.subject_id == announcement.c.id,
    outbox.c.person_id == bindparam("to"),
    _OUT,
)
_GATHERED = (
    select(deal.c.product_id, deal.c.shop_id)
    .join(announcement, announcement.c.id == deal.c.announcement_id)
    .join(shop, shop.c.id == deal.c.shop_id)
    .join(shop_follower, shop_follower.c.shop_id == deal.c.shop_id)
    .outerjoin(
        shop_mute,
        (shop_mute.c.shop_id == deal.c.shop_id) & (shop_mute.c.person_id == bindparam("to")),
    )
    .where(
        shop_follower.c.person_id == bindparam("to"),
        announcement.c.at > bindparam("since"),
        announcement.c.at > shop_follower.c.since,
        announcement.c.at <= bindparam("until"),
        _OFFERED,
        shop.c.state == "live",
        shop_mute.c.at.is_(None),
        ~_ALONE.exists(),
    )
    .order_by(deal.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class Word:
    """What to tell a follower of: products with new deals, of one shop, or (`shop_id` 0) of several."""

    shop_id: int
    products: Sequence[int]


def announced(tx: Transaction, announcement_id: int, person: Person) -> Word | None:
    """What is still to be had of it; None where nothing is, or where they do not want to hear of it any more."""
    if person.news <= 0:
        return None
    rows = tx.all(_DEALS, {"id_": announcement_id, "to": person.id})
    shop_id = shop_of(tx, announcement_id)
    if not rows or shop_id is None:
        return None
    return Word(shop_id, [row.product_id for row in rows])


def gathered(tx: Transaction, moment: int, person: Person) -> Word | None:
    """The deals of a day for a digest due at `moment` (milliseconds): none is in two, none was told alone."""
    until = from_milliseconds(moment)
    last = tx.value(_LAST_DIGEST, {"to": person.id, "before": moment})
    since = from_milliseconds(max(to_milliseconds(until - _GATHERS), last or 0))
    rows = tx.all(_GATHERED, {"to": person.id, "since": since, "until": until})
    if not rows:
        return None
    shops = {row.shop_id for row in rows}
    return Word(shops.pop() if len(shops) == 1 else 0, [row.product_id for row in rows])


def told_today(tx: Transaction, person_id: int, now: datetime, zone: str) -> int:
    """How many messages about new deals somebody got since the day began in that zone."""
    since = midnight(now, zone)
    return int(tx.value(_TODAY, {"to": person_id, "since": since}))


def shop_of(tx: Transaction, announcement_id: int) -> int | None:
    """Whose announcement it is."""
    found = tx.value(_SHOP, {"id_": announcement_id})
    return None if found is None else int(found)
