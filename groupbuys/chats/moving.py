"""Chats that go on under another number: what hangs in them goes along, its messages stay behind."""

from sqlalchemy import bindparam, delete, exists, func, select, update

from groupbuys.chats.hanging_tables import chat_entry, hanging
from storage.transaction import Transaction

_OLD = (hanging.c.bot == bindparam("bot_")) & (hanging.c.chat == bindparam("old"))
_other = hanging.alias("other")
_MOVE = (
    update(hanging)
    .where(
        _OLD,
        ~exists().where(
            _other.c.bot == hanging.c.bot,
            _other.c.chat == bindparam("new"),
            _other.c.topic == hanging.c.topic,
            _other.c.group_buy_id == hanging.c.group_buy_id,
        ),
    )
    .values(chat=bindparam("new"), card_id=0, list_id=0, listed_at=None, moved=1)
)
_NEWEST = select(func.max(_other.c.id)).scalar_subquery()
_FORGET = delete(hanging).where(_OLD, hanging.c.id < _NEWEST)
"""Not the newest of all: SQLite would give its number, which stands on buttons, to the next one."""
_ENTRIES = (
    update(chat_entry)
    .where(chat_entry.c.bot == bindparam("bot_"), chat_entry.c.chat == bindparam("old"))
    .values(chat=bindparam("new"))
)


def moved(tx: Transaction, bot: int, old: int, new: int) -> None:
    """A group became a supergroup. What was brought into that one already is newer, and stays."""
    told = {"bot_": bot, "old": old, "new": new}
    tx.write(_MOVE, told)
    tx.write(_FORGET, {"bot_": bot, "old": old})
    tx.write(_ENTRIES, told)
