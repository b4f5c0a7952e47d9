"""The group buys that a shop tried and that ended by themselves: what the advice on size and price is made of."""

from datetime import timedelta

from sqlalchemy import bindparam, func, select

from catalog.tables import terms_price
from groupbuys.figures.advice import Tried
from groupbuys.figures.asked import OPENED
from groupbuys.figures.outcomes import OUTCOME, Outcome
from groupbuys.model import SeatState
from groupbuys.tables import costs, group_buy, seat
from storage.transaction import Transaction

BACK = timedelta(days=365)
"""How far back is looked: what was true longer ago was another shop."""
MOST = 2000
"""Terms that are looked at, the newest."""

_ENDED = [Outcome.SUCCEEDED.value, Outcome.SHORT.value, Outcome.LEFT.value]
_GROUPS = (
    select(
        group_buy.c.terms_id,
        group_buy.c.product_id,
        group_buy.c.minimum,
        OUTCOME.label("outcome"),
        func.count().label("groups"),
    )
    .where(OPENED, OUTCOME.in_(_ENDED))
    .group_by(group_buy.c.terms_id, group_buy.c.product_id, group_buy.c.minimum, "outcome")
    .order_by(group_buy.c.terms_id.desc())
    .limit(bindparam("most"))
)
_TAKEN = (
    select(group_buy.c.terms_id, func.sum(costs(seat)).label("money"))
    .join_from(group_buy, seat, seat.c.group_buy_id == group_buy.c.id)
    .where(
        OPENED,
        seat.c.state.in_(
            [SeatState.CONFIRMED.value, SeatState.SHIPPED.value, SeatState.RECEIVED.value]
        ),
    )
    .group_by(group_buy.c.terms_id)
)
_OFF = (
    select(
        terms_price.c.terms_id,
        func.sum(terms_price.c.price).label("price"),
        func.sum(terms_price.c.solo).label("solo"),
    )
    .where(terms_price.c.terms_id.in_(select(group_buy.c.terms_id).where(OPENED)))
    .group_by(terms_price.c.terms_id)
)


def tried(tx: Transaction, shop_id: int) -> tuple[Tried, ...]:
    """What a shop tried within a year, by product, size and discount; called-off group buys prove nothing."""
    asked = {"shop_id": shop_id, "since": tx.now - BACK}
    money = {row.terms_id: int(row.money) for row in tx.all(_TAKEN, asked)}
    off = {row.terms_id: _percent(int(row.price), int(row.solo)) for row in tx.all(_OFF, asked)}
    groups: dict[tuple[int, int, int], list[int]] = {}
    for row in tx.all(_GROUPS, {**asked, "most": MOST * len(_ENDED)}):
        of = groups.setdefault((row.terms_id, row.product_id, row.minimum), [0, 0])
        of[0] += int(row.groups)
        of[1] += int(row.groups) if row.outcome == Outcome.SUCCEEDED.value else 0
    return tuple(
        Tried(product_id, size, off.get(terms_id, 0), opened, succeeded, money.get(terms_id, 0))
        for (terms_id, product_id, size), (opened, succeeded) in groups.items()
    )


def _percent(price: int, solo: int) -> int:
    """Whole percent below the solo price, rounded down."""
    return (solo - price) * 100 // solo if solo > 0 else 0
