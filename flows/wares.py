"""What something is for: the title and the picture of a product, in one question."""

from dataclasses import dataclass

from catalog.offers import find_deal
from catalog.wares import label, ware
from flows.faces import Picture
from flows.screens.group import chosen
from flows.screens.paying import Goods
from flows.screens.shape import TITLE, shorten
from flows.visit import Visit
from groupbuys import finding, history
from groupbuys.model import ToPay


@dataclass(frozen=True, slots=True)
class Ware:
    """A product's title in the reader's language and its picture, else the shop's; `falls`: by a price ladder."""

    title: str
    picture: Picture | None
    falls: bool = False


def of_product(visit: Visit, product_id: int, *, falls: bool = False) -> Ware:
    """A product, also one that is no longer sold."""
    found = ware(visit.tx, product_id, visit.person.language)
    if found is None:
        return Ware("", visit.cover)
    picture = Picture(found.picture) if found.picture else visit.cover
    return Ware(shorten(found.title, TITLE), picture, falls)


def of_group(visit: Visit, group_buy_id: int) -> Ware:
    """What a group buy is for."""
    group = finding.group(visit.tx, group_buy_id)
    if group is None:
        return of_product(visit, 0)
    return of_product(visit, group.product_id, falls=group.ladder)


def of_deal(visit: Visit, deal_id: int) -> Ware:
    """What a deal is for."""
    deal = find_deal(visit.tx, deal_id)
    if deal is None:
        return of_product(visit, 0)
    return of_product(visit, deal.product_id, falls=deal.ladder)


def goods(visit: Visit, ware: Ware, variant_id: int, quantity: int) -> Goods:
    """So many of that variant of a product."""
    choice = label(visit.tx, variant_id, visit.person.language)
    return Goods(ware.title, chosen(visit.texts, choice, quantity), ware.picture, ware.falls)


def to_pay(visit: Visit, due: ToPay) -> Goods:
    """What an open hold is for, as it stands in the books."""
    line = history.order(visit.tx, visit.person.id, due.what, due.id)
    if line is None:
        return Goods("")
    group = finding.group(visit.tx, due.group_buy_id) if due.group_buy_id else None
    falls = group is not None and group.ladder
    ware = of_product(visit, line.product_id, falls=falls)
    return goods(visit, ware, line.variant_id, line.quantity)
