"""The daily message: when it comes to somebody, and who of those that joined is still in."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select

from catalog.keeping.following import zone_followed
from catalog.tables import shop
from groupbuys.model import LIVE_SEATS
from groupbuys.reminding import Quiet
from groupbuys.tables import seat
from people.model import DIGEST, Person
from people.tables import person as people
from storage import gathering
from storage.transaction import Transaction

_AT_ONCE = 500
"""Seats in one question."""

_FIRST = shop.alias("first")
_ZONE = (
    select(
        func.coalesce(
            shop.c.zone,
            zone_followed(people.c.id),
            select(_FIRST.c.zone).order_by(_FIRST.c.id).limit(1).scalar_subquery(),
            "UTC",
        )
    )
    .select_from(people.outerjoin(shop, shop.c.id == people.c.shop_id))
    .where(people.c.id == bindparam("id_"))
)
"""For who named no zone: that of the shop they are in, else the one followed longest, else the first there is."""
_STILL_IN = (
    select(seat.c.group_buy_id, people.c.name)
    .join(people, people.c.id == seat.c.person_id)
    .where(
        seat.c.id.in_(bindparam("ids", expanding=True)),
        seat.c.state.in_([state.value for state in LIVE_SEATS]),
    )
    .order_by(seat.c.id)
)


def wants(whose: Person) -> bool:
    """Whether anything at all is gathered for them."""
    return whose.daily or whose.news == DIGEST


def zone_of(tx: Transaction, whose: Person) -> str:
    """The zone that somebody lives in, as far as we know."""
    return whose.zone or str(tx.value(_ZONE, {"id_": whose.id}))


def next_for(tx: Transaction, whose: Person) -> datetime:
    """When the next daily message of theirs comes."""
    quiet = Quiet(whose.quiet_from, whose.quiet_to, zone_of(tx, whose))
    return next_at(whose.hour, quiet, tx.now, gathering.last_said(tx, whose.id))


def next_at(hour: int, quiet: Quiet, now: datetime, last: datetime | None) -> datetime:
    """The next time that it is `hour` o'clock, or that quiet hours are over which that falls into.

    Never on the day on which the `last` one came, by the clock of the person as it is now.
    """
    zone = ZoneInfo(quiet.zone)
    told = None if last is None else last.astimezone(zone).date()
    yesterday = now.astimezone(zone).date() - timedelta(days=1)
    days = (yesterday + timedelta(days=later) for later in count())
    hours = (datetime.combine(day, time(hour), zone).astimezone(now.tzinfo) for day in days)
    moments = (quiet.until(at) or at for at in hours)
    return next(
        at for at in moments if at > now and (told is None or at.astimezone(zone).date() > told)
    )


def replan(tx: Transaction, whose: Person) -> None:
    """Somebody wants it otherwise: what is gathered already comes then, or now if all is to come at once."""
    gathering.move(tx, whose.id, next_for(tx, whose) if wants(whose) else tx.now)


def still_in(tx: Transaction, seats: Sequence[int]) -> dict[int, list[str]]:
    """Of those who took these seats, who still has theirs: their names by group buy, the first to come first."""
    names: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(seats), _AT_ONCE):
        for row in tx.all(_STILL_IN, {"ids": seats[start : start + _AT_ONCE]}):
            names[row.group_buy_id].append(row.name)
    return dict(names)
