"""News about where goods go: asked once more, the shop's ways have changed, a buyer has said it anew."""

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.every import ShowShopOrder
from flows.screens.buttons import Row, button, standing
from flows.screens.destination import asking, copied, destination
from flows.screens.shape import TITLE, lines, paragraphs, shorten
from flows.screens.where import Goods
from flows.texts import Texts
from groupbuys.fulfilment.handover import Bought, Destination
from groupbuys.fulfilment.packing import ShopOrder


def asked_again(t: Texts, one: Bought, goods: Goods) -> Screen:
    """The shop still does not know where to."""
    said = t.gettext("The shop still does not know where your goods should go. Please tell it.")
    return _news(t, one, goods, said)


def changed(t: Texts, one: Bought, goods: Goods) -> Screen:
    """The shop hands over otherwise than before: where it goes now, or the question."""
    if one.destination is not None:
        said = t.gettext("The shop has changed where you get your goods.")
        return _news(t, one, goods, lines([said, destination(t, one.destination)]))
    if one.is_asked:
        said = t.gettext(
            "The shop has changed how you can get your goods. Please say where they should go."
        )
    else:
        said = t.gettext(
            "The place where you were to pick it up has closed. The shop will say where you get it."
        )
    return _news(t, one, goods, said)


def rerouted(t: Texts, shop_id: int, order: ShopOrder, to: Destination) -> Screen:
    """For the shop: a buyer has said anew where something goes."""
    text = paragraphs(
        t.gettext("📍 Order <b>{number}</b> goes elsewhere now.", number=order.number),
        copied(t, to, details=True),
    )
    see = button(t.pgettext("button", "See the order"), ShowShopOrder(shop_id, order.id))
    return standing(Screen(text, ((see,),)))


def _news(t: Texts, one: Bought, goods: Goods, said: Markup) -> Screen:
    head = lines(
        [
            Markup("<b>{}</b>").format(shorten(goods.title, TITLE)) if goods.title else None,
            t.gettext("Order {number}", number=one.number) if one.number else None,
        ]
    )
    see: Row = (button(t.pgettext("button", "See the order"), goods.see),)
    return standing(Screen(paragraphs(head, said), (*asking(t, one), see)))
