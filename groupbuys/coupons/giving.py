"""Giving: a group buy that succeeded brings its leader a packet of coupons, and it goes back with their purchase."""

import secrets
from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, func, insert, literal, null, select, update

from catalog.keeping import staff
from catalog.keeping.roles import Action, may
from catalog.money import Money
from groupbuys.coupons import purse
from groupbuys.coupons.limits import DAY, OPEN, PACKETS_A_DAY, to_give
from groupbuys.coupons.model import PacketState
from groupbuys.coupons.packets import TOKEN, offered
from groupbuys.coupons.purse import Moves
from groupbuys.coupons.tables import coupon_fund, coupon_mark, packet
from groupbuys.due import Due, passed_over
from groupbuys.model import Order, SeatState
from groupbuys.tables import group_buy, seat
from people.guests import is_guest
from storage.outbox import PACKET_CARDS, Notice, owe, owe_anew
from storage.schema import Moment
from storage.transaction import Found, Transaction

_OF_FUND = ("size", "amount", "least", "currency", "days")
_NEAREST = (
    select(func.max(coupon_fund.c.deal_id))
    .where(
        coupon_fund.c.shop_id == group_buy.c.shop_id,
        coupon_fund.c.deal_id.in_([0, group_buy.c.deal_id]),
        coupon_fund.c.is_on == 1,
    )
    .correlate(group_buy)
    .scalar_subquery()
)
"""A deal's own fund comes before that of its whole shop."""

_FRESH = {
    "group_buy_id": group_buy.c.id,
    "giver_id": group_buy.c.leader_id,
    "fund_id": coupon_fund.c.id,
    "shop_id": coupon_fund.c.shop_id,
    **{name: coupon_fund.c[name] for name in _OF_FUND},
    "state": literal(PacketState.OWED.value),
    "left": literal(0),
    "unused": literal(0),
    "version": literal(1),
    "until": null(),
    "created_at": bindparam("at", type_=Moment),
}
_OWE = insert(packet).from_select(
    list(_FRESH),
    select(*_FRESH.values())
    .join_from(group_buy, coupon_fund, coupon_fund.c.shop_id == group_buy.c.shop_id)
    .where(
        group_buy.c.id.in_(bindparam("ids", expanding=True)),
        coupon_fund.c.deal_id == _NEAREST,
        coupon_fund.c.is_on == 1,
        ~is_guest(group_buy.c.leader_id),
    ),
    include_defaults=False,
)
_IS_OWED = packet.c.state == PacketState.OWED.value
_LOCKED_OWED = (
    select(packet)
    .where(_IS_OWED)
    .order_by(packet.c.id)
    .with_for_update(key_share=True, skip_locked=True)
)
_OWED = _LOCKED_OWED.where(packet.c.id.not_in(bindparam("besides", expanding=True))).limit(
    bindparam("most")
)
_THIS_OWED = _LOCKED_OWED.where(packet.c.id == bindparam("number"))
_NAMES = select(packet.c.id).where(_IS_OWED).order_by(packet.c.id).limit(bindparam("most"))
_FUND = select(coupon_fund).where(coupon_fund.c.id == bindparam("id_"))
_LOCK_FUND = _FUND.with_for_update(key_share=True)
_BOUGHT = select(seat.c.id).where(
    seat.c.group_buy_id == bindparam("group_buy_id"),
    seat.c.person_id == bindparam("giver"),
    seat.c.state.in_(
        [SeatState.CONFIRMED.value, SeatState.SHIPPED.value, SeatState.RECEIVED.value]
    ),
)
_LATELY = select(func.count()).where(
    packet.c.giver_id == bindparam("giver"),
    packet.c.shop_id == bindparam("shop_id"),
    packet.c.created_at > bindparam("since", type_=Moment),
    packet.c.state.not_in([PacketState.OWED.value, PacketState.VOID.value]),
)
_STOPPED = select(coupon_mark.c.person_id).where(
    coupon_mark.c.shop_id == bindparam("shop_id"),
    coupon_mark.c.person_id == bindparam("person"),
    coupon_mark.c.stopped_at.is_not(None),
)
_OPEN = (
    update(packet)
    .where(packet.c.id == bindparam("id_"), packet.c.state == PacketState.OWED.value)
    .values(
        state=PacketState.OPEN.value,
        token=bindparam("token_"),
        size=bindparam("coupons"),
        left=bindparam("coupons"),
        until=bindparam("until_"),
    )
)
_VOID = update(packet).where(packet.c.id == bindparam("id_")).values(state=PacketState.VOID.value)
_LOCK = (
    select(packet.c.id, packet.c.state)
    .where(
        packet.c.group_buy_id
        == select(seat.c.group_buy_id).where(seat.c.id == bindparam("seat_id")).scalar_subquery(),
        packet.c.giver_id == bindparam("giver"),
    )
    .with_for_update(key_share=True)
)
"""Whatever its state: one that is being given right now is open, or void, only when its giver is done."""

_TAKE_BACK = (
    update(packet)
    .where(packet.c.id == bindparam("id_"), packet.c.state == PacketState.OPEN.value)
    .values(
        state=PacketState.BACK.value,
        unused=packet.c.left,
        left=0,
        version=packet.c.version + 1,
    )
    .returning(packet.c.id, packet.c.fund_id, (packet.c.unused * packet.c.amount).label("worth"))
)


def owe_packets(tx: Transaction, group_buy_ids: Sequence[int]) -> None:
    """Owe the leaders of these groups, which succeeded just now, a packet each where their shop gives any.

    One statement of the close, whatever comes of it: funds and limits are looked at when it is given.
    """
    tx.write(_OWE, {"ids": group_buy_ids, "at": tx.now})


def is_due(tx: Transaction) -> bool:
    """Whether a packet is owed to anybody."""
    return tx.first(_NAMES, {"most": 1}) is not None


def give_due(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> int:
    """Give the packets that are owed, at most `limit`: funds are set aside, and the leaders told.

    What is named in `besides` is passed over; returns how many packets were looked at.
    """
    return _give_all(tx, tx.all(_OWED, {"most": limit, "besides": passed_over(besides, "packet")}))


def give_one(tx: Transaction, due: Due) -> int:
    """The same for one packet alone."""
    return _give_all(tx, tx.all(_THIS_OWED, {"number": due.id}))


def due_to_give(tx: Transaction, limit: int) -> list[Due]:
    """The packets that are owed, by name, those first that were owed first, at most `limit`."""
    return [Due("packet", row.id) for row in tx.all(_NAMES, {"most": limit})]


def is_stopped(tx: Transaction, shop_id: int, person_id: int) -> bool:
    """Whether that shop gives this account no coupons any more."""
    return tx.first(_STOPPED, {"shop_id": shop_id, "person": person_id}) is not None


def take_packet_back(tx: Transaction, order: Order) -> Moves:
    """The leader's purchase is taken back: what of its packet nobody has taken yet goes back to the fund.

    One that is owed and not given yet is not given any more. How the fund moves by it is left to the caller: a turn
    locks funds last.
    """
    if order.seat_id is None:
        return {}
    found = tx.first(_LOCK, {"seat_id": order.seat_id, "giver": order.person_id})
    if found is None:
        return {}
    if found.state == PacketState.OWED.value:
        tx.write(_VOID, {"id_": found.id})
        return {}
    rows = tx.returning(_TAKE_BACK, {"id_": found.id})
    owe_anew(tx, *(Notice(PACKET_CARDS, row.id) for row in rows))
    return purse.freed(rows)


def _give_all(tx: Transaction, rows: Sequence[Found]) -> int:
    for row in sorted(rows, key=lambda row: (row.fund_id, row.id)):  # funds in order, as everywhere
        _give(tx, row)
    return len(rows)


def _give(tx: Transaction, row: Found) -> None:
    fund = tx.first(_LOCK_FUND, {"id_": row.fund_id})
    free = 0 if fund is None else fund.budget - fund.aside - fund.spent
    terms = offered(row)
    coupons = to_give(terms, Money(free, row.currency)) if _may_have(tx, row) else None
    if not coupons or not purse.set_aside(tx, row.fund_id, coupons * row.amount):
        tx.write(_VOID, {"id_": row.id})
        if coupons == 0:
            _tell_empty(tx, row, fund.budget if fund else 0)
        return
    opened = {"id_": row.id, "token_": secrets.token_urlsafe(TOKEN * 3 // 4)}
    tx.write(_OPEN, {**opened, "coupons": coupons, "until_": tx.now + OPEN})
    owe(tx, Notice("packet", row.id, row.giver_id, stale_at=tx.now + OPEN))


def _may_have(tx: Transaction, row: Found) -> bool:
    """Whether the leader still has what they bought, and has not had enough of it today."""
    whose = {"giver": row.giver_id}
    if tx.first(_BOUGHT, {**whose, "group_buy_id": row.group_buy_id}) is None:
        return False
    lately = tx.value(_LATELY, {**whose, "shop_id": row.shop_id, "since": tx.now - DAY})
    return int(lately) < PACKETS_A_DAY and not is_stopped(tx, row.shop_id, row.giver_id)


def _tell_empty(tx: Transaction, row: Found, budget: int) -> None:
    """The keepers hear that a fund is used up, once for each budget that it had."""
    told = [one for one in staff.colleagues(tx, row.shop_id) if may(one.role, Action.DEALS)]
    owe(tx, *(Notice("fund_empty", row.fund_id, one.person_id, str(budget)) for one in told))
