"""What a shop has in stock: looked at, restocked, counted, and when its keepers are warned."""

from markupsafe import Markup

from catalog import low_stock, restocking, stocktaking
from catalog.restocking import Restocked
from catalog.stock import Aside
from flows import asking, quantities
from flows.desk.stock_words import MOST, How, is_never, read
from flows.faces import Screen
from flows.presses.stock import (
    AddUnits,
    CountUnits,
    Restock,
    ShowCount,
    ShowStock,
    StockPress,
    StockQuestion,
    StopCounting,
    WarnBelow,
)
from flows.quantities import Unfit
from flows.replies import Reply, Say
from flows.screens.desk import stock as screen
from flows.screens.desk.stock import StockPage
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys.setting_aside import set_aside


def press(visit: Visit, pressed: StockPress) -> list[Reply]:
    """A button of this room."""
    match pressed:
        case ShowStock():
            return listed(visit, pressed)
        case ShowCount():
            return show(visit, pressed)
        case Restock():
            return ask(visit, pressed)
        case AddUnits() | CountUnits():
            return chosen(visit, pressed)
        case StopCounting():
            return stop(visit, pressed)
        case WarnBelow():
            return ask_below(visit, pressed)


def listed(visit: Visit, press: ShowStock) -> list[Reply]:
    """A page of it, what is nearly gone first."""
    tx, shop_id = visit.tx, press.shop_id
    total = stocktaking.total(tx, shop_id, press.product_id)
    page = min(max(0, press.page), pages(total, screen.LINES) - 1)
    skip, language = page * screen.LINES, visit.person.language
    found = stocktaking.page(tx, shop_id, press.product_id, language, skip, screen.LINES)
    held = {one: set_aside(tx, one) for one in sorted({line.product_id for line in found})}
    at = ShowStock(shop_id, page, press.product_id)
    of = StockPage(found, total, held, low_stock.warn_below(tx, shop_id))
    return visit.show(screen.listed(visit.texts, at, of))


def show(visit: Visit, press: ShowCount, said: Markup | None = None) -> list[Reply]:
    """One variant, with what is set aside of it."""
    return visit.show(_count(visit, press, said) or _gone(visit))


def ask(visit: Visit, press: Restock) -> list[Reply]:
    """Ask how many came in, or are there."""
    line = stocktaking.line(visit.tx, press.shop_id, press.variant_id, visit.person.language)
    if line is None:
        return show(visit, ShowCount(press.shop_id, press.variant_id))
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press.shop_id, line, _held(visit, line.product_id)))


def typed(visit: Visit, question: StockQuestion, text: str) -> list[Reply]:
    """Words that answer a question of this room."""
    match question:
        case Restock():
            return restocked(visit, question, text)
        case WarnBelow():
            return below(visit, question, text)


def restocked(visit: Visit, press: Restock, text: str) -> list[Reply]:
    """It was typed: done, or asked again with what would be right (promise 36)."""
    t, heard = visit.texts, read(text)
    line = stocktaking.line(visit.tx, press.shop_id, press.variant_id, visit.person.language)
    if line is None:
        asking.let_go(visit)
        return [Say(_gone(visit))]
    if isinstance(heard, Unfit):
        asking.asks(visit, press)
        aside, wrong = _held(visit, line.product_id), screen.wrong(t, heard, MOST)
        return [Say(screen.ask(t, press.shop_id, line, aside, wrong))]
    asking.let_go(visit)
    if heard.how is How.EITHER:
        return [Say(screen.either(t, press.shop_id, line, heard.units))]
    units = -heard.units if heard.how is How.FEWER else heard.units
    said = _move(visit, press, units, counted=heard.how is How.THERE)
    return [Say(_count(visit, ShowCount(press.shop_id, press.variant_id), said) or _gone(visit))]


def chosen(visit: Visit, press: AddUnits | CountUnits) -> list[Reply]:
    """A bare number was meant like that; nothing is done where the books have moved since, or it was done before."""
    restocking.hold(visit.tx, press.shop_id, press.variant_id)
    line = stocktaking.line(visit.tx, press.shop_id, press.variant_id, visit.person.language)
    if line is None:
        return visit.show(_gone(visit))
    if line.stamp != press.seen or not 0 <= press.units <= MOST:
        at = Restock(press.shop_id, press.variant_id)
        return show(visit, ShowCount(at.shop_id, at.variant_id), screen.moved(visit.texts))
    said = _move(visit, press, press.units, counted=isinstance(press, CountUnits))
    return show(visit, ShowCount(press.shop_id, press.variant_id), said)


def stop(visit: Visit, press: StopCounting) -> list[Reply]:
    """Nobody counts it any more."""
    restocking.stop(visit.tx, press.shop_id, press.variant_id)
    return show(visit, ShowCount(press.shop_id, press.variant_id))


def ask_below(visit: Visit, press: WarnBelow) -> list[Reply]:
    """Ask below how many units the shop is told."""
    asking.asks(visit, press)
    few = low_stock.warn_below(visit.tx, press.shop_id)
    return visit.show(screen.ask_below(visit.texts, press.shop_id, few))


def below(visit: Visit, press: WarnBelow, text: str) -> list[Reply]:
    """It was typed; nothing or zero is never."""
    few = 0 if is_never(text) else quantities.read(text, low_stock.MOST)
    if isinstance(few, Unfit):
        asking.asks(visit, press)
        now = low_stock.warn_below(visit.tx, press.shop_id)
        wrong = screen.wrong(visit.texts, few, low_stock.MOST)
        return [Say(screen.ask_below(visit.texts, press.shop_id, now, wrong))]
    asking.let_go(visit)
    low_stock.set_warn_below(visit.tx, press.shop_id, few)
    return listed(visit, ShowStock(press.shop_id))


def _move(
    visit: Visit, press: Restock | AddUnits | CountUnits, units: int, *, counted: bool
) -> Markup:
    done: Restocked
    if counted:
        done = restocking.count(visit.tx, press.shop_id, press.variant_id, units, set_aside)
    else:
        done = restocking.add(visit.tx, press.shop_id, press.variant_id, units)
    return screen.done(visit.texts, done, units, counted=counted)


def _count(visit: Visit, press: ShowCount, said: Markup | None) -> Screen | None:
    line = stocktaking.line(visit.tx, press.shop_id, press.variant_id, visit.person.language)
    if line is None:
        return None
    few = low_stock.warn_below(visit.tx, press.shop_id)
    aside = _held(visit, line.product_id)
    return screen.count(visit.texts, press.shop_id, line, aside, few, said)


def _held(visit: Visit, product_id: int) -> Aside:
    return set_aside(visit.tx, product_id)


def _gone(visit: Visit) -> Screen:
    return screen.gone(visit.texts)
