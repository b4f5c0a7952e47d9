"""The code that a buyer shows at the counter."""

from collections.abc import Sequence

from markupsafe import Markup

from charts import codes
from flows.faces import START_LINK, Picture, Screen, ShareButton
from flows.links import to_take
from flows.presses.every import ShowOrder
from flows.screens.buttons import button, home
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts
from groupbuys.history import OrderLine

_WIDE = {ord("0") + at: 0xFF10 + at for at in range(10)} | {
    ord("A") + at: 0xFF21 + at for at in range(26)
}
"""Messengers know no large letters, but wide ones."""


def code(t: Texts, line: OrderLine, places: Sequence[str] = ()) -> Screen:
    """The order's number and its link: to be scanned, to be read aloud, and for who fetches it instead.

    `places`: the shop, and where in it, to be read under the picture. Where no picture can be shown, the number is
    still as large as a message can show it.
    """
    number = line.number or ""
    half = len(number) // 2
    large = f"{number[:half]} {number[half:]}"
    address = START_LINK + to_take(number)
    scanned = codes.Code(address, large, tuple(places), t.language)
    wide = Markup("<b>{}</b>  <code>{}</code>").format(large.translate(_WIDE), number)
    text = paragraphs(
        lines([t.gettext("Show this at the counter:"), wide, _pays(t, line)]),
        t.gettext("The shop can also open this link. It says nothing to anybody else:"),
        address,
    )
    words = t.pgettext("share", "Order {number} is to be fetched with this link.", number=number)
    share = ShareButton(t.pgettext("button", "Somebody else fetches it"), address, words)
    back = button(t.pgettext("button", "‹ Back"), ShowOrder("o", line.id))
    return Screen(text, ((share,), (back, home(t))), Picture(codes.source(scanned)))


def _pays(t: Texts, line: OrderLine) -> Markup:
    amount = t.money(line.total)
    if line.money is None:
        return t.gettext("{amount} to pay at pickup.", amount=amount)
    return t.gettext("{amount} is paid.", amount=amount)
