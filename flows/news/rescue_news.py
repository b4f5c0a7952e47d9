"""What somebody hears of money whose own turn had no answer: that it arrived, and what has become of it by now."""

from markupsafe import Markup

from catalog.browsing import shop
from catalog.offers import find_deal
from flows import views
from flows.faces import Screen
from flows.screens import paying as answers
from flows.screens import rescue_news as screen
from flows.screens.buttons import standing
from flows.texts import Texts
from groupbuys import finding, paying
from groupbuys.model import AlreadyIn, GivenBack, NotOurs, Ordered, Seated, Unplaced
from payments import asking
from payments.finding import money_of
from payments.model import Payment, PaymentState
from people.model import Person
from storage.transaction import Transaction


def compose(tx: Transaction, payment_id: int, person: Person) -> Screen | None:
    """The words; None where it went back meanwhile, of which there is word of its own."""
    payment = asking.by_id(tx, payment_id)
    if payment is None or payment.state is PaymentState.REFUNDED:
        return None
    place = shop(tx, payment.shop_id)
    t = Texts(person.language, person.zone or (place.zone if place else "UTC"))
    return standing(_said(tx, t, payment, person))


def _said(tx: Transaction, t: Texts, payment: Payment, person: Person) -> Screen:
    taking = paying.known(tx, payment)
    match taking:
        case Seated(group, _) | AlreadyIn(group, _):
            title = views.title(tx, group.product_id, person.language)
            return screen.seated(t, title, group, payment.amount)
        case Ordered(order):
            deal = find_deal(tx, order.deal_id)
            title = "" if deal is None else views.title(tx, deal.product_id, person.language)
            return screen.ordered(t, title, order, payment.amount)
        case Unplaced(seat):
            late = finding.group(tx, seat.group_buy_id)
            title = "" if late is None else views.title(tx, late.product_id, person.language)
            return answers.unplaced(t, title, taking)
        case GivenBack():
            return answers.given_back(t, taking, _why(tx, t, payment, taking))
        case NotOurs(amount=amount):
            return answers.not_ours(t, amount)


def _why(tx: Transaction, t: Texts, payment: Payment, back: GivenBack) -> Markup | None:
    """Why it found no place; None where it had one and goes back for a reason that is told of elsewhere."""
    money = money_of(tx, payment.id)
    match "" if money is None else money.refund_reason:
        case "no seat left":
            return answers.late(t, back)
        case "paid twice" | "paid for already" | "sold out meanwhile":
            return answers.nothing_to_pay(t)
        case _:
            return None
