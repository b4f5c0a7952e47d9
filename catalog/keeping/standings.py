"""Where the bot stands: which groups and channels it may post into, as the messenger last said."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from catalog.keeping.channels import LONGEST_TITLE, Found
from catalog.keeping.standing_tables import chat_standing
from storage.transaction import Found as Row
from storage.transaction import Transaction
from storage.upsert import or_update

_NOTE = or_update(
    chat_standing,
    ["bot", "chat"],
    ["kind", "title", "username", "can_post", "changed_by", "changed_at"],
)
_HERE = (chat_standing.c.bot == bindparam("bot_")) & (chat_standing.c.chat == bindparam("chat_"))
_KNOWN = select(chat_standing).where(_HERE)
_BY_ID = select(chat_standing).where(chat_standing.c.id == bindparam("id_"))
_SILENT = (
    update(chat_standing)
    .where(_HERE, chat_standing.c.can_post == 1)
    .values(can_post=0, changed_at=bindparam("now"))
)
_FORGET = delete(chat_standing).where(_HERE)
_MOVE = update(chat_standing).where(_HERE).values(chat=bindparam("new_chat"))


@dataclass(frozen=True, slots=True)
class Standing:
    """One chat as the messenger names it; `changed_by`: who let the bot in, or threw it out, None for a stranger."""

    id: int
    chat: Found
    can_post: bool
    changed_by: int | None


def known(tx: Transaction, bot: int, chat: int) -> Standing | None:
    """What was last said of that chat; None where nothing ever was."""
    row = tx.first(_KNOWN, {"bot_": bot, "chat_": chat})
    return None if row is None else _standing(row)


def by_id(tx: Transaction, standing_id: int) -> Standing | None:
    """The standing of that number."""
    row = tx.first(_BY_ID, {"id_": standing_id})
    return None if row is None else _standing(row)


def note(tx: Transaction, found: Found, by: int | None, *, can_post: bool) -> None:
    """The bot may post there from now on, or may not, by the doing of that person."""
    values = {
        "bot": found.bot,
        "chat": found.chat,
        "kind": found.kind,
        "title": found.title[:LONGEST_TITLE],
        "username": found.username,
        "can_post": int(can_post),
        "changed_by": by,
        "changed_at": tx.now,
    }
    tx.write(_NOTE[tx.dialect], values)


def silenced(tx: Transaction, bot: int, chat: int) -> None:
    """A post was refused there: the bot may not, whatever was said before."""
    tx.write(_SILENT, {"bot_": bot, "chat_": chat, "now": tx.now})


def move(tx: Transaction, bot: int, old: int, new: int) -> None:
    """A group goes on under another number; what was already said of that one is newer."""
    if known(tx, bot, new) is None:
        tx.write(_MOVE, {"bot_": bot, "chat_": old, "new_chat": new})
    else:
        tx.write(_FORGET, {"bot_": bot, "chat_": old})


def _standing(row: Row) -> Standing:
    chat = Found(row.bot, row.chat, row.kind, row.title, row.username)
    return Standing(row.id, chat, bool(row.can_post), row.changed_by)
