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
    move(tx, freed(rows))


def spend(tx: Transaction, rows: Iterable[Found]) -> None:
    """These coupons are used: what was set aside for them is spent."""
    move(tx, _summed(rows, aside=-1, spent=1))


def freed(rows: Iterable[Found]) -> Moves:
    """The same as a value, for whoever moves funds for more than one reason."""
    return _summed(rows, aside=-1, spent=0)


def unspent(rows: Iterable[Found]) -> Moves:
    """Used coupons are their people's again."""
    return _summed(rows, aside=1, spent=-1)


def move(tx: Transaction, *several: Moves) -> None:
    """Funds are the last rows that a turn locks, each once, in the order of their numbers."""
    for fund_id in sorted({fund_id for moves in several for fund_id in moves}):
        moved = [moves[fund_id] for moves in several if fund_id in moves]
        aside, spent = (sum(ways) for ways in zip(*moved, strict=True))
        tx.write(_MOVE, {"id_": fund_id, "to_aside": aside, "to_spent": spent})


def _summed(rows: Iterable[Found], *, aside: int, spent: int) -> Moves:
    sums: dict[int, int] = {}
    for row in rows:
        sums[row.fund_id] = sums.get(row.fund_id, 0) + int(row.worth)
    return {fund: (aside * worth, spent * worth) for fund, worth in sums.items() if worth}
