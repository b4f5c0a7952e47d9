"""What price ladder stories do over and over: fill a group, close it, and see what each was settled at."""

from collections.abc import Sequence

from sqlalchemy import select

from groupbuys.closing import close_due
from groupbuys.tables import purchase, seat
from payments import ledger
from payments.ledger import Places
from payments.tables import money_step, payment
from tests.groupbuys.group import filled
from tests.stories import Terms, Town

LADDER = Terms(minimum=2, capacity=5, price=1600, steps={3: 1500, 5: 1200})
"""Two people 16.00, three 15.00, five 12.00; alone it is 20.00."""


def crowd(town: Town, people: int) -> list[int]:
    """So many people who have paid for a seat in one group; their numbers."""
    own = [town.person() for _ in range(people)]
    filled(town, *own)
    return own


def closes(town: Town) -> None:
    """The deadline comes."""
    town.wind(hours=24)
    town.run(close_due)


def prices(town: Town) -> list[tuple[int, int]]:
    """What each order costs and each confirmed seat, one unit, in minor units."""
    orders = town.run(lambda tx: tx.all(select(purchase).order_by(purchase.c.id)))
    seats = {row.id: row for row in town.run(lambda tx: tx.all(select(seat)))}
    return [(one.price, seats[one.seat_id].price) for one in orders if one.seat_id]


def asked(town: Town) -> list[tuple[str, int, str]]:
    """Kind, minor units and reason of all that was asked of providers."""
    rows = town.run(lambda tx: tx.all(select(money_step).order_by(money_step.c.id)))
    return [(row.kind, row.amount, row.reason) for row in rows]


def back(town: Town) -> list[int]:
    """How much of each payment goes back while the rest stays, in minor units."""
    rows = town.run(lambda tx: tx.all(select(payment).order_by(payment.c.id)))
    return [row.back for row in rows]


def places(town: Town) -> Places:
    """Where the money of the town's one deal is by the ledger, which balances."""
    (only,) = town.run(ledger.balance)
    assert only.balanced, only
    return only.places


def told(town: Town, payment_id: int) -> Sequence[tuple[str, int]]:
    """What the ledger says of a payment: the kinds, and minor units."""
    entries = town.run(lambda tx: ledger.entries_of(tx, payment_id))
    return [(one.kind.value, one.amount.minor) for one in entries]
