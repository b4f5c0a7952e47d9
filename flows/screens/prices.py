"""How prices are said: alone, in a group, and what is saved."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.browsing import ProductLine, VariantLine
from catalog.money import Money
from catalog.offers import Price
from flows.money_text import percent_less
from flows.texts import Texts


def lowest(prices: Sequence[Price]) -> Price:
    """The price of the variant that is cheapest in a group."""
    return min(prices, key=lambda price: (price.group, price.solo))


def offered(variants: Sequence[VariantLine]) -> tuple[Price, ...]:
    """The prices of the variants that a deal covers."""
    return tuple(Price(one.solo, one.group) for one in variants if one.group is not None)


def in_group(t: Texts, prices: Sequence[Price], people: int) -> Markup:
    """The price in a group of that many, and what it saves."""
    price = lowest(prices)
    said = t.gettext(
        "In a group of {people}: <b>{price}</b>",
        people=t.number(people),
        price=least(t, price.group, varies=len(set(prices)) > 1),
    )
    saved = saving(t, price)
    return t.sentences(said, saved) if saved else said


def saving(t: Texts, price: Price) -> Markup | None:
    """What the group price saves, in money and percent; None where it saves nothing."""
    if price.group >= price.solo:
        return None
    return t.gettext(
        "(you save {amount}, {percent})",
        amount=t.money(price.solo - price.group),
        percent=t.percent(percent_less(price.group, price.solo)),
    )


def alone(t: Texts, variants: Sequence[VariantLine]) -> Markup:
    """The price alone."""
    price = min(one.solo for one in variants)
    varies = len({one.solo for one in variants}) > 1
    return t.gettext("Alone: {price}", price=least(t, price, varies=varies))


def least(t: Texts, price: Money, *, varies: bool) -> str:
    """A price, or the lowest of several."""
    if varies:
        return t.pgettext("price", "from {price}", price=t.money(price))
    return t.money(price)


def line(t: Texts, product: ProductLine) -> Markup:
    """A product in a list: its title and prices."""
    values = {"title": product.title, "solo": least(t, product.solo, varies=product.varies)}
    if product.group is None or product.people is None:
        return t.gettext("<b>{title}</b>: {solo}", **values)
    said = t.gettext(
        "<b>{title}</b>: {group} in a group of {people}, {solo} alone",
        group=least(t, product.group, varies=product.varies),
        people=t.number(product.people),
        **values,
    )
    falls = falls_to(t, product)
    return said if falls is None else Markup("{} · {}").format(said, falls)


def falls_to(t: Texts, product: ProductLine) -> Markup | None:
    """The lowest price of its price ladder, and from how many people on; None without one."""
    if product.falls_to is None:
        return None
    price, people = product.falls_to
    return t.ngettext(
        "📉 {price} from {n} person",
        "📉 {price} from {n} people",
        people,
        price=least(t, price, varies=product.varies),
    )
