"""Announcing: the followers of a shop are owed word of its new deals, page by page and each within their own limits."""

from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select, text, update

from catalog.keeping.following import zone_followed
from catalog.keeping.following_tables import announcement, shop_follower, shop_mute
from catalog.tables import deal, shop
from groupbuys.reminding import Quiet
from people.model import DIGEST
from people.tables import person
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction

PAGE = 500
"""Followers in one turn: a hundred thousand of them are two hundred small commits."""

FRESH = timedelta(hours=24)
"""A deal that went live longer ago is no news, to whom it could not be told by then."""

GATHERED = timedelta(hours=48)
"""The same for who hears once a day: it waits up to a day, or 25 hours, for its message."""

_UNANNOUNCED = (
    select(deal.c.id, deal.c.shop_id)
    .join(shop, shop.c.id == deal.c.shop_id)
    .where(
        text(
            "deal.state = 'live' AND deal.announcement_id IS NULL"
        ),  # as the partial index says it
        shop.c.state == "live",
    )
    .order_by(deal.c.shop_id, deal.c.id)
    .limit(bindparam("most"))
)
_NEW = _UNANNOUNCED.with_for_update(of=deal, key_share=True, skip_locked=True)
_ANNOUNCE = insert(announcement)
_BELONGS = (
    update(deal)
    .where(deal.c.id == bindparam("deal_id"))
    .values(announcement_id=bindparam("announcement"))
)
_UNDONE = (
    select(*announcement.c["id", "shop_id", "at", "reached"], shop.c.zone)
    .join(shop, shop.c.id == announcement.c.shop_id)
    .where(text("announcement.done_at IS NULL"))
    .order_by(announcement.c.id)
    .limit(1)
)
_CLAIMED = _UNDONE.with_for_update(of=announcement, skip_locked=True)
_NEXT = (
    select(shop_follower.c.person_id)
    .where(
        shop_follower.c.shop_id == bindparam("of_shop"),
        shop_follower.c.person_id > bindparam("after"),
    )
    .order_by(shop_follower.c.person_id)
    .limit(bindparam("most"))
    .subquery("next")
)
"""A page of them first, straight from the index, and only then what they wish: no page costs more than the first."""
_HOME = shop.alias("home")
_FOLLOWERS = (
    select(
        _NEXT.c.person_id,
        *person.c["news", "daily", "quiet_from", "quiet_to", "zone"],
        func.coalesce(_HOME.c.zone, zone_followed(_NEXT.c.person_id)).label("home"),
        shop_mute.c.at.label("muted_at"),
    )
    .join_from(_NEXT, person, person.c.id == _NEXT.c.person_id)
    .outerjoin(_HOME, _HOME.c.id == person.c.shop_id)
    .outerjoin(
        shop_mute,
        (shop_mute.c.person_id == _NEXT.c.person_id)
        & (shop_mute.c.shop_id == bindparam("of_shop")),
    )
    .order_by(_NEXT.c.person_id)
)
_REACHED = (
    update(announcement)
    .where(announcement.c.id == bindparam("id_"))
    .values(reached=bindparam("last"), done_at=bindparam("done"))
)


def is_due(tx: Transaction) -> bool:
    """Whether a deal went live that nobody announced, or followers are left to be owed word: only a look."""
    if tx.first(_UNANNOUNCED, {"most": 1}) is not None:
        return True
    return tx.first(_UNDONE) is not None


def announce_due(tx: Transaction, most: int = PAGE) -> int:
    """One page of the work: deals that went live are announced, else the next followers are owed word of some.

    Returns how much that was, at most `most`. Deals of one shop that went live together are one announcement.
    """
    found = tx.all(_NEW, {"most": most})
    if not found:
        return _spread(tx, most)
    for shop_id, fresh in groupby(found, key=lambda row: row.shop_id):
        number = tx.add(_ANNOUNCE, {"shop_id": shop_id, "at": tx.now})
        tx.write(_BELONGS, [{"deal_id": row.id, "announcement": number} for row in fresh])
    return len(found)


def _spread(tx: Transaction, most: int) -> int:
    """Owe the next followers word; an announcement that nobody is left for makes room for the next one."""
    done = 0
    while done < most and (told := tx.first(_CLAIMED)) is not None:
        left = most - done
        asked = {"of_shop": told.shop_id, "after": told.reached, "most": left}
        page = tx.all(_FOLLOWERS, asked)
        owe(tx, *(_notice(tx, told, row) for row in page if row.news and row.muted_at is None))
        over = len(page) < left
        last = page[-1].person_id if page else told.reached
        tx.write(_REACHED, {"id_": told.id, "last": last, "done": tx.now if over else None})
        done += max(1, len(page))
    return done


def _notice(tx: Transaction, told: Found, follower: Found) -> Notice:
    """Word of it, when their quiet hours are over; or soon, to be gathered for their daily message."""
    if follower.daily or follower.news == DIGEST:
        return Notice("new_deals", told.id, follower.person_id, stale_at=told.at + GATHERED)
    quiet = Quiet(follower.quiet_from, follower.quiet_to, follower.zone or told.zone)
    due = quiet.until(tx.now)
    return Notice("new_deals", told.id, follower.person_id, due_at=due, stale_at=told.at + FRESH)


def midnight(now: datetime, zone: str) -> datetime:
    """When the day began that it is now in that zone: for the first time, where clocks go back over midnight."""
    local = now.astimezone(ZoneInfo(zone))
    began = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return began.astimezone(now.tzinfo)
