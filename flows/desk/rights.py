"""Which action each button of the keepers' side is: the one list that is asked before any of them does anything."""

from collections.abc import Mapping

from catalog.keeping.roles import Action, may
from catalog.keeping.staff import role_of, shops_of
from flows.presses.channels import (
    AddChannel,
    AskRemoveChannel,
    ConnectChat,
    RemoveChannel,
    ShowChannels,
)
from flows.presses.claims import (
    CallForShop,
    OfferClaim,
    RefundClaim,
    ReplyClaim,
    SetShipDays,
    ShowClaims,
    ShowShipDays,
    ShowShopClaim,
    ShowShopPhoto,
)
from flows.presses.counter import (
    HandOutAt,
    HandOutNow,
    PasteParcels,
    SetPacked,
    ShowTicks,
    ShowToFetch,
    TakeIn,
)
from flows.presses.coupons import (
    BeginFund,
    ChooseFundDeal,
    EditFund,
    NewFund,
    SetFund,
    ShowFund,
    ShowFunds,
    ShowMarked,
    StopGiving,
    TurnFund,
)
from flows.presses.desk import (
    CallOff,
    ClearField,
    ClosePoint,
    Dismiss,
    DropDraft,
    FillField,
    HandOut,
    InviteStaff,
    NamePoint,
    NewDeal,
    PublishDeal,
    SetHandover,
    ShipBare,
    ShipOrder,
    ShowDeal,
    ShowDeals,
    ShowDesk,
    ShowPoints,
    ShowShopOrder,
    ShowShopOrders,
    ShowStaff,
    TurnDeal,
)
from flows.presses.editing import (
    DropEdit,
    EditDeal,
    EditField,
    EditPrices,
    EmptyField,
    SaveDeal,
)
from flows.presses.figures import (
    ChooseAccent,
    ReadCharts,
    ShowAccents,
    ShowAdvice,
    ShowFigures,
)
from flows.presses.files import (
    BringIn,
    ExportDeals,
    ExportOrders,
    LeaveFile,
    ReadInto,
    ShowDealExport,
    ShowOrderExport,
)
from flows.presses.follow import SendLetter, WriteToBuyers
from flows.presses.handover import (
    ClearHours,
    ClosePointNow,
    EditPoint,
    ShowOrdersAt,
    ShowPoint,
    ToggleAsk,
)
from flows.presses.hush import SetHush, ShowHush
from flows.presses.keepers import KeeperPress
from flows.presses.more import ShowMore, ShowRareFields
from flows.presses.plan import (
    ChoosePlace,
    DropPlan,
    MovePlan,
    MovePlanTo,
    PlanAt,
    PlanPost,
    PutPlan,
    RepeatPlan,
    ShowPlan,
)
from flows.presses.posters import AskDealPoster, PlainDealPoster
from flows.presses.posts import (
    ChooseChannel,
    PickChannel,
    PostDeal,
    ShowPicks,
    ShowPosts,
    TakeDown,
)
from flows.presses.reading import ReadAgain
from flows.presses.roundup import (
    AskRoundupHour,
    PickRoundup,
    PostRoundup,
    SetRoundup,
    ShowRoundup,
)
from flows.presses.stock import (
    AddUnits,
    CountUnits,
    Restock,
    ShowCount,
    ShowStock,
    StopCounting,
    WarnBelow,
)
from flows.visit import Visit

ACTIONS: Mapping[type[KeeperPress], Action] = {
    ShowDesk: Action.LOOK,
    ShowMore: Action.LOOK,
    ShowStaff: Action.STAFF,
    InviteStaff: Action.STAFF,
    Dismiss: Action.STAFF,
    ShowPoints: Action.SETTINGS,
    NamePoint: Action.SETTINGS,
    ClosePoint: Action.SETTINGS,
    SetHandover: Action.SETTINGS,
    NewDeal: Action.DEALS,
    FillField: Action.DEALS,
    ClearField: Action.DEALS,
    PublishDeal: Action.DEALS,
    DropDraft: Action.DEALS,
    ShowRareFields: Action.DEALS,
    ShowDeals: Action.DEALS,
    ShowDeal: Action.DEALS,
    TurnDeal: Action.DEALS,
    CallOff: Action.DEALS,
    ShowShopOrders: Action.ORDERS,
    ShowShopOrder: Action.ORDERS,
    ShipOrder: Action.PACK,
    ShipBare: Action.PACK,
    HandOut: Action.PACK,
    ShowClaims: Action.ORDERS,
    ShowShopClaim: Action.ORDERS,
    ShowShopPhoto: Action.ORDERS,
    ReplyClaim: Action.ORDERS,
    OfferClaim: Action.CLAIMS,
    RefundClaim: Action.CLAIMS,
    CallForShop: Action.CLAIMS,
    ShowShipDays: Action.SETTINGS,
    SetShipDays: Action.SETTINGS,
    ShowToFetch: Action.ORDERS,
    ShowTicks: Action.PACK,
    SetPacked: Action.PACK,
    HandOutAt: Action.PACK,
    HandOutNow: Action.PACK,
    TakeIn: Action.PACK,
    PasteParcels: Action.PACK,
    EditDeal: Action.DEALS,
    EditField: Action.DEALS,
    EmptyField: Action.DEALS,
    EditPrices: Action.DEALS,
    SaveDeal: Action.DEALS,
    DropEdit: Action.DEALS,
    ShowStock: Action.DEALS,
    ShowCount: Action.DEALS,
    Restock: Action.DEALS,
    AddUnits: Action.DEALS,
    CountUnits: Action.DEALS,
    StopCounting: Action.DEALS,
    WarnBelow: Action.DEALS,
    BringIn: Action.DEALS,
    ReadAgain: Action.DEALS,
    ReadInto: Action.DEALS,
    LeaveFile: Action.DEALS,
    ShowFigures: Action.DEALS,
    ShowAdvice: Action.DEALS,
    ReadCharts: Action.DEALS,
    ShowAccents: Action.SETTINGS,
    ChooseAccent: Action.SETTINGS,
    ShowChannels: Action.DEALS,
    AddChannel: Action.SETTINGS,
    AskRemoveChannel: Action.SETTINGS,
    RemoveChannel: Action.SETTINGS,
    ConnectChat: Action.SETTINGS,
    ShowHush: Action.SETTINGS,
    SetHush: Action.SETTINGS,
    WriteToBuyers: Action.DEALS,
    SendLetter: Action.DEALS,
    ShowOrderExport: Action.ORDERS,
    ShowDealExport: Action.DEALS,
    ExportOrders: Action.ORDERS,
    ExportDeals: Action.DEALS,
    ShowPicks: Action.DEALS,
    PickChannel: Action.DEALS,
    ShowPosts: Action.DEALS,
    ChooseChannel: Action.DEALS,
    PostDeal: Action.DEALS,
    TakeDown: Action.DEALS,
    ShowRoundup: Action.DEALS,
    SetRoundup: Action.DEALS,
    AskRoundupHour: Action.DEALS,
    PickRoundup: Action.DEALS,
    PostRoundup: Action.DEALS,
    PlanPost: Action.DEALS,
    PlanAt: Action.DEALS,
    ShowPlan: Action.DEALS,
    RepeatPlan: Action.DEALS,
    MovePlan: Action.DEALS,
    MovePlanTo: Action.DEALS,
    ChoosePlace: Action.DEALS,
    PutPlan: Action.DEALS,
    DropPlan: Action.DEALS,
    AskDealPoster: Action.DEALS,
    PlainDealPoster: Action.DEALS,
    ToggleAsk: Action.SETTINGS,
    ShowPoint: Action.SETTINGS,
    EditPoint: Action.SETTINGS,
    ClearHours: Action.SETTINGS,
    ClosePointNow: Action.SETTINGS,
    ShowOrdersAt: Action.ORDERS,
    ShowFunds: Action.DEALS,
    ShowFund: Action.DEALS,
    NewFund: Action.DEALS,
    ChooseFundDeal: Action.DEALS,
    EditFund: Action.DEALS,
    BeginFund: Action.DEALS,
    SetFund: Action.DEALS,
    TurnFund: Action.DEALS,
    ShowMarked: Action.DEALS,
    StopGiving: Action.DEALS,
}


def allowed(visit: Visit, press: KeeperPress) -> bool:
    """Whether this person may do that, in that shop, at this moment; a shop that is none of theirs is like none."""
    role = role_of(visit.tx, press.shop_id, visit.person.id)
    return may(role, ACTIONS[type(press)])


def shop_for(visit: Visit, action: Action) -> int | None:
    """The shop that a message without a button is about: the one the sender is in, else the first that they may."""
    theirs = [one for one in shops_of(visit.tx, visit.person.id) if may(one.role, action)]
    here = (one.shop_id for one in theirs if one.shop_id == visit.person.shop_id)
    return next(here, theirs[0].shop_id if theirs else None)
