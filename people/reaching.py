"""Where people are reached, and what is kept for those who cannot be reached just now."""

from sqlalchemy import BigInteger, bindparam, func, select, update

from people.guest_tables import guest
from people.model import Reach
from people.tables import reach
from storage.claiming import owe_again
from storage.transaction import Transaction

_WHO = bindparam("person_id", type_=BigInteger)
_SPEAKER = func.coalesce(
    select(guest.c.host_id).where(guest.c.person_id == _WHO).scalar_subquery(), _WHO
)
"""Whoever speaks for a guest hears what is for them."""

_GUESTS = select(guest.c.person_id).where(guest.c.host_id == bindparam("host"))
_WHERE = (
    select(reach.c.bot, reach.c.chat, reach.c.unreachable_at)
    .where(
        reach.c.person_id == _SPEAKER,
        (bindparam("bot_") == 0) | (reach.c.bot == bindparam("bot_")),
    )
    .order_by(reach.c.unreachable_at.is_not(None), reach.c.seen_at.desc())
    .limit(1)
)
_LOST = (
    update(reach)
    .where(
        reach.c.bot == bindparam("bot_"),
        reach.c.chat == bindparam("chat_"),
        reach.c.unreachable_at.is_(None),
    )
    .values(unreachable_at=bindparam("at"))
)
_FOUND = (
    update(reach)
    .where(reach.c.bot == bindparam("bot_"), reach.c.chat == bindparam("chat_"))
    .values(unreachable_at=None, seen_at=bindparam("at"))
    .returning(reach.c.person_id)
)


def where(tx: Transaction, person_id: int, bot: int = 0) -> Reach | None:
    """The private chat in which a person, or a guest's host, is reached: by this bot, or (0) the one they used last.

    One that is reachable comes first; `unreachable_at` says since when even the best is not.
    """
    row = tx.first(_WHERE, {"person_id": person_id, "bot_": bot})
    return None if row is None else Reach(row.bot, row.chat, row.unreachable_at)


def unreachable(tx: Transaction, bot: int, chat: int) -> None:
    """The bot was blocked there: nothing of theirs is lost, they are just not written to."""
    tx.write(_LOST, {"bot_": bot, "chat_": chat, "at": tx.now})


def reachable(tx: Transaction, bot: int, chat: int) -> None:
    """They let the bot back in: what could not reach them is owed once more (promise 30)."""
    for row in tx.returning(_FOUND, {"bot_": bot, "chat_": chat, "at": tx.now}):
        owe_again_to(tx, row.person_id)


def owe_again_to(tx: Transaction, person_id: int) -> None:
    """What could not reach somebody, or their guests, is owed once more."""
    owe_again(tx, person_id)
    for row in tx.all(_GUESTS, {"host": person_id}):
        owe_again(tx, row.person_id)
