"""Starting a group, joining one, buying alone: the wish goes to the heart, its answer becomes screens."""

from flows import cards, groups, views, wares, where
from flows.friends import acting
from flows.presses.every import BuyAlone, Join, StartGroup
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens import paying
from flows.visit import Visit
from groupbuys import buying, finding, opening
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

_ABOUT_THE_GROUP = {
    Reason.NOT_FORMING,
    Reason.STILL_OPENING,
    Reason.FULL,
    Reason.CLOSED,
    Reason.NOT_NEW,
}


def start(visit: Visit, press: StartGroup) -> list[Reply]:
    """Open a group buy."""
    wish = opening.start(visit.tx, visit.person.id, press.deal_id, press.variant_id, press.quantity)
    return _answer(visit, wish, press)


def join(visit: Visit, press: Join) -> list[Reply]:
    """Take a seat: one press."""
    wish = acting.join(visit, press.group_buy_id, press.variant_id, press.quantity)
    return answer_join(visit, wish, press)


def answer_join(visit: Visit, wish: Wish, press: Join) -> list[Reply]:
    """What came of wanting a seat; a full group's page offers to wait for one with the same choice."""
    if isinstance(wish, Refused) and wish.reason in _ABOUT_THE_GROUP:
        group = finding.group(visit.tx, press.group_buy_id)
        if group is not None:
            choice = (press.variant_id, press.quantity)
            return [*refuse(visit, wish), *groups.page(visit, group, wish=choice)]
    return _answer(visit, wish, press)


def buy_alone(visit: Visit, press: BuyAlone) -> list[Reply]:
    """Buy at the solo price."""
    wish = buying.buy_alone(
        visit.tx, visit.person.id, press.deal_id, press.variant_id, press.quantity
    )
    return _answer(visit, wish, press)


def _answer(visit: Visit, wish: Wish, press: StartGroup | Join | BuyAlone) -> list[Reply]:
    match wish:
        case ToPay():
            return to_pay(visit, wish, press)
        case Seated(group, seat):
            return seated(visit, group, seat)
        case AlreadyIn(group, _):
            return already(visit, group)
        case Ordered(order):
            return visit.show(
                paying.ordered(
                    visit.texts,
                    wares.of_deal(visit, order.deal_id).title,
                    order,
                    where.ordered(visit, order),
                )
            )
        case Refused():
            return refuse(visit, wish)


def to_pay(visit: Visit, due: ToPay, press: StartGroup | Join | BuyAlone) -> list[Reply]:
    """A place is kept: say so, and send the invoice unless it was sent before."""
    if not due.payable:
        return refuse(visit, Refused(Reason.WAY_CLOSED))
    if not due.fresh:
        return visit.show(paying.kept(visit.texts, wares.to_pay(visit, due), due))
    ware = (
        wares.of_group(visit, press.group_buy_id)
        if isinstance(press, Join)
        else wares.of_deal(visit, press.deal_id)
    )
    goods = wares.goods(visit, ware, press.variant_id, press.quantity)
    kept = visit.show(paying.kept(visit.texts, goods, due))
    return [*kept, *paying.asked(visit.texts, goods, due, visit.message_id)]


def seated(visit: Visit, group: GroupBuy, seat: Seat) -> list[Reply]:
    """Somebody is in without an invoice: say so, and give them their card."""
    t, view = views.brief(visit.tx, group, seat, visit.person)
    card = Say(cards.seen(visit.tx, t, view, visit.person))
    return [*visit.show(paying.seated(t, view)), card] if visit.edits else [card]


def already(visit: Visit, group: GroupBuy) -> list[Reply]:
    """Somebody has a seat there: nothing was changed, and the group's page says the rest."""
    said = visit.texts.pgettext("toast", "You are in this group already.")
    return [*visit.tell(said), *groups.page(visit, group)]
