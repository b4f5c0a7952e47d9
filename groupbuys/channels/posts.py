"""Posts: which messages in which channels show which deal, and how each of them stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, case, exists, func, select, update

from catalog.keeping.tables import channel
from groupbuys.channels import losing
from groupbuys.channels.tables import post
from storage.outbox import CHANNEL, Notice, owe_anew
from storage.transaction import Found, Transaction

ABOUT_CHANNEL = (
    channel.c.title,
    channel.c.username,
    channel.c.lost_at,
    channel.c.removed_at,
)
_POSTS = select(post, *ABOUT_CHANNEL).join_from(post, channel, channel.c.id == post.c.channel_id)
_ONE = _POSTS.where(post.c.id == bindparam("post_id"))
_OF_DEAL = (post.c.shop_id == bindparam("shop_id")) & (post.c.deal_id == bindparam("deal_id"))
_PAGE = (
    _POSTS.where(_OF_DEAL)
    .order_by(case((post.c.part_of.is_(None), 0), else_=1), post.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = select(func.count()).where(_OF_DEAL)
_THIS = post.c.id == bindparam("id_")
_UNWANTED = post.c.state == "down"
_SENT = (
    update(post)
    .where(_THIS)
    .values(
        state=case((_UNWANTED, "leaving"), else_="shown"),
        message_id=bindparam("message"),
        face=bindparam("as_"),
        sent_at=bindparam("at", type_=post.c.sent_at.type),
        stale_at=case((_UNWANTED, bindparam("at", type_=post.c.sent_at.type)), else_=None),
    )
    .returning(*post.c["deal_id", "channel_id", "plan_id"])
)
"""Who took it down while it was on its way has it deleted as soon as its number is known.

One of which nobody knew whether it had arrived, and that did, stays.
"""

_newer = post.alias("newer")
_SUPERSEDE = (
    update(post)
    .where(
        post.c.deal_id == bindparam("of_deal"),
        post.c.state == "shown",
        post.c.channel_id == bindparam("of_channel"),
        post.c.plan_id == bindparam("of_plan"),
        exists().where(
            _newer.c.deal_id == post.c.deal_id,
            _newer.c.state == "shown",
            _newer.c.channel_id == post.c.channel_id,
            _newer.c.plan_id == post.c.plan_id,
            _newer.c.id > post.c.id,
        ),
    )
    .values(
        state="leaving",
        stale_at=bindparam("at", type_=post.c.stale_at.type),
        urgent=1,
        news=post.c.news + 1,
    )
    .returning(post.c.channel_id)
)
_END = (
    update(post).where(_THIS).values(state=bindparam("end"), why=bindparam("reason"), stale_at=None)
)
_NOT_OUT = _END.where(post.c.state == "owed")
_OF_CHAT = (post.c.bot == bindparam("bot_")) & (post.c.chat == bindparam("old"))
_MOVE_OWED = update(post).where(_OF_CHAT, post.c.state == "owed").values(chat=bindparam("new"))
_LEFT_BEHIND = (
    update(post)
    .where(_OF_CHAT, post.c.state.in_(["shown", "leaving"]))
    .values(state="gone", stale_at=None)
)
_REMOVED = select(channel.c.id).where(channel.c.removed_at.is_not(None))
_ORPHANED = (
    update(post)
    .where(
        _OF_CHAT,
        post.c.state.in_(["owed", "shown", "leaving"]),
        post.c.channel_id.in_(_REMOVED),
    )
    .values(state="gone", stale_at=None)
)


class PostState(StrEnum):
    """owed -> shown -> leaving -> down; shown -> gone; owed -> unknown | dropped. A round-up's line: line -> past."""

    OWED = "owed"
    SHOWN = "shown"
    LEAVING = "leaving"
    DOWN = "down"
    GONE = "gone"
    UNKNOWN = "unknown"
    DROPPED = "dropped"
    LINE = "line"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a channel that shows a deal, or (`deal_id` 0) a round-up of many, or (`part_of`) a line of such.

    `lost`: the bot cannot post or edit there any more; `stale_at`: behind since then.

    `removed`: its shop posts nothing new there; what stands is kept current.
    `face` tells what it shows (see freshness); `news`: how much had happened to the deal when this was read.
    """

    id: int
    shop_id: int
    deal_id: int
    channel_id: int
    bot: int
    chat: int
    message_id: int | None
    state: PostState
    why: str
    face: str
    news: int
    made_at: datetime
    sent_at: datetime | None
    title: str
    username: str
    lost: bool
    removed: bool
    part_of: int = 0
    stale_at: datetime | None = None


def by_id(tx: Transaction, post_id: int) -> Post | None:
    """The post of that number, of whichever shop."""
    row = tx.first(_ONE, {"post_id": post_id})
    return None if row is None else read_post(row)


def find(tx: Transaction, shop_id: int, post_id: int) -> Post | None:
    """A post of this shop; another shop's looks like none."""
    found = by_id(tx, post_id)
    return found if found is not None and found.shop_id == shop_id else None


def of_deal(
    tx: Transaction, shop_id: int, deal_id: int, offset: int = 0, limit: int = 10
) -> tuple[tuple[Post, ...], int]:
    """A page of a deal's posts, the newest first, and then of its lines in round-ups, and how many there are in all."""
    asked = {"shop_id": shop_id, "deal_id": deal_id}
    rows = tx.all(_PAGE, {**asked, "skip": offset, "most": limit})
    return tuple(map(read_post, rows)), int(tx.value(_COUNT, asked))


def sent(tx: Transaction, post_id: int, message_id: int, face: str) -> None:
    """It stands in its channel now, as this message; what happened meanwhile is looked for at the next tick.

    What the same plan had posted there before is taken down.
    """
    said = {"id_": post_id, "message": message_id, "as_": face, "at": tx.now}
    for row in tx.returning(_SENT, said):
        if row.plan_id is not None:
            _supersede(tx, row)


def _supersede(tx: Transaction, by: Found) -> None:
    asked = {"of_deal": by.deal_id, "of_channel": by.channel_id, "of_plan": by.plan_id}
    rows = tx.returning(_SUPERSEDE, {**asked, "at": tx.now})
    owe_anew(tx, *{Notice(CHANNEL, row.channel_id) for row in rows})


def end(tx: Transaction, post_id: int, state: PostState, why: str = "") -> None:
    """Nothing more is done about it."""
    tx.write(_END, {"id_": post_id, "end": state.value, "reason": why[:200]})


def not_out(tx: Transaction, post_id: int, state: PostState, why: str) -> None:
    """Nobody sends it any more; unless whoever was merely slow has said at this very moment that it is there."""
    tx.write(_NOT_OUT, {"id_": post_id, "end": state.value, "reason": why[:200]})


def moved(tx: Transaction, bot: int, old: int, new: int) -> None:
    """A group goes on under another number: what is owed goes there, and what it shows so far is out of reach."""
    told = {"bot_": bot, "old": old, "new": new}
    tx.write(_LEFT_BEHIND, told)
    tx.write(_MOVE_OWED, told)
    losing.move_chat(tx, bot, old, new)


def lost(tx: Transaction, bot: int, chat: int) -> bool:
    """The bot may not speak there: its posts wait until it is let in again (promise 31), unless nobody posts there now.

    False where no shop posts there.
    """
    tx.write(_ORPHANED, {"bot_": bot, "old": chat})
    return bool(losing.lose_chat(tx, bot, chat))


def read_post(row: Found) -> Post:
    """A row of post and channel as a value."""
    return Post(
        row.id,
        row.shop_id,
        row.deal_id or 0,
        row.channel_id,
        row.bot,
        row.chat,
        row.message_id,
        PostState(row.state),
        row.why,
        row.face,
        row.news,
        row.made_at,
        row.sent_at,
        row.title,
        row.username,
        row.lost_at is not None,
        row.removed_at is not None,
        row.part_of or 0,
        row.stale_at,
    )
