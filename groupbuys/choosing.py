"""How a kept place is paid, where its shop takes money in several ways."""

from dataclasses import replace

from groupbuys import books, invoices, places
from groupbuys.coupons import using
from groupbuys.facts import group_of, lock_person
from groupbuys.fulfilment import orders
from groupbuys.model import Ordered, OrderState, Reason, Refused, Seated, ToPay
from groupbuys.seating import seat_paid
from payments import accounts
from payments.account import Account, Kind
from storage.outbox import PROMPTS, Notice, owe_anew
from storage.transaction import Transaction


def pay_by(
    tx: Transaction, person_id: int, what: str, subject_id: int, account_id: int
) -> ToPay | Seated | Ordered | Refused:
    """Pay for a held seat ("s") or solo purchase ("o") through this account of its shop.

    Gives its invoice, the same one each time; at pickup the place is somebody's at once. Its time goes on.
    """
    lock_person(tx, person_id)
    way = accounts.find(tx, account_id)
    if way is None or not way.is_open:
        return Refused(Reason.WAY_CLOSED)
    due = places.ask_again(tx, person_id, what, subject_id)
    if isinstance(due, Refused):
        return due
    if way not in due.ways:
        return Refused(Reason.WAY_CLOSED)
    if what == "o":
        return _order(tx, subject_id, way)
    return _seat(tx, subject_id, way)


def _seat(tx: Transaction, seat_id: int, way: Account) -> ToPay | Seated | Refused:
    group, seat = group_of(tx, seat_id), books.locked_seat(tx, seat_id)
    if group is None or seat is None:
        return Refused(Reason.GONE)
    if way.kind is Kind.PICKUP:
        return seat_paid(tx, group, seat, None)
    return invoices.ask_through(tx, seat, way.shop_id, way.provider)


def _order(tx: Transaction, order_id: int, way: Account) -> ToPay | Ordered | Refused:
    order = orders.locked(tx, order_id)
    if order is None:
        return Refused(Reason.GONE)
    if way.kind is Kind.PICKUP:
        placed = replace(order, state=OrderState.PLACED, held_until=None)
        orders.change(tx, order, placed)
        using.use(tx, placed)
        owe_anew(tx, Notice(PROMPTS, order.id))
        return Ordered(placed)
    return invoices.ask_through(tx, order, way.shop_id, way.provider)
