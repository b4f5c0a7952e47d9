"""Packets as they stand in the books: read, locked, found by their links, and what of their coupons went back."""

from sqlalchemy import bindparam, select

from catalog.money import Money
from groupbuys.coupons.model import Offered, Packet, PacketState
from groupbuys.coupons.tables import packet
from storage.transaction import Found, Transaction

_GIVEN = select(packet).where(packet.c.token.is_not(None))
_BY_ID = _GIVEN.where(packet.c.id == bindparam("id_"))
_LOCKED = _GIVEN.where(packet.c.token == bindparam("token_")).with_for_update(key_share=True)
_OF_GIVER = (
    _GIVEN.where(
        packet.c.giver_id == bindparam("giver"),
        packet.c.state == PacketState.OPEN.value,
        packet.c.left > 0,
        packet.c.until > bindparam("at"),
    )
    .order_by(packet.c.until, packet.c.id)
    .limit(bindparam("most"))
)

TOKEN = 16
"""Characters of the word in a packet's link: 96 random bits."""


def by_id(tx: Transaction, packet_id: int) -> Packet | None:
    """The packet of that number, if it was ever given."""
    row = tx.first(_BY_ID, {"id_": packet_id})
    return None if row is None else read(row)


def locked(tx: Transaction, token: str) -> tuple[Packet, int] | None:
    """The packet that a link names and the fund it was made of, its row locked until the turn ends."""
    row = tx.first(_LOCKED, {"token_": token}) if len(token) == TOKEN else None
    return None if row is None else (read(row), row.fund_id)


def to_give_away(tx: Transaction, giver_id: int, limit: int) -> tuple[Packet, ...]:
    """What somebody can still give away, soonest over first."""
    asked = {"giver": giver_id, "at": tx.now, "most": limit}
    return tuple(map(read, tx.all(_OF_GIVER, asked)))


def offered(row: Found) -> Offered:
    """What a row of funds or packets gives."""
    return Offered(
        size=row.size,
        amount=Money(row.amount, row.currency),
        least=Money(row.least, row.currency),
        days=row.days,
    )


def read(row: Found) -> Packet:
    """A row of packets that was given."""
    return Packet(
        id=row.id,
        token=row.token,
        shop_id=row.shop_id,
        group_buy_id=row.group_buy_id,
        giver_id=row.giver_id,
        state=PacketState(row.state),
        left=row.left,
        offered=offered(row),
        until=row.until,
        version=row.version,
    )
