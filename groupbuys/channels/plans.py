"""Plans: when a deal is posted, how often and where, as its keepers make and mend them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, insert, select, update

from catalog.offers import DealLine, DealState
from groupbuys.channels.plan_tables import post_plan
from groupbuys.channels.rhythm import Repeat, Rhythm, beginning
from groupbuys.channels.tables import post
from storage.transaction import Found, Transaction

MOST_PLANS = 10
"""Plans of one deal that go on at the same time."""

_GOOD_HOURS = (9, 12, 18)
_FEW = 4
_GOES_ON = post_plan.c.next_at.is_not(None)
_OURS = (post_plan.c.shop_id == bindparam("of_shop")) & _GOES_ON
_OF_DEAL = _OURS & (post_plan.c.deal_id == bindparam("of_deal"))
_PLANS = select(post_plan).where(_OF_DEAL).order_by(post_plan.c.next_at, post_plan.c.id)
_SAME = (
    select(post_plan.c.id)
    .where(_OF_DEAL, post_plan.c.next_at == bindparam("moment"), post_plan.c.channel_id.is_(None))
    .limit(1)
)
_COUNT = select(func.count()).where(_OF_DEAL)
_ONE = select(post_plan).where(_OURS, post_plan.c.id == bindparam("id_"))
_MAKE = insert(post_plan)
_THIS = update(post_plan).where(_OURS, post_plan.c.id == bindparam("id_"))
_TURN = _THIS.values(
    repeat=bindparam("new_repeat"),
    weekday=bindparam("new_weekday"),
    minute=bindparam("new_minute"),
    zone=bindparam("new_zone"),
    next_at=bindparam("new_next", type_=post_plan.c.next_at.type),
)
_PUT = _THIS.values(channel_id=bindparam("new_channel"))
_DROP = _THIS.values(next_at=None)
_GIVE_UP = (
    update(post)
    .where(
        post.c.shop_id == bindparam("of_shop"),
        post.c.plan_id == bindparam("id_"),
        post.c.state == "owed",
    )
    .values(state="down")
)


class Misfit(StrEnum):
    """Why a deal cannot be posted then."""

    OVER = "over"
    """The deal is over already."""
    PAST = "past"
    """The moment is."""
    EARLY = "early"
    """The deal has not begun by then."""
    LATE = "late"
    """The deal is over by then."""
    FULL = "full"
    """It has as many plans as a deal may have."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A deal is posted at `next_at`, and again in this rhythm; into one channel, or (None) all that are chosen then."""

    id: int
    shop_id: int
    deal_id: int
    channel_id: int | None
    rhythm: Rhythm
    next_at: datetime
    made_by: int

    @property
    def repeats(self) -> bool:
        """Whether it comes more than once."""
        return self.rhythm.repeat is not Repeat.ONCE


def of_deal(tx: Transaction, shop_id: int, deal_id: int) -> tuple[Plan, ...]:
    """The plans of a deal that go on, the next one first."""
    return tuple(map(read_plan, tx.all(_PLANS, {"of_shop": shop_id, "of_deal": deal_id})))


def find(tx: Transaction, shop_id: int, plan_id: int) -> Plan | None:
    """A plan of this shop that goes on; another shop's looks like none."""
    row = tx.first(_ONE, {"of_shop": shop_id, "id_": plan_id})
    return None if row is None else read_plan(row)


def is_full(tx: Transaction, deal: DealLine) -> bool:
    """Whether a deal has as many plans as it may."""
    return int(tx.value(_COUNT, {"of_shop": deal.shop_id, "of_deal": deal.id})) >= MOST_PLANS


def misfit(deal: DealLine, at: datetime, now: datetime) -> Misfit | None:
    """Why a deal cannot be posted at that moment, if it cannot."""
    if deal.is_over:
        return Misfit.OVER
    if at <= now:
        return Misfit.PAST
    if at < (begins(deal) or at):
        return Misfit.EARLY
    return Misfit.LATE if deal.ends_at is not None and at >= deal.ends_at else None


def begins(deal: DealLine) -> datetime | None:
    """When a deal begins that has not begun."""
    return deal.starts_at if deal.state is DealState.SCHEDULED else None


def good_moments(deal: DealLine, zone: str, now: datetime) -> tuple[datetime, ...]:
    """A few moments, by the clock of that zone, at which a deal may well be posted; the earliest first."""
    home = ZoneInfo(zone)
    first = max(now, begins(deal) or now).astimezone(home).date()
    found = [
        datetime.combine(first + timedelta(days=days), time(hour), home).astimezone(UTC)
        for days in range(3)
        for hour in _GOOD_HOURS
    ]
    return tuple(one for one in found if misfit(deal, one, now) is None)[:_FEW]


def make(tx: Transaction, deal: DealLine, at: datetime, zone: str, by: int) -> int | Misfit:
    """Post a deal at that moment into all channels that are chosen then, once; the plan's number, or why not.

    Where a plan does so already it is that one: a second press is the same wish.
    """
    wrong = misfit(deal, at, tx.now)
    if wrong is not None:
        return wrong
    same = tx.value(_SAME, {"of_shop": deal.shop_id, "of_deal": deal.id, "moment": at})
    if same is not None:
        return int(same)
    if is_full(tx, deal):
        return Misfit.FULL
    row = {
        "shop_id": deal.shop_id,
        "deal_id": deal.id,
        "channel_id": None,
        "made_by": by,
        "made_at": tx.now,
        "repeat": Repeat.ONCE.value,
        "next_at": at,
        **_clock(beginning(at, zone, Repeat.ONCE)),
    }
    return tx.add(_MAKE, row)


def move(tx: Transaction, plan: Plan, deal: DealLine, at: datetime, zone: str) -> Misfit | None:
    """Post at that moment, and from there on in the same rhythm; or why not."""
    wrong = misfit(deal, at, tx.now)
    if wrong is None:
        _turn(tx, plan, beginning(at, zone, plan.rhythm.repeat), at)
    return wrong


def repeat(tx: Transaction, plan: Plan, how: Repeat, zone: str) -> bool:
    """Once, every day or every week, at the hour that it has; False where the plan is over.

    What comes once is what would have come next.
    """
    rhythm = beginning(plan.next_at, zone, how)
    if zone == plan.rhythm.zone:  # what a clock change moved comes at its own hour again
        rhythm = replace(rhythm, minute=plan.rhythm.minute)
    return _turn(tx, plan, rhythm, plan.next_at)


def put(tx: Transaction, plan: Plan, channel_id: int | None) -> bool:
    """Post into that channel alone from now on, or (None) into all that are chosen."""
    return bool(tx.write(_PUT, {**_named(plan), "new_channel": channel_id}))


def drop(tx: Transaction, shop_id: int, plan_id: int) -> bool:
    """It goes on no more: what it has posted stands, what waits (for morning, say) is not posted.

    False where there is no such plan.
    """
    asked = {"of_shop": shop_id, "id_": plan_id}
    if not tx.write(_DROP, asked):
        return False
    tx.write(_GIVE_UP, asked)
    return True


def read_plan(row: Found) -> Plan:
    """A row as a value."""
    return Plan(
        row.id,
        row.shop_id,
        row.deal_id,
        row.channel_id,
        Rhythm(Repeat(row.repeat), row.weekday, row.minute, row.zone),
        row.next_at,
        row.made_by,
    )


def _turn(tx: Transaction, plan: Plan, rhythm: Rhythm, at: datetime) -> bool:
    clock = {f"new_{name}": value for name, value in _clock(rhythm).items()}
    values = {**clock, "new_repeat": rhythm.repeat.value, "new_next": at}
    return bool(tx.write(_TURN, {**_named(plan), **values}))


def _clock(rhythm: Rhythm) -> dict[str, object]:
    return {"weekday": rhythm.weekday, "minute": rhythm.minute, "zone": rhythm.zone}


def _named(plan: Plan) -> dict[str, object]:
    return {"of_shop": plan.shop_id, "id_": plan.id}
