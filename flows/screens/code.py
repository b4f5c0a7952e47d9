"""The code that a buyer shows at the counter."""

from markupsafe import Markup

from flows.links import to_take
from flows.presses import ShowOrder
from flows.replies import START_LINK, Screen, ShareButton
from flows.screens.buttons import button, home
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.history import OrderLine

_WIDE = {ord("0") + at: 0xFF10 + at for at in range(10)} | {
    ord("A") + at: 0xFF21 + at for at in range(26)
}
"""Messengers know no large letters, but wide ones."""


def code(t: Texts, line: OrderLine) -> Screen:
    """The order's number, as large as a message can show it, and a link for who fetches it instead."""
    number = line.number or ""
    half = len(number) // 2
    wide = f"{number[:half]} {number[half:]}".translate(_WIDE)
    address = START_LINK + to_take(number)
    text = paragraphs(
        t.gettext("Show this at the counter:"),
        Markup("<b>{}</b>").format(wide),
        lines([Markup("<code>{}</code>").format(number), _pays(t, line)]),
        t.gettext("The shop can also open this link. It says nothing to anybody else:"),
        address,
    )
    words = t.pgettext("share", "Order {number} is to be fetched with this link.", number=number)
    share = ShareButton(t.pgettext("button", "Somebody else fetches it"), address, words)
    back = button(t.pgettext("button", "‹ Back"), ShowOrder("o", line.id))
    return Screen(text, ((share,), (back, home(t))))


def _pays(t: Texts, line: OrderLine) -> Markup:
    amount = t.money(line.total)
    if line.money is None:
        return t.gettext("{amount} to pay at pickup.", amount=amount)
    return t.gettext("{amount} is paid.", amount=amount)
