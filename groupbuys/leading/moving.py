"""Everybody and everything of one group buy goes on in another: seats, holds, invites, cards, and what is set aside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Executable, Table, bindparam, delete, insert, select, update

from catalog import stock
from groupbuys import books
from groupbuys.chats.hanging_tables import chat_entry, hanging
from groupbuys.coupons import using
from groupbuys.dropped.copy_tables import shared_card
from groupbuys.friends.payers import TWICE
from groupbuys.leading.lead_tables import extension
from groupbuys.leading.merge_tables import merger
from groupbuys.leading.nudge_tables import listener, nudge
from groupbuys.model import GroupBuy, GroupState, Reason, Seat, SeatState
from groupbuys.prompts import prompts
from groupbuys.reminders import renew_reminders
from groupbuys.tables import card, invitation, seat
from payments.owing import owe_refunds
from people.tables import mute
from storage.outbox import Notice, carry, owe
from storage.transaction import Transaction

_LIVE = [SeatState.HELD.value, SeatState.PAID.value]
_here, _there = seat.alias("here"), seat.alias("there")
_TWICE = (
    select(_here.c.id.label("here"), _here.c.state.label("is"), _there.c.id.label("there"))
    .join_from(_here, _there, _there.c.person_id == _here.c.person_id)
    .where(
        _here.c.group_buy_id == bindparam("here_id"),
        _there.c.group_buy_id == bindparam("there_id"),
        _here.c.state.in_(_LIVE),
        _there.c.state.in_(_LIVE),
    )
    .order_by(_here.c.id)
)
_MOVE_SEATS = (
    update(seat)
    .where(seat.c.group_buy_id == bindparam("from_id"))
    .values(group_buy_id=bindparam("to_id"))
)
_INSIDE = (
    select(seat.c.person_id)
    .where(seat.c.group_buy_id == bindparam("of_group"), seat.c.state.in_(_LIVE))
    .order_by(seat.c.person_id)
)
_led_here = invitation.alias("led_here")
_NOT_BY_THIS = delete(invitation).where(
    invitation.c.group_buy_id == bindparam("to_id"),
    invitation.c.person_id.in_(
        select(seat.c.person_id)
        .join(
            _led_here,
            (_led_here.c.person_id == seat.c.person_id)
            & (_led_here.c.group_buy_id == bindparam("from_id")),
        )
        .where(seat.c.group_buy_id == bindparam("from_id"), seat.c.state.in_(_LIVE))
    ),
)
"""Whoever has a place in the one that goes on came there by its invite, whatever else they have opened (promise 33)."""

_CARDS = (
    update(card)
    .where(card.c.group_buy_id == bindparam("from_id"))
    .values(group_buy_id=bindparam("to_id"), shown=0)
)
_COPIES = (
    update(shared_card)
    .where(shared_card.c.group_buy_id == bindparam("from_id"))
    .values(group_buy_id=bindparam("to_id"), shown=0)
)
_nudged, _told = nudge.alias("nudged"), listener.alias("told")
_TOLD = delete(listener).where(
    listener.c.group_buy_id.in_([bindparam("from_id"), bindparam("to_id")]),
    listener.c.person_id.in_(
        select(_told.c.person_id)
        .join(_nudged, _nudged.c.group_buy_id == _told.c.group_buy_id)
        .where(_told.c.group_buy_id == bindparam("from_id"))
    ),
)
"""Whoever was reminded by the leader of the one is not reminded again by that of the other: once is once."""

_MERGED = insert(merger)
_FOLLOW = (
    update(merger)
    .where(merger.c.into_id == bindparam("from_id"))
    .values(into_id=bindparam("to_id"))
)
_EXTENDED = select(extension).where(extension.c.group_buy_id == bindparam("of_group"))
_EXTEND = insert(extension)


def _move_rows(table: Table, *keys: str) -> Executable:
    """Rows about the one become rows about the other, unless it has such a row already."""
    same = table.alias("same")
    alike: list[ColumnElement[bool]] = [same.c[key] == table.c[key] for key in keys]
    has = select(same.c.group_buy_id).where(same.c.group_buy_id == bindparam("to_id"), *alike)
    return (
        update(table)
        .where(table.c.group_buy_id == bindparam("from_id"), ~has.correlate(table).exists())
        .values(group_buy_id=bindparam("to_id"))
    )


_ROWS = (
    _move_rows(invitation, "person_id"),
    _move_rows(mute, "person_id"),
    _move_rows(listener, "person_id"),
    _move_rows(chat_entry, "person_id"),
    _move_rows(hanging, "bot", "chat", "topic"),
)


_TURNS = ("place_kept", "place_yours", "place_gone")
"""News of places that people had waited for, each of one seat: they hear of them where those seats are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The `group` that both are now; `people` came along, `left` places were somebody's second."""

    group: GroupBuy
    people: int
    left: int


def twice(tx: Transaction, group: GroupBuy, other: GroupBuy) -> int:
    """How many people have a place in both."""
    return len(tx.all(_TWICE, {"here_id": group.id, "there_id": other.id}))


def inside(tx: Transaction, group: GroupBuy) -> list[int]:
    """Everybody with a place."""
    return [row.person_id for row in tx.all(_INSIDE, {"of_group": group.id})]


def move_all(tx: Transaction, group: GroupBuy, other: GroupBuy) -> Moved:
    """Let `other` go on in `group`; both are locked, open, of the same terms, and fit into one.

    Places keep their numbers, and with them their invoices, payments, coupons and destinations: what is paid late for
    one of them finds its way (promise 7). What was set aside for `other` as a whole is free again.
    """
    group, other, ended = _end_second_places(tx, group, other)
    ways = {"from_id": other.id, "to_id": group.id}
    people = other.taken
    tx.write(_NOT_BY_THIS, ways)
    tx.write(_MOVE_SEATS, ways)
    tx.write(_TOLD, ways)
    for rows in (*_ROWS, _CARDS, _COPIES, prompts.MOVE, _FOLLOW):
        tx.write(rows, ways)
    carry(tx, _TURNS, other.id, group.id)
    row = {"group_buy_id": other.id, "into_id": group.id, "people": people, "at": tx.now}
    tx.write(_MERGED, row)
    _keep_extension(tx, group, other)
    both = replace(
        group,
        taken=group.taken + other.taken,
        paid=group.paid + other.paid,
        closes_at=min(filter(None, (group.closes_at, other.closes_at)), default=None),
    )
    after = books.save(tx, both)
    gone = replace(other, state=GroupState.MERGED, closed_at=tx.now, taken=0, paid=0)
    books.save(tx, gone)
    renew_reminders(tx, group.id, later=False)
    _give_stock_back(tx, other, ended)
    return Moved(after, people, len(ended))


def _end_second_places(
    tx: Transaction, group: GroupBuy, other: GroupBuy
) -> tuple[GroupBuy, GroupBuy, list[Seat]]:
    """Who is in both keeps the place that is paid, or else the one in `group`; the other one ends, and is paid back."""
    ended: list[Seat] = []
    for row in tx.all(_TWICE, {"here_id": group.id, "there_id": other.id}):
        here, there = books.locked_seat(tx, row.here), books.locked_seat(tx, row.there)
        if here is None or there is None:
            raise LookupError(f"seats {row.here} and {row.there} were just read")
        if here.state is SeatState.HELD and there.state is SeatState.PAID:
            group = books.count(tx, group, taken=-1, paid=0)
            ended.append(_ended(tx, here))
        else:
            was_paid = there.state is SeatState.PAID
            other = books.count(tx, other, taken=-1, paid=-1 if was_paid else 0)
            ended.append(_ended(tx, there))
    return group, other, ended


def _ended(tx: Transaction, place: Seat) -> Seat:
    """Somebody's second place: what was paid for it goes back, and whoever paid it is told."""
    refunds = place.state is SeatState.PAID and place.payment_id is not None
    state = SeatState.REFUNDING if refunds else SeatState.RELEASED
    books.change_seat(tx, place, state, why=Reason.MERGED)
    using.give_back(tx, place, longer=True)
    if refunds:
        owe_refunds(tx, [place.payment_id or 0], TWICE)
        whose = place.payer_id or place.person_id
        owe(tx, Notice("refunding", place.payment_id or 0, whose, TWICE))
    return place


def _keep_extension(tx: Transaction, group: GroupBuy, other: GroupBuy) -> None:
    """Once is once: what was extended in either is not extended again."""
    before = tx.first(_EXTENDED, {"of_group": other.id})
    if before is not None and tx.first(_EXTENDED, {"of_group": group.id}) is None:
        row = {"person_id": before.person_id, "was": before.was, "at": before.at}
        tx.write(_EXTEND, {"group_buy_id": group.id, **row})


def _give_stock_back(tx: Transaction, other: GroupBuy, ended: Sequence[Seat]) -> None:
    """Its people sit in what the one that goes on has set aside; what second places took beyond it is free, too."""
    sole = stock.sole_variants(tx, [other.terms_id])
    variants: Counter[int] = Counter()
    if other.terms_id in sole:
        variants[sole[other.terms_id]] += other.capacity
    for place in ended:
        variants[place.variant_id] += place.quantity - (other.terms_id in sole)
    stock.give_variant(tx, variants)  # before their product, as everywhere
    stock.give(tx, {other.product_id: other.capacity + sum(one.quantity - 1 for one in ended)})
