"""Daily round-ups: once a day, at the shop's hour, each of its channels is owed one message about all live deals."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, insert, select, update

from catalog.keeping.channels import Channel
from catalog.tables import shop
from groupbuys.channels import roundup_lines, roundup_plans
from groupbuys.channels.rhythm import LATE, daily
from groupbuys.channels.roundup_tables import roundup
from groupbuys.channels.tables import post
from groupbuys.due import Due, passed_over
from storage.outbox import POST, Notice, owe
from storage.transaction import Found, Transaction

_DUE = (
    select(
        *roundup.c["shop_id", "minute", "zone", "next_at", "posted_at"], shop.c.zone.label("home")
    )
    .join_from(roundup, shop, shop.c.id == roundup.c.shop_id)
    .where(roundup.c.next_at.is_not(None), roundup.c.next_at <= bindparam("at"))
    .order_by(roundup.c.next_at)
)
"""Whose moment has come; where the shop lives by another clock now, the moment is another."""

_CLAIMED = _DUE.with_for_update(of=roundup, skip_locked=True)
_PAGE = _CLAIMED.where(roundup.c.shop_id.not_in(bindparam("besides", expanding=True))).limit(
    bindparam("most")
)
_ONE = _CLAIMED.where(roundup.c.shop_id == bindparam("shop_id"))
_NAMES = _DUE.limit(bindparam("most"))
_MOVE = (
    update(roundup)
    .where(roundup.c.shop_id == bindparam("of_shop"), roundup.c.next_at == bindparam("seen"))
    .values(next_at=bindparam("then"), zone=bindparam("by"))
)
"""Only who still finds it as it was read: one of several workers."""

_POSTED = (
    update(roundup)
    .where(roundup.c.shop_id == bindparam("of_shop"))
    .values(posted_at=bindparam("now"))
)
_ONE_AT_A_TIME = (
    select(shop.c.id).where(shop.c.id == bindparam("shop_id")).with_for_update(key_share=True)
)
_OWED = select(post.c.id).where(
    post.c.shop_id == bindparam("shop_id"),
    post.c.channel_id == bindparam("channel_id"),
    post.c.deal_id.is_(None),
    post.c.state == "owed",
)
_MAKE = insert(post)


def is_due(tx: Transaction) -> bool:
    """Whether there is anything for `post_due`: only a look."""
    return tx.first(_NAMES, {"at": tx.now, "most": 1}) is not None


def post_due(tx: Transaction, limit: int = 20, besides: Collection[Due] = ()) -> int:
    """Owe the round-ups whose moment has come, at most `limit`, passing over `besides`; returns how many were seen to.

    One that is too late is skipped, and none is owed on a day without a live deal.
    """
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "roundup")}
    return _see_to(tx, tx.all(_PAGE, values))


def post_one(tx: Transaction, due: Due) -> int:
    """The same for one shop alone."""
    return _see_to(tx, tx.all(_ONE, {"at": tx.now, "shop_id": due.id}))


def due_to_post(tx: Transaction, limit: int) -> list[Due]:
    """The shops whose moment has come, by name, earliest first, at most `limit`."""
    return [Due("roundup", row.shop_id) for row in tx.all(_NAMES, {"at": tx.now, "most": limit})]


def post_now(tx: Transaction, shop_id: int, by: int) -> int:
    """Owe one to each channel that is chosen, whatever the hour; returns to how many.

    0 where no deal is live, no channel is chosen, or one is on its way there: a second press is the same wish.
    """
    deals = roundup_lines.live(tx, shop_id)
    if not deals:
        return 0
    tx.first(_ONE_AT_A_TIME, {"shop_id": shop_id})
    chosen = [one for one, wanted in roundup_plans.choices(tx, shop_id) if wanted]
    return sum(_post(tx, one, deals, by) for one in chosen)


def _see_to(tx: Transaction, rows: Sequence[Found]) -> int:
    for row in rows:
        then = daily(row.minute, row.home).after(tx.now, row.posted_at)
        taken = {"of_shop": row.shop_id, "seen": row.next_at, "then": then, "by": row.home}
        if tx.write(_MOVE, taken) and row.zone == row.home:
            _post_in_time(tx, row)
    return len(rows)


def _post_in_time(tx: Transaction, row: Found) -> None:
    if daily(row.minute, row.zone).came_today(tx.now) and post_now(tx, row.shop_id, 0):
        tx.write(_POSTED, {"of_shop": row.shop_id, "now": tx.now})


def _post(tx: Transaction, into: Channel, deals: Sequence[Found], by: int) -> bool:
    """Write one down with its lines; what cannot be sent in time is dropped: nobody needs yesterday's list."""
    asked = {"shop_id": into.shop_id, "channel_id": into.id}
    if tx.value(_OWED, asked) is not None:
        return False
    whole = {**asked, "bot": into.bot, "chat": into.chat, "made_by": by, "made_at": tx.now}
    number = tx.add(_MAKE, {**whole, "deal_id": None, "state": "owed"})
    roundup_lines.write_lines(tx, {**whole, "part_of": number}, deals)
    owe(tx, Notice(POST, number, stale_at=tx.now + LATE))
    return True
