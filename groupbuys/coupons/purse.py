"""The money of funds: set aside as packets are given, free again as they run out, spent as coupons are used."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sqlalchemy import bindparam, update

from groupbuys.coupons.tables import coupon_fund
from storage.transaction import Found, Transaction

_HERE = coupon_fund.c.id == bindparam("id_")
_SET_ASIDE = (
    update(coupon_fund)
    .where(
        _HERE,
        coupon_fund.c.budget - coupon_fund.c.aside - coupon_fund.c.spent >= bindparam("more"),
    )
    .values(aside=coupon_fund.c.aside + bindparam("more"))
)
_MOVE = (
    update(coupon_fund)
    .where(_HERE)
    .values(
        aside=coupon_fund.c.aside + bindparam("to_aside"),
        spent=coupon_fund.c.spent + bindparam("to_spent"),
    )
)

Moves: TypeAlias = Mapping[int, tuple[int, int]]
"""By how much what is set aside and what is spent of each fund grow, in minor units."""


def set_aside(tx: Transaction, fund_id: int, minor: int) -> bool:
    """Set so much aside; False, with nothing changed, where the fund does not have it."""
    return tx.write(_SET_ASIDE, {"id_": fund_id, "more": minor}) == 1


def free(tx: Transaction, rows: Iterable[Found]) -> None:
    """What was set aside for these (`fund_id`, `worth`) can be given again."""
    _move(tx, _summed(rows, aside=-1, spent=0))


def spend(tx: Transaction, rows: Iterable[Found]) -> None:
    """These coupons are used: what was set aside for them is spent."""
    _move(tx, _summed(rows, aside=-1, spent=1))


def unspend(tx: Transaction, rows: Iterable[Found]) -> None:
    """Used coupons are their people's again."""
    _move(tx, _summed(rows, aside=1, spent=-1))


def _summed(rows: Iterable[Found], *, aside: int, spent: int) -> Moves:
    sums: dict[int, int] = {}
    for row in rows:
        sums[row.fund_id] = sums.get(row.fund_id, 0) + int(row.worth)
    return {fund: (aside * worth, spent * worth) for fund, worth in sums.items() if worth}


def _move(tx: Transaction, moves: Moves) -> None:
    """Funds are the last rows that a turn locks, in the order of their numbers: no turn waits in a circle."""
    for fund_id, (aside, spent) in sorted(moves.items()):
        tx.write(_MOVE, {"id_": fund_id, "to_aside": aside, "to_spent": spent})
