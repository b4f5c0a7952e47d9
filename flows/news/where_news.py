"""What buyers are asked and told about where their goods go, and their shop of it, put into words as it is sent."""

from catalog.browsing import shop
from catalog.keeping.roles import Action, may
from catalog.keeping.staff import role_of
from flows import views
from flows.faces import Screen
from flows.presses.every import ShowOrder
from flows.screens import where_news as screen
from flows.screens.where import Goods
from flows.texts import Texts
from groupbuys import history
from groupbuys.fulfilment import handover, packing
from groupbuys.fulfilment.handover import Bought
from groupbuys.model import OrderState
from people.model import Person
from storage.transaction import Transaction

KINDS = frozenset({"ask_where", "rerouted", "where"})
"""Asked once more; the buyer has said it anew; the shop's ways have changed."""


def compose(
    tx: Transaction, kind: str, subject_id: int, person: Person, detail: str
) -> Screen | None:
    """The words, or None where there is nothing to be said any more.

    `subject_id` is a seat's or a solo purchase's, as `detail` says ("s", "o"); for "rerouted" it is an order's.
    """
    if kind == "rerouted":
        return _rerouted(tx, subject_id, person)
    one = handover.bought(tx, person.id, detail, subject_id)
    if one is None or not one.is_open:
        return None
    if kind == "ask_where" and not one.is_asked:
        return None
    t = _texts(tx, person, one.shop_id)
    say = screen.asked_again if kind == "ask_where" else screen.changed
    return say(t, one, _goods(tx, one, person))


def _rerouted(tx: Transaction, order_id: int, person: Person) -> Screen | None:
    """Somebody who packs is told, as long as it waits to be packed and they work there."""
    shop_id = packing.shop_of(tx, order_id) or 0
    order = packing.order(tx, shop_id, order_id)
    to = handover.where_to(tx, [order_id]).get(order_id)
    if order is None or to is None or order.state is not OrderState.PLACED:
        return None
    if not may(role_of(tx, shop_id, person.id), Action.ORDERS):
        return None
    return screen.rerouted(_texts(tx, person, shop_id), shop_id, order, to)


def _goods(tx: Transaction, one: Bought, person: Person) -> Goods:
    see = ShowOrder("s", one.id) if one.order_id is None else ShowOrder("o", one.order_id)
    line = history.order(tx, person.id, see.what, see.id)
    title = views.title(tx, line.product_id, person.language) if line is not None else ""
    return Goods(title, see)


def _texts(tx: Transaction, person: Person, shop_id: int) -> Texts:
    place = shop(tx, shop_id)
    return Texts(person.language, person.zone or (place.zone if place else "UTC"))
