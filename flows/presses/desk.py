"""Buttons of those who keep a shop: opening one, its desk, who works there, where goods are handed over."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NameShop:
    """Type a name for a new shop."""


@dataclass(frozen=True, slots=True)
class ShopChoices:
    """What a new shop's "c" currency, "z" time zone or "h" handover can be."""

    field: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseForShop:
    """A new shop's currency, time zone or handover is to be this; nothing chosen: back to its form."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class OpenShop:
    """Open the shop of the form."""


@dataclass(frozen=True, slots=True)
class VisitShop:
    """Look around in that shop, as its shoppers do."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ShowDesk:
    """A shop as its keepers see it."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ShowStaff:
    """Who works in a shop."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class InviteStaff:
    """A link for a new colleague with that role."""

    shop_id: int
    role: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Somebody works there no more."""

    shop_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ShowPoints:
    """Where a shop hands its goods over."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class NamePoint:
    """Type a pickup point: name, address and hours."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ClosePoint:
    """Nothing is handed over there any more."""

    shop_id: int
    point_id: int


@dataclass(frozen=True, slots=True)
class SetHandover:
    """Goods are handed over at "pickup" points, by "delivery", or "both"."""

    shop_id: int
    how: str


@dataclass(frozen=True, slots=True)
class NewDeal:
    """Say a new deal in one's own words, or go on with the draft there is."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class FillField:
    """Type one field of the draft."""

    shop_id: int
    field: str


@dataclass(frozen=True, slots=True)
class ClearField:
    """Leave one field of the draft empty."""

    shop_id: int
    field: str


@dataclass(frozen=True, slots=True)
class PublishDeal:
    """The draft goes live, or waits for its start."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Throw the draft away."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ShowDeals:
    """The deals of a shop."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowDeal:
    """One deal as its keepers see it."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class TurnDeal:
    """Do to a deal: "pause", "resume", "ask" whether to end it, "end" or "copy"."""

    shop_id: int
    deal_id: int
    how: str


@dataclass(frozen=True, slots=True)
class CallOff:
    """Type why a deal is called off: everybody in it is paid back and told."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class ShowShopOrders:
    """What a shop has to deliver; `how`: "p" to pack, "s" sent, "d" done."""

    shop_id: int
    page: int = 0
    how: str = "p"


@dataclass(frozen=True, slots=True)
class ShowShopOrder:
    """One order as the shop's keepers see it."""

    shop_id: int
    order_id: int


@dataclass(frozen=True, slots=True)
class ShipOrder:
    """An order is sent: type with whom, and under which number there."""

    shop_id: int
    order_id: int


@dataclass(frozen=True, slots=True)
class ShipBare:
    """An order is sent, and there is nothing to say about how."""

    shop_id: int
    order_id: int


@dataclass(frozen=True, slots=True)
class HandOut:
    """Type the order number of who stands at the counter."""

    shop_id: int


ShopOpeningPress: TypeAlias = NameShop | ShopChoices | ChooseForShop | OpenShop | VisitShop
"""What anybody may press: a shop of one's own, and looking around in one."""

CounterPress: TypeAlias = (
    ShowDesk
    | ShowStaff
    | InviteStaff
    | Dismiss
    | ShowPoints
    | NamePoint
    | ClosePoint
    | SetHandover
    | NewDeal
    | FillField
    | ClearField
    | PublishDeal
    | DropDraft
    | ShowDeals
    | ShowDeal
    | TurnDeal
    | CallOff
    | ShowShopOrders
    | ShowShopOrder
    | ShipOrder
    | ShipBare
    | HandOut
)
"""What is for those who work in a shop (`shop_id`), each according to their role (see flows.desk.rights)."""

TAGS: dict[str, type] = {
    "ns": NameShop,
    "sc": ShopChoices,
    "sf": ChooseForShop,
    "so": OpenShop,
    "vs": VisitShop,
    "d": ShowDesk,
    "ds": ShowStaff,
    "di": InviteStaff,
    "dd": Dismiss,
    "dp": ShowPoints,
    "dn": NamePoint,
    "dc": ClosePoint,
    "dh": SetHandover,
    "dw": NewDeal,
    "df": FillField,
    "dk": ClearField,
    "du": PublishDeal,
    "dx": DropDraft,
    "dl": ShowDeals,
    "de": ShowDeal,
    "dt": TurnDeal,
    "do": CallOff,
    "dos": ShowShopOrders,
    "dor": ShowShopOrder,
    "dsh": ShipOrder,
    "dsb": ShipBare,
    "dho": HandOut,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (
    ShowDeal,
    ShowDeals,
    ShowDesk,
    ShowPoints,
    ShowShopOrder,
    ShowShopOrders,
    ShowStaff,
)
"""Those that only look around: such a turn takes no write lock."""
