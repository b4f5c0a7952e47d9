"""Thawing: a reward whose goods nobody can send back any more becomes credit, once, and its leader hears of it."""

from collections.abc import Collection

from sqlalchemy import bindparam, select, text, update

from groupbuys.due import Due, passed_over
from groupbuys.rewards import crediting, falling, standing
from groupbuys.rewards.crediting import Move, Whose
from groupbuys.rewards.model import RewardState, Why
from groupbuys.rewards.reward_tables import reward
from groupbuys.rewards.rules import next_look
from storage.outbox import Notice, owe
from storage.schema import Moment
from storage.transaction import Found, Transaction

_PAST = (
    text("reward.look_at IS NOT NULL"),  # as the partial index says it
    reward.c.look_at <= bindparam("at", type_=Moment),
)
_EARLIEST = (reward.c.look_at, reward.c.id)
_LOCKED = select(reward).where(*_PAST).with_for_update(key_share=True, skip_locked=True)
_DUE = (
    _LOCKED.where(reward.c.id.not_in(bindparam("besides", expanding=True)))
    .order_by(*_EARLIEST)
    .limit(bindparam("most"))
)
_ONE = _LOCKED.where(reward.c.id == bindparam("number"))
_NAMES = select(reward.c.id).where(*_PAST).order_by(*_EARLIEST).limit(bindparam("most"))
_STANDS = select(reward).where(reward.c.id == bindparam("number"))
_LATER = (
    update(reward)
    .where(reward.c.id == bindparam("id_"))
    .values(look_at=bindparam("next_look"), is_sure=bindparam("sure"))
)
_THAW = (
    update(reward)
    .where(reward.c.id == bindparam("id_"), reward.c.state == RewardState.FROZEN.value)
    .values(state=RewardState.THAWED.value, look_at=None, thawed_at=bindparam("at", type_=Moment))
)


def is_due(tx: Transaction) -> bool:
    """Whether there is a reward to be looked at."""
    return tx.first(_NAMES, {"at": tx.now, "most": 1}) is not None


def thaw_due(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> int:
    """Look at the rewards that are due, at most `limit`; returns how many. What another worker has is passed over."""
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "reward")}
    rows = tx.all(_DUE, values)
    for row in sorted(rows, key=lambda row: (row.person_id, row.shop_id, row.id)):
        _look(tx, row)
    return len(rows)


def due_to_thaw(tx: Transaction, limit: int) -> list[Due]:
    """The rewards that are due, by name, the earliest first, at most `limit`."""
    return [Due("reward", row.id) for row in tx.all(_NAMES, {"at": tx.now, "most": limit})]


def thaw_one(tx: Transaction, due: Due) -> int:
    """The same for one of them alone."""
    rows = tx.all(_ONE, {"at": tx.now, "number": due.id})
    for row in rows:
        _look(tx, row)
    return len(rows)


def _look(tx: Transaction, row: Found) -> None:
    over_at, waits = standing.with_buyers(tx, row.group_buy_id)
    later = next_look(tx.now, over_at, row.until, waits=waits)
    if later is not None:
        tx.write(_LATER, {"id_": row.id, "next_look": later[0], "sure": int(later[1])})
        return
    falling.fall(tx, row, Why.UNCLAIMED)
    left = tx.first(_STANDS, {"number": row.id})
    if left is None or tx.write(_THAW, {"id_": row.id, "at": tx.now}) != 1:
        return
    whose = Whose(row.person_id, row.shop_id, row.currency)
    number, _ = crediting.locked(tx, whose)
    minor = int(left.left)
    crediting.move(tx, number, whose, Move(Why.THAWED, row.id, amount=minor, frozen=-minor))
    owe(tx, Notice("reward_thawed", row.id, row.person_id))
