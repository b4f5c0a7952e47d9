"""A shop's plan for its daily round-up: at which minute of the day, or never, and into which channels."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from catalog.keeping.channels import Channel
from catalog.tables import shop
from groupbuys.channels import posting
from groupbuys.channels.rhythm import DAY, daily
from groupbuys.channels.roundup_tables import roundup, roundup_choice
from storage.transaction import Transaction
from storage.upsert import or_update

_PLAN = (
    select(shop.c.zone.label("home"), *roundup.c["minute", "next_at", "posted_at"])
    .outerjoin_from(shop, roundup, roundup.c.shop_id == shop.c.id)
    .where(shop.c.id == bindparam("shop_id"))
)
_SET = or_update(roundup, ["shop_id"], ["minute", "zone", "next_at"])
_OFF = update(roundup).where(roundup.c.shop_id == bindparam("of_shop")).values(next_at=None)
_CHOICES = select(roundup_choice.c.channel_id, roundup_choice.c.wanted).where(
    roundup_choice.c.shop_id == bindparam("shop_id")
)
_CHOOSE = or_update(roundup_choice, ["shop_id", "channel_id"], ["wanted"])


@dataclass(frozen=True, slots=True)
class Plan:
    """`minute` after midnight by the shop's clock (its `zone`), and the next time of it; both None: it is off."""

    zone: str
    minute: int | None = None
    next_at: datetime | None = None


def plan(tx: Transaction, shop_id: int) -> Plan | None:
    """What a shop wants; None where there is no such shop."""
    row = tx.first(_PLAN, {"shop_id": shop_id})
    if row is None:
        return None
    return Plan(row.home) if row.next_at is None else Plan(row.home, row.minute, row.next_at)


def set_minute(tx: Transaction, shop_id: int, minute: int) -> None:
    """Post it each day at this minute from now on, today too unless one was posted today; a minute of no day: never."""
    row = tx.first(_PLAN, {"shop_id": shop_id})
    if row is None:
        return
    if not 0 <= minute < DAY:
        tx.write(_OFF, {"of_shop": shop_id})
        return
    values = {
        "shop_id": shop_id,
        "minute": minute,
        "zone": row.home,
        "next_at": daily(minute, row.home).after(tx.now, row.posted_at),
    }
    tx.write(_SET[tx.dialect], values)


def choices(tx: Transaction, shop_id: int) -> tuple[tuple[Channel, bool], ...]:
    """The channels of a shop where it can post now, and whether the round-up goes there."""
    said = {row.channel_id: bool(row.wanted) for row in tx.all(_CHOICES, {"shop_id": shop_id})}
    return tuple((one, said.get(one.id, chosen)) for one, chosen in posting.choices(tx, shop_id))


def choose(tx: Transaction, shop_id: int, channel_id: int, *, wanted: bool) -> None:
    """The round-up goes there from now on, or not."""
    row = {"shop_id": shop_id, "channel_id": channel_id, "wanted": int(wanted)}
    tx.write(_CHOOSE[tx.dialect], row)
