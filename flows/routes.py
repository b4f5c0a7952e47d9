"""Which flow answers which press, command and word."""

from typing import TypeAlias

from flows import (
    asking,
    browsing,
    claims,
    company,
    daily,
    groups,
    home,
    joining,
    landing,
    leaving,
    operating,
    orders,
    paying,
    picking,
    rewards,
    searching,
    settings,
    shop_page,
    where,
)
from flows.chats import posting
from flows.chats import routes as chats
from flows.company import CompanyPress
from flows.coupons import pages as coupons
from flows.desk import channels
from flows.desk import routes as desk
from flows.events import ChatPicked, Command, Photo, Typed
from flows.friends import acting
from flows.lead import pages as lead_pages
from flows.presses.chats import ChatPress
from flows.presses.claims import AnswerClaim, BeginClaim, ClaimPress
from flows.presses.counter import ShowCode
from flows.presses.coupons import CouponPress, ShowCoupons
from flows.presses.daily import DailyPress
from flows.presses.every import (
    WIRE,
    Anew,
    AskLeave,
    AskQuantity,
    BuyAlone,
    DeskPress,
    GiveUpHold,
    Home,
    Join,
    Leave,
    MoveSeat,
    Nothing,
    OwnPress,
    PayAgain,
    PayBy,
    Pick,
    Press,
    SeatPress,
    ShopPress,
    ShowCategories,
    ShowCategory,
    ShowFound,
    ShowGroup,
    ShowHelp,
    ShowMine,
    ShowOpenGroups,
    ShowOrder,
    ShowOrders,
    ShowProduct,
    ShowZones,
    StartGroup,
    Stay,
    TakeMoneyBack,
)
from flows.presses.follow import FollowPress
from flows.presses.guests import AsGuest, BringFriend
from flows.presses.handover import TypeDetail, WherePress
from flows.presses.lead import ShowLed
from flows.presses.operator import AskHowDone, OperatorPress
from flows.presses.own import LetInviteGo, OpenLink
from flows.presses.posters import AskPoster
from flows.presses.rewards import ShowRewards
from flows.replies import Reply
from flows.visit import Visit

RoomPress: TypeAlias = (
    FollowPress
    | ClaimPress
    | WherePress
    | CouponPress
    | ShowRewards
    | CompanyPress
    | OperatorPress
    | ShowCode
    | DeskPress
)


def typed(visit: Visit, event: Typed) -> list[Reply]:
    """Words are the answer to the question that waits, or else a search."""
    match asking.question(visit):
        case None:
            return _unasked(visit, event)
        case AskQuantity() as question:
            return picking.typed(visit, question, event.text)
        case ShowZones() as question:
            return settings.typed_place(visit, question, event.text)
        case BeginClaim() | AnswerClaim() as question:
            return claims.typed(visit, question, event.text)
        case TypeDetail() as question:
            return where.typed(visit, question, event.text)
        case AskHowDone() as question:
            return operating.typed(visit, question, event)
        case AskPoster() | BringFriend() | AsGuest() as question:
            return company.typed(visit, question, lambda one: typed(one, event), event.text)
        case question:
            return desk.typed(visit, question, event.text)


def _unasked(visit: Visit, event: Typed) -> list[Reply]:
    if channels.is_cancelling(visit, event.text):
        return channels.cancel(visit)
    return searching.look_for(visit, event.text)


def photo(visit: Visit, event: Photo) -> list[Reply]:
    """A photo: for a claim that is being written or answered, or for a deal of a shop that its sender keeps."""
    question = asking.question(visit)
    if isinstance(question, AsGuest):
        return acting.answered(visit, question, lambda friend: photo(friend, event))
    if isinstance(question, BeginClaim | AnswerClaim):
        return claims.pictured(visit, question, event)
    return desk.photo(visit, event)


def picked(visit: Visit, event: ChatPicked) -> list[Reply]:
    """A chat that somebody picked: for a shop of theirs."""
    return channels.picked(visit, event)


def command(visit: Visit, event: Command) -> list[Reply]:
    """A command; one that we do not have gets the help."""
    asking.let_go(visit)
    match event.name:
        case "start":
            token = event.argument.strip()
            return landing.follow(visit, token) if token else home.welcome(visit)
        case "deals":
            return browsing.categories(visit, ShowCategories())
        case "mine" | "lead" | "orders" | "coupons" | "rewards":
            return _own_list(visit, event.name)
        case "language":
            return settings.languages(visit)
        case "mute":
            return settings.quiet(visit)
        case "group":
            return posting.from_afar(visit)
        case "shop":
            return desk.command(visit, event.argument)
        case _:
            return home.help_(visit)


def _own_list(visit: Visit, name: str) -> list[Reply]:
    match name:
        case "mine":
            return groups.mine(visit, ShowMine())
        case "coupons":
            return coupons.mine(visit, ShowCoupons())
        case "lead":
            return lead_pages.led(visit, ShowLed())
        case "rewards":
            return rewards.mine(visit, ShowRewards())
        case _:
            return orders.orders(visit, ShowOrders())


def press(visit: Visit, pressed: Press | None) -> list[Reply]:
    """A button; one that this build does not know is answered kindly."""
    if pressed is None:
        return home.old_button(visit)
    if isinstance(pressed, Anew):
        inner = WIRE.decode(pressed.wire)
        return press(visit.anew(), None if isinstance(inner, Anew) else inner)
    if isinstance(pressed, ShopPress):
        return _shop(visit, pressed)
    if isinstance(pressed, SeatPress):
        return _seat(visit, pressed)
    if isinstance(pressed, OwnPress):
        return _own(visit, pressed)
    if isinstance(pressed, DailyPress):
        return daily.press(visit, pressed)
    if isinstance(pressed, ChatPress):
        return chats.press(visit, pressed)
    return _rooms(visit, pressed)


def _rooms(visit: Visit, pressed: RoomPress) -> list[Reply]:
    """The rooms that see to their own buttons."""
    if isinstance(pressed, FollowPress):
        return shop_page.press(visit, pressed)
    if isinstance(pressed, ClaimPress):
        return claims.press(visit, pressed)
    if isinstance(pressed, WherePress):
        return where.press(visit, pressed)
    if isinstance(pressed, ShowCode):
        return orders.code(visit, pressed)
    if isinstance(pressed, CouponPress | ShowRewards):
        return rewards.press(visit, pressed)
    if isinstance(pressed, OperatorPress):
        return operating.press(visit, pressed)
    if isinstance(pressed, CompanyPress):
        return company.press(visit, pressed, press)
    return desk.press(visit, pressed)


def _shop(visit: Visit, pressed: ShopPress) -> list[Reply]:
    if not isinstance(pressed, AskQuantity):
        asking.let_go(visit)
    match pressed:
        case Home():
            return home.welcome(visit)
        case ShowCategories():
            return browsing.categories(visit, pressed)
        case ShowCategory():
            return browsing.category(visit, pressed)
        case ShowFound():
            return searching.found(visit, pressed)
        case ShowProduct():
            return browsing.product(visit, pressed)
        case ShowOpenGroups() | ShowGroup():
            return _groups(visit, pressed)
        case Pick():
            return picking.pick(visit, pressed)
        case AskQuantity():
            return picking.ask(visit, pressed)


def _groups(visit: Visit, pressed: ShowOpenGroups | ShowGroup) -> list[Reply]:
    if isinstance(pressed, ShowGroup):
        return groups.show(visit, pressed)
    return groups.opened(visit, pressed)


def _seat(visit: Visit, pressed: SeatPress) -> list[Reply]:
    match pressed:
        case StartGroup():
            return joining.start(visit, pressed)
        case Join():
            return joining.join(visit, pressed)
        case BuyAlone():
            return joining.buy_alone(visit, pressed)
        case PayAgain() | PayBy() | GiveUpHold() | MoveSeat() | TakeMoneyBack():
            return _money(visit, pressed)
        case AskLeave():
            return leaving.ask(visit, pressed)
        case Leave():
            return leaving.leave(visit, pressed)
        case Stay():
            return leaving.stay(visit, pressed)


def _money(
    visit: Visit, pressed: PayAgain | PayBy | GiveUpHold | MoveSeat | TakeMoneyBack
) -> list[Reply]:
    match pressed:
        case PayAgain():
            return paying.pay_again(visit, pressed)
        case PayBy():
            return paying.pay_by(visit, pressed)
        case GiveUpHold():
            return paying.give_up(visit, pressed)
        case MoveSeat():
            return paying.move(visit, pressed)
        case TakeMoneyBack():
            return paying.take_back(visit, pressed)


def _own(visit: Visit, pressed: OwnPress) -> list[Reply]:
    if not isinstance(pressed, ShowZones | Nothing | Anew):
        asking.let_go(visit)
    match pressed:
        case ShowMine():
            return groups.mine(visit, pressed)
        case LetInviteGo():
            return home.let_go(visit, pressed)
        case ShowOrders():
            return orders.orders(visit, pressed)
        case ShowOrder():
            return orders.order(visit, pressed)
        case ShowHelp():
            return home.help_(visit)
        case OpenLink():
            return landing.follow(visit, pressed.token)
        case Nothing() | Anew():
            return []
        case _:
            return settings.press(visit, pressed)
