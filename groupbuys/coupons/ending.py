"""Ending: coupons and packets whose time is up free their funds, once; a day before, a coupon's holder is told."""

from sqlalchemy import bindparam, exists, literal, or_, select, update

from groupbuys.coupons import purse
from groupbuys.coupons.model import CouponState, PacketState
from groupbuys.coupons.tables import coupon, packet
from storage.outbox import PACKET_CARDS, Notice, owe, owe_anew
from storage.schema import Moment
from storage.transaction import Transaction

_AT = bindparam("at", type_=Moment)
_COUPONS = (coupon.c.state == CouponState.LIVE.value) & (coupon.c.until <= _AT)
_PACKETS = (packet.c.state == PacketState.OPEN.value) & (packet.c.until <= _AT)
_WORDS = coupon.c.remind_at <= _AT
_DUE = select(
    or_(
        exists(select(literal(1)).where(_COUPONS)),
        exists(select(literal(1)).where(_PACKETS)),
        exists(select(literal(1)).where(_WORDS)),
    )
)
_THESE_COUPONS = (
    select(coupon.c.id)
    .where(_COUPONS)
    .order_by(coupon.c.until)
    .limit(bindparam("most"))
    .with_for_update(key_share=True, skip_locked=True)
)
_END_COUPONS = (
    update(coupon)
    .where(coupon.c.id.in_(bindparam("ids", expanding=True)), _COUPONS)
    .values(state=CouponState.EXPIRED.value, ended_at=_AT, remind_at=None)
    .returning(coupon.c.fund_id, coupon.c.amount.label("worth"))
)
_THESE_PACKETS = (
    select(packet.c.id)
    .where(_PACKETS)
    .order_by(packet.c.until)
    .limit(bindparam("most"))
    .with_for_update(key_share=True, skip_locked=True)
)
_END_PACKETS = (
    update(packet)
    .where(packet.c.id.in_(bindparam("ids", expanding=True)), _PACKETS)
    .values(
        state=PacketState.OVER.value,
        unused=packet.c.left,
        left=0,
        version=packet.c.version + 1,
    )
    .returning(packet.c.id, packet.c.fund_id, (packet.c.unused * packet.c.amount).label("worth"))
)
_TO_TELL = (
    select(*coupon.c["id", "person_id", "state", "until"])
    .where(_WORDS)
    .order_by(coupon.c.remind_at)
    .limit(bindparam("most"))
    .with_for_update(key_share=True, skip_locked=True)
)
_TOLD = (
    update(coupon).where(coupon.c.id.in_(bindparam("ids", expanding=True))).values(remind_at=None)
)


def is_due(tx: Transaction) -> bool:
    """Whether there is a coupon or a packet whose time has come."""
    return bool(tx.value(_DUE, {"at": tx.now}))


def end_coupons(tx: Transaction, limit: int) -> int:
    """End the coupons that ran out and that nothing holds, at most `limit`; what holds one decides about it later."""
    ids = [row.id for row in tx.all(_THESE_COUPONS, {"at": tx.now, "most": limit})]
    if ids:
        purse.free(tx, tx.returning(_END_COUPONS, {"ids": ids, "at": tx.now}))
    return len(ids)


def end_packets(tx: Transaction, limit: int) -> int:
    """End the packets whose time is up: what nobody took can be given anew."""
    ids = [row.id for row in tx.all(_THESE_PACKETS, {"at": tx.now, "most": limit})]
    if ids:
        ended = tx.returning(_END_PACKETS, {"ids": ids, "at": tx.now})
        purse.free(tx, ended)
        owe_anew(tx, *(Notice(PACKET_CARDS, row.id) for row in ended))
    return len(ids)


def tell_due(tx: Transaction, limit: int) -> int:
    """Tell the holders of coupons that are about to run out, once; of one that is in use nothing is said."""
    rows = tx.all(_TO_TELL, {"at": tx.now, "most": limit})
    if rows:
        live = [row for row in rows if row.state == CouponState.LIVE.value]
        notices = (Notice("coupon_ends", row.id, row.person_id, stale_at=row.until) for row in live)
        owe(tx, *notices)
        tx.write(_TOLD, {"ids": [row.id for row in rows]})
    return len(rows)
