"""The shopkeepers' side: every command, button and word of it, each checked against the presser's role."""

from typing import TypeAlias

from catalog.keeping.roles import Action
from catalog.keeping.staff import shops_of
from flows import asking, browsing, home, links
from flows import posts as public_posts
from flows.asking import KeeperQuestion, OpeningQuestion
from flows.desk import (
    channels,
    claims,
    counter,
    coupons,
    deals,
    desk,
    drafting,
    editing,
    files,
    goods,
    handing,
    letters,
    opening,
    orders,
    plans,
    points,
    posters,
    rights,
    rooms,
    roundups,
    staff,
)
from flows.desk.rights import allowed
from flows.desk.rooms import RoomPress
from flows.events import Document, Photo
from flows.presses.channels import AddChannel
from flows.presses.claims import ClaimDeskQuestion, ReplyClaim
from flows.presses.coupons import FundQuestion
from flows.presses.desk import CounterPress
from flows.presses.editing import EditField
from flows.presses.every import (
    CallOff,
    ChooseForShop,
    ClearField,
    ClosePoint,
    DeskPress,
    Dismiss,
    DropDraft,
    FillField,
    HandOut,
    InviteStaff,
    KeeperPress,
    NamePoint,
    NameShop,
    NewDeal,
    OpenShop,
    PublishDeal,
    SetHandover,
    ShipBare,
    ShipOrder,
    ShopChoices,
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
from flows.presses.follow import WriteToBuyers
from flows.presses.goods import GoodsQuestion
from flows.presses.handover import EditPoint
from flows.presses.plan import PlanQuestion
from flows.presses.posters import AskDealPoster
from flows.presses.roundup import AskRoundupHour
from flows.replies import Reply
from flows.screens.desk.editing import PICTURE
from flows.visit import Visit

CounterQuestion: TypeAlias = NamePoint | EditPoint | NewDeal | FillField | CallOff | ShipOrder


def command(visit: Visit, name: str) -> list[Reply]:
    """/shop: one's shop, one's shops, or a new one; with a `name` the shop of theirs called so, or one to open."""
    found, name = shops_of(visit.tx, visit.person.id), " ".join(name.split())
    if name:
        named = (one for one in found if one.name.casefold() == name.casefold())
        theirs = next(named, None)
        return opening.named(visit, name) if theirs is None else desk.show(visit, theirs.shop_id)
    if not found:
        return opening.ask_name(visit)
    return desk.show(visit, found[0].shop_id) if len(found) == 1 else desk.several(visit)


def linked(visit: Visit, token: str) -> list[Reply]:
    """A link that is about a shop; nothing where it is none."""
    if token.startswith(links.STAFF):
        return staff.accept(visit, token.removeprefix(links.STAFF))
    if token.startswith(links.SHOP):
        return desk.enter(visit, token.removeprefix(links.SHOP))
    if token.startswith(links.TAKE):
        return counter.linked(visit, token.removeprefix(links.TAKE))
    if token.startswith(links.DEAL):
        return browsing.deal(visit, token.removeprefix(links.DEAL))
    if token.startswith(links.POST):
        return public_posts.opened(visit, token.removeprefix(links.POST))
    return []


def typed(visit: Visit, question: OpeningQuestion | KeeperQuestion, text: str) -> list[Reply]:
    """Words that answer a question of this side."""
    if isinstance(question, NameShop):
        return opening.named(visit, text)
    if isinstance(question, ShopChoices):
        return opening.typed_place(visit, question, text)
    return _answer(visit, question, text) if allowed(visit, question) else none(visit)


def _answer(visit: Visit, question: KeeperQuestion, text: str) -> list[Reply]:
    if isinstance(question, GoodsQuestion):
        return goods.typed(visit, question, text)
    if isinstance(question, ClaimDeskQuestion):
        return claims.typed(visit, question, text)
    if isinstance(question, AskRoundupHour):
        return roundups.typed(visit, question, text)
    if isinstance(question, AddChannel):
        return channels.typed(visit, question, text)
    if isinstance(question, WriteToBuyers):
        return letters.written(visit, question, text)
    if isinstance(question, AskDealPoster):
        return posters.typed(visit, question, text)
    if isinstance(question, PlanQuestion | FundQuestion):
        return _planned(visit, question, text)
    return _at_counter(visit, question, text)


def _planned(visit: Visit, question: PlanQuestion | FundQuestion, text: str) -> list[Reply]:
    if isinstance(question, PlanQuestion):
        return plans.typed(visit, question, text)
    return coupons.typed(visit, question, text)


def _at_counter(visit: Visit, question: CounterQuestion, text: str) -> list[Reply]:
    match question:
        case NamePoint() | EditPoint():
            return _pointed(visit, question, text)
        case NewDeal():
            return drafting.said(visit, question.shop_id, text)
        case FillField():
            return drafting.filled(visit, question, text)
        case CallOff():
            return deals.called_off(visit, question, text)
        case ShipOrder():
            return orders.shipped(visit, question, text)


def _pointed(visit: Visit, question: NamePoint | EditPoint, text: str) -> list[Reply]:
    if isinstance(question, NamePoint):
        return points.named(visit, question, text)
    return handing.edited(visit, question, text)


def photo(visit: Visit, event: Photo) -> list[Reply]:
    """A photo: for a claim's answer, as the picture that was asked for, or (with or without words) for a new deal."""
    question = asking.question(visit)
    if isinstance(question, ReplyClaim) and allowed(visit, question):
        return claims.pictured(visit, question, event)
    if isinstance(question, EditField) and question.field == PICTURE and allowed(visit, question):
        return editing.pictured(visit, question, event)
    shop_id = rights.shop_for(visit, Action.DEALS)
    if shop_id is None:
        said = visit.texts.gettext(
            "A photo makes a deal for those who keep a shop: /shop opens one."
        )
        return home.note(visit, said)
    return drafting.shown(visit, shop_id, event)


def document(visit: Visit, event: Document) -> list[Reply]:
    """A file: goods for a shop that its sender keeps."""
    return files.sent(visit, event)


def press(visit: Visit, pressed: DeskPress) -> list[Reply]:
    """A button of this side; a shop where the presser may not do that is as if it were not there."""
    match pressed:
        case NameShop():
            return opening.ask_name(visit)
        case ShopChoices():
            return opening.choices(visit, pressed)
        case ChooseForShop():
            return opening.choose(visit, pressed)
        case OpenShop():
            return opening.open_it(visit)
        case VisitShop():
            return desk.visit_shop(visit, pressed.shop_id)
        case _:
            asking.let_go(visit)
            return _keep(visit, pressed) if allowed(visit, pressed) else none(visit)


def _keep(visit: Visit, pressed: KeeperPress) -> list[Reply]:
    if isinstance(pressed, RoomPress):
        return rooms.press(visit, pressed)
    return _counter(visit, pressed)


def _counter(visit: Visit, pressed: CounterPress) -> list[Reply]:
    match pressed:
        case ShowDesk():
            return desk.show(visit, pressed.shop_id)
        case ShowStaff() | InviteStaff() | Dismiss():
            return _staff(visit, pressed)
        case ShowPoints() | NamePoint() | ClosePoint() | SetHandover():
            return _points(visit, pressed)
        case ShowDeals() | ShowDeal() | TurnDeal() | CallOff():
            return _deals(visit, pressed)
        case ShowShopOrders() | ShowShopOrder() | ShipOrder() | ShipBare() | HandOut():
            return _orders(visit, pressed)
        case _:
            return _draft(visit, pressed)


def _staff(visit: Visit, pressed: ShowStaff | InviteStaff | Dismiss) -> list[Reply]:
    match pressed:
        case ShowStaff():
            return staff.show(visit, pressed.shop_id)
        case InviteStaff():
            return staff.invite(visit, pressed)
        case Dismiss():
            return staff.dismiss(visit, pressed)


def _points(
    visit: Visit, pressed: ShowPoints | NamePoint | ClosePoint | SetHandover
) -> list[Reply]:
    match pressed:
        case ShowPoints():
            return points.show(visit, pressed.shop_id)
        case NamePoint():
            return points.ask(visit, pressed)
        case ClosePoint():
            return points.close(visit, pressed)
        case SetHandover():
            return points.set_handover(visit, pressed)


def _deals(visit: Visit, pressed: ShowDeals | ShowDeal | TurnDeal | CallOff) -> list[Reply]:
    match pressed:
        case ShowDeals():
            return deals.listed(visit, pressed)
        case ShowDeal():
            return deals.show(visit, pressed.shop_id, pressed.deal_id)
        case TurnDeal(how="copy"):
            return drafting.copy(visit, pressed)
        case TurnDeal():
            return deals.turn(visit, pressed)
        case CallOff():
            return deals.ask_why(visit, pressed)


def _orders(
    visit: Visit, pressed: ShowShopOrders | ShowShopOrder | ShipOrder | ShipBare | HandOut
) -> list[Reply]:
    match pressed:
        case ShowShopOrders():
            return orders.listed(visit, pressed)
        case ShowShopOrder():
            return orders.show(visit, pressed.shop_id, pressed.order_id)
        case ShipOrder():
            return orders.ask_parcel(visit, pressed)
        case ShipBare():
            return orders.ship(visit, pressed.shop_id, pressed.order_id)
        case HandOut():
            return counter.begin(visit, pressed)


def _draft(
    visit: Visit, pressed: NewDeal | FillField | ClearField | PublishDeal | DropDraft
) -> list[Reply]:
    match pressed:
        case NewDeal():
            return drafting.begin(visit, pressed.shop_id)
        case FillField():
            return drafting.ask(visit, pressed)
        case ClearField():
            return drafting.clear(visit, pressed)
        case PublishDeal():
            return drafting.publish(visit, pressed.shop_id)
        case DropDraft():
            return drafting.drop(visit, pressed.shop_id)


def none(visit: Visit) -> list[Reply]:
    """There is no such shop, or nothing there for this person."""
    said = visit.texts.gettext("That is not yours to do, or not there any more.")
    return home.note(visit, said)
