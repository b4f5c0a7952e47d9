"""Ending: coupons and packets whose time is up free their funds, once; a day before, a coupon's holder is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Table,
    bindparam,
    exists,
    literal,
    or_,
    select,
    update,
)

from groupbuys.coupons import purse
from groupbuys.coupons.model import CouponState, PacketState
from groupbuys.coupons.tables import coupon, packet
from groupbuys.due import Due, What, passed_over
from storage.outbox import PACKET_CARDS, Notice, owe, owe_anew
from storage.schema import Moment
from storage.transaction import Found, Transaction

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


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows of one table whose time has come by a column of theirs: all of them, one alone, or only their numbers."""

    what: What
    all: Select[Any]
    one: Select[Any]
    names: Select[Any]


def _kind(what: What, of: Table, past: ColumnElement[bool], when: Column[Any]) -> _Kind:
    locked = select(of).where(past).order_by(when).with_for_update(key_share=True, skip_locked=True)
    return _Kind(
        what,
        locked.where(of.c.id.not_in(bindparam("besides", expanding=True))).limit(bindparam("most")),
        locked.where(of.c.id == bindparam("number")),
        select(of.c.id).where(past).order_by(when).limit(bindparam("most")),
    )


_COUPON = _kind("coupon", coupon, _COUPONS, coupon.c.until)
_PACKET = _kind("packet_end", packet, _PACKETS, packet.c.until)
_WORD = _kind("coupon_word", coupon, _WORDS, coupon.c.remind_at)
_END_COUPONS = (
    update(coupon)
    .where(coupon.c.id.in_(bindparam("ids", expanding=True)), _COUPONS)
    .values(state=CouponState.EXPIRED.value, ended_at=_AT, remind_at=None)
    .returning(coupon.c.fund_id, coupon.c.amount.label("worth"))
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
_TOLD = (
    update(coupon).where(coupon.c.id.in_(bindparam("ids", expanding=True))).values(remind_at=None)
)


def is_due(tx: Transaction) -> bool:
    """Whether there is a coupon or a packet whose time has come."""
    return bool(tx.value(_DUE, {"at": tx.now}))


def end_coupons(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> int:
    """End the coupons that ran out and that nothing holds, at most `limit`; what holds one decides about it later.

    What is named in `besides` is passed over, here and below; returns how many were looked at.
    """
    return _end_coupons(tx, _due(tx, _COUPON, limit, besides))


def end_coupon(tx: Transaction, due: Due) -> int:
    """The same for one coupon alone."""
    return _end_coupons(tx, _one(tx, _COUPON, due))


def coupons_to_end(tx: Transaction, limit: int) -> list[Due]:
    """These coupons by name, at most `limit`."""
    return _names(tx, _COUPON, limit)


def end_packets(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> int:
    """End the packets whose time is up: what nobody took can be given anew."""
    return _end_packets(tx, _due(tx, _PACKET, limit, besides))


def end_packet(tx: Transaction, due: Due) -> int:
    """The same for one packet alone."""
    return _end_packets(tx, _one(tx, _PACKET, due))


def packets_to_end(tx: Transaction, limit: int) -> list[Due]:
    """These packets by name, at most `limit`."""
    return _names(tx, _PACKET, limit)


def tell_due(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> int:
    """Tell the holders of coupons that are about to run out, once; of one that is in use nothing is said."""
    return _tell(tx, _due(tx, _WORD, limit, besides))


def tell_one(tx: Transaction, due: Due) -> int:
    """The same of one coupon alone."""
    return _tell(tx, _one(tx, _WORD, due))


def words_to_tell(tx: Transaction, limit: int) -> list[Due]:
    """These coupons by name, at most `limit`."""
    return _names(tx, _WORD, limit)


def _end_coupons(tx: Transaction, rows: Sequence[Found]) -> int:
    if rows:
        purse.free(tx, tx.returning(_END_COUPONS, {"ids": [row.id for row in rows], "at": tx.now}))
    return len(rows)


def _end_packets(tx: Transaction, rows: Sequence[Found]) -> int:
    if rows:
        ended = tx.returning(_END_PACKETS, {"ids": [row.id for row in rows], "at": tx.now})
        purse.free(tx, ended)
        owe_anew(tx, *(Notice(PACKET_CARDS, row.id) for row in ended))
    return len(rows)


def _tell(tx: Transaction, rows: Sequence[Found]) -> int:
    if rows:
        live = [row for row in rows if row.state == CouponState.LIVE.value]
        notices = (Notice("coupon_ends", row.id, row.person_id, stale_at=row.until) for row in live)
        owe(tx, *notices)
        tx.write(_TOLD, {"ids": [row.id for row in rows]})
    return len(rows)


def _due(tx: Transaction, kind: _Kind, limit: int, besides: Collection[Due]) -> Sequence[Found]:
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, kind.what)}
    return tx.all(kind.all, values)


def _one(tx: Transaction, kind: _Kind, due: Due) -> Sequence[Found]:
    return tx.all(kind.one, {"at": tx.now, "number": due.id})


def _names(tx: Transaction, kind: _Kind, limit: int) -> list[Due]:
    return [Due(kind.what, row.id) for row in tx.all(kind.names, {"at": tx.now, "most": limit})]
