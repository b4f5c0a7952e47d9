"""Circles: accounts that lead groups for the sake of coupons and take them from each other. Pure; thresholds here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(days=7)
"""What was given and taken in this time is looked at."""

MEMBERS = 3
"""Fewer accounts are a couple or a pair of friends."""

PACKETS = 12
"""So many packets of one circle within the window are no household's shopping."""

INSIDE_PERCENT = 80
"""At least so many of a hundred of their coupons stay among them: who brings new people has other takers."""


@dataclass(frozen=True, slots=True)
class Gift:
    """`taker_id` took a coupon out of a packet of `giver_id`."""

    packet_id: int
    giver_id: int
    taker_id: int


def circle(gifts: Iterable[Gift], around: int) -> frozenset[int] | None:
    """The circle that an account is in, if these gifts (of one shop, within WINDOW) show one.

    Everybody in it gave to some and took of some of the others, on whatever ways around; together they led PACKETS
    groups or more, and hardly anybody else took anything.
    """
    known = list(gifts)
    members = _reached(_edges(known), around) & _reached(_edges(known, back=True), around)
    theirs = [gift for gift in known if gift.giver_id in members]
    if len(members) < MEMBERS or len({gift.packet_id for gift in theirs}) < PACKETS:
        return None
    inside = sum(gift.taker_id in members for gift in theirs)
    return members if inside * 100 >= INSIDE_PERCENT * len(theirs) else None


def _edges(gifts: Collection[Gift], *, back: bool = False) -> Mapping[int, set[int]]:
    edges: dict[int, set[int]] = {}
    for gift in gifts:
        ends = (gift.taker_id, gift.giver_id) if back else (gift.giver_id, gift.taker_id)
        edges.setdefault(ends[0], set()).add(ends[1])
    return edges


def _reached(edges: Mapping[int, set[int]], start: int) -> frozenset[int]:
    """Whoever can be come to from there."""
    seen, waiting = {start}, [start]
    while waiting:
        fresh = edges.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting += fresh
    return frozenset(seen)
