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
    """A product's title in the reader's language and its picture, else the shop's."""

    title: str
    picture: Picture | None


def of_product(visit: Visit, product_id: int) -> Ware:
    """A product, also one that is no longer sold."""
    found = ware(visit.tx, product_id, visit.person.language)
    if found is None:
        return Ware("", visit.cover)
    picture = Picture(found.picture) if found.picture else visit.cover
    return Ware(shorten(found.title, TITLE), picture)


def of_group(visit: Visit, group_buy_id: int) -> Ware:
    """What a group buy is for."""
    group = finding.group(visit.tx, group_buy_id)
    return of_product(visit, group.product_id if group is not None else 0)


def of_deal(visit: Visit, deal_id: int) -> Ware:
    """What a deal is for."""
    deal = find_deal(visit.tx, deal_id)
    return of_product(visit, deal.product_id if deal is not None else 0)


def goods(visit: Visit, ware: Ware, variant_id: int, quantity: int) -> Goods:
    """So many of that variant of a product."""
    choice = label(visit.tx, variant_id, visit.person.language)
    return Goods(ware.title, chosen(visit.texts, choice, quantity), ware.picture)


def to_pay(visit: Visit, due: ToPay) -> Goods:
    """What an open hold is for, as it stands in the books."""
    line = history.order(visit.tx, visit.person.id, due.what, due.id)
    if line is None:
        return Goods("")
    return goods(visit, of_product(visit, line.product_id), line.variant_id, line.quantity)
