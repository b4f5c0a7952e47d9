"""A group succeeded: its leader's reward is written down, frozen."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select

from catalog.leader_reward import read_reward
from groupbuys.model import GroupBuy
from groupbuys.rewards import crediting, standing
from groupbuys.rewards.crediting import Move, Whose
from groupbuys.rewards.model import FROZEN, LONGEST, RewardState, Why
from groupbuys.rewards.reward_tables import reward
from groupbuys.rewards.rules import due
from storage.transaction import Found, Transaction

_NEW = insert(reward).inline()
_NUMBERS = select(reward.c.id, reward.c.group_buy_id).where(
    reward.c.group_buy_id.in_(bindparam("ids", expanding=True))
)


def promise(tx: Transaction, groups: Sequence[GroupBuy]) -> None:
    """Write down what those of these groups bring whose leaders are rewarded; their orders are written already.

    Where none does, nothing is asked. Where nothing comes of it (nobody else has paid anything), there is no reward.
    """
    ids = [group.id for group in groups if group.rewarded]
    if not ids:
        return
    earned = [(row, minor) for row in standing.at_success(tx, ids) if (minor := _due(row))]
    if not earned:
        return
    crediting.freeze(tx, [(_whose(row), minor) for row, minor in earned])
    tx.write(_NEW, [_row(tx, row, minor) for row, minor in earned])
    numbers = {row.group_buy_id: row.id for row in tx.all(_NUMBERS, {"ids": ids})}
    crediting.note(
        tx,
        [(_whose(row), Move(Why.EARNED, numbers[row.id], frozen=minor)) for row, minor in earned],
    )


def _due(row: Found) -> int:
    terms = read_reward(row.kind, row.value)
    return 0 if terms is None else due(terms, row.minimum, standing.read(row))


def _whose(row: Found) -> Whose:
    return Whose(row.leader_id, row.shop_id, row.currency)


def _row(tx: Transaction, row: Found, minor: int) -> dict[str, Any]:
    return {
        "group_buy_id": row.id,
        "shop_id": row.shop_id,
        "deal_id": row.deal_id,
        "person_id": row.leader_id,
        "kind": row.kind,
        "value": row.value or 0,
        "currency": row.currency,
        "people": int(row.orders),
        "base": int(row.others),
        "amount": minor,
        "left": minor,
        "state": RewardState.FROZEN.value,
        "look_at": tx.now + FROZEN,
        "until": tx.now + LONGEST,
        "created_at": tx.now,
    }
