"""Starting a group, joining one, buying alone: the wish goes to the heart, its answer becomes screens."""

from catalog.offers import find_deal
from flows import cards, groups, views
from flows.presses import BuyAlone, Join, StartGroup
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens import paying
from flows.visit import Visit
from groupbuys import buying, finding, joining, opening
from groupbuys.model import (
    AlreadyIn,
    GroupBuy,
    Ordered,
    Reason,
    Refused,
    Seat,
    Seated,
    ToPay,
    Wish,
)

_ABOUT_THE_GROUP = {Reason.NOT_FORMING, Reason.STILL_OPENING, Reason.FULL, Reason.CLOSED}


def start(visit: Visit, press: StartGroup) -> list[Reply]:
    """Open a group buy."""
    wish = opening.start(visit.tx, visit.person.id, press.deal_id, press.variant_id, press.quantity)
    return _answer(visit, wish, press.deal_id)


def join(visit: Visit, press: Join) -> list[Reply]:
    """Take a seat: one press."""
    wish = joining.join(
        visit.tx, visit.person.id, press.group_buy_id, press.variant_id, press.quantity
    )
    if isinstance(wish, Refused) and wish.reason in _ABOUT_THE_GROUP:
        group = finding.group(visit.tx, press.group_buy_id)
        if group is not None:
            return [*refuse(visit, wish), *groups.page(visit, group)]
    return _answer(visit, wish, 0)


def buy_alone(visit: Visit, press: BuyAlone) -> list[Reply]:
    """Buy at the solo price."""
    wish = buying.buy_alone(
        visit.tx, visit.person.id, press.deal_id, press.variant_id, press.quantity
    )
    return _answer(visit, wish, press.deal_id)


def _answer(visit: Visit, wish: Wish, deal_id: int) -> list[Reply]:
    match wish:
        case ToPay():
            return to_pay(visit, wish, deal_id)
        case Seated(group, seat):
            return seated(visit, group, seat)
        case AlreadyIn(group, _):
            return already(visit, group)
        case Ordered(order):
            title = title_of_deal(visit, order.deal_id)
            return visit.show(paying.ordered(visit.texts, title, order))
        case Refused():
            return refuse(visit, wish)


def to_pay(visit: Visit, due: ToPay, deal_id: int) -> list[Reply]:
    """A place is kept: say so, and send the invoice unless it was sent before."""
    title = title_of_group(visit, due.group_buy_id) or title_of_deal(visit, deal_id)
    kept = visit.show(paying.kept(visit.texts, title, due, None))
    return [*kept, paying.invoice(visit.texts, title, due)] if due.fresh else kept


def seated(visit: Visit, group: GroupBuy, seat: Seat) -> list[Reply]:
    """Somebody is in without an invoice: say so, and give them their card."""
    card = Say(cards.of(visit.tx, group, seat, visit.person))
    if not visit.edits:
        return [card]
    title = title_of_group(visit, group.id)
    return [*visit.show(paying.seated(visit.texts, title, pickup=visit.pickup)), card]


def already(visit: Visit, group: GroupBuy) -> list[Reply]:
    """Somebody has a seat there: nothing was changed, and the group's page says the rest."""
    said = visit.texts.pgettext("toast", "You are in this group already.")
    return [*visit.tell(said), *groups.page(visit, group)]


def title_of_group(visit: Visit, group_buy_id: int) -> str:
    """What a group buy is for."""
    group = finding.group(visit.tx, group_buy_id) if group_buy_id else None
    if group is None:
        return ""
    return views.title(visit.tx, group.product_id, visit.person.language)


def title_of_deal(visit: Visit, deal_id: int) -> str:
    """What a deal is for."""
    deal = find_deal(visit.tx, deal_id)
    return views.title(visit.tx, deal.product_id, visit.person.language) if deal else ""
