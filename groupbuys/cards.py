"""Cards: which messages show which group buy, and which of them are behind."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from groupbuys.tables import card, group_buy
from storage.outbox import Notice, owe_anew
from storage.transaction import Transaction
from storage.upsert import or_update

_SHOW = or_update(
    card, ["bot", "chat", "message_id"], ["group_buy_id", "person_id", "shown", "dead"]
)
_HERE = (
    (card.c.bot == bindparam("bot_"))
    & (card.c.chat == bindparam("chat_"))
    & (card.c.message_id == bindparam("message"))
)
_SHOWN = update(card).where(_HERE).values(shown=bindparam("version"))
_FORGET = delete(card).where(_HERE)
_DEAD = (
    update(card)
    .where(card.c.bot == bindparam("bot_"), card.c.chat == bindparam("chat_"))
    .values(dead=1)
)
_ALIVE = (
    update(card)
    .where(card.c.bot == bindparam("bot_"), card.c.chat == bindparam("chat_"), card.c.dead != 0)
    .values(dead=0)
    .returning(card.c.group_buy_id)
)
_VERSION = select(group_buy.c.version).where(group_buy.c.id == bindparam("group_buy_id"))
_BEHIND = (
    select(card.c.bot, card.c.chat, card.c.message_id, card.c.person_id, card.c.shown)
    .join(group_buy, group_buy.c.id == card.c.group_buy_id)
    .where(
        card.c.group_buy_id == bindparam("group_buy_id"),
        card.c.dead == 0,
        card.c.shown < group_buy.c.version,
        card.c.bot.in_(bindparam("bots", expanding=True)),
    )
    .order_by(card.c.shown, card.c.message_id)
    .limit(bindparam("most"))
)
_STALE = {
    True: _BEHIND.where(card.c.person_id == 0),
    False: _BEHIND.where(card.c.person_id != 0),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A message that shows a group buy to `person_id` (0: to everybody there), as of version `shown`."""

    bot: int
    chat: int
    message_id: int
    person_id: int
    shown: int


def show(tx: Transaction, shown: Card, group_buy_id: int) -> None:
    """Keep a message that shows a group buy current from now on; one that is behind already is owed its newest face."""
    tx.write(
        _SHOW[tx.dialect],
        {
            "bot": shown.bot,
            "chat": shown.chat,
            "message_id": shown.message_id,
            "group_buy_id": group_buy_id,
            "person_id": shown.person_id,
            "shown": shown.shown,
            "dead": 0,
        },
    )
    if (tx.value(_VERSION, {"group_buy_id": group_buy_id}) or 0) > shown.shown:
        owe_anew(tx, Notice("cards", group_buy_id))


def updated(tx: Transaction, shown: Card, version: int) -> None:
    """The message shows this version now."""
    tx.write(_SHOWN, {**_at(shown), "version": version})


def forget(tx: Transaction, shown: Card) -> None:
    """The message cannot be edited any more: it is gone or too old."""
    tx.write(_FORGET, _at(shown))


def dead(tx: Transaction, bot: int, chat: int) -> None:
    """The bot was thrown out of that chat: none of its cards there can be kept current (promise 31)."""
    tx.write(_DEAD, {"bot_": bot, "chat_": chat})


def alive(tx: Transaction, bot: int, chat: int) -> None:
    """The bot is let in again: its cards there are brought up to date, and kept so (promise 30)."""
    rows = tx.returning(_ALIVE, {"bot_": bot, "chat_": chat})
    for group_buy_id in sorted({row.group_buy_id for row in rows}):
        owe_anew(tx, Notice("cards", group_buy_id))


def stale(
    tx: Transaction, group_buy_id: int, limit: int, bots: Collection[int], *, shared: bool
) -> tuple[Card, ...]:
    """Cards of a group buy, sent by these bots, that show an older state than there is, the furthest behind first.

    `shared`: those that everybody sees, or those of the members.
    """
    values = {"group_buy_id": group_buy_id, "most": limit, "bots": list(bots)}
    rows = tx.all(_STALE[shared], values)
    return tuple(Card(row.bot, row.chat, row.message_id, row.person_id, row.shown) for row in rows)


def _at(shown: Card) -> dict[str, int]:
    return {"bot_": shown.bot, "chat_": shown.chat, "message": shown.message_id}
