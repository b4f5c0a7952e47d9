"""The writes to group buys and seats, each guarded by what was read."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from catalog.money import Money
from groupbuys import units
from groupbuys.costs import taken_off
from groupbuys.coupons import using
from groupbuys.facts import Offer
from groupbuys.model import HOLD, GroupBuy, Reason, Seat, SeatState
from groupbuys.rewards import spending
from groupbuys.tables import group_buy, seat
from storage.transaction import Conflict, Found, Transaction

SEAT_COLUMNS = (*seat.c[*Seat.__slots__], seat.c.currency)
_MUTABLE = ("leader_id", "state", "taken", "paid", "opened_at", "closes_at", "closed_at")
_OPEN = insert(group_buy)
_SAVE = (
    update(group_buy)
    .where(group_buy.c.id == bindparam("id_"), group_buy.c.version == bindparam("version_"))
    .values(
        version=group_buy.c.version + 1, **{name: bindparam(f"new_{name}") for name in _MUTABLE}
    )
)
_COUNT = (
    update(group_buy)
    .where(group_buy.c.id == bindparam("id_"), group_buy.c.version == bindparam("version_"))
    .values(
        taken=bindparam("new_taken"), paid=bindparam("new_paid"), version=group_buy.c.version + 1
    )
)
_ADD_SEAT = insert(seat)
_SEAT = select(*SEAT_COLUMNS).where(seat.c.id == bindparam("id_"))
_LOCKED_SEAT = _SEAT.with_for_update(key_share=True)
_CHANGE_SEAT = (
    update(seat)
    .where(seat.c.id == bindparam("id_"), seat.c.state == bindparam("from_state"))
    .values(
        state=bindparam("to_state"),
        held_until=bindparam("until"),
        ended_at=bindparam("ended"),
        ended_why=bindparam("why"),
        remind_at=None,
    )
)
_PAY_SEAT = (
    update(seat)
    .where(seat.c.id == bindparam("id_"), seat.c.state == bindparam("from_state"))
    .values(
        state=SeatState.PAID.value,
        held_until=None,
        ended_at=None,
        ended_why=None,
        paid_at=bindparam("paid"),
        payment_id=bindparam("payment"),
        invite_id=bindparam("invite"),
        remind_at=bindparam("remind"),
    )
)
_OWN_PAYMENT = (
    update(seat)
    .where(seat.c.id == bindparam("id_"))
    .values(payment_id=bindparam("payment"), paid_at=bindparam("paid"))
)


def open_group(tx: Transaction, group: GroupBuy) -> GroupBuy:
    """Write a new group buy down; its `id` is given here."""
    values = {name: getattr(group, name) for name in GroupBuy.__slots__ if name != "id"}
    values |= {"state": group.state.value, "newcomers": int(group.newcomers)}
    values["ladder"] = int(group.ladder)
    values["rewarded"] = int(group.rewarded)
    return replace(group, id=tx.add(_OPEN, {**values, "created_at": tx.now}))


def save(tx: Transaction, group: GroupBuy) -> GroupBuy:
    """Write a changed group buy, if it still is what was read (`version`); else the turn is run again (Conflict)."""
    values = {f"new_{name}": getattr(group, name) for name in _MUTABLE}
    values["new_state"] = group.state.value
    if tx.write(_SAVE, {"id_": group.id, "version_": group.version, **values}) != 1:
        raise Conflict
    return replace(group, version=group.version + 1)


def count(tx: Transaction, group: GroupBuy, taken: int, paid: int) -> GroupBuy:
    """Write so many more seats of an open group buy down as taken and paid, guarded like `save`.

    Nothing else may have changed: what joins a running group touches no column that an index is made of.
    """
    counted = replace(
        group, taken=group.taken + taken, paid=group.paid + paid, version=group.version + 1
    )
    values = {
        "id_": group.id,
        "version_": group.version,
        "new_taken": counted.taken,
        "new_paid": counted.paid,
    }
    if tx.write(_COUNT, values) != 1:
        raise Conflict
    return counted


def add_seat(
    tx: Transaction,
    group: GroupBuy,
    new: Seat,
    invite_id: int | None = None,
    remind_at: datetime | None = None,
) -> Seat:
    """Write a new seat down, a paid one with its invite and reminder; its `id` is given here, and its coupon bound."""
    values: dict[str, Any] = {
        "group_buy_id": group.id,
        "shop_id": group.shop_id,
        "deal_id": group.deal_id,
        "person_id": new.person_id,
        "variant_id": new.variant_id,
        "quantity": new.quantity,
        "price": new.price.minor,
        "currency": new.price.currency,
        "state": new.state.value,
        "held_until": new.held_until,
        "paid_at": new.paid_at,
        "payment_id": new.payment_id,
        "invite_id": invite_id,
        "remind_at": remind_at,
        "created_at": tx.now,
        "coupon_id": new.coupon_id,
        "off": None if new.off is None else new.off.minor,
        "credit": None if new.credit is None else new.credit.minor,
    }
    there = {name: value for name, value in values.items() if value is not None}
    added = replace(new, id=tx.add(_ADD_SEAT, there))
    using.bind(tx, added)
    return added


def locked_seat(tx: Transaction, seat_id: int) -> Seat | None:
    """The seat, its row locked until the turn ends. Lock its group buy first."""
    row = tx.first(_LOCKED_SEAT, {"id_": seat_id})
    return None if row is None else read_seat(row)


def seat_now(tx: Transaction, seat_id: int) -> Seat | None:
    """The seat as it stands, not locked: good for finding its group buy, not for deciding."""
    row = tx.first(_SEAT, {"id_": seat_id})
    return None if row is None else read_seat(row)


def change_seat(
    tx: Transaction,
    old: Seat,
    state: SeatState,
    until: datetime | None = None,
    why: Reason | None = None,
) -> Seat:
    """Move a seat to another state, once: if it is no longer what was read, the turn is run again (Conflict).

    `why`: why a hold ended before its time.
    """
    values = {
        "id_": old.id,
        "from_state": old.state.value,
        "to_state": state.value,
        "until": until,
        "ended": None if state is SeatState.HELD else tx.now,
        "why": None if why is None else why.value,
    }
    if tx.write(_CHANGE_SEAT, values) != 1:
        raise Conflict
    return replace(old, state=state, held_until=until, ended_why=why)


def pay_seat(
    tx: Transaction,
    old: Seat,
    payment_id: int | None,
    invite_id: int | None,
    remind_at: datetime | None,
) -> Seat:
    """Mark a held or released seat as paid by this payment (None: at pickup), credited to this invite."""
    values = {
        "id_": old.id,
        "from_state": old.state.value,
        "paid": tx.now,
        "payment": payment_id,
        "invite": invite_id,
        "remind": remind_at,
    }
    if tx.write(_PAY_SEAT, values) != 1:
        raise Conflict
    return replace(
        old, state=SeatState.PAID, held_until=None, paid_at=tx.now, payment_id=payment_id
    )


def own_payment(tx: Transaction, old: Seat, payment_id: int) -> Seat:
    """Write down which payment came for a seat that has no place any more."""
    tx.write(_OWN_PAYMENT, {"id_": old.id, "payment": payment_id, "paid": tx.now})
    return replace(old, payment_id=payment_id, paid_at=tx.now)


def release(
    tx: Transaction,
    group: GroupBuy,
    old: Seat,
    state: SeatState = SeatState.RELEASED,
    why: Reason | None = None,
) -> GroupBuy:
    """Let a held or paid seat of a locked group go: its own unit stays set aside for the group, the rest goes back."""
    was_paid = old.state is SeatState.PAID
    change_seat(tx, old, state, why=why)
    units.give_of_seat(tx, group, old)
    return count(tx, group, taken=-1, paid=-1 if was_paid else 0)


def new_seat(
    tx: Transaction, group: GroupBuy, person_id: int, variant_id: int, quantity: int, offer: Offer
) -> Seat:
    """A seat that is not written down yet, at the group's promised price: held, or (at pickup) as good as paid.

    The best coupon that its person has here lowers it, and what they have of credit.
    """
    held = bool(offer.provider)
    new = Seat(
        id=0,
        group_buy_id=group.id,
        deal_id=group.deal_id,
        person_id=person_id,
        variant_id=variant_id,
        quantity=quantity,
        price=offer.price,
        state=SeatState.HELD if held else SeatState.PAID,
        held_until=tx.now + HOLD if held else None,
        paid_at=None if held else tx.now,
        payment_id=None,
    )
    less = using.lowered(tx, group.shop_id, new) if offer.coupons else new
    return spending.lowered(less, offer.credit)


def read_seat(row: Found) -> Seat:
    """A row with SEAT_COLUMNS as the value that it stands for."""
    return Seat(
        id=row.id,
        group_buy_id=row.group_buy_id,
        deal_id=row.deal_id,
        person_id=row.person_id,
        variant_id=row.variant_id,
        quantity=row.quantity,
        price=Money(row.price, row.currency),
        state=SeatState(row.state),
        held_until=row.held_until,
        paid_at=row.paid_at,
        payment_id=row.payment_id,
        coupon_id=row.coupon_id,
        off=taken_off(row.off, row.currency),
        credit=taken_off(row.credit, row.currency),
        payer_id=row.payer_id,
        ended_why=None if row.ended_why is None else Reason(row.ended_why),
    )
