"""What the counter does, told to buyers: somebody was given their order, or the tick was a mistake."""

from catalog import browsing
from catalog.wares import label
from flows import views
from flows.faces import Screen
from flows.screens import news
from flows.texts import Texts
from groupbuys import history
from groupbuys.fulfilment import handover
from groupbuys.model import OrderState
from people.model import Person
from storage.transaction import Transaction

KINDS = {"handed_out": OrderState.RECEIVED, "taken_in": OrderState.PLACED}
"""By kind: the state in which it is still true."""


def compose(
    tx: Transaction, kind: str, order_id: int, person: Person, _detail: str
) -> Screen | None:
    """The words about an order, or None where they are not true any more."""
    line = history.order(tx, person.id, "o", order_id)
    one = handover.bought(tx, person.id, "o", order_id)
    if line is None or one is None or line.state != KINDS[kind]:
        return None
    shop = browsing.shop(tx, one.shop_id, person.language)
    t = Texts(person.language, person.zone or (shop.zone if shop else "UTC"))
    title = views.title(tx, line.product_id, person.language)
    if kind == "taken_in":
        return news.taken_in(t, line, title)
    return news.handed_out(t, line, title, label(tx, line.variant_id, person.language))
