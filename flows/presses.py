"""Every button we have: what a press carries. Ids only, never rights or prices.

`back` says in a few letters where the reader came from, so that a back button leads there (see flows.ways).
"""

from dataclasses import dataclass
from typing import TypeAlias

from flows.wire import Wire


@dataclass(frozen=True, slots=True)
class Home:
    """The shop's first screen."""


@dataclass(frozen=True, slots=True)
class ShowCategories:
    """The categories of the shop."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowCategory:
    """One page of a category's products."""

    category_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowFound:
    """A page of what the last search here found."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowProduct:
    """A product with its deal."""

    product_id: int
    back: str = ""


@dataclass(frozen=True, slots=True)
class ShowOpenGroups:
    """The open group buys, of one deal or (0) of all."""

    deal_id: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowGroup:
    """A group buy as somebody outside or inside sees it."""

    group_buy_id: int
    back: str = ""


@dataclass(frozen=True, slots=True)
class ShowMine:
    """My groups."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowOrders:
    """My orders and refunds."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowOrder:
    """One order, or one seat's money (`what` is "o" or "s")."""

    what: str
    id: int


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose a variant and a quantity. `goal`: "s" start a group, "j" join one (`id` is then the group buy's),
    "b" buy alone; otherwise `id` is the deal's. `variant_id` 0: not chosen yet."""

    goal: str
    id: int
    variant_id: int = 0
    quantity: int = 1
    back: str = ""


@dataclass(frozen=True, slots=True)
class AskQuantity:
    """Let the reader type a quantity for this choice."""

    goal: str
    id: int
    variant_id: int
    back: str = ""


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


@dataclass(frozen=True, slots=True)
class ShowLanguages:
    """Choose a language."""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """This language, please ("en", "zh_Hans", "zh_Hant")."""

    language: str


@dataclass(frozen=True, slots=True)
class ShowQuiet:
    """Reminders and quiet hours."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Reminders off (1) or on (0): of one group buy, or (0) of all."""

    group_buy_id: int
    off: int


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Quiet hours from and to, whole hours; the same twice means none."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShowZones:
    """Choose a time zone; `page` of the list."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SetZone:
    """This IANA time zone, please."""

    zone: str


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """What one can do here."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A label that looks like a button (a page number)."""


Press: TypeAlias = (
    Home
    | ShowCategories
    | ShowCategory
    | ShowFound
    | ShowProduct
    | ShowOpenGroups
    | ShowGroup
    | ShowMine
    | ShowOrders
    | ShowOrder
    | Pick
    | AskQuantity
    | StartGroup
    | Join
    | BuyAlone
    | PayAgain
    | GiveUpHold
    | AskLeave
    | Leave
    | Stay
    | MoveSeat
    | TakeMoneyBack
    | ShowLanguages
    | SetLanguage
    | ShowQuiet
    | Mute
    | SetQuiet
    | ShowZones
    | SetZone
    | ShowHelp
    | Nothing
)

WIRE = Wire(
    {
        "h": Home,
        "cs": ShowCategories,
        "c": ShowCategory,
        "f": ShowFound,
        "p": ShowProduct,
        "og": ShowOpenGroups,
        "g": ShowGroup,
        "m": ShowMine,
        "os": ShowOrders,
        "o": ShowOrder,
        "k": Pick,
        "q": AskQuantity,
        "s": StartGroup,
        "j": Join,
        "b": BuyAlone,
        "pa": PayAgain,
        "gu": GiveUpHold,
        "l?": AskLeave,
        "l": Leave,
        "st": Stay,
        "mv": MoveSeat,
        "mb": TakeMoneyBack,
        "la": ShowLanguages,
        "sl": SetLanguage,
        "qu": ShowQuiet,
        "mu": Mute,
        "sq": SetQuiet,
        "zs": ShowZones,
        "z": SetZone,
        "?": ShowHelp,
        "-": Nothing,
    }
)
