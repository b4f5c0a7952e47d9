"""The channels and groups that a shop posts its deals into."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from catalog.keeping_tables import channel
from storage.transaction import Found as Row
from storage.transaction import Transaction
from storage.upsert import or_update

_CONNECT = or_update(channel, ["shop_id", "bot", "chat"], ["kind", "title", "username", "lost_at"])
_OF_SHOP = (
    select(channel)
    .where(channel.c.shop_id == bindparam("shop_id"), channel.c.lost_at.is_(None))
    .order_by(channel.c.id)
)
_ONE = select(channel).where(
    channel.c.shop_id == bindparam("shop_id"), channel.c.id == bindparam("channel_id")
)
_LOSE = (
    update(channel)
    .where(
        channel.c.bot == bindparam("bot_"),
        channel.c.chat == bindparam("chat_"),
        channel.c.lost_at.is_(None),
    )
    .values(lost_at=bindparam("now"))
    .returning(channel)
)


@dataclass(frozen=True, slots=True)
class Channel:
    """One chat of one shop; `kind` is "channel" or "group", `username` without the @ and "" where it has none."""

    id: int
    shop_id: int
    bot: int
    chat: int
    kind: str
    title: str
    username: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A chat as the messenger names it."""

    bot: int
    chat: int
    kind: str
    title: str
    username: str = ""


def connect(tx: Transaction, shop_id: int, found: Found, added_by: int) -> None:
    """The shop posts into that chat from now on; one that it knew already, or had lost, is as new."""
    values = {
        "shop_id": shop_id,
        "bot": found.bot,
        "chat": found.chat,
        "kind": found.kind,
        "title": found.title[:200],
        "username": found.username,
        "added_by": added_by,
        "added_at": tx.now,
        "lost_at": None,
    }
    tx.write(_CONNECT[tx.dialect], values)


def channels_of(tx: Transaction, shop_id: int) -> tuple[Channel, ...]:
    """Where a shop can post now, in the order in which they came."""
    return tuple(_channel(row) for row in tx.all(_OF_SHOP, {"shop_id": shop_id}))


def find(tx: Transaction, shop_id: int, channel_id: int) -> Channel | None:
    """One channel of this shop, also a lost one; another shop's looks like none."""
    row = tx.first(_ONE, {"shop_id": shop_id, "channel_id": channel_id})
    return _channel(row) if row is not None else None


def lose(tx: Transaction, bot: int, chat: int) -> tuple[Channel, ...]:
    """The bot cannot post there any more: the channels, of whichever shops, that this ends (promise 31)."""
    rows = tx.returning(_LOSE, {"bot_": bot, "chat_": chat, "now": tx.now})
    return tuple(_channel(row) for row in rows)


def _channel(row: Row) -> Channel:
    return Channel(row.id, row.shop_id, row.bot, row.chat, row.kind, row.title, row.username)
