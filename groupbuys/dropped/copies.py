"""Copies: cards of group buys that people dropped into chats of their own, and which of them are behind."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import bindparam, delete, func, select, update

from groupbuys import invites
from groupbuys.dropped import sealing
from groupbuys.dropped.copy_tables import shared_card
from groupbuys.dropped.sealing import LENGTH, Share
from groupbuys.tables import group_buy
from storage.outbox import Notice, owe_anew
from storage.transaction import Transaction
from storage.upsert import or_nothing

_NEW = or_nothing(shared_card, ["bot", "inline_id"])
_HERE = (shared_card.c.bot == bindparam("bot_")) & (shared_card.c.inline_id == bindparam("inline"))
_SHOWN = update(shared_card).where(_HERE).values(shown=bindparam("version"))
_FORGET = delete(shared_card).where(_HERE)
_STALE = (
    select(*shared_card.c["bot", "inline_id", "person_id", "token", "shown"])
    .join(group_buy, group_buy.c.id == shared_card.c.group_buy_id)
    .where(
        shared_card.c.group_buy_id == bindparam("group_buy_id"),
        shared_card.c.shown < group_buy.c.version,
        shared_card.c.bot.in_(bindparam("bots", expanding=True)),
    )
    .order_by(
        shared_card.c.later, shared_card.c.shown, shared_card.c.made_at, shared_card.c.inline_id
    )
    .limit(bindparam("most"))
)
_OF_ONE = (
    select(func.count())
    .select_from(shared_card)
    .where(
        shared_card.c.group_buy_id == bindparam("group_buy_id"),
        shared_card.c.person_id == bindparam("person_id"),
    )
)
_GROUP = select(group_buy.c.id).where(group_buy.c.id == bindparam("id_"))

MANY = 200
"""So many copies of one person's are kept current like everybody's; what they drop beyond comes after all others."""

_BEYOND_CHATS = 1 << 62
"""Above all numbers of chats and people (Bot API: at most 52 bits)."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A card in a chat that we know nothing of: `inline_id` names the message, `token` is the invite it carries.

    `person_id` dropped it there; `shown`: the version it shows, 0 as long as it says of what moment it is.
    """

    bot: int
    inline_id: str
    person_id: int
    token: str
    shown: int = 0

    @property
    def chat(self) -> int:
        """What stands for its chat where the pace is kept: a number of its own, that no chat has."""
        return place_of(self.inline_id)


def place_of(inline_id: str) -> int:
    """A number of its own, that no chat has, for a message of which the messenger does not say where it is."""
    return _BEYOND_CHATS | int.from_bytes(blake2b(inline_id.encode(), digest_size=7).digest())


def read(tx: Transaction, token: str) -> Share | None:
    """What the token of a copy says; None for whatever else."""
    return sealing.unsealed(sealing.key(tx), token) if len(token) == LENGTH else None


def drop(tx: Transaction, copy: Copy, share: Share) -> None:
    """Somebody dropped a card: remember its invite and, where the messenger names the message, keep it current.

    It is owed its newest face at once: as it was dropped it only told of a moment.
    """
    if tx.value(_GROUP, {"id_": share.group_buy_id}) is None:
        return
    invites.write_down(tx, copy.token, share, copy.person_id)
    if not copy.inline_id:
        return
    who = {"group_buy_id": share.group_buy_id, "person_id": copy.person_id}
    row = {
        **who,
        "bot": copy.bot,
        "inline_id": copy.inline_id,
        "token": copy.token,
        "shown": copy.shown,
        "made_at": tx.now,
        "later": int(tx.value(_OF_ONE, who) >= MANY),
    }
    tx.write(_NEW[tx.dialect], row)
    owe_anew(tx, Notice("cards", share.group_buy_id))


def updated(tx: Transaction, copy: Copy, version: int) -> None:
    """The copy shows this version now."""
    tx.write(_SHOWN, {**_at(copy), "version": version})


def forget(tx: Transaction, copy: Copy) -> None:
    """The copy is gone: somebody deleted it, or its chat."""
    tx.write(_FORGET, _at(copy))


def stale(
    tx: Transaction, group_buy_id: int, limit: int, bots: Collection[int]
) -> tuple[Copy, ...]:
    """Copies of a group buy, dropped by way of these bots, that show an older state than there is."""
    values = {"group_buy_id": group_buy_id, "most": limit, "bots": list(bots)}
    rows = tx.all(_STALE, values)
    return tuple(Copy(row.bot, row.inline_id, row.person_id, row.token, row.shown) for row in rows)


def _at(copy: Copy) -> dict[str, int | str]:
    return {"bot_": copy.bot, "inline": copy.inline_id}
