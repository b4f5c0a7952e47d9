"""Buttons that take, pay, leave and move a place."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class StartGroup:
    """Open a group buy of this deal."""

    deal_id: int
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Join:
    """Take a seat in this group buy."""

    group_buy_id: int
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class BuyAlone:
    """Buy at the solo price."""

    deal_id: int
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class PayAgain:
    """Send the invoice of a held seat ("s") or order ("o") again."""

    what: str
    id: int


@dataclass(frozen=True, slots=True)
class PayBy:
    """Pay for a held seat ("s") or order ("o") through this account of its shop."""

    what: str
    id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class GiveUpHold:
    """Let a held seat ("s") or order ("o") go before it is paid."""

    what: str
    id: int


@dataclass(frozen=True, slots=True)
class AskLeave:
    """Ask whether to leave this group buy."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave this group buy."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class Stay:
    """Do not leave after all."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class MoveSeat:
    """Take the late payment of seat `seat_id` over to another group buy."""

    seat_id: int
    group_buy_id: int


@dataclass(frozen=True, slots=True)
class TakeMoneyBack:
    """Rather have the late payment of this seat back."""

    seat_id: int


SeatPress: TypeAlias = (
    StartGroup
    | Join
    | BuyAlone
    | PayAgain
    | PayBy
    | GiveUpHold
    | AskLeave
    | Leave
    | Stay
    | MoveSeat
    | TakeMoneyBack
)
"""What is done about a seat or an order."""

TAGS: dict[str, type] = {
    "s": StartGroup,
    "j": Join,
    "b": BuyAlone,
    "pa": PayAgain,
    "pb": PayBy,
    "gu": GiveUpHold,
    "l?": AskLeave,
    "l": Leave,
    "st": Stay,
    "mv": MoveSeat,
    "mb": TakeMoneyBack,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (AskLeave, Stay)
"""Those that only look around: such a turn takes no write lock."""
