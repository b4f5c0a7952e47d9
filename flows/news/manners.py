"""Manners: of every kind of thing that people are told unasked, whether it waits, what ends it, and why it comes."""

from dataclasses import dataclass
from enum import StrEnum

from catalog.low_stock import OF_PRODUCT, OF_VARIANT
from flows.screens.why import Why
from people import wishes
from people.model import Person
from storage.outbox import DAILY
from storage.transaction import Transaction


class Switch(StrEnum):
    """What of somebody's wishes ends a kind of message."""

    NONE = "nothing"
    GROUP = "reminders off, of this group or of all"
    SHOP = "no more from this shop"
    FOLLOWING = "unfollow, no more from this shop, or new deals off"
    REMINDERS = "reminders off, of all"
    STOCK = "when to warn"
    DAILY = "tell me at once"


@dataclass(frozen=True, slots=True)
class Manner:
    """How one kind is told.

    `waits`: held back by quiet hours. `switch`: what ends it. `gathers`: part of the daily message of who wants one.
    """

    why: Why
    waits: bool = True
    switch: Switch = Switch.NONE
    gathers: bool = False


_END = Manner(Why.TOOK_PART, waits=False)
_MONEY = Manner(Why.MONEY, waits=False)
_BOUGHT = Manner(Why.BOUGHT)
_CLAIM = Manner(Why.CLAIM)
_WORK = Manner(Why.WORKS_HERE)
_STOCK = Manner(Why.STOCK, switch=Switch.STOCK, gathers=True)
_AT_ONCE = Manner(Why.OWNS_SHOP, waits=False)

MANNERS: dict[str, Manner] = {
    "succeeded": _END,
    "failed": _END,
    "cancelled": _END,
    "refunding": _MONEY,
    "refunded": _MONEY,
    "part_refunded": _MONEY,
    "rescued": _MONEY,
    "claim_money": _MONEY,
    "taken_back": Manner(Why.BOUGHT, waits=False),
    "shipped": _BOUGHT,
    "handed_out": _BOUGHT,
    "taken_in": _BOUGHT,
    "ask_where": _BOUGHT,
    "where": _BOUGHT,
    "claim": _CLAIM,
    "claim_reminder": _CLAIM,
    "joined": Manner(Why.JOINED, switch=Switch.GROUP, gathers=True),
    "reminder": Manner(Why.REMINDED, switch=Switch.GROUP),
    "leads": Manner(Why.IN_GROUP),
    "lead_offer": Manner(Why.ASKED, switch=Switch.GROUP),
    "lead_taken": Manner(Why.IN_GROUP),
    "lead_declined": Manner(Why.IN_GROUP),
    "extended": Manner(Why.IN_GROUP),
    "merge_offer": Manner(Why.ASKED, switch=Switch.GROUP),
    "merge_declined": Manner(Why.IN_GROUP),
    "merged": Manner(Why.IN_GROUP),
    "nudge": Manner(Why.LOOKED, switch=Switch.GROUP),
    "seat_given": Manner(Why.GAVE),
    "letter": Manner(Why.LETTER, switch=Switch.SHOP),
    "new_deals": Manner(Why.FOLLOWS, switch=Switch.FOLLOWING, gathers=True),
    "place_kept": Manner(Why.WAITED, waits=False),
    "place_yours": Manner(Why.WAITED, waits=False),
    "place_gone": Manner(Why.WAITED),
    "passed_over": Manner(Why.WAITED),
    "line_over": Manner(Why.WAITED),
    DAILY: Manner(Why.DAILY, switch=Switch.DAILY),
    "rerouted": _WORK,
    "channel_lost": _WORK,
    "channel_back": _WORK,
    "channel_on": Manner(Why.WORKS_HERE, waits=False),
    "channel_which": Manner(Why.BROUGHT_IN, waits=False),
    "shop_live": _AT_ONCE,
    "shop_suspended": _AT_ONCE,
    "packet": Manner(Why.LED),
    "reward_thawed": Manner(Why.LED),
    "coupon_ends": Manner(Why.HAS_COUPON, switch=Switch.REMINDERS),
    "fund_empty": _WORK,
    OF_VARIANT: _STOCK,
    OF_PRODUCT: _STOCK,
}
"""One line for each kind of notice: whoever adds a kind decides here, and tells it in docs/peace.md.

The close of a group buy and money never wait and cannot be ended (promise 26), nor does a place that is kept for
minutes: that is told without a sound in quiet hours. A channel that was just connected is an
answer that took a moment.
"""


def is_muted(tx: Transaction, kind: str, subject_id: int, person: Person) -> bool:
    """Whether this person switched that off: reminders of the group buy that it is about, or all."""
    match MANNERS[kind].switch:
        case Switch.GROUP:
            return wishes.has_muted(tx, person, subject_id)
        case Switch.REMINDERS:
            return person.muted
        case Switch.NONE | Switch.SHOP | Switch.FOLLOWING | Switch.STOCK | Switch.DAILY:
            return False
