"""The chores of a tick: what time makes due, kind by kind, many at once and, where that breaks, one by one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from catalog import deals
from groupbuys import closing, holds, idle_pages, reminders, running_out
from groupbuys.channels import freshness, roundup_lines, roundups, timing
from groupbuys.claims import clocks
from groupbuys.closing import Closed
from groupbuys.coupons import ending, giving
from groupbuys.dropped import deal_copies
from groupbuys.due import Due
from groupbuys.fulfilment import nudging
from groupbuys.prompts import prompts
from groupbuys.rewards import thawing
from groupbuys.telling import announcing, letters
from groupbuys.telling.announcing import PAGE
from groupbuys.waiting import promoting
from storage import claiming
from storage.transaction import Transaction

T = TypeVar("T")

CLOSES = 500
"""Group buys in one turn; they are closed by a few statements, however many."""

ONE_BY_ONE = 100
"""Holds and reminders in one turn: each is decided on its own, and shoppers want to write in between."""

REST = timedelta(minutes=1)
"""How long what broke is left aside before it is tried again; everything else goes on meanwhile."""


@dataclass(frozen=True, slots=True)
class Chore(Generic[T]):
    """One kind. `together` does what is due, at most `batch` and besides some; `size` counts what it did.

    Where that breaks, `names` says what is due and `alone` does one of it; without names it can only be tried again.
    """

    name: str
    batch: int
    together: Callable[[Transaction, int, Collection[Due]], T]
    size: Callable[[T], int]
    names: Callable[[Transaction, int], Sequence[Due]] = lambda _, __: ()
    alone: Callable[[Transaction, Due], T] | None = None


class Aside:
    """What broke and is left aside for a while."""

    def __init__(self) -> None:
        self._until: dict[Due, datetime] = {}

    def put(self, due: Due, now: datetime) -> None:
        """Leave it aside for a while from `now` on."""
        self._until[due] = now + REST

    def at(self, now: datetime) -> frozenset[Due]:
        """What is left aside at this moment; what has rested long enough is tried again with all the others."""
        self._until = {due: until for due, until in self._until.items() if until > now}
        return frozenset(self._until)


CLOSE: Chore[tuple[Closed, ...]] = Chore(
    "closes", CLOSES, closing.close_due, len, closing.due_to_close, closing.close_one
)
EXPIRE: Chore[int] = Chore(
    "holds", ONE_BY_ONE, holds.expire_due, int, holds.due_to_expire, holds.expire_one
)
TURN: Chore[int] = Chore("deals", 1_000, lambda tx, _, __: deals.turn_due(tx), int)
REMIND: Chore[int] = Chore(
    "reminders",
    ONE_BY_ONE,
    reminders.remind_due,
    int,
    reminders.due_to_remind,
    reminders.remind_one,
)
ASK: Chore[int] = Chore(
    "wheres", ONE_BY_ONE, nudging.ask_due, int, nudging.due_to_ask, nudging.ask_one
)
DECIDE: Chore[int] = Chore(
    "claims", ONE_BY_ONE, clocks.decide_due, int, clocks.due_to_decide, clocks.decide_one
)
WARN: Chore[int] = Chore(
    "claim reminders", ONE_BY_ONE, clocks.remind_due, int, clocks.due_to_remind, clocks.remind_one
)
GIVE: Chore[int] = Chore(
    "packets", ONE_BY_ONE, giving.give_due, int, giving.due_to_give, giving.give_one
)
COUPONS: Chore[int] = Chore(
    "coupons", 500, ending.end_coupons, int, ending.coupons_to_end, ending.end_coupon
)
PACKETS: Chore[int] = Chore(
    "packet ends", 500, ending.end_packets, int, ending.packets_to_end, ending.end_packet
)
TELL: Chore[int] = Chore(
    "coupon words", ONE_BY_ONE, ending.tell_due, int, ending.words_to_tell, ending.tell_one
)
CAPTURES: Chore[int] = Chore(
    "captures",
    ONE_BY_ONE,
    running_out.capture_due,
    int,
    running_out.due_to_capture,
    running_out.capture_one,
)
"""Before the holds of cards run out."""
THAW: Chore[int] = Chore(
    "rewards", ONE_BY_ONE, thawing.thaw_due, int, thawing.due_to_thaw, thawing.thaw_one
)
PAGES: Chore[int] = Chore("pages", 100, lambda tx, most, _: idle_pages.end(tx, most), int)
PROMPTS: Chore[int] = Chore("prompts", 500, lambda tx, most, _: prompts.drop_old(tx, most), int)
DROP: Chore[int] = Chore("stale", 500, lambda tx, most, _: claiming.drop_stale(tx, most), int)

PROMOTE: Chore[int] = Chore(
    "waiting", 1, promoting.promote_due, int, promoting.due_to_promote, promoting.promote_one
)
"""One free place a turn: a person is locked before any group buy."""

NEXT: tuple[Chore[int], ...] = (EXPIRE, TURN, REMIND, ASK, DECIDE, WARN)
"""What comes after the closes, in this order."""
ANNOUNCE: Chore[int] = Chore(
    "announcements", PAGE + 1, lambda tx, most, _: announcing.announce_due(tx, most - 1), int
)
"""Never a whole batch, as for the letters: one page a tick, so that no close waits for a hundred thousand followers."""
POST: Chore[int] = Chore(
    "letters", PAGE + 1, lambda tx, most, _: letters.post_due(tx, most - 1), int
)
ROUNDUPS: Chore[int] = Chore(
    "round-ups", 20, roundups.post_due, int, roundups.due_to_post, roundups.post_one
)
LINES: Chore[int] = Chore("lines", 500, lambda tx, most, _: roundup_lines.look_round(tx, most), int)
PLANS: Chore[int] = Chore(
    "plans", ONE_BY_ONE, timing.post_due, int, timing.due_to_post, timing.post_one
)
POSTS: Chore[int] = Chore("posts", 500, lambda tx, most, _: freshness.look_round(tx, most), int)
COPIES: Chore[int] = Chore("copies", 500, lambda tx, most, _: deal_copies.look_round(tx, most), int)
