"""Buttons of coupons: what somebody has and may give away, and what a shop sets aside for them."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowCoupons:
    """My coupons, and those that I can give away."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowPacket:
    """Coupons that the reader can give away."""

    packet_id: int


@dataclass(frozen=True, slots=True)
class ShowFunds:
    """What a shop sets aside for coupons."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ShowFund:
    """One fund: what it gives, and what became of that."""

    shop_id: int
    fund_id: int


@dataclass(frozen=True, slots=True)
class NewFund:
    """A fund for the leaders of a deal's groups, or (0) of all: type what one coupon is worth."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class ChooseFundDeal:
    """The deals that a fund could be for."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class EditFund:
    """Type another value: `field` is "s" for the size, "a" amount, "l" least purchase, "d" days, "b" budget."""

    shop_id: int
    fund_id: int
    field: str


@dataclass(frozen=True, slots=True)
class BeginFund:
    """Begin a fund with coupons of that worth, in minor units of the shop's currency: offered beside typing it."""

    shop_id: int
    deal_id: int
    worth: int


@dataclass(frozen=True, slots=True)
class SetFund:
    """Give a field of a fund that value (amounts in minor units): offered beside typing it."""

    shop_id: int
    fund_id: int
    field: str
    number: int


@dataclass(frozen=True, slots=True)
class TurnFund:
    """A fund gives from now on (1), or nothing more (0)."""

    shop_id: int
    fund_id: int
    on: int


@dataclass(frozen=True, slots=True)
class ShowMarked:
    """Accounts that were flagged."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class StopGiving:
    """An account gets no coupons of the shop any more (1), or gets them again (0)."""

    shop_id: int
    person_id: int
    stop: int


CouponPress: TypeAlias = ShowCoupons | ShowPacket
"""What is for everybody."""

FundPress: TypeAlias = (
    ShowFunds
    | ShowFund
    | NewFund
    | BeginFund
    | ChooseFundDeal
    | EditFund
    | SetFund
    | TurnFund
    | ShowMarked
    | StopGiving
)
"""What is for those who work in a shop (`shop_id`), each according to their role (see flows.desk.rights)."""

FundQuestion = NewFund | EditFund
"""Those that are answered by typing."""

TAGS: dict[str, type] = {
    "cps": ShowCoupons,
    "cpp": ShowPacket,
    "cfs": ShowFunds,
    "cff": ShowFund,
    "cfn": NewFund,
    "cfd": ChooseFundDeal,
    "cfe": EditFund,
    "cfb": BeginFund,
    "cfv": SetFund,
    "cft": TurnFund,
    "cfm": ShowMarked,
    "cfx": StopGiving,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (
    ShowCoupons,
    ShowPacket,
    ShowFunds,
    ShowFund,
    ChooseFundDeal,
    ShowMarked,
)
"""Those that only look around: such a turn takes no write lock."""
