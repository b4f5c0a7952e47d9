"""Credit on a place: it lowers what the place costs, goes with it, and comes back with it; each exactly once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import String, bindparam, cast, func, insert, select, text, update

from catalog.money import Money
from catalog.tables import deal
from groupbuys.model import Order, Seat
from groupbuys.rewards.model import Why
from groupbuys.rewards.reward_tables import credit, credit_entry
from groupbuys.rewards.rules import usable
from storage.transaction import Conflict, Found, Transaction

Place = TypeVar("Place", Seat, Order)

_TAKE = (
    update(credit)
    .where(
        credit.c.person_id == bindparam("whose"),
        credit.c.currency == bindparam("in_currency"),
        credit.c.shop_id
        == select(deal.c.shop_id).where(deal.c.id == bindparam("of_deal")).scalar_subquery(),
        credit.c.balance >= bindparam("use"),
    )
    .values(balance=credit.c.balance - bindparam("use"))
    .returning(credit.c.id)
)
_before = credit_entry.alias("before")
_AT_PLACE = bindparam("at_place", type_=credit_entry.c.place.type)
_NEXT = (
    select(func.count() + 1)
    .where(text("before.place <> ''"), _before.c.place == _AT_PLACE)
    .scalar_subquery()
)
_USED = (
    insert(credit_entry)
    .values(
        credit_id=bindparam("of_credit", type_=credit_entry.c.credit_id.type),
        why=Why.USED.value,
        amount=-bindparam("use", type_=credit_entry.c.amount.type),
        frozen=0,
        place=_AT_PLACE,
        key=_AT_PLACE + "." + cast(_NEXT, String),
        at=bindparam("at", type_=credit_entry.c.at.type),
    )
    .inline()
)
_OUT = (
    select(
        credit_entry.c.credit_id,
        credit_entry.c.place,
        (-func.sum(credit_entry.c.amount)).label("out"),
        func.count().label("lines"),
    )
    .where(
        text("credit_entry.place <> ''"),  # as the partial index says it
        credit_entry.c.place.in_(bindparam("places", expanding=True)),
    )
    .group_by(credit_entry.c.credit_id, credit_entry.c.place)
    .having(func.sum(credit_entry.c.amount) < 0)
    .order_by(credit_entry.c.credit_id, credit_entry.c.place)
)
_ALL_OF_IT: Mapping[str, int] = {}
_BACK = insert(credit_entry).inline()
_MORE = (
    update(credit)
    .where(credit.c.id == bindparam("id_"))
    .values(balance=credit.c.balance + bindparam("more"))
)


def lowered(place: Place, balance: int) -> Place:
    """A place that is not written down yet, at the price that its person's credit makes of it.

    `balance` as it was read with the offer; `take` looks at it once more.
    """
    total = place.total
    use = usable(balance, total.minor, total.currency)
    return replace(place, credit=Money(use, total.currency)) if use else place


def take(tx: Transaction, place: Seat | Order, name: str) -> bool:
    """Take the credit that lowers a place called `name`; False, with nothing changed, where it is gone."""
    if place.credit is None:
        return True
    use = place.credit
    whose = {"whose": place.person_id, "of_deal": place.deal_id}
    rows = tx.returning(_TAKE, {**whose, "in_currency": use.currency, "use": use.minor})
    for row in rows:
        tx.write(_USED, {"of_credit": row.id, "use": use.minor, "at_place": name, "at": tx.now})
    return bool(rows)


def bind(tx: Transaction, place: Seat | Order, name: str) -> None:
    """The same for a place that was just written down. Raises Conflict where it was spent meanwhile."""
    if not take(tx, place, name):
        raise Conflict


def give_back(tx: Transaction, names: Sequence[str], only: Mapping[str, int] = _ALL_OF_IT) -> None:
    """Places are let go, or their orders taken back: what they took is again whose it was. Once.

    `only`: so much of it, by the place. Whoever comes second finds it written, or meets the key of the line and is run
    again.
    """
    if not names:
        return
    rows = tx.all(_OUT, {"places": names})
    if not rows:
        return
    more = {row.place: min(int(row.out), only.get(row.place, int(row.out))) for row in rows}
    sums: dict[int, int] = {}
    for row in rows:
        sums[row.credit_id] = sums.get(row.credit_id, 0) + more[row.place]
    tx.write(_BACK, [_line(tx, row, more[row.place]) for row in rows])
    tx.write(_MORE, [{"id_": number, "more": minor} for number, minor in sorted(sums.items())])


def _line(tx: Transaction, out: Found, minor: int) -> dict[str, object]:
    return {
        "credit_id": out.credit_id,
        "why": Why.BACK.value,
        "amount": minor,
        "frozen": 0,
        "place": out.place,
        "key": f"{out.place}.{out.lines + 1}",
        "at": tx.now,
    }
