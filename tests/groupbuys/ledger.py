"""What must hold at any moment, whatever has happened: seats, stock and money are each counted anew from the rows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from catalog import stock
from catalog.tables import deal, product, shop, variant
from groupbuys.tables import group_buy, purchase, seat
from groupbuys.waiting.waiting_tables import waiting
from payments.account import CHOICE
from payments.tables import money_step, payment
from storage.transaction import Transaction
from tests.groupbuys.coupon_books import complaints
from tests.stories import Town

IN = {"held", "paid"}
"""States of a seat in a group that is not closed."""

DONE = {"confirmed", "shipped", "received"}
SOLD = {"placed", "shipped", "received"}
OURS = {"held", "captured"}
"""States of a payment whose money is ours, so that somebody must have something for it."""


@dataclass
class Ledger:
    """Every row of the heart, read at one moment."""

    groups: dict[int, Any]
    seats: list[Any]
    orders: list[Any]
    payments: dict[int, Any]
    steps: list[Any]
    free: dict[int, int | None]
    free_of_variant: dict[int, int | None]
    product_of: dict[int, int]
    sole: dict[int, int]
    """Terms that offer one variant alone, and which."""
    lines: list[Any]
    """Everybody who waits for a place in a full group buy."""
    choosing: frozenset[int]
    """Deals of shops that take money in several ways: nothing is asked there before a way was chosen."""

    def complaints(self) -> list[str]:
        """Everything that is wrong, in words."""
        return [
            *self._counts(),
            *self._leaders(),
            *self._holds(),
            *self._places_of_money(),
            *self._invoices(),
            *self._refunds(),
            *self._orders(),
            *self._lines(),
        ]

    def whole_stock(self) -> dict[int, int]:
        """Per product, all the units there are: free, set aside by open groups, in seats and in orders."""
        units: Counter[int] = Counter({key: free or 0 for key, free in self.free.items()})
        for group in self.groups.values():
            if group.state in {"opening", "forming"}:
                units[group.product_id] += group.capacity
        for one in self.seats:
            if one.state in IN:
                units[self.product_of[one.variant_id]] += one.quantity - 1
        for order in self.orders:
            if order.state in SOLD | {"held"}:
                units[self.product_of[order.variant_id]] += order.quantity
        return dict(units)

    def whole_variants(self) -> dict[int, int]:
        """The same per variant: free, in groups that offer nothing else, in seats and in orders."""
        units: Counter[int] = Counter(
            {key: free or 0 for key, free in self.free_of_variant.items()}
        )
        for group in self.groups.values():
            if group.state in {"opening", "forming"} and group.terms_id in self.sole:
                units[self.sole[group.terms_id]] += group.capacity
        for one in self.seats:
            if one.state in IN:
                sole = self.groups[one.group_buy_id].terms_id in self.sole
                units[one.variant_id] += one.quantity - sole
        for order in self.orders:
            if order.state in SOLD | {"held"}:
                units[order.variant_id] += order.quantity
        return dict(units)

    def sold(self, variant_id: int) -> int:
        """Units of a variant in orders that were placed."""
        return sum(
            order.quantity
            for order in self.orders
            if order.variant_id == variant_id and order.state in SOLD
        )

    def money(self) -> Counter[str]:
        """Minor units per state of payment, of those that were paid."""
        sums: Counter[str] = Counter()
        for one in self.payments.values():
            if one.state != "asked":
                sums[one.state] += one.amount
        return sums

    def _in(self, group_id: int, states: set[str]) -> list[Any]:
        return [one for one in self.seats if one.group_buy_id == group_id and one.state in states]

    def _counts(self) -> Iterator[str]:
        for group in self.groups.values():
            taken, paid = len(self._in(group.id, IN)), len(self._in(group.id, {"paid"}))
            if group.state in {"opening", "forming"}:
                if (group.taken, group.paid) != (taken, paid):
                    yield f"group {group.id} says {group.taken}/{group.paid}, has {taken}/{paid}"
            elif taken:
                yield f"group {group.id} is {group.state} with {taken} seats still in it"
            if not 0 <= group.paid <= group.taken <= group.capacity:
                yield f"group {group.id} is over its capacity"
            if group.state == "succeeded" and group.paid < group.minimum:
                yield f"group {group.id} succeeded with too few"
        live = Counter(
            (one.group_buy_id, one.person_id) for one in self.seats if one.state in IN | DONE
        )
        yield from (f"two live seats: {key}" for key, count in live.items() if count > 1)

    def _leaders(self) -> Iterator[str]:
        for group in self.groups.values():
            wanted = {"opening": {"held"}, "forming": {"paid"}}.get(group.state)
            if wanted is None:
                continue
            if group.leader_id not in {one.person_id for one in self._in(group.id, wanted)}:
                yield f"group {group.id} is {group.state}, but its leader is not {wanted}"

    def _holds(self) -> Iterator[str]:
        for one in self.seats:
            if (one.held_until is not None) != (one.state in {"held", "unplaced"}):
                yield f"seat {one.id} is {one.state} with held_until {one.held_until}"
            if one.state in DONE and self.groups[one.group_buy_id].state != "succeeded":
                yield f"seat {one.id} is {one.state} in a group that did not succeed"
        for order in self.orders:
            if (order.held_until is not None) != (order.state == "held"):
                yield f"order {order.id} is {order.state} with held_until {order.held_until}"

    def _places_of_money(self) -> Iterator[str]:
        """Each payment that is ours is in exactly one place, and each paid place has the money for it (7, 21)."""
        places: Counter[int] = Counter()
        for one in self.seats:
            if one.state in {"paid", "unplaced"} | DONE and one.payment_id is not None:
                places[one.payment_id] += 1
                yield from self._is_paid(f"seat {one.id}", one)
        for order in self.orders:
            if order.state in SOLD and order.payment_id is not None:
                places[order.payment_id] += order.seat_id is None
                yield from self._is_paid(f"order {order.id}", order)
        for money in self.payments.values():
            if places[money.id] != int(money.state in OURS):
                yield f"payment {money.id} ({money.state}) is in {places[money.id]} places"

    def _invoices(self) -> Iterator[str]:
        """Each place that is kept for its payment has one that can still be paid (6)."""
        asked = {(p.purpose, p.subject_id) for p in self.payments.values() if p.state == "asked"}
        for purpose, places in (("seat", self.seats), ("order", self.orders)):
            for one in places:
                chooses = one.deal_id in self.choosing
                if one.state == "held" and (purpose, one.id) not in asked and not chooses:
                    yield f"{purpose} {one.id} is held, but nothing asks for its money"

    def _is_paid(self, what: str, place: Any) -> Iterator[str]:
        money = self.payments[place.payment_id]
        total = (
            place.price * place.quantity - place.off - place.credit,
            place.currency,
            self._payer(place),
        )
        stays = money.amount - self._settled(money)
        if money.state not in OURS or (stays, money.currency, money.person_id) != total:
            yield f"{what} costs {total}, but payment {money.id} is {money.state} of {money.amount}"

    def _settled(self, money: Any) -> int:
        """What a price ladder took off a payment at the close: captured lower, or on its way back (5)."""
        own = [step for step in self.steps if step.payment_id == money.id]
        parts = sum(one.amount for one in own if (one.kind, one.reason) == ("part", "ladder"))
        lower = sum(money.amount - one.amount for one in own if one.kind == "capture")
        return int(parts + lower)

    def _payer(self, place: Any) -> int:
        """Who paid for a seat or an order: its person, or whoever gave the seat to them."""
        seat_id = place.id if hasattr(place, "payer_id") else place.seat_id
        given = [one.payer_id for one in self.seats if one.id == seat_id and one.payer_id]
        return int(given[0] if given else place.person_id)

    def _refunds(self) -> Iterator[str]:
        """One refund, of the whole amount, under its own key, for each payment that goes back; none else (19)."""
        back = {step.payment_id: step for step in self.steps if step.kind == "refund"}
        parts: Counter[int] = Counter()
        for step in self.steps:
            if step.kind == "part":
                parts[step.payment_id] += step.amount
            elif step.kind == "capture":
                parts[step.payment_id] += self.payments[step.payment_id].amount - step.amount
        keys = {step.key for step in self.steps}
        if len(keys) != len(self.steps):
            yield "two money steps share a key"
        for money in self.payments.values():
            step = back.get(money.id)
            if (step is not None) != (money.state in {"refunding", "refunded"}):
                yield f"payment {money.id} is {money.state}, its refund is {step}"
            if parts[money.id] != money.back or not 0 <= money.back < money.amount:
                yield f"payment {money.id} of {money.amount} says {money.back} went back in parts"
            if step is not None and step.amount != money.amount - money.back:
                yield f"payment {money.id} of {money.amount} is refunded {step.amount}"
            if step is not None and (step.state == "done") != (money.state == "refunded"):
                yield f"the refund of payment {money.id} ({money.state}) is {step.state}"

    def _lines(self) -> Iterator[str]:
        """A group buy knows how many wait for it; nobody waits for one that is closed, or that they sit in."""
        waits = Counter(one.group_buy_id for one in self.lines)
        sits = {(one.group_buy_id, one.person_id) for one in self.seats if one.state in IN}
        for group in self.groups.values():
            if group.waiting != waits[group.id]:
                yield f"{waits[group.id]} wait for group buy {group.id}, it says {group.waiting}"
            if group.waiting and group.state != "forming":
                yield f"somebody waits for group buy {group.id}, which is {group.state}"
        for one in self.lines:
            if (one.group_buy_id, one.person_id) in sits:
                yield f"person {one.person_id} waits for group buy {one.group_buy_id} and sits there"

    def _orders(self) -> Iterator[str]:
        """An order for each seat that succeeded, and its money captured, or a step to do so."""
        of_seat = {order.seat_id: order for order in self.orders if order.seat_id is not None}
        captures = {step.payment_id for step in self.steps if step.kind == "capture"}
        for one in self.seats:
            order = of_seat.get(one.id)
            if one.state in DONE and (order is None or order.payment_id != one.payment_id):
                yield f"seat {one.id} is {one.state} without its order"
        for order in self.orders:
            if (
                order.state in SOLD
                and order.payment_id is not None
                and order.payment_id not in captures
                and self.payments[order.payment_id].state != "captured"
            ):
                yield f"order {order.id} is {order.state}, but nobody captures its money"


_EVERYTHING = {
    table: select(table).order_by(table.c.id)
    for table in (product, variant, group_buy, seat, purchase, payment, money_step, waiting)
}
_CHOOSING = select(deal.c.id).join_from(deal, shop).where(shop.c.provider == CHOICE)


def read(tx: Transaction) -> Ledger:
    """Read everything."""
    rows = {table: list(tx.all(every)) for table, every in _EVERYTHING.items()}
    return Ledger(
        groups={row.id: row for row in rows[group_buy]},
        seats=rows[seat],
        orders=rows[purchase],
        payments={row.id: row for row in rows[payment]},
        steps=rows[money_step],
        free={row.id: row.free for row in rows[product]},
        free_of_variant={row.id: row.free for row in rows[variant]},
        product_of={row.id: row.product_id for row in rows[variant]},
        lines=[row for row in rows[waiting] if row.state == "waiting"],
        choosing=frozenset(row.id for row in tx.all(_CHOOSING)),
        sole=stock.sole_variants(tx, [row.terms_id for row in rows[group_buy]]),
    )


def audited(town: Town, units: Mapping[int, int | None] | None = None) -> Ledger:
    """Read everything, and fail if anything is wrong.

    `units`: how many there are of each variant, None where nobody counts; by default, as many as the town began with.
    """
    ledger = town.run(read)
    wrong = [*ledger.complaints(), *town.run(complaints)]
    assert wrong == [], wrong
    town.balances()
    there = dict.fromkeys(town.variant_ids, town.terms.stock) if units is None else units
    counted = {key: number for key, number in there.items() if number is not None}
    variants = ledger.whole_variants()
    assert {key: variants[key] for key in counted} == counted, variants
    assert {key for key, free in ledger.free_of_variant.items() if free is not None} == set(counted)
    if len(counted) < len(there):
        assert ledger.free[town.product_id] is None
    else:
        assert ledger.whole_stock()[town.product_id] == sum(counted.values())
    return ledger
