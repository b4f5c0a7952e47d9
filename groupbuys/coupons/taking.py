"""Taking: whoever opens a packet gets one coupon of it, first come first served, each person one."""

from sqlalchemy import bindparam, func, insert, select, update

from groupbuys.coupons import giving, packets, watching
from groupbuys.coupons.limits import COUPONS_A_DAY, DAY, word_at
from groupbuys.coupons.model import (
    Coupon,
    CouponState,
    NoCoupon,
    NotTaken,
    Packet,
    PacketState,
    Taken,
)
from groupbuys.coupons.tables import coupon, packet
from groupbuys.coupons.using import COUPON_COLUMNS, read_coupon
from groupbuys.facts import lock_person
from storage.outbox import PACKET_CARDS, Notice, owe_anew
from storage.schema import Moment
from storage.transaction import Conflict, Transaction

_ADD = insert(coupon)
_MINE = select(*COUPON_COLUMNS).where(
    coupon.c.packet_id == bindparam("packet_id"), coupon.c.person_id == bindparam("person_id")
)
_LATELY = select(func.count()).where(
    coupon.c.person_id == bindparam("person_id"),
    coupon.c.shop_id == bindparam("shop_id"),
    coupon.c.taken_at > bindparam("since", type_=Moment),
)
_ONE_LESS = (
    update(packet)
    .where(
        packet.c.id == bindparam("id_"), packet.c.version == bindparam("seen"), packet.c.left > 0
    )
    .values(left=packet.c.left - 1, version=packet.c.version + 1)
)


def take(tx: Transaction, person_id: int, token: str) -> Taken | NotTaken:
    """Take one coupon of the packet that this link names; whoever has one of it is given the same again."""
    lock_person(tx, person_id)
    found = packets.locked(tx, token)
    if found is None:
        return NotTaken(NoCoupon.GONE, None)
    of, fund_id = found
    mine = tx.first(_MINE, {"packet_id": of.id, "person_id": person_id})
    if mine is not None:
        return Taken(of, read_coupon(mine), fresh=False)
    no = _refused(tx, person_id, of)
    return NotTaken(no, of) if no is not None else _take(tx, person_id, of, fund_id)


def _refused(tx: Transaction, person_id: int, of: Packet) -> NoCoupon | None:
    if of.giver_id == person_id:
        return NoCoupon.OWN
    if of.state is PacketState.BACK:
        return NoCoupon.GONE
    if not of.is_open(tx.now):
        return NoCoupon.OVER
    if of.left < 1:
        return NoCoupon.NONE_LEFT
    if giving.is_stopped(tx, of.shop_id, person_id):
        return NoCoupon.STOPPED
    lately = {"person_id": person_id, "shop_id": of.shop_id, "since": tx.now - DAY}
    return NoCoupon.ENOUGH_TODAY if int(tx.value(_LATELY, lately)) >= COUPONS_A_DAY else None


def _take(tx: Transaction, person_id: int, of: Packet, fund_id: int) -> Taken:
    if tx.write(_ONE_LESS, {"id_": of.id, "seen": of.version}) != 1:
        raise Conflict
    terms = of.offered
    row = {
        "packet_id": of.id,
        "fund_id": fund_id,
        "shop_id": of.shop_id,
        "giver_id": of.giver_id,
        "person_id": person_id,
        "amount": terms.amount.minor,
        "least": terms.least.minor,
        "currency": terms.amount.currency,
        "state": CouponState.LIVE.value,
        "until": tx.now + DAY * terms.days,
        "remind_at": word_at(tx.now, terms.days),
        "taken_at": tx.now,
    }
    number = tx.add(_ADD, row)
    owe_anew(tx, Notice(PACKET_CARDS, of.id))
    watching.look(tx, of.shop_id, of.giver_id)
    taken = packets.by_id(tx, of.id) or of
    until = tx.now + DAY * terms.days
    got = Coupon(
        number,
        of.shop_id,
        of.giver_id,
        person_id,
        terms.amount,
        terms.least,
        CouponState.LIVE,
        until,
    )
    return Taken(taken, got, fresh=True)
