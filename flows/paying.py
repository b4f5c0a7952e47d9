"""Money: the messenger asks whether an invoice stands, money arrives, late money is placed or given back."""

from markupsafe import Markup

from flows import cards, groups, joining, tokens, wares, ways, where
from flows import orders as own_orders
from flows.events import Checkout, Paid
from flows.friends import acting
from flows.presses.every import GiveUpHold, MoveSeat, PayAgain, PayBy, ShowOrder, TakeMoneyBack
from flows.refusing import refuse
from flows.replies import Amend, AnswerCheckout, Reply, Say
from flows.screens import paying as screen
from flows.screens.refusals import sentence
from flows.visit import Visit
from flows.wares import Ware
from groupbuys import books, choosing, endings, finding, history, leaving, paying
from groupbuys.fulfilment import orders
from groupbuys.model import (
    AlreadyIn,
    GivenBack,
    GroupState,
    NotOurs,
    Ordered,
    OrderState,
    Reason,
    Refused,
    Seated,
    Taking,
    ToPay,
    Unplaced,
)
from groupbuys.prompts import prompts
from payments import accounts
from payments.taking import Arrival


def check(visit: Visit, event: Checkout) -> list[Reply]:
    """Say, moments before the money is taken, whether this invoice may be paid."""
    token, _ = tokens.read(event.token)
    no = paying.check(visit.tx, visit.person.id, token, event.amount)
    return [AnswerCheckout(None if no is None else sentence(visit.texts, no))]


def take(visit: Visit, event: Paid) -> list[Reply]:
    """Money has arrived: what came of it is said, and what asked for it is put right."""
    _, above = tokens.read(event.token)
    taking = paying.take(visit.tx, arrival(visit, event))
    if isinstance(taking, NotOurs) and taking.amount.minor <= 0:
        return []  # word of no money: its alarm is all that there is to say
    said = _taken(visit, taking)
    if not above:
        return said
    ware = _ware(visit, taking)
    return [*said, Amend(screen.arrived(visit.texts, ware.title, ware.picture), above)]


def arrival(visit: Visit, event: Paid) -> Arrival:
    """What the messenger tells of a payment, as our books want to know it."""
    return Arrival(
        token=tokens.read(event.token)[0],
        person_id=visit.person.id,
        amount=event.amount,
        charge=event.charge,
        receipt=event.receipt,
        shop_id=visit.shop.id if visit.shop is not None else 0,
        provider=event.provider or _invoicing(visit),
    )


def _invoicing(visit: Visit) -> str:
    """Whose invoices are paid in the chat of this shop."""
    if visit.shop is None:
        return ""
    return accounts.invoicing(visit.tx, visit.shop.id, visit.shop.provider)


def _ware(visit: Visit, taking: Taking) -> Ware:
    match taking:
        case Seated(group) | AlreadyIn(group):
            return wares.of_product(visit, group.product_id)
        case Ordered(order):
            return wares.of_deal(visit, order.deal_id)
        case Unplaced(seat):
            return wares.of_group(visit, seat.group_buy_id)
        case GivenBack(seat) if seat is not None:
            return wares.of_group(visit, seat.group_buy_id)
        case GivenBack() | NotOurs():
            return Ware("", visit.cover)


def pay_again(visit: Visit, press: PayAgain) -> list[Reply]:
    """The invoice of a kept place again."""
    due = paying.ask_again(visit.tx, visit.person.id, press.what, press.id)
    if isinstance(due, Refused):
        return [*refuse(visit, due), *_as_it_is(visit, press)]
    return _pay(visit, due)


def pay_by(visit: Visit, press: PayBy) -> list[Reply]:
    """Pay for a kept place in the way that was chosen."""
    wish = choosing.pay_by(visit.tx, visit.person.id, press.what, press.id, press.account_id)
    match wish:
        case Refused(Reason.WAY_CLOSED):
            return [*refuse(visit, wish), *pay_again(visit, PayAgain(press.what, press.id))]
        case Refused():
            again = PayAgain(press.what, press.id)
            return [*refuse(visit, wish), *_as_it_is(visit, again)]
        case ToPay():
            return _pay(visit, wish, chosen=True)
        case Seated(group, seat):
            return joining.seated(visit, group, seat)
        case Ordered():
            return _said(visit, wish)


def _pay(visit: Visit, due: ToPay, *, chosen: bool = False) -> list[Reply]:
    """Its invoice; or, where there is a choice or a page to pay on, what it stands under."""
    goods = wares.to_pay(visit, due)
    invoice = screen.asked(visit.texts, goods, due, visit.message_id)
    return invoice or visit.show(screen.kept(visit.texts, goods, due, chosen=chosen))


def give_up(visit: Visit, press: GiveUpHold) -> list[Reply]:
    """Let a kept place go before it is paid."""
    line = history.order(visit.tx, visit.person.id, press.what, press.id)
    back = leaving.give_up(visit.tx, visit.person.id, press.what, press.id)
    if isinstance(back, Refused):
        return [*refuse(visit, back), *_as_it_is(visit, press)]
    prompts.answered(visit.tx, visit.place.bot, visit.place.chat, visit.message_id)
    way = ways.product(line.product_id) if line is not None else ""
    if back.group is not None and back.group.state in {GroupState.OPENING, GroupState.FORMING}:
        way = ways.group(back.group.id, way)
    return visit.show(screen.let_go(visit.texts, way))


def _as_it_is(visit: Visit, press: PayAgain | GiveUpHold) -> list[Reply]:
    """What offered to pay for a place that cannot be paid for any more tells how it stands now, and leads on."""
    if press.what == "o":
        order = orders.by_id(visit.tx, press.id)
        if order is None or order.person_id != visit.person.id:
            return []
        prompts.answered(visit.tx, visit.place.bot, visit.place.chat, visit.message_id)
        if order.state is not OrderState.RELEASED:
            return own_orders.order(visit, ShowOrder("o", order.id))
        title, why = wares.of_deal(visit, order.deal_id).title, endings.of_order(visit.tx, order.id)
        return visit.show(screen.over(visit.texts, title, why, 0))
    seat = books.seat_now(visit.tx, press.id)
    group = None if seat is None else finding.group(visit.tx, seat.group_buy_id)
    if seat is None or group is None or seat.person_id != visit.person.id:
        return []
    prompts.answered(visit.tx, visit.place.bot, visit.place.chat, visit.message_id)
    return groups.page(visit, group)


def move(visit: Visit, press: MoveSeat) -> list[Reply]:
    """Late money goes into another group."""
    taking = paying.move(visit.tx, visit.person.id, press.seat_id, press.group_buy_id)
    if isinstance(taking, Refused):
        return refuse(visit, taking)
    return _taken(visit, taking)


def take_back(visit: Visit, press: TakeMoneyBack) -> list[Reply]:
    """Late money goes back."""
    back = paying.take_back(visit.tx, visit.person.id, press.seat_id)
    if isinstance(back, Refused):
        return refuse(visit, back)
    return visit.show(screen.given_back(visit.texts, back))


def _taken(visit: Visit, taking: Taking) -> list[Reply]:
    """What came of it; what a host paid for a guest is said as theirs."""
    whose = _whose(taking)
    friend = acting.guest_of(visit, whose) if whose not in {0, visit.person.id} else None
    if friend is not None:
        return acting.spoken(friend, _said(friend, taking))
    return _said(visit, taking)


def _whose(taking: Taking) -> int:
    """Whose seat it is about; 0: about none."""
    match taking:
        case Seated(_, seat) | AlreadyIn(_, seat) | Unplaced(seat):
            return seat.person_id
        case GivenBack(seat) if seat is not None:
            return seat.person_id
        case GivenBack() | NotOurs() | Ordered():
            return 0


def _said(visit: Visit, taking: Taking) -> list[Reply]:
    match taking:
        case AlreadyIn(group, seat) if seat.person_id != visit.person.id:
            return groups.page(visit, group)
        case Seated(group, seat) | AlreadyIn(group, seat):
            if visit.edits:
                return joining.seated(visit, group, seat)
            return [Say(cards.of(visit.tx, group, seat, visit.person))]
        case Ordered(order):
            return visit.show(
                screen.ordered(
                    visit.texts,
                    wares.of_deal(visit, order.deal_id).title,
                    order,
                    where.ordered(visit, order),
                )
            )
        case Unplaced(seat):
            title = wares.of_group(visit, seat.group_buy_id).title
            return visit.show(screen.unplaced(visit.texts, title, taking))
        case GivenBack():
            return visit.show(screen.given_back(visit.texts, taking, _why(visit, taking)))
        case NotOurs(amount=amount):
            return visit.show(screen.not_ours(visit.texts, amount))


def _why(visit: Visit, back: GivenBack) -> Markup:
    if back.seat is not None:
        return screen.late(visit.texts, back)
    return screen.nothing_to_pay(visit.texts)
