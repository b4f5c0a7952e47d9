"""What must hold of coupons at any moment: packets, funds and the places that coupons lower, counted from the rows."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from groupbuys.coupons.tables import coupon, coupon_fund, packet
from groupbuys.friends.gift_tables import seat_gift
from groupbuys.tables import purchase, seat
from storage.transaction import Transaction

_HOLDING = {"held", "paid", "unplaced"}
"""States of a seat, and (but for "paid") of a solo purchase, that is not sure yet."""

_SURE = {"confirmed", "shipped", "received", "placed"}


def complaints(tx: Transaction) -> list[str]:
    """Everything that is wrong, in words."""
    given, taken = list(tx.all(select(packet))), list(tx.all(select(coupon)))
    funds = list(tx.all(select(coupon_fund)))
    seats, orders = list(tx.all(select(seat))), list(tx.all(select(purchase)))
    gifts = tx.all(
        select(seat_gift).where(seat_gift.c.taken_by.is_not(None)).order_by(seat_gift.c.id.desc())
    )
    first = {one.seat_id: one.giver_id for one in gifts}
    places = _places(taken, seats, orders, first)
    return [*_packets(given, taken), *_funds(funds, given, taken), *places]


def _packets(given: list[Any], taken: list[Any]) -> Iterator[str]:
    """Given = waiting + taken + gone back."""
    for one in given:
        there = one.left + one.unused + sum(each.packet_id == one.id for each in taken)
        if one.token is not None and there != one.size:
            yield f"packet {one.id} of {one.size} accounts for {there}"
        if one.left and one.state != "open":
            yield f"packet {one.id} is {one.state} with {one.left} coupons in it"


def _funds(funds: list[Any], given: list[Any], taken: list[Any]) -> Iterator[str]:
    """Set aside is what can still be taken or used, spent is what was used, and never more than there is."""
    for fund in funds:
        mine = [each for each in taken if each.fund_id == fund.id]
        aside = sum(one.left * one.amount for one in given if one.fund_id == fund.id)
        aside += sum(each.amount for each in mine if each.state in {"live", "held"})
        spent = sum(each.amount for each in mine if each.state == "used")
        if (fund.aside, fund.spent) != (aside, spent):
            yield f"fund {fund.id} says {fund.aside}+{fund.spent}, has {aside}+{spent}"
        if aside + spent > fund.budget:
            yield f"fund {fund.id} is over its budget"


def _places(
    taken: list[Any], seats: list[Any], orders: list[Any], givers: dict[int, int]
) -> Iterator[str]:
    """A coupon that is held or used lowers one place, and each place that costs less has its coupon."""
    of = {one.id: one for one in taken}
    solo = [one for one in orders if one.seat_id is None]
    bound: list[int] = []
    for letter, places in (("s", seats), ("o", solo)):
        for place in places:
            wanted = "held" if place.state in _HOLDING and place.state + letter != "paido" else ""
            wanted = "used" if place.state in _SURE else wanted
            if place.coupon_id is None:
                if place.off:
                    yield f"{letter}{place.id} costs {place.off} less without a coupon"
                continue
            mine = of[place.coupon_id]
            given = givers.get(place.id) if letter == "s" else None
            whose = given or place.person_id  # a given one: whoever gave it away first
            all_but_one = place.price * place.quantity - 1  # what a price ladder leaves of it (5)
            if place.off != min(mine.amount, all_but_one) or whose != mine.person_id:
                yield f"{letter}{place.id} has {place.off} off by coupon {mine.id} of {mine.amount}"
            if wanted:
                bound.append(mine.id)
                if (mine.state, mine.place) != (wanted, f"{letter}{place.id}"):
                    yield f"coupon {mine.id} is {mine.state} at {mine.place}, not {wanted} at {letter}{place.id}"
    for one in taken:
        if bound.count(one.id) != int(one.state in {"held", "used"}):
            yield f"coupon {one.id} is {one.state}, and lowers {bound.count(one.id)} places"
