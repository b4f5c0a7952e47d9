"""The channels and groups that a shop posts its deals into."""

from dataclasses import dataclass

from sqlalchemy import bindparam, exists, func, or_, select, update

from catalog.keeping.tables import channel
from storage.transaction import Found as Row
from storage.transaction import Transaction
from storage.upsert import or_update

MOST_CHANNELS = 40
"""Chats that one shop posts into: each costs time of a pace that all shops share."""

LONGEST_TITLE = 200

_CONNECT = or_update(
    channel,
    ["shop_id", "bot", "chat"],
    ["kind", "title", "username", "added_by", "added_at", "lost_at", "removed_at"],
)
_KEPT = channel.c.removed_at.is_(None)
_THERE = (channel.c.bot == bindparam("bot_")) & (channel.c.chat == bindparam("chat_"))
_LISTED = (
    select(channel)
    .where(channel.c.shop_id == bindparam("shop_id"), _KEPT)
    .order_by(channel.c.added_at, channel.c.id)
)
_OF_SHOP = _LISTED.where(channel.c.lost_at.is_(None))
_COUNT = select(func.count()).where(channel.c.shop_id == bindparam("shop_id"), _KEPT)
_ONE = select(channel).where(
    channel.c.shop_id == bindparam("shop_id"), channel.c.id == bindparam("channel_id"), _KEPT
)
_IN_CHAT = select(channel).where(channel.c.shop_id == bindparam("shop_id"), _THERE, _KEPT)
_BY_ID = select(channel).where(channel.c.id == bindparam("id_"), _KEPT)
_LOSE = (
    update(channel)
    .where(_THERE, channel.c.lost_at.is_(None), _KEPT)
    .values(lost_at=bindparam("now"))
    .returning(channel)
)
_REGAIN = (
    update(channel)
    .where(_THERE, channel.c.lost_at.is_not(None), _KEPT)
    .values(lost_at=None)
    .returning(channel)
)
_REMOVE = (
    update(channel)
    .where(channel.c.shop_id == bindparam("of_shop"), channel.c.id == bindparam("id_"), _KEPT)
    .values(removed_at=bindparam("now"))
)
_RENAME = (
    update(channel)
    .where(
        _THERE,
        or_(
            channel.c.title != bindparam("new_title"),
            channel.c.username != bindparam("new_username"),
        ),
    )
    .values(title=bindparam("new_title"), username=bindparam("new_username"))
)
_RETITLE = (
    update(channel)
    .where(_THERE, channel.c.title != bindparam("new_title"))
    .values(title=bindparam("new_title"))
)
_other = channel.alias("other")
_MOVE = (
    update(channel)
    .where(
        _THERE,
        ~exists().where(
            _other.c.shop_id == channel.c.shop_id,
            _other.c.bot == channel.c.bot,
            _other.c.chat == bindparam("new_chat"),
        ),
    )
    .values(chat=bindparam("new_chat"))
)
_LEAVE = update(channel).where(_THERE, _KEPT).values(removed_at=bindparam("now"))


@dataclass(frozen=True, slots=True)
class Channel:
    """One chat of one shop; `kind` is "channel" or "group", `username` without the @ and "" where it has none.

    `lost`: the bot cannot post there just now.
    """

    id: int
    shop_id: int
    bot: int
    chat: int
    kind: str
    title: str
    username: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A chat as the messenger names it."""

    bot: int
    chat: int
    kind: str
    title: str
    username: str = ""


def connect(
    tx: Transaction, shop_id: int, found: Found, added_by: int, *, waits: bool = False
) -> None:
    """The shop posts into that chat from now on; one that it knew already, or had lost, is as new.

    `waits`: the bot may not post there yet; it counts as lost until it may.
    """
    values = {
        "shop_id": shop_id,
        "bot": found.bot,
        "chat": found.chat,
        "kind": found.kind,
        "title": found.title[:LONGEST_TITLE],
        "username": found.username,
        "added_by": added_by,
        "added_at": tx.now,
        "lost_at": tx.now if waits else None,
        "removed_at": None,
    }
    tx.write(_CONNECT[tx.dialect], values)


def channels_of(tx: Transaction, shop_id: int) -> tuple[Channel, ...]:
    """Where a shop can post now, in the order in which they came."""
    return tuple(_channel(row) for row in tx.all(_OF_SHOP, {"shop_id": shop_id}))


def listed(tx: Transaction, shop_id: int) -> tuple[Channel, ...]:
    """Where a shop posts, also where it cannot just now, in the order in which they came."""
    return tuple(_channel(row) for row in tx.all(_LISTED, {"shop_id": shop_id}))


def is_full(tx: Transaction, shop_id: int) -> bool:
    """Whether a shop has as many channels as it may."""
    return int(tx.value(_COUNT, {"shop_id": shop_id})) >= MOST_CHANNELS


def find(tx: Transaction, shop_id: int, channel_id: int) -> Channel | None:
    """One channel of this shop, also a lost one; another shop's, or one it removed, looks like none."""
    row = tx.first(_ONE, {"shop_id": shop_id, "channel_id": channel_id})
    return _channel(row) if row is not None else None


def in_chat(tx: Transaction, shop_id: int, bot: int, chat: int) -> Channel | None:
    """The channel by which this shop posts into that chat, also a lost one."""
    row = tx.first(_IN_CHAT, {"shop_id": shop_id, "bot_": bot, "chat_": chat})
    return _channel(row) if row is not None else None


def by_id(tx: Transaction, channel_id: int) -> Channel | None:
    """The channel of that number, of whichever shop: for news about it, never for a button."""
    row = tx.first(_BY_ID, {"id_": channel_id})
    return _channel(row) if row is not None else None


def remove(tx: Transaction, shop_id: int, channel_id: int) -> bool:
    """The shop posts there no more. False where it has no such channel."""
    return tx.write(_REMOVE, {"of_shop": shop_id, "id_": channel_id, "now": tx.now}) == 1


def lose(tx: Transaction, bot: int, chat: int) -> tuple[Channel, ...]:
    """The bot cannot post there any more: the channels, of whichever shops, that this ends (promise 31)."""
    rows = tx.returning(_LOSE, {"bot_": bot, "chat_": chat, "now": tx.now})
    return tuple(_channel(row) for row in rows)


def regain(tx: Transaction, bot: int, chat: int) -> tuple[Channel, ...]:
    """The bot can post there again: the channels, of whichever shops, that had been lost, or waited for it."""
    return tuple(_channel(row) for row in tx.returning(_REGAIN, {"bot_": bot, "chat_": chat}))


def rename(tx: Transaction, found: Found) -> None:
    """The chat is called that now, by title and username."""
    values = {"new_title": found.title[:LONGEST_TITLE], "new_username": found.username}
    tx.write(_RENAME, {"bot_": found.bot, "chat_": found.chat, **values})


def retitle(tx: Transaction, bot: int, chat: int, title: str) -> None:
    """The chat has that title now."""
    tx.write(_RETITLE, {"bot_": bot, "chat_": chat, "new_title": title[:LONGEST_TITLE]})


def move(tx: Transaction, bot: int, old: int, new: int) -> None:
    """A group goes on under another number; a shop that has that one already keeps it alone."""
    tx.write(_MOVE, {"bot_": bot, "chat_": old, "new_chat": new})
    tx.write(_LEAVE, {"bot_": bot, "chat_": old, "now": tx.now})


def _channel(row: Row) -> Channel:
    lost = row.lost_at is not None
    return Channel(row.id, row.shop_id, row.bot, row.chat, row.kind, row.title, row.username, lost)
