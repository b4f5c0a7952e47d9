"""The buttons of a place that wants to be paid: one for each way in which its shop takes money."""

from flows.faces import PAY_LINK, LinkButton
from flows.presses.every import PayAgain, PayBy
from flows.screens.buttons import Row, button
from flows.texts import Texts
from groupbuys.model import ToPay
from payments.account import Account, Kind, kind_of


def pay_rows(t: Texts, due: ToPay, *, chosen: bool = False) -> tuple[Row, ...]:
    """The buttons by which a kept place is paid; none where its invoice comes right below.

    `chosen`: this way was chosen, and there are others.
    """
    if due.ways:
        return tuple((button(by(t, one), PayBy(due.what, due.id, one.id)),) for one in due.ways)
    if is_link(due):
        pay = t.pgettext("button", "Pay {amount}", amount=t.money(due.amount))
        other = button(t.pgettext("button", "Pay in another way"), PayAgain(due.what, due.id))
        return ((LinkButton(pay, PAY_LINK + due.token),), *([(other,)] if chosen else []))
    if due.fresh:
        return ()
    return ((button(t.pgettext("button", "Pay"), PayAgain(due.what, due.id), "primary"),),)


def is_link(due: ToPay) -> bool:
    """Whether it is paid on a page, not with an invoice in the chat."""
    return kind_of(due.provider) is Kind.STRIPE


def by(t: Texts, way: Account) -> str:
    """What an account is called on its button: the shop's own words, or how one pays there."""
    if way.label:
        return way.label
    match way.kind:
        case Kind.TELEGRAM:
            return t.pgettext("button", "💳 Card, here in the chat")
        case Kind.STRIPE:
            return t.pgettext("button", "🌐 Card or wallet, on a page")
        case Kind.PICKUP:
            return t.pgettext("button", "💵 Pay when you get it")
