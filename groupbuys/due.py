"""What time alone has made due, by name: so that one thing that breaks can be passed over and all else be done."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

What: TypeAlias = Literal[
    "close",
    "hold",
    "order",
    "reminder",
    "where",
    "where_order",
    "claim",
    "claim_word",
    "roundup",
    "plan",
    "waiting",
    "packet",
    "packet_end",
    "coupon",
    "coupon_word",
    "capture",
    "reward",
]


@dataclass(frozen=True, slots=True)
class Due:
    """What is due, by its number.

    A group buy to be closed, a hold of a seat or an order that ran out, a seat to be reminded or asked ("where"), an
    order to be asked about ("where_order"), a claim to be decided, or of which somebody is to be reminded
    ("claim_word"), a shop whose round-up is to be posted, a plan by which a deal is to be posted, a group buy with a
    free place that somebody waits for ("waiting"), a packet to be given or ("packet_end") whose time is up, a coupon
    whose time is up or ("coupon_word") whose holder is to be told of that, a payment whose hold is running out
    ("capture"), a leader's reward that may thaw ("reward").
    """

    what: What
    id: int


def passed_over(besides: Collection[Due], what: What) -> list[int]:
    """The numbers of these to be left out of a question; never an empty list, and no row has the number 0."""
    return [due.id for due in besides if due.what == what] or [0]
