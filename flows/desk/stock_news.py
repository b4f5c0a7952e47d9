"""News for those who make deals: few are left of something."""

from catalog import low_stock, stocktaking
from catalog.browsing import shop
from catalog.keeping.roles import Action, may
from catalog.keeping.staff import role_of
from catalog.stocktaking import StockLine
from flows.faces import Screen
from flows.screens.desk import stock as screen
from flows.texts import Texts
from people.model import Person
from storage.transaction import Transaction


def low(tx: Transaction, kind: str, number: int, person: Person) -> Screen | None:
    """Few are left; no longer true once there are more, or for who works there no more."""
    of_variant = kind == low_stock.OF_VARIANT
    shop_id = low_stock.shop_of(tx, kind, number)
    if shop_id is None or not may(role_of(tx, shop_id, person.id), Action.DEALS):
        return None
    line = _line(tx, shop_id, number, person.language, of_variant=of_variant)
    left = None if line is None else (line.free if of_variant else line.together)
    if line is None or left is None or left >= low_stock.warn_below(tx, shop_id):
        return None
    place = shop(tx, shop_id)
    t = Texts(person.language, person.zone or (place.zone if place else "UTC"))
    say = screen.low if of_variant else screen.low_product
    return say(t, shop_id, line, max(0, left))


def _line(
    tx: Transaction, shop_id: int, number: int, language: str, *, of_variant: bool
) -> StockLine | None:
    if of_variant:
        return stocktaking.line(tx, shop_id, number, language)
    return next(iter(stocktaking.page(tx, shop_id, number, language, 0, 1)), None)
