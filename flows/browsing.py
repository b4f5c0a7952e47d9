"""Looking around: categories, their products, one product."""

from dataclasses import replace

from catalog import browsing, deals
from catalog.ladder import steps
from catalog.offers import paused_deal
from flows import base36, home
from flows.faces import Picture
from flows.presses.every import ShowCategories, ShowCategory, ShowProduct
from flows.replies import Reply
from flows.screens import product as screen
from flows.screens import shelves
from flows.screens.ladder import Rungs, rungs
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys import finding
from groupbuys.model import GroupBuy
from people import wishes


def categories(visit: Visit, press: ShowCategories) -> list[Reply]:
    """One page of the categories."""
    if visit.shop is None:
        return home.welcome(visit)
    found = browsing.categories(visit.tx, visit.shop.id, visit.person.language)
    return visit.show(shelves.categories(visit.texts, found, press.page, visit.cover))


def category(visit: Visit, press: ShowCategory) -> list[Reply]:
    """One page of a category's products."""
    language = visit.person.language
    shelf = browsing.category(visit.tx, press.category_id, language)
    if shelf is None or not shelf.count:
        return home.note(
            visit, visit.texts.gettext("This category is empty now. Look around here:")
        )
    page = min(max(press.page, 0), pages(shelf.count, shelves.PRODUCTS) - 1)
    shown = browsing.products(
        visit.tx, shelf.id, language, page * shelves.PRODUCTS, shelves.PRODUCTS
    )
    picture = _picture(shelf.picture) or _first(shown) or visit.cover
    return visit.show(shelves.category(visit.texts, shelf, shown, page, picture))


def product(visit: Visit, press: ShowProduct) -> list[Reply]:
    """A product with its deal and the groups that are open for it."""
    page = browsing.product(visit.tx, press.product_id, visit.person.language)
    if page is None or not page.variants:
        return gone(visit)
    deal = page.deal or paused_deal(visit.tx, page.id)
    deal_id = deal.id if deal is not None else 0
    around = screen.Around(
        groups=_open(visit, deal_id) if deal_id else (),
        total=finding.count_open(visit.tx, page.shop_id, deal_id) if deal_id else 0,
        pickup=visit.pickup,
        how=visit.way,
        picture=visit.cover,
        way=press.back,
        ladder=_ladder(visit, page),
    )
    return visit.show(screen.product(visit.texts, page, around))


def deal(visit: Visit, token: str) -> list[Reply]:
    """A link to a deal was followed: what it is on, in its shop; kindly, where it is gone."""
    linked = deals.deal(visit.tx, base36.read(token) or 0)
    if linked is None:
        return home.note(visit, visit.texts.gettext("There is no such deal here."))
    wishes.enter(visit.tx, visit.person.id, linked.shop_id)
    there = replace(visit, person=replace(visit.person, shop_id=linked.shop_id))
    return product(there, ShowProduct(linked.product_id))


def gone(visit: Visit) -> list[Reply]:
    """A product that is no longer offered, with ways on."""
    return home.note(visit, visit.texts.gettext("This is no longer offered. Look around here:"))


def _ladder(visit: Visit, page: browsing.ProductPage) -> Rungs:
    if page.deal is None or not page.deal.ladder:
        return ()
    return rungs(steps.ladder(visit.tx, page.deal.terms_id), [one.id for one in page.variants])


def _open(visit: Visit, deal_id: int) -> tuple[GroupBuy, ...]:
    return finding.nearest_open(visit.tx, deal_id, visit.person.id, limit=screen.GROUPS)


def _picture(source: str | None) -> Picture | None:
    return Picture(source) if source else None


def _first(shown: list[browsing.ProductLine]) -> Picture | None:
    return next((Picture(line.picture) for line in shown if line.picture), None)
