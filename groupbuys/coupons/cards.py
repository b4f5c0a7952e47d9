"""Cards of packets that their givers dropped into chats by inline mode, and which of them are behind."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from groupbuys.coupons.tables import packet, packet_card
from groupbuys.dropped.copies import place_of
from storage.outbox import PACKET_CARDS, Notice, owe_anew
from storage.transaction import Transaction
from storage.upsert import or_nothing

_NEW = or_nothing(packet_card, ["bot", "inline_id"])
_HERE = (packet_card.c.bot == bindparam("bot_")) & (packet_card.c.inline_id == bindparam("inline"))
_SHOWN = update(packet_card).where(_HERE).values(shown=bindparam("version"))
_FORGET = delete(packet_card).where(_HERE)
_PACKET = select(packet.c.id).where(packet.c.token == bindparam("token_"))
_STALE = (
    select(*packet_card.c["bot", "inline_id", "packet_id", "shown"])
    .join(packet, packet.c.id == packet_card.c.packet_id)
    .where(
        packet_card.c.packet_id == bindparam("packet_id"),
        packet_card.c.shown < packet.c.version,
        packet_card.c.bot.in_(bindparam("bots", expanding=True)),
    )
    .order_by(packet_card.c.shown, packet_card.c.made_at, packet_card.c.inline_id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class PacketCard:
    """A packet's card in a chat that we know nothing of; `shown`: the version it shows, 0 as it was dropped."""

    bot: int
    inline_id: str
    packet_id: int
    shown: int = 0

    @property
    def chat(self) -> int:
        """What stands for its chat where the pace is kept."""
        return place_of(self.inline_id)


def drop(tx: Transaction, bot: int, inline_id: str, token: str) -> None:
    """Somebody dropped the card of a packet: where the messenger names the message, it is kept current from now on."""
    packet_id = tx.value(_PACKET, {"token_": token})
    if packet_id is None or not inline_id:
        return
    row = {"bot": bot, "inline_id": inline_id, "packet_id": packet_id, "shown": 0}
    tx.write(_NEW[tx.dialect], {**row, "made_at": tx.now})
    owe_anew(tx, Notice(PACKET_CARDS, packet_id))


def updated(tx: Transaction, card: PacketCard, version: int) -> None:
    """The card shows this version now."""
    tx.write(_SHOWN, {**_at(card), "version": version})


def forget(tx: Transaction, card: PacketCard) -> None:
    """The card is gone: somebody deleted it, or its chat."""
    tx.write(_FORGET, _at(card))


def stale(
    tx: Transaction, packet_id: int, limit: int, bots: Collection[int]
) -> tuple[PacketCard, ...]:
    """Cards of a packet, dropped by way of these bots, that show an older state than there is."""
    values = {"packet_id": packet_id, "most": limit, "bots": list(bots)}
    rows = tx.all(_STALE, values)
    return tuple(PacketCard(row.bot, row.inline_id, row.packet_id, row.shown) for row in rows)


def _at(card: PacketCard) -> dict[str, int | str]:
    return {"bot_": card.bot, "inline": card.inline_id}
