"""Money whose own turn had no answer: it has its place, and its payer hears so in a message of its own."""

from markupsafe import Markup

from catalog.money import Money
from flows.faces import Screen
from flows.presses.every import ShowOrder
from flows.presses.shop import ShowGroup
from flows.screens.buttons import button, my_groups, my_orders
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.model import GroupBuy, Order


def seated(t: Texts, title: str, group: GroupBuy, amount: Money) -> Screen:
    """Their seat is paid."""
    see = button(t.pgettext("button", "See the group"), ShowGroup(group.id), "primary")
    text = paragraphs(
        _named(title),
        lines([_arrived(t, amount), t.gettext("You are in the group.")]),
    )
    return Screen(text, ((see,), (my_groups(t),)))


def ordered(t: Texts, title: str, order: Order, amount: Money) -> Screen:
    """Their order is placed."""
    see = button(t.pgettext("button", "See the order"), ShowOrder("o", order.id), "primary")
    number = t.gettext("Your order: <b>{number}</b>", number=order.number)
    text = paragraphs(_named(title), lines([_arrived(t, amount), number]))
    return Screen(text, ((see,), (my_orders(t),)))


def _named(title: str) -> Markup | None:
    return Markup("<b>{}</b>").format(title) if title else None


def _arrived(t: Texts, amount: Money) -> Markup:
    return t.gettext(
        "✅ Your payment of <b>{amount}</b> has arrived; the answer was held up on our side.",
        amount=t.money(amount),
    )
