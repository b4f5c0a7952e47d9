"""Quiet hours in a shop's channels: whether what is posted there at a moment rings, makes no sound, or waits."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import bindparam, select, text

from catalog.tables import shop
from groupbuys.channels.hush_tables import channel_hush
from groupbuys.channels.tables import post
from groupbuys.reminding import Quiet
from storage.outbox import POST, hasten
from storage.transaction import Transaction
from storage.upsert import or_update

_HOURS = range(24)
_KEEP = or_update(channel_hush, ["shop_id"], ["quiet_from", "quiet_to", "how"])
_OF_SHOP = (
    select(shop.c.zone, *channel_hush.c["quiet_from", "quiet_to", "how"])
    .join_from(shop, channel_hush, channel_hush.c.shop_id == shop.c.id, isouter=True)
    .where(shop.c.id == bindparam("of_shop"))
)
_WAITING = select(post.c.id).where(
    post.c.shop_id == bindparam("of_shop"), text("post.state = 'owed'")
)


class Manner(StrEnum):
    """What happens to a post that comes due in quiet hours."""

    SOFT = "soft"
    """It is posted at once, without a sound."""
    WAIT = "wait"
    """It is posted when they are over."""
    DAY = "day"
    """It is posted as by day."""


@dataclass(frozen=True, slots=True)
class Hush:
    """A shop's quiet hours in its channels: whole hours in its `zone`, and what happens then."""

    quiet_from: int = 22
    quiet_to: int = 8
    how: Manner = Manner.SOFT
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Aloud:
    """Post it, with the usual sound."""


@dataclass(frozen=True, slots=True)
class Silent:
    """Post it without a sound: `Say(screen, silent=True)`."""


@dataclass(frozen=True, slots=True)
class Until:
    """Post it at this moment (UTC), and not before."""

    moment: datetime


Voice: TypeAlias = Aloud | Silent | Until


def voice(tx: Transaction, shop_id: int, at: datetime) -> Voice:
    """How a shop posts into its channels at that moment; one statement."""
    return heard(hush_of(tx, shop_id), at)


def heard(hush: Hush, at: datetime) -> Voice:
    """The same, for quiet hours that are known."""
    over = Quiet(hush.quiet_from, hush.quiet_to, hush.zone).until(at)
    if over is None:
        return Aloud()
    match hush.how:
        case Manner.SOFT:
            return Silent()
        case Manner.WAIT:
            return Until(over)
        case Manner.DAY:
            return Aloud()


def hush_of(tx: Transaction, shop_id: int) -> Hush:
    """The quiet hours of a shop's channels."""
    row = tx.first(_OF_SHOP, {"of_shop": shop_id})
    if row is None:
        return Hush()
    if row.how is None:
        return Hush(zone=row.zone)
    return Hush(row.quiet_from, row.quiet_to, Manner(row.how), row.zone)


def set_hush(tx: Transaction, shop_id: int, quiet_from: int, quiet_to: int, how: str) -> bool:
    """Quiet from that hour (0 to 23) to that one in this manner from now on; False for what is none.

    The same hour twice is never. What waits for the old hours to be over is looked at again at once.
    """
    if quiet_from not in _HOURS or quiet_to not in _HOURS or how not in set(Manner):
        return False
    row = {"shop_id": shop_id, "quiet_from": quiet_from, "quiet_to": quiet_to, "how": how}
    tx.write(_KEEP[tx.dialect], row)
    hasten(tx, POST, [one.id for one in tx.all(_WAITING, {"of_shop": shop_id})])
    return True
