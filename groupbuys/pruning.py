"""What was only of use while a group buy, a deal or a packet lived is swept out a good while after its end."""

from datetime import timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Delete,
    ScalarSelect,
    Table,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    tuple_,
)

from catalog.tables import deal
from groupbuys.chats.hanging_tables import chat_entry, hanging
from groupbuys.coupons.model import PacketState
from groupbuys.coupons.tables import packet, packet_card
from groupbuys.dropped.copy_tables import shared_card
from groupbuys.dropped.deal_copy_tables import deal_news, shared_deal
from groupbuys.friends.gift_tables import seat_gift
from groupbuys.leading.lead_tables import lead_offer
from groupbuys.leading.merge_tables import merge_offer
from groupbuys.leading.nudge_tables import listener
from groupbuys.tables import group_buy, seat
from groupbuys.waiting.waiting_tables import waiting
from storage.schema import Moment
from storage.transaction import Transaction

AFTER = timedelta(days=60)
"""How long such rows outlive what they are about: as long as it is known which notices were said."""

_BEFORE = bindparam("before", type_=Moment)
_LONG_OVER = group_buy.c.closed_at < _BEFORE
_LATELY = (
    select(group_buy.c.id)
    .where(
        group_buy.c.deal_id == deal.c.id,
        or_(group_buy.c.closed_at.is_(None), group_buy.c.closed_at >= _BEFORE),
    )
    .exists()
)
_DEAL_OVER = deal.c.state.in_(["ended", "cancelled"]) & (deal.c.ended_at < _BEFORE) & ~_LATELY
"""Nor does any group buy of it run on, or have run on lately, after its end."""


def _closed(group_buy_id: ColumnElement[int]) -> ColumnElement[bool]:
    return select(group_buy.c.id).where(group_buy.c.id == group_buy_id, _LONG_OVER).exists()


def _newest(of: Table) -> ScalarSelect[int]:
    return select(func.max(of.alias("newest").c.id)).scalar_subquery()


def _sweeping(of: Table, since: Column[object], over: ColumnElement[bool]) -> Delete:
    """Its oldest rows, found by the index on their age; none that is young can be of something long over.

    The newest of what is numbered stays: SQLite counts on from it, and old buttons carry the numbers of what is gone.
    """
    key = tuple(of.primary_key)
    if "id" in of.c:
        over &= of.c.id < _newest(of)
    old = select(*key).where(since < _BEFORE, over).order_by(since).limit(bindparam("most"))
    return delete(of).where(tuple_(*key).in_(old) if len(key) > 1 else key[0].in_(old))


def _of_group(of: Table, since: str) -> Delete:
    return _sweeping(of, of.c[since], _closed(of.c.group_buy_id))


_SEAT_OVER = (
    select(seat.c.id)
    .join(group_buy, group_buy.c.id == seat.c.group_buy_id)
    .where(seat.c.id == seat_gift.c.seat_id, _LONG_OVER)
    .exists()
)
_IS_SHOWN = (
    select(group_buy.c.id)
    .where(
        group_buy.c.id == shared_card.c.group_buy_id,
        _LONG_OVER,
        shared_card.c.shown >= group_buy.c.version,
    )
    .exists()
)
_DEAL_SHOWN = (
    select(deal.c.id)
    .join(deal_news, deal_news.c.deal_id == deal.c.id)
    .where(
        deal.c.id == shared_deal.c.deal_id,
        _DEAL_OVER,
        shared_deal.c.shown >= deal_news.c.version,
    )
    .exists()
)
_PACKET_OVER = (
    select(packet.c.id)
    .where(
        packet.c.id == packet_card.c.packet_id,
        packet.c.state.in_([PacketState.OVER.value, PacketState.BACK.value]),
        packet.c.until < _BEFORE,
        packet_card.c.shown >= packet.c.version,
    )
    .exists()
)
_IS_NOWHERE = (
    ~select(shared_deal.c.deal_id).where(shared_deal.c.deal_id == deal_news.c.deal_id).exists()
)
_UNSEEN = (
    select(deal_news.c.deal_id)
    .join(deal, deal.c.id == deal_news.c.deal_id)
    .where(_DEAL_OVER, _IS_NOWHERE)
    .limit(bindparam("most"))
    .with_for_update(of=deal_news, skip_locked=True)
)
_DROP_NEWS = delete(deal_news).where(
    deal_news.c.deal_id.in_(bindparam("ids", expanding=True)), _IS_NOWHERE
)
_SWEEPS = (
    _of_group(waiting, "since"),
    _of_group(lead_offer, "at"),
    _sweeping(
        merge_offer,
        merge_offer.c.at,
        and_(_closed(merge_offer.c.group_buy_id), _closed(merge_offer.c.other_id)),
    ),
    _of_group(listener, "at"),
    _of_group(chat_entry, "at"),
    _of_group(hanging, "hung_at"),
    _sweeping(seat_gift, seat_gift.c.made_at, _SEAT_OVER),
    _sweeping(shared_card, shared_card.c.made_at, _IS_SHOWN),
    _sweeping(packet_card, packet_card.c.made_at, _PACKET_OVER),
    _sweeping(shared_deal, shared_deal.c.made_at, _DEAL_SHOWN),
)
"""Never what money hangs on: seats, orders, payments, packets, coupons, rewards, and who was invited by whom."""


def sweep(tx: Transaction, limit: int = 200) -> int:
    """Drop at most `limit` rows of each kind; returns how many. What is alive stays, however old it is.

    A card in a chat that does not show yet how it ended stays until it does, or is found to be gone.
    """
    values = {"before": tx.now - AFTER, "most": limit}
    return sum(tx.write(one, values) for one in _SWEEPS) + _sweep_news(tx, values)


def _sweep_news(tx: Transaction, values: dict[str, object]) -> int:
    """Drop what is watched of deals that stand nowhere any more.

    They are locked first, passing over one that somebody drops just now, and looked at again: who dropped one until
    that moment is seen by the second statement, and who comes later waits and watches it anew.
    """
    ids = [row.deal_id for row in tx.all(_UNSEEN, values)]
    return tx.write(_DROP_NEWS, {"ids": ids}) if ids else 0
