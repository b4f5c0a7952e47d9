"""One person's credit in a shop: read, and moved with a line of its own for each move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, cast, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from catalog.tables import shop
from groupbuys.rewards.model import Why
from groupbuys.rewards.reward_tables import credit, credit_entry
from storage.transaction import Transaction
from storage.upsert import Upsert

CREDIT = (
    select(credit.c.balance)
    .where(
        credit.c.person_id == bindparam("person_id"),
        credit.c.shop_id == shop.c.id,
        credit.c.currency == shop.c.currency,
    )
    .correlate(shop)
    .scalar_subquery()
    .label("credit")
)
"""A column for a question about `shop` that is asked anyway: what `person_id` can use there, NULL where nothing."""

_KEYS = ["person_id", "shop_id", "currency"]
_WHOSE = (
    (credit.c.person_id == bindparam("whose"))
    & (credit.c.shop_id == bindparam("in_shop"))
    & (credit.c.currency == bindparam("in_currency"))
)


def _or_more() -> Upsert:
    made = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        row = dialect.insert(credit)
        more = {"frozen": credit.c.frozen + row.excluded.frozen}
        made[name] = row.on_conflict_do_update(index_elements=_KEYS, set_=more)
    return Upsert(made)


_FREEZE = _or_more()
_LOCKED = select(credit.c.id, credit.c.balance).where(_WHOSE).with_for_update(key_share=True)
_MOVE = (
    update(credit)
    .where(credit.c.id == bindparam("id_"))
    .values(
        balance=credit.c.balance + bindparam("more"),
        frozen=credit.c.frozen + bindparam("more_frozen"),
    )
)
_before = credit_entry.alias("before")
_NEXT = select(func.count() + 1).where(
    _before.c.reward_id == bindparam("reward_id", type_=credit_entry.c.reward_id.type)
)
_ENTRY = (
    insert(credit_entry)
    .values(
        credit_id=select(credit.c.id).where(_WHOSE).scalar_subquery(),
        why=bindparam("why", type_=credit_entry.c.why.type),
        amount=bindparam("amount", type_=credit_entry.c.amount.type),
        frozen=bindparam("frozen", type_=credit_entry.c.frozen.type),
        short=bindparam("short", type_=credit_entry.c.short.type),
        reward_id=bindparam("reward_id", type_=credit_entry.c.reward_id.type),
        key=literal("reward-")
        + cast(bindparam("reward_id", type_=credit_entry.c.reward_id.type), String)
        + "."
        + cast(_NEXT.scalar_subquery(), String),
        at=bindparam("at", type_=credit_entry.c.at.type),
    )
    .inline()
)


@dataclass(frozen=True, slots=True)
class Whose:
    """Which credit: somebody's in a shop, in a currency."""

    person_id: int
    shop_id: int
    currency: str

    @property
    def values(self) -> dict[str, Any]:
        """As the statements here name it."""
        return {
            "whose": self.person_id,
            "in_shop": self.shop_id,
            "in_currency": self.currency,
        }


@dataclass(frozen=True, slots=True)
class Move:
    """By how much a reward moves a credit, in minor units; `short`: what was to be taken and is not there any more."""

    why: Why
    reward_id: int
    amount: int = 0
    frozen: int = 0
    short: int = 0


def freeze(tx: Transaction, earned: Sequence[tuple[Whose, int]]) -> None:
    """So much more of each is frozen; give them in one order everywhere. The lines are written by `note`."""
    rows = [
        {"person_id": of.person_id, "shop_id": of.shop_id, "currency": of.currency}
        | {"balance": 0, "frozen": minor}
        for of, minor in earned
    ]
    tx.write(_FREEZE[tx.dialect], rows)


def locked(tx: Transaction, of: Whose) -> tuple[int, int]:
    """The number and the balance of a credit that there is, its row locked until the turn ends."""
    row = tx.first(_LOCKED, of.values)
    if row is None:
        raise LookupError(f"no credit of {of}")
    return int(row.id), int(row.balance)


def move(tx: Transaction, credit_id: int, of: Whose, by: Move) -> None:
    """Move a locked credit, and write it down."""
    tx.write(_MOVE, {"id_": credit_id, "more": by.amount, "more_frozen": by.frozen})
    note(tx, [(of, by)])


def note(tx: Transaction, moves: Sequence[tuple[Whose, Move]]) -> None:
    """Write down what was moved, a line each."""
    rows = [
        {
            **of.values,
            "why": by.why.value,
            "amount": by.amount,
            "frozen": by.frozen,
            "short": by.short,
            "reward_id": by.reward_id,
            "at": tx.now,
        }
        for of, by in moves
    ]
    tx.write(_ENTRY, rows)
