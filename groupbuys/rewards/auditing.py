"""Whether credit is what its lines say, and how much of it people have: for the operator, and for tests."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from catalog.money import Money
from groupbuys.rewards.model import RewardState
from groupbuys.rewards.reward_tables import credit, credit_entry, reward
from storage.transaction import Transaction

_SUMS = (
    select(
        credit_entry.c.credit_id,
        func.sum(credit_entry.c.amount).label("balance"),
        func.sum(credit_entry.c.frozen).label("frozen"),
    )
    .group_by(credit_entry.c.credit_id)
    .subquery()
)
_BALANCE, _FROZEN = func.coalesce(_SUMS.c.balance, 0), func.coalesce(_SUMS.c.frozen, 0)
_DIFFERING = (
    select(credit, _BALANCE.label("by_lines"), _FROZEN.label("frozen_by_lines"))
    .outerjoin_from(credit, _SUMS, _SUMS.c.credit_id == credit.c.id)
    .where(or_(credit.c.balance != _BALANCE, credit.c.frozen != _FROZEN))
    .order_by(credit.c.id)
)
_OF_REWARDS = (
    select(
        *reward.c["person_id", "shop_id", "currency"],
        func.sum(reward.c.left).label("frozen"),
    )
    .where(reward.c.state == RewardState.FROZEN.value)
    .group_by(*reward.c["person_id", "shop_id", "currency"])
    .subquery()
)
_REWARDS = func.coalesce(_OF_REWARDS.c.frozen, 0)
_UNLIKE = (
    select(credit.c.id, credit.c.frozen, _REWARDS.label("of_rewards"))
    .outerjoin_from(
        credit,
        _OF_REWARDS,
        (_OF_REWARDS.c.person_id == credit.c.person_id)
        & (_OF_REWARDS.c.shop_id == credit.c.shop_id)
        & (_OF_REWARDS.c.currency == credit.c.currency),
    )
    .where(credit.c.frozen != _REWARDS)
    .order_by(credit.c.id)
)
_OUTSTANDING = (
    select(
        *credit.c["shop_id", "currency"],
        func.sum(credit.c.balance).label("balance"),
        func.sum(credit.c.frozen).label("frozen"),
    )
    .group_by(*credit.c["shop_id", "currency"])
    .order_by(*credit.c["shop_id", "currency"])
)


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What leaders can use in one shop now, and what is still `frozen`."""

    shop_id: int
    balance: Money
    frozen: Money


def complaints(tx: Transaction) -> list[str]:
    """Every credit of which its lines, or its frozen rewards, say something else; reads them all."""
    return [
        *(
            f"credit {row.id}: {row.balance} and {row.frozen} frozen, "
            f"{row.by_lines} and {row.frozen_by_lines} by its lines"
            for row in tx.all(_DIFFERING)
        ),
        *(
            f"credit {row.id}: {row.frozen} frozen, {row.of_rewards} by its rewards"
            for row in tx.all(_UNLIKE)
        ),
    ]


def outstanding(tx: Transaction) -> tuple[Outstanding, ...]:
    """How much credit people have, by shop and currency."""
    return tuple(
        Outstanding(
            row.shop_id, Money(int(row.balance), row.currency), Money(int(row.frozen), row.currency)
        )
        for row in tx.all(_OUTSTANDING)
    )
