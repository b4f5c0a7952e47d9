"""The rules of a group buy: what the books say and what somebody wishes, in; a decision, out. No clock, no database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from groupbuys.model import MOST_HOLDS, MOST_UNITS, GroupBuy, GroupState, Reason, Refused, SeatState


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person already has, as the limits count it: live or paid, never what failed or was released.

    `holds`: unpaid places that have not run out; `units`: of this deal, elsewhere than in the wished place.
    """

    holds: int
    units: int


def may_take(standing: Standing, quantity: int, limit: int | None) -> Refused | None:
    """Say whether this person may hold one more place, with so many units (promises 6 and 13)."""
    if not 1 <= quantity <= MOST_UNITS:
        return Refused(Reason.BAD_QUANTITY, min(MOST_UNITS, limit or MOST_UNITS))
    if limit is not None and standing.units + quantity > limit:
        return Refused(Reason.OVER_LIMIT, max(0, limit - standing.units))
    if standing.holds >= MOST_HOLDS:
        return Refused(Reason.TOO_MANY_HOLDS, MOST_HOLDS)
    return None


def may_enter(group: GroupBuy, now: datetime, *, next_in_line: bool = False) -> Refused | None:
    """Say whether there is a seat to take in this group buy just now.

    A seat that came free belongs to those who wait for one: to everybody else the group is full (`next_in_line`: not).
    """
    match group.state:
        case GroupState.OPENING:
            return Refused(Reason.STILL_OPENING)
        case GroupState.SUCCEEDED | GroupState.FAILED | GroupState.CANCELLED | GroupState.MERGED:
            return Refused(Reason.NOT_FORMING)
        case GroupState.FORMING:
            pass
    if group.closes_at is None or now >= group.closes_at:
        return Refused(Reason.CLOSED)
    if (group.unheld if next_in_line else group.free) <= 0:
        return Refused(Reason.FULL)
    return None


def closes_at(opened_at: datetime, window: timedelta, deal_ends_at: datetime | None) -> datetime:
    """The earlier of "opened + window" and the end of the deal (promise 2). Both are real time, not wall clock."""
    end = opened_at + window
    return end if deal_ends_at is None else min(end, deal_ends_at)


def verdict(group: GroupBuy) -> GroupState:
    """What a group buy comes to at its close: enough paid people for the minimum, or not (promise 3)."""
    return GroupState.SUCCEEDED if group.paid >= group.minimum else GroupState.FAILED


Placing: TypeAlias = Literal["pay", "pay the other", "seat again", "elsewhere", "back"]


def place(seat: SeatState, group: GroupBuy, now: datetime, other: SeatState | None) -> Placing:
    """Where money that has arrived for a seat goes (promise 7).

    "pay": the seat is still kept, even past its 15 minutes. "pay the other": the person holds a newer seat here.
    "seat again": it ran out but a seat is free. "elsewhere": to another open group or back. "back": the seat was paid
    for already. `other`: the state of the person's other live seat in this group, None where there is none.
    """
    if seat not in {SeatState.HELD, SeatState.RELEASED}:
        return "back"
    over = group.closes_at is not None and now >= group.closes_at
    if over or group.state not in {GroupState.OPENING, GroupState.FORMING}:
        return "elsewhere"
    if seat is SeatState.HELD:
        return "pay"
    if other is not None:
        return "pay the other" if other is SeatState.HELD else "elsewhere"
    return "seat again" if may_enter(group, now) is None else "elsewhere"
