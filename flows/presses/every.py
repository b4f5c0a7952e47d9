"""Every button we have: what a press carries, and its wire text. Ids only, never rights or prices.

`back` says in a few letters where the reader came from, so that a back button leads there (see flows.ways).
"""

from typing import TypeAlias

from flows.presses import (
    channels,
    chats,
    claims,
    counter,
    coupons,
    daily,
    desk,
    editing,
    figures,
    files,
    follow,
    friends,
    guests,
    handover,
    hush,
    lead,
    more,
    operator,
    own,
    plan,
    posters,
    posts,
    reading,
    rewards,
    roundup,
    seats,
    shop,
    stock,
    waiting,
)
from flows.presses.chats import ChatPress
from flows.presses.claims import ClaimPress
from flows.presses.counter import ShowCode
from flows.presses.coupons import CouponPress
from flows.presses.daily import DailyPress
from flows.presses.desk import (
    CallOff,
    ChooseForShop,
    ClearField,
    ClosePoint,
    Dismiss,
    DropDraft,
    FillField,
    HandOut,
    InviteStaff,
    NamePoint,
    NameShop,
    NewDeal,
    OpenShop,
    PublishDeal,
    SetHandover,
    ShipBare,
    ShipOrder,
    ShopChoices,
    ShopOpeningPress,
    ShowDeal,
    ShowDeals,
    ShowDesk,
    ShowPoints,
    ShowShopOrder,
    ShowShopOrders,
    ShowStaff,
    TurnDeal,
    VisitShop,
)
from flows.presses.follow import FollowPress
from flows.presses.friends import FriendPress
from flows.presses.guests import GuestPress
from flows.presses.handover import WherePress
from flows.presses.keepers import DeskPress, KeeperPress
from flows.presses.lead import LeadPress
from flows.presses.operator import OperatorPress
from flows.presses.own import (
    Anew,
    Mute,
    Nothing,
    OwnPress,
    SetLanguage,
    SetQuiet,
    SetZone,
    ShowHelp,
    ShowLanguages,
    ShowMine,
    ShowOrder,
    ShowOrders,
    ShowQuiet,
    ShowZones,
)
from flows.presses.posters import PosterPress
from flows.presses.rewards import ShowRewards
from flows.presses.seats import (
    AskLeave,
    BuyAlone,
    GiveUpHold,
    Join,
    Leave,
    MoveSeat,
    PayAgain,
    PayBy,
    SeatPress,
    StartGroup,
    Stay,
    TakeMoneyBack,
)
from flows.presses.shop import (
    AskQuantity,
    Home,
    Pick,
    ShopPress,
    ShowCategories,
    ShowCategory,
    ShowFound,
    ShowGroup,
    ShowOpenGroups,
    ShowProduct,
)
from flows.presses.waiting import WaitingPress
from flows.wire import Wire

Press: TypeAlias = (
    ShopPress
    | SeatPress
    | OwnPress
    | FollowPress
    | ClaimPress
    | WherePress
    | PosterPress
    | LeadPress
    | CouponPress
    | ShowRewards
    | WaitingPress
    | DailyPress
    | ShowCode
    | ChatPress
    | FriendPress
    | GuestPress
    | OperatorPress
    | DeskPress
)

WIRE = Wire(
    shop.TAGS,
    seats.TAGS,
    own.TAGS,
    desk.TAGS,
    reading.TAGS,
    stock.TAGS,
    files.TAGS,
    figures.TAGS,
    channels.TAGS,
    follow.TAGS,
    claims.TAGS,
    posts.TAGS,
    roundup.TAGS,
    counter.TAGS,
    handover.TAGS,
    editing.TAGS,
    more.TAGS,
    hush.TAGS,
    plan.TAGS,
    posters.TAGS,
    lead.TAGS,
    chats.TAGS,
    coupons.TAGS,
    rewards.TAGS,
    waiting.TAGS,
    daily.TAGS,
    friends.TAGS,
    guests.TAGS,
    operator.TAGS,
)

LOOKS = (
    *shop.LOOKS,
    *seats.LOOKS,
    *own.LOOKS,
    *desk.LOOKS,
    *reading.LOOKS,
    *stock.LOOKS,
    *files.LOOKS,
    *figures.LOOKS,
    *channels.LOOKS,
    *follow.LOOKS,
    *claims.LOOKS,
    *posts.LOOKS,
    *roundup.LOOKS,
    *counter.LOOKS,
    *handover.LOOKS,
    *editing.LOOKS,
    *more.LOOKS,
    *hush.LOOKS,
    *plan.LOOKS,
    *posters.LOOKS,
    *lead.LOOKS,
    *chats.LOOKS,
    *coupons.LOOKS,
    *rewards.LOOKS,
    *waiting.LOOKS,
    *daily.LOOKS,
    *friends.LOOKS,
    *guests.LOOKS,
    *operator.LOOKS,
)
"""Those that only look around."""

__all__ = [
    "LOOKS",
    "WIRE",
    "Anew",
    "AskLeave",
    "AskQuantity",
    "BuyAlone",
    "CallOff",
    "ChooseForShop",
    "ClearField",
    "ClosePoint",
    "DeskPress",
    "Dismiss",
    "DropDraft",
    "FillField",
    "GiveUpHold",
    "HandOut",
    "Home",
    "InviteStaff",
    "Join",
    "KeeperPress",
    "Leave",
    "MoveSeat",
    "Mute",
    "NamePoint",
    "NameShop",
    "NewDeal",
    "Nothing",
    "OpenShop",
    "OwnPress",
    "PayAgain",
    "PayBy",
    "Pick",
    "Press",
    "PublishDeal",
    "SeatPress",
    "SetHandover",
    "SetLanguage",
    "SetQuiet",
    "SetZone",
    "ShipBare",
    "ShipOrder",
    "ShopChoices",
    "ShopOpeningPress",
    "ShopPress",
    "ShowCategories",
    "ShowCategory",
    "ShowDeal",
    "ShowDeals",
    "ShowDesk",
    "ShowFound",
    "ShowGroup",
    "ShowHelp",
    "ShowLanguages",
    "ShowMine",
    "ShowOpenGroups",
    "ShowOrder",
    "ShowOrders",
    "ShowPoints",
    "ShowProduct",
    "ShowQuiet",
    "ShowShopOrder",
    "ShowShopOrders",
    "ShowStaff",
    "ShowZones",
    "StartGroup",
    "Stay",
    "TakeMoneyBack",
    "TurnDeal",
    "VisitShop",
    "WherePress",
]
