"""Closing group buys, one or thousands at a time: seats, stock, orders, money and news, in a few statements."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, bindparam, case, null, select, update

from catalog import stock
from catalog.tables import ASKS_WHERE, shop
from groupbuys import books
from groupbuys.coupons import giving, using
from groupbuys.due import Due, passed_over
from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.friends import payers
from groupbuys.fulfilment import orders
from groupbuys.model import ONCE_MORE, GroupBuy, GroupState, SeatState
from groupbuys.rules import verdict
from groupbuys.tables import group_buy, seat
from groupbuys.waiting.ending import end_lines
from groupbuys.waiting.lapsing import lapsed
from payments.owing import owe_captures, owe_refunds
from storage.outbox import Notice, owe, owe_anew
from storage.schema import Moment
from storage.transaction import Found, Transaction

_PAST = (group_buy.c.state == GroupState.FORMING.value) & (group_buy.c.closes_at <= bindparam("at"))
_EARLIEST = (group_buy.c.closes_at, group_buy.c.id)
_DUE = (
    select(*GROUP_COLUMNS)
    .where(_PAST, group_buy.c.id.not_in(bindparam("besides", expanding=True)))
    .order_by(*_EARLIEST)
    .limit(bindparam("most"))
    .with_for_update(key_share=True, skip_locked=True)
)
_ONE = (
    select(*GROUP_COLUMNS)
    .where(_PAST, group_buy.c.id == bindparam("group_buy_id"))
    .with_for_update(key_share=True, skip_locked=True)
)
_NAMES = select(group_buy.c.id).where(_PAST).order_by(*_EARLIEST).limit(bindparam("most"))
_CLOSE = (
    update(group_buy)
    .where(group_buy.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=bindparam("to_state"),
        closed_at=bindparam("at"),
        taken=group_buy.c.paid,
        version=group_buy.c.version + 1,
    )
)
_AT_ONCE = 500
"""Group buys in one statement."""

_LIVE = seat.c.state.in_([SeatState.HELD.value, SeatState.PAID.value])
_OF_THESE = seat.c.group_buy_id.in_(bindparam("ids", expanding=True))
_IS_TO_SAY_WHERE = (seat.c.state == SeatState.PAID.value) & select(shop.c.id).where(
    shop.c.id == seat.c.shop_id, ASKS_WHERE
).exists()
"""Whose goods can go here or there is asked for it once more after a while (see groupbuys.fulfilment.nudging)."""


def _end_seats(paid: SeatState, *, money: bool) -> Executable:
    """End the live seats of some groups: held ones are released, paid ones become `paid` (without money: released)."""
    after = case((seat.c.state == SeatState.HELD.value, SeatState.RELEASED.value), else_=paid.value)
    remind_at: ColumnElement[Any] = case((_IS_TO_SAY_WHERE, bindparam("later", type_=Moment)))
    if money:
        remind_at = null()
        after = case(
            (
                (seat.c.state == SeatState.HELD.value) | seat.c.payment_id.is_(None),
                SeatState.RELEASED.value,
            ),
            else_=paid.value,
        )
    return (
        update(seat)
        .where(_OF_THESE, _LIVE)
        .values(
            state=after,
            held_until=None,
            remind_at=remind_at,
            ended_at=bindparam("at"),
        )
        .returning(
            seat.c.id,
            seat.c.group_buy_id,
            seat.c.shop_id,
            seat.c.deal_id,
            seat.c.person_id,
            seat.c.variant_id,
            seat.c.quantity,
            seat.c.price,
            seat.c.currency,
            seat.c.paid_at,
            seat.c.payment_id,
            seat.c.payer_id,
            seat.c.coupon_id,
            seat.c.off,
        )
    )


_CONFIRM = _end_seats(SeatState.CONFIRMED, money=False)
_REFUND = _end_seats(SeatState.REFUNDING, money=True)


@dataclass(frozen=True, slots=True)
class Closed:
    """A group buy that was closed at its deadline: what it came to, and how late that was."""

    group_buy_id: int
    state: GroupState
    late: timedelta


def close_due(
    tx: Transaction, limit: int = 500, besides: Collection[Due] = ()
) -> tuple[Closed, ...]:
    """Close the group buys whose deadline has passed, earliest first, at most `limit` of them (promises 3, 23).

    What another worker is closing just now is passed over, and so is what is named in `besides`. Nothing returned:
    nothing is due any more.
    """
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "close")}
    return _close_these(tx, [read_group(row) for row in tx.all(_DUE, values)])


def close_one(tx: Transaction, due: Due) -> tuple[Closed, ...]:
    """The same for one group buy alone; nothing where it is not due, or another worker has it."""
    values = {"at": tx.now, "group_buy_id": due.id}
    return _close_these(tx, [read_group(row) for row in tx.all(_ONE, values)])


def due_to_close(tx: Transaction, limit: int) -> list[Due]:
    """The group buys whose deadline has passed, by name, earliest first, at most `limit`."""
    return [Due("close", row.id) for row in tx.all(_NAMES, {"at": tx.now, "most": limit})]


def _close_these(tx: Transaction, due: Sequence[GroupBuy]) -> tuple[Closed, ...]:
    if not due:
        return ()
    tx.need_writing()
    by_verdict: dict[GroupState, list[GroupBuy]] = {}
    for group in due:
        by_verdict.setdefault(verdict(group), []).append(group)
    news = [notice for state, groups in by_verdict.items() for notice in _close(tx, groups, state)]
    place = {group.id: number for number, group in enumerate(due)}
    owe(tx, *sorted(news, key=lambda notice: place[notice.subject_id]))  # promise 24
    return tuple(
        Closed(group.id, verdict(group), tx.now - (group.closes_at or tx.now)) for group in due
    )


def succeed(tx: Transaction, group: GroupBuy) -> GroupBuy:
    """The last seat was paid: close a locked group buy as succeeded, at once."""
    return _close_one(tx, group, GroupState.SUCCEEDED)


def cancel(tx: Transaction, group: GroupBuy) -> GroupBuy:
    """Close a locked group buy as cancelled: nobody is left in it."""
    return _close_one(tx, group, GroupState.CANCELLED)


def cancel_all(tx: Transaction, groups: Sequence[GroupBuy]) -> None:
    """Close locked group buys as cancelled: their deal was called off."""
    for start in range(0, len(groups), _AT_ONCE):
        owe(tx, *_close(tx, groups[start : start + _AT_ONCE], GroupState.CANCELLED))


def _close(tx: Transaction, groups: Sequence[GroupBuy], state: GroupState) -> list[Notice]:
    ids = [group.id for group in groups]
    tx.write(_CLOSE, {"ids": ids, "to_state": state.value, "at": tx.now})
    return _settle(tx, groups, state)


def _close_one(tx: Transaction, group: GroupBuy, state: GroupState) -> GroupBuy:
    closed = books.save(tx, replace(group, state=state, closed_at=tx.now, taken=group.paid))
    owe(tx, *_settle(tx, [closed], state))
    return closed


def _settle(tx: Transaction, groups: Sequence[GroupBuy], state: GroupState) -> list[Notice]:
    """Do what closing these groups as `state` asks of seats, stock, orders, money and cards; the news to be owed.

    Who has not paid for a place was told until when to: only an end before that time is news to them.
    """
    succeeded = state is GroupState.SUCCEEDED
    values = {"ids": [group.id for group in groups], "at": tx.now}
    if succeeded:
        seats = tx.returning(_CONFIRM, {**values, "later": tx.now + ONCE_MORE})
    else:
        seats = tx.returning(_REFUND, values)
    paid = [row for row in seats if row.paid_at is not None]
    _give_stock_back(tx, groups, seats, keep=succeeded)
    payments = [row.payment_id for row in paid if row.payment_id is not None]
    if succeeded:
        orders.from_seats(tx, paid)
        using.use_all(tx, paid)
        using.give_back_all(tx, [row for row in seats if row.paid_at is None])
        giving.owe_packets(tx, [group.id for group in groups])
        owe_captures(tx, payments, state.value)
    else:
        using.give_back_all(tx, seats)
        owe_refunds(tx, payments, state.value)
        payers.tell(tx, paid)
    owe_anew(tx, *(Notice("cards", group.id) for group in groups))
    both = None if succeeded else tx.now + payers.TOGETHER
    ends = [
        Notice(
            state.value, row.group_buy_id, row.person_id, due_at=both if row.payment_id else None
        )
        for row in (seats if state is GroupState.CANCELLED else paid)
    ]
    unpaid = [] if state is GroupState.CANCELLED else [row for row in seats if row.paid_at is None]
    gone = lapsed(tx, [(row.group_buy_id, row.person_id, row.id) for row in unpaid])
    return [*ends, *gone, *end_lines(tx, groups)]


def _give_stock_back(
    tx: Transaction, groups: Sequence[GroupBuy], seats: Iterable[Found], *, keep: bool
) -> None:
    """Units that no paid seat keeps go back: the group's own set-aside, and what seats took beyond it."""
    unsold = {group.id: group.capacity - (group.paid if keep else 0) for group in groups}
    freed = [row for row in seats if not keep or row.paid_at is None]
    if not freed and not any(unsold.values()):
        return
    sole = stock.sole_variants(tx, [group.terms_id for group in groups])
    products: Counter[int] = Counter()
    variants: Counter[int] = Counter()
    for group in groups:
        products[group.product_id] += unsold[group.id]
        if group.terms_id in sole:
            variants[sole[group.terms_id]] += unsold[group.id]
    of = {group.id: group for group in groups}
    for row in freed:
        group = of[row.group_buy_id]
        products[group.product_id] += row.quantity - 1
        variants[row.variant_id] += row.quantity - (group.terms_id in sole)
    stock.give_variant(
        tx, variants
    )  # before their products, as everywhere: no turn waits in a circle
    stock.give(tx, products)
