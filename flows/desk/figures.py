"""A shop's figures: charts of its sales and group buys, and what its history says about size and price."""

from dataclasses import replace

from catalog.keeping import looks
from catalog.keeping.roles import Action, may
from catalog.keeping.shopkeeping import KeptShop, kept
from catalog.keeping.staff import role_of
from charts.colours import ACCENTS
from flows.desk import desk
from flows.presses.figures import (
    ChooseAccent,
    FiguresPress,
    ReadCharts,
    ShowAccents,
    ShowAdvice,
    ShowFigures,
)
from flows.replies import Reply
from flows.screens.figures import advice as advice_screen
from flows.screens.figures import channels as channels_screen
from flows.screens.figures import fills as fills_screen
from flows.screens.figures import funnel as funnel_screen
from flows.screens.figures import groups as groups_screen
from flows.screens.figures import page
from flows.screens.figures import reasons as reasons_screen
from flows.screens.figures import sales as sales_screen
from flows.screens.figures.sight import Figure, Sight
from flows.visit import Visit
from groupbuys.channels import footfall
from groupbuys.figures import days, fills, funnel, history, outcomes, sales


def press(visit: Visit, pressed: FiguresPress) -> list[Reply]:
    """A button of the figures, of whoever may press it."""
    shop = kept(visit.tx, pressed.shop_id)
    if shop is None:
        return desk.several(visit)
    match pressed:
        case ShowFigures():
            return show(visit, shop, pressed)
        case ReadCharts():
            looks.read_on(visit.tx, visit.person.id, dark=bool(pressed.dark))
            return show(visit, shop, ShowFigures(shop.id, pressed.what, pressed.days))
        case ShowAdvice():
            return advise(visit, shop)
        case ShowAccents():
            return visit.show(page.accents(visit.texts, shop.id, looks.accent(visit.tx, shop.id)))
        case ChooseAccent():
            if pressed.accent in ACCENTS:
                looks.choose_accent(visit.tx, shop.id, pressed.accent)
            return show(visit, shop, ShowFigures(shop.id))


def show(visit: Visit, shop: KeptShop, at: ShowFigures) -> list[Reply]:
    """One chart; letters and numbers that no button of ours has are those of the first."""
    asked = _asked(at)
    seen = _sight(visit, shop, asked.days)
    role = role_of(visit.tx, shop.id, visit.person.id)
    owns = may(role, Action.SETTINGS)
    figure = _figure(visit, seen, asked)
    return visit.show(page.page(visit.texts, asked, figure, dark=seen.dark, owns=owns))


def advise(visit: Visit, shop: KeptShop) -> list[Reply]:
    """What group size and price."""
    seen = _sight(visit, shop, history.BACK.days)
    tried = history.tried(visit.tx, shop.id)
    filled = fills.fills(visit.tx, shop.id, seen.period)
    figure = advice_screen.advice(seen, tried, filled)
    return visit.show(page.advised(visit.texts, shop.id, figure))


def _asked(at: ShowFigures) -> ShowFigures:
    what = at.what if at.what in page.CHARTS else page.CHARTS[0]
    return replace(at, what=what, days=at.days if at.days in days.SPANS else 30)


def _sight(visit: Visit, shop: KeptShop, back: int) -> Sight:
    period = days.period(visit.tx.now, shop.zone, back)
    dark = looks.dark(visit.tx, visit.person.id)
    accent = looks.accent(visit.tx, shop.id)
    return Sight(visit.texts, shop.name, shop.currency, period, dark, accent)


def _figure(visit: Visit, seen: Sight, asked: ShowFigures) -> Figure:
    tx, shop_id, period = visit.tx, asked.shop_id, seen.period
    match asked.what:
        case "g":
            return groups_screen.groups(seen, outcomes.daily(tx, shop_id, period))
        case "f":
            return funnel_screen.funnel(seen, funnel.funnel(tx, shop_id, period))
        case "c":
            brought = footfall.figures_by_channel(tx, shop_id, period.since, period.until)
            return channels_screen.channels(seen, brought)
        case "w":
            return reasons_screen.reasons(seen, outcomes.reasons(tx, shop_id, period))
        case "t":
            return fills_screen.fills(seen, fills.fills(tx, shop_id, period))
        case _:
            return sales_screen.sales(seen, sales.sales(tx, shop_id, period))
