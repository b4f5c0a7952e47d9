"""What somebody has of credit, shop by shop, and every line of it with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from catalog.languages import texts
from catalog.leader_reward import LeaderReward, RewardKind
from catalog.money import Money
from catalog.tables import deal, shop, shop_text
from groupbuys.rewards.model import Reward, RewardState, Why
from groupbuys.rewards.reward_tables import credit, credit_entry, reward
from groupbuys.tables import purchase
from storage.transaction import Found, Transaction

_MINE = credit.c.person_id == bindparam("person_id")
_FIRST = (
    select(func.min(reward.c.look_at))
    .where(
        reward.c.person_id == credit.c.person_id,
        reward.c.shop_id == credit.c.shop_id,
        reward.c.state == RewardState.FROZEN.value,
    )
    .correlate(credit)
    .scalar_subquery()
    .label("first")
)


def _with_shops(*columns: Any) -> Select[Any]:
    words = texts(shop_text, "shop_id")
    joined = words.join(credit.join(shop, shop.c.id == credit.c.shop_id), shop.c.id, optional=True)
    name = func.coalesce(words.best("name"), shop.c.name).label("shop_name")
    return select(*columns, name).select_from(joined).where(_MINE)


_PURSES = (
    _with_shops(*credit.c["shop_id", "currency", "balance", "frozen"], _FIRST)
    .where(or_(credit.c.balance > 0, credit.c.frozen > 0))
    .order_by(credit.c.balance.desc(), credit.c.id)
    .limit(bindparam("most"))
)
_BALANCE = select(credit.c.balance).where(
    _MINE,
    credit.c.shop_id == bindparam("in_shop"),
    credit.c.currency == bindparam("in_currency"),
)
_REWARD = [reward.c[name].label(f"reward_{name}") for name in reward.c.keys()]  # noqa: SIM118  of columns, not of a dict
_LINES = (
    select(credit_entry, credit.c.currency, credit.c.shop_id, deal.c.product_id, *_REWARD)
    .join_from(credit_entry, credit, credit.c.id == credit_entry.c.credit_id)
    .outerjoin(reward, reward.c.id == credit_entry.c.reward_id)
    .outerjoin(deal, deal.c.id == reward.c.deal_id)
    .where(_MINE)
    .order_by(credit_entry.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = (
    select(func.count())
    .select_from(credit_entry.join(credit, credit.c.id == credit_entry.c.credit_id))
    .where(_MINE)
)
_SHOPS = _with_shops(credit.c.shop_id)
_ONE = select(*_REWARD).where(reward.c.id == bindparam("reward_id"))
_OF_GROUP = select(*_REWARD).where(reward.c.group_buy_id == bindparam("group_buy_id"))
_NUMBERS = select(purchase.c.id, purchase.c.seat_id, purchase.c.number).where(
    purchase.c.person_id == bindparam("person_id"),
    or_(
        purchase.c.id.in_(bindparam("orders", expanding=True)),
        purchase.c.seat_id.in_(bindparam("seats", expanding=True)),
    ),
)


@dataclass(frozen=True, slots=True)
class Purse:
    """What somebody has in one shop (named in their language): to use now, and frozen until `first` or longer."""

    shop_id: int
    shop: str
    balance: Money
    frozen: Money
    first: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One change of somebody's credit: by how much and why; `short` is what could not be taken back any more.

    `reward` and the number of what was sold: where it is about a group that they led. `order`: the number of what it
    was used for, "" while that is only kept.
    """

    why: Why
    amount: Money
    short: Money
    at: datetime
    reward: Reward | None
    product_id: int
    order: str
    shop: str


def purses(tx: Transaction, person_id: int, language: str, limit: int) -> tuple[Purse, ...]:
    """What somebody has, the most first, at most `limit` shops."""
    rows = tx.all(_PURSES, {"person_id": person_id, "language": language, "most": limit})
    return tuple(
        Purse(
            row.shop_id,
            row.shop_name,
            Money(row.balance, row.currency),
            Money(row.frozen, row.currency),
            row.first,
        )
        for row in rows
    )


def usable_in(tx: Transaction, person_id: int, shop_id: int, currency: str) -> int:
    """What somebody can use in a shop, in minor units."""
    asked = {"person_id": person_id, "in_shop": shop_id, "in_currency": currency}
    return int(tx.value(_BALANCE, asked) or 0)


def lines(
    tx: Transaction, person_id: int, language: str, offset: int, limit: int
) -> tuple[Line, ...]:
    """A page of the changes of somebody's credit, the newest first."""
    whose = {"person_id": person_id}
    rows = tx.all(_LINES, {**whose, "most": limit, "skip": offset})
    shops = {row.shop_id: row.shop_name for row in tx.all(_SHOPS, {**whose, "language": language})}
    numbers = _orders(tx, person_id, [row.place for row in rows if row.place])
    return tuple(_line(row, shops.get(row.shop_id, ""), numbers) for row in rows)


def count(tx: Transaction, person_id: int) -> int:
    """How many changes there are."""
    return int(tx.value(_COUNT, {"person_id": person_id}))


def reward_of(tx: Transaction, reward_id: int) -> Reward | None:
    """The reward of that number."""
    row = tx.first(_ONE, {"reward_id": reward_id})
    return None if row is None else _reward(row)


def of_group(tx: Transaction, group_buy_id: int) -> Reward | None:
    """What a group buy brought whoever led it."""
    row = tx.first(_OF_GROUP, {"group_buy_id": group_buy_id})
    return None if row is None else _reward(row)


def _orders(tx: Transaction, person_id: int, places: Sequence[str]) -> dict[str, str]:
    """The numbers of orders, by the place that they are of."""
    if not places:
        return {}
    ids = {kind: [int(one[1:]) for one in places if one[0] == kind] or [0] for kind in "so"}
    asked = {"person_id": person_id, "orders": ids["o"], "seats": ids["s"]}
    rows = tx.all(_NUMBERS, asked)
    return {f"o{row.id}" if row.seat_id is None else f"s{row.seat_id}": row.number for row in rows}


def _line(row: Found, shop_name: str, numbers: dict[str, str]) -> Line:
    return Line(
        why=Why(row.why),
        amount=Money(row.amount or row.frozen, row.currency),
        short=Money(row.short, row.currency),
        at=row.at,
        reward=None if row.reward_id is None else _reward(row),
        product_id=row.product_id or 0,
        order=numbers.get(row.place, ""),
        shop=shop_name,
    )


def _reward(row: Found) -> Reward:
    of = {name: getattr(row, f"reward_{name}") for name in reward.c.keys()}  # noqa: SIM118  as above
    money = {name: Money(of[name], of["currency"]) for name in ("base", "amount", "left")}
    return Reward(
        id=of["id"],
        group_buy_id=of["group_buy_id"],
        shop_id=of["shop_id"],
        deal_id=of["deal_id"],
        person_id=of["person_id"],
        terms=LeaderReward(RewardKind(of["kind"]), of["value"]),
        people=of["people"],
        **money,
        state=RewardState(of["state"]),
        look_at=of["look_at"],
        is_sure=bool(of["is_sure"]),
        until=of["until"],
        created_at=of["created_at"],
    )
