"""Closing group buys, one or thousands at a time: seats, stock, orders, money and news, in a few statements."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
from groupbuys.ladder import settling
from groupbuys.model import ONCE_MORE, GroupBuy, GroupState, SeatState
from groupbuys.rewards import promising
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
            seat.c.credit,
        )
    )


_VERDICTS = (GroupState.FAILED, GroupState.SUCCEEDED)
_IN_ORDER = (GroupState.FAILED, GroupState.CANCELLED, GroupState.SUCCEEDED)

_CONFIRM = _end_seats(SeatState.CONFIRMED, money=False)
_REFUND = _end_seats(SeatState.REFUNDING, money=True)


@dataclass(frozen=True, slots=True)
class Closed:
    """A group buy that was closed at its deadline: what it came to, and how late that was."""

    group_buy_id: int
    state: GroupState
    late: timedelta


@dataclass(frozen=True, slots=True)
class _Ended:
    """Group buys that came to the same, and their live seats, which have ended."""

    state: GroupState
    groups: Sequence[GroupBuy]
    seats: Sequence[Found]

    @property
    def succeeded(self) -> bool:
        return self.state is GroupState.SUCCEEDED


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
    by_verdict = {state: [one for one in due if verdict(one) is state] for state in _VERDICTS}
    news = _close(tx, {state: groups for state, groups in by_verdict.items() if groups})
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
        owe(tx, *_close(tx, {GroupState.CANCELLED: groups[start : start + _AT_ONCE]}))


def _close(tx: Transaction, groups: Mapping[GroupState, Sequence[GroupBuy]]) -> list[Notice]:
    for state, ended in groups.items():
        ids = [group.id for group in ended]
        tx.write(_CLOSE, {"ids": ids, "to_state": state.value, "at": tx.now})
    return _settle(tx, groups)


def _close_one(tx: Transaction, group: GroupBuy, state: GroupState) -> GroupBuy:
    closed = books.save(tx, replace(group, state=state, closed_at=tx.now, taken=group.paid))
    owe(tx, *_settle(tx, {state: [closed]}))
    return closed


def _settle(tx: Transaction, groups: Mapping[GroupState, Sequence[GroupBuy]]) -> list[Notice]:
    """Do what closing these groups, each as its state, asks of seats, stock, orders, money and cards; the news to owe.

    All seats first, then the stock of all, then what is left of those that came to nothing; funds of coupons, which
    only a success moves, are last: in the order of docs/decisions/0035.
    """
    ends = [_end_live(tx, state, groups[state]) for state in _IN_ORDER if state in groups]
    _give_stock_back(tx, ends)
    return [notice for one in ends for notice in _settle_one(tx, one)]


def _end_live(tx: Transaction, state: GroupState, groups: Sequence[GroupBuy]) -> _Ended:
    values = {"ids": [group.id for group in groups], "at": tx.now}
    if state is GroupState.SUCCEEDED:
        return _Ended(
            state, groups, tx.returning(_CONFIRM, {**values, "later": tx.now + ONCE_MORE})
        )
    return _Ended(state, groups, tx.returning(_REFUND, values))


def _settle_one(tx: Transaction, ended: _Ended) -> list[Notice]:
    """Who has not paid for a place was told until when to: only an end before that time is news to them."""
    state, groups, seats = ended.state, ended.groups, ended.seats
    paid = [row for row in seats if row.paid_at is not None]
    payments = [row.payment_id for row in paid if row.payment_id is not None]
    if ended.succeeded:
        settled = settling.settle(tx, groups, paid)
        orders.from_seats(tx, paid, settled)
        using.give_back_all(tx, [row for row in seats if row.paid_at is None])
        settling.give_spare(tx, settled)
        promising.promise(tx, groups)
        giving.owe_packets(tx, [group.id for group in groups])
        settling.capture(tx, paid, settled, state.value)
        using.use_all(tx, paid)
        owe_captures(tx, payments, state.value)
    else:
        using.give_back_all(tx, seats)
        owe_refunds(tx, payments, state.value)
        payers.tell(tx, paid)
    owe_anew(tx, *(Notice("cards", group.id) for group in groups))
    both = None if ended.succeeded else tx.now + payers.TOGETHER
    ends = [
        Notice(
            state.value, row.group_buy_id, row.person_id, due_at=both if row.payment_id else None
        )
        for row in (seats if state is GroupState.CANCELLED else paid)
    ]
    unpaid = [] if state is GroupState.CANCELLED else [row for row in seats if row.paid_at is None]
    gone = lapsed(tx, [(row.group_buy_id, row.person_id, row.id) for row in unpaid])
    return [*ends, *gone, *end_lines(tx, groups)]


def _give_stock_back(tx: Transaction, ends: Sequence[_Ended]) -> None:
    """Units that no paid seat keeps go back: a group's own set-aside, and what seats took beyond it."""
    kept = {group.id: group.paid * one.succeeded for one in ends for group in one.groups}
    groups = [group for one in ends for group in one.groups]
    freed = [row for one in ends for row in one.seats if not one.succeeded or row.paid_at is None]
    unsold = {group.id: group.capacity - kept[group.id] for group in groups}
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
