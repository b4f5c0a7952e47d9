"""Orders: what a merchant must deliver, written when a group succeeded or somebody bought alone."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    bindparam,
    cast,
    func,
    insert,
    select,
    update,
)

from catalog.money import Money
from catalog.tables import ASKS_WHERE, shop
from groupbuys.costs import taken_off
from groupbuys.coupons import using
from groupbuys.ladder.rules import Settled
from groupbuys.model import ONCE_MORE, Order, OrderState
from groupbuys.tables import purchase
from storage.schema import Moment
from storage.transaction import Conflict, Found, Transaction

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which are easily mistaken when read aloud."""

ORDER_COLUMNS = (
    purchase.c.id,
    purchase.c.number,
    purchase.c.deal_id,
    purchase.c.person_id,
    purchase.c.seat_id,
    purchase.c.variant_id,
    purchase.c.quantity,
    purchase.c.price,
    purchase.c.currency,
    purchase.c.state,
    purchase.c.held_until,
    purchase.c.payment_id,
    purchase.c.created_at,
    purchase.c.coupon_id,
    purchase.c.off,
    purchase.c.credit,
)
_LATER = cast(bindparam("later", type_=Moment), Moment)


def _asked_later(shop_id: ColumnElement[int]) -> ScalarSelect[Any]:
    """When to ask once more where it goes; nothing where its shop leaves no choice. It is part of the same write."""
    asks = select(_LATER).select_from(shop).where(shop.c.id == shop_id, ASKS_WHERE)
    return asks.correlate(purchase).scalar_subquery()


_ADDED = (
    *("number", "shop_id", "deal_id", "person_id", "seat_id", "variant_id", "quantity", "price"),
    *(
        "currency",
        "state",
        "held_until",
        "payment_id",
        "created_at",
        "placed_at",
        "coupon_id",
        "off",
        "credit",
    ),
)
_ADD = insert(purchase).values(
    **{name: bindparam(name, type_=purchase.c[name].type) for name in _ADDED},
    remind_at=_asked_later(bindparam("shop_id", type_=purchase.c.shop_id.type)),
)
_FROM_SEATS = insert(purchase).inline()
_AS_PROMISED: Mapping[int, Settled] = MappingProxyType({})
_BY_ID = select(*ORDER_COLUMNS, purchase.c.shop_id).where(purchase.c.id == bindparam("id_"))
_LOCKED = _BY_ID.with_for_update(key_share=True)
_OF_SEAT = select(*ORDER_COLUMNS).where(purchase.c.seat_id == bindparam("seat_id"))
_BY_NUMBER = select(*ORDER_COLUMNS).where(purchase.c.number == bindparam("number_"))
_CHANGE = (
    update(purchase)
    .where(purchase.c.id == bindparam("id_"), purchase.c.state == bindparam("from_state"))
    .values(
        state=bindparam("to_state"),
        held_until=bindparam("until"),
        payment_id=bindparam("payment"),
        placed_at=func.coalesce(purchase.c.placed_at, bindparam("placed", type_=Moment)),
        remind_at=_asked_later(purchase.c.shop_id),
    )
)


def new_number() -> str:
    """An order's number: eight letters that can be read aloud, of 40 random bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def from_seats(
    tx: Transaction, seats: Sequence[Found], settled: Mapping[int, Settled] = _AS_PROMISED
) -> None:
    """Write an order for each paid seat of groups that succeeded, at what was `settled` for it, if anything was."""
    if seats:
        tx.write(_FROM_SEATS, [_order_of(tx, row, settled.get(row.id)) for row in seats])


def _order_of(tx: Transaction, row: Found, settled: Settled | None) -> dict[str, Any]:
    return {
        "number": new_number(),
        "shop_id": row.shop_id,
        "deal_id": row.deal_id,
        "person_id": row.person_id,
        "seat_id": row.id,
        "variant_id": row.variant_id,
        "quantity": row.quantity,
        "price": row.price if settled is None else settled.price,
        "currency": row.currency,
        "state": OrderState.PLACED.value,
        "payment_id": row.payment_id,
        "created_at": tx.now,
        "placed_at": tx.now,
        "coupon_id": row.coupon_id,
        "off": row.off if settled is None else settled.off,
        "credit": row.credit if settled is None else settled.credit,
    }


def add(tx: Transaction, new: Order, shop_id: int) -> Order:
    """Write a solo purchase down; its `id` is given here, and its coupon bound."""
    values = {
        "number": new.number,
        "shop_id": shop_id,
        "deal_id": new.deal_id,
        "person_id": new.person_id,
        "seat_id": new.seat_id,
        "variant_id": new.variant_id,
        "quantity": new.quantity,
        "price": new.price.minor,
        "currency": new.price.currency,
        "state": new.state.value,
        "held_until": new.held_until,
        "payment_id": new.payment_id,
        "created_at": new.created_at,
        "placed_at": tx.now if new.state is OrderState.PLACED else None,
        "later": _later(tx, new),
        "coupon_id": new.coupon_id,
        "off": 0 if new.off is None else new.off.minor,
        "credit": 0 if new.credit is None else new.credit.minor,
    }
    added = replace(new, id=tx.add(_ADD, values))
    using.bind(tx, added)
    return added


def locked(tx: Transaction, order_id: int) -> Order | None:
    """The order, its row locked until the turn ends."""
    row = tx.first(_LOCKED, {"id_": order_id})
    return None if row is None else read_order(row)


def by_id(tx: Transaction, order_id: int) -> Order | None:
    """The order of that number."""
    row = tx.first(_BY_ID, {"id_": order_id})
    return None if row is None else read_order(row)


def by_number(tx: Transaction, number: str) -> Order | None:
    """The order with this number, as people read it."""
    row = tx.first(_BY_NUMBER, {"number_": number})
    return None if row is None else read_order(row)


def of_seat(tx: Transaction, seat_id: int) -> Order | None:
    """The order that a seat became when its group succeeded."""
    row = tx.first(_OF_SEAT, {"seat_id": seat_id})
    return None if row is None else read_order(row)


def change(tx: Transaction, old: Order, new: Order) -> Order:
    """Move an order to another state, once: if it is no longer what was read, the turn is run again (Conflict).

    When it was placed stays what it was, whatever becomes of it later.
    """
    values = {
        "id_": old.id,
        "from_state": old.state.value,
        "to_state": new.state.value,
        "until": new.held_until,
        "payment": new.payment_id,
        "placed": tx.now if new.state is OrderState.PLACED else None,
        "later": _later(tx, new),
    }
    if tx.write(_CHANGE, values) != 1:
        raise Conflict
    return new


def _later(tx: Transaction, new: Order) -> datetime | None:
    return tx.now + ONCE_MORE if new.state is OrderState.PLACED else None


def hold_until(tx: Transaction, held: Order, until: datetime) -> Order:
    """Keep an unpaid purchase longer."""
    return change(tx, held, replace(held, held_until=until))


def read_order(row: Found) -> Order:
    """A row with ORDER_COLUMNS as the value that it stands for."""
    return Order(
        id=row.id,
        number=row.number,
        deal_id=row.deal_id,
        person_id=row.person_id,
        seat_id=row.seat_id,
        variant_id=row.variant_id,
        quantity=row.quantity,
        price=Money(row.price, row.currency),
        state=OrderState(row.state),
        held_until=row.held_until,
        payment_id=row.payment_id,
        created_at=row.created_at,
        coupon_id=row.coupon_id,
        off=taken_off(row.off, row.currency),
        credit=taken_off(row.credit, row.currency),
    )
