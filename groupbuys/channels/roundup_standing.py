"""The one round-up that stands in a channel: as soon as a new one does, the one before it is taken down."""

from collections.abc import Mapping

from sqlalchemy import bindparam, func, select, update

from catalog.keeping.tables import channel
from groupbuys.channels.posts import ABOUT_CHANNEL, Post, read_post
from groupbuys.channels.tables import post
from storage.outbox import CHANNEL, Notice, owe_anew
from storage.transaction import Transaction

_other = post.alias("other")
_STANDING = (
    select(_other.c.id)
    .join_from(
        post,
        _other,
        (_other.c.shop_id == post.c.shop_id) & (_other.c.channel_id == post.c.channel_id),
    )
    .where(
        post.c.id == bindparam("id_"),
        post.c.deal_id.is_(None),
        _other.c.deal_id.is_(None),
        _other.c.state == "shown",
    )
    .order_by(_other.c.id.desc())
)
_LEAVE = (
    update(post)
    .where(post.c.id == bindparam("id_"), post.c.state == "shown")
    .values(state="leaving", stale_at=bindparam("at"), urgent=1, news=post.c.news + 1)
    .returning(post.c.channel_id)
)
_NEWEST = (
    select(func.max(post.c.id))
    .where(post.c.shop_id == bindparam("shop_id"), post.c.deal_id.is_(None))
    .group_by(post.c.channel_id)
)
_LAST = (
    select(post, *ABOUT_CHANNEL)
    .join_from(post, channel, channel.c.id == post.c.channel_id)
    .where(post.c.id.in_(_NEWEST))
)


def stands(tx: Transaction, post_id: int) -> None:
    """A post stands in its channel now; if it is a round-up, only the newest of its shop stays there."""
    _, *older = [row.id for row in tx.all(_STANDING, {"id_": post_id})] or [0]
    for number in older:
        rows = tx.returning(_LEAVE, {"id_": number, "at": tx.now})
        owe_anew(tx, *(Notice(CHANNEL, row.channel_id) for row in rows))


def last(tx: Transaction, shop_id: int) -> Mapping[int, Post]:
    """The last round-up of a shop in each channel, however it stands, by the channel's number."""
    found = map(read_post, tx.all(_LAST, {"shop_id": shop_id}))
    return {one.channel_id: one for one in found}
