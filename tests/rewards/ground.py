"""What stories of rewards do over and over: groups succeed, orders go back, days pass, credit is looked at."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from catalog.leader_reward import LeaderReward, RewardKind
from catalog.money import Money
from groupbuys.fulfilment import fulfilling
from groupbuys.model import GivenBack, GroupBuy, ToPay, Wish
from groupbuys.refunding import take_back
from groupbuys.rewards import crediting
from groupbuys.rewards.crediting import Move, Whose
from groupbuys.rewards.model import Why
from groupbuys.rewards.reward_tables import credit, credit_entry, reward
from groupbuys.rewards.thawing import thaw_due
from groupbuys.tables import purchase, seat
from storage.transaction import Transaction
from tests.groupbuys.group import filled
from tests.stories import Terms, Town

TENTH = LeaderReward(RewardKind.SHARE, 1000)
FREE = LeaderReward(RewardKind.FREE_SEAT)
FIVE = LeaderReward(RewardKind.FIXED, 500)


def euros(minor: int) -> Money:
    """So many cents."""
    return Money(minor, "EUR")


def terms(reward: LeaderReward | None, **other: Any) -> Terms:
    """Three of at most five people at 16.00, alone 20.00, with a reward for whoever leads."""
    return Terms(**{"minimum": 3, "capacity": 3, "stock": 90, "reward": reward, **other})


def succeeds(town: Town, *people: int) -> GroupBuy:
    """These people fill a group buy, which the first of them leads."""
    return filled(town, *people).group


def order_of(town: Town, person: int, group_id: int = 1) -> int:
    """The number of somebody's order from a group buy."""
    wanted = (
        select(purchase.c.id)
        .join(seat, seat.c.id == purchase.c.seat_id)
        .where(seat.c.person_id == person, seat.c.group_buy_id == group_id)
    )
    return int(town.run(lambda tx: tx.value(wanted)))


def returns(town: Town, person: int, group_id: int = 1) -> None:
    """Somebody's order from a group buy is taken back."""
    number = order_of(town, person, group_id)
    back = town.run(lambda tx: take_back(tx, number))
    assert isinstance(back, GivenBack), back


def hands_out(town: Town, *people: int, group_id: int = 1) -> None:
    """They fetch what they ordered."""
    for person in people:
        number = order_of(town, person, group_id)
        said = town.run(
            lambda tx: tx.value(select(purchase.c.number).where(purchase.c.id == number))  # noqa: B023  run at once
        )
        town.run(lambda tx: fulfilling.hand_out(tx, town.shop_id, said))  # noqa: B023  as above


def passes(town: Town, **span: float) -> int:
    """Time passes, and the tick looks at rewards; says at how many."""
    town.now += timedelta(**span)
    return town.run(lambda tx: thaw_due(tx, 100))


def has(town: Town, person: int) -> tuple[int, int]:
    """What somebody can use, and what is frozen; and every credit is what its lines say."""
    town.balances()
    rows = town.run(lambda tx: tx.all(select(credit).where(credit.c.person_id == person)))
    return sum(row.balance for row in rows), sum(row.frozen for row in rows)


def lines(town: Town, person: int) -> list[tuple[str, int, int]]:
    """Each line of somebody's credit: why, what it moved, what was short."""
    wanted = (
        select(credit_entry)
        .join(credit, credit.c.id == credit_entry.c.credit_id)
        .where(credit.c.person_id == person)
        .order_by(credit_entry.c.id)
    )
    rows = town.run(lambda tx: tx.all(wanted))
    return [(row.why, row.amount or row.frozen, row.short) for row in rows]


def states(town: Town) -> list[tuple[int, str, int]]:
    """Each reward: whose, its state, what is left of it."""
    rows = town.run(lambda tx: tx.all(select(reward).order_by(reward.c.id)))
    return [(row.person_id, row.state, row.left) for row in rows]


def thaws(town: Town, *people: int, group_id: int = 1) -> None:
    """Everybody fetches what they ordered, and nobody brings anything back."""
    hands_out(town, *people, group_id=group_id)
    passes(town, days=7)
    passes(town, days=7)


def gives(town: Town, person: int, minor: int) -> None:
    """Somebody's reward of that much thaws, from a group that they led."""
    set_up = town.terms
    promised = LeaderReward(RewardKind.FIXED, minor)
    town.run(lambda tx: town.new_terms(tx, terms(promised, minimum=2, capacity=2)))
    friend = town.person("Friend")
    group = succeeds(town, person, friend)
    thaws(town, person, friend, group_id=group.id)
    town.run(lambda tx: town.new_terms(tx, set_up))


def every_line(tx: Transaction, person: int, shop_id: int, deal_id: int) -> None:
    """Somebody has led groups of that deal, rewarded in every way, and each kind of line stands in their credit."""
    of = Whose(person, shop_id, "EUR")
    for number, promised in enumerate((TENTH, FREE, FIVE), 1):
        crediting.freeze(tx, [(of, 1_000_000)])
        made = tx.add(insert(reward), _made(tx, of, deal_id, promised, -person * 10 - number))
        crediting.note(tx, [(of, Move(Why.EARNED, made, frozen=1_000_000))])
        credit_id, _ = crediting.locked(tx, of)
        if promised is FIVE:
            continue
        tx.write(reward.update().where(reward.c.id == made).values(state="thawed", look_at=None))
        crediting.move(tx, credit_id, of, Move(Why.THAWED, made, 1_000_000, -1_000_000))
        for why in (Why.RETURNED, Why.PART, Why.UNCLAIMED):
            crediting.move(tx, credit_id, of, Move(why, made, amount=-100, short=77))
    credit_id, _ = crediting.locked(tx, of)
    for place in ("s1", "s99"):
        for said, minor in (("used", -300), ("back", 300)):
            row = {"credit_id": credit_id, "why": said, "amount": minor, "frozen": 0, "at": tx.now}
            key = {"place": place, "key": f"{said} {place}"}
            tx.write(insert(credit_entry).inline(), {**row, **key})


def _made(
    tx: Transaction, of: Whose, deal_id: int, promised: LeaderReward, group: int
) -> dict[str, Any]:
    money = {"base": 14_000_000, "amount": 1_000_000, "left": 1_000_000}
    whose = {"person_id": of.person_id, "shop_id": of.shop_id, "currency": of.currency}
    times = {"look_at": tx.now, "until": tx.now, "created_at": tx.now}
    what = {"kind": promised.kind.value, "value": promised.value, "state": "frozen"}
    return {
        "group_buy_id": group,
        "deal_id": deal_id,
        "people": 7,
        **money,
        **whose,
        **times,
        **what,
    }


def asked(wish: Wish) -> tuple[int, int]:
    """What is asked for a place, and what credit pays of it."""
    assert isinstance(wish, ToPay), wish
    return wish.amount.minor, wish.credit.minor if wish.credit else 0


def used(town: Town) -> list[tuple[str, int]]:
    """The lines behind those of the reward."""
    return [(why, minor) for why, minor, _ in lines(town, 1) if why in {"used", "back"}]
