"""The deals of a shop, as its keepers see and turn them."""

from catalog import browsing, deals
from catalog.keeping.shopkeeping import ShopState, kept
from catalog.ladder import steps
from catalog.offers import DealLine, deals_of, prices
from flows import asking, home
from flows.presses.every import CallOff, ShowDeals, TurnDeal
from flows.replies import Reply, Say
from flows.screens.desk import deals as screen
from flows.screens.desk.deals import Fresh
from flows.screens.ladder import rungs
from flows.visit import Visit
from groupbuys import finding
from groupbuys.cancelling import cancel_deal

LONGEST_WHY = 300


def listed(visit: Visit, press: ShowDeals) -> list[Reply]:
    """A page of the deals, the newest first."""
    page = max(0, press.page)
    found, total = deals_of(visit.tx, press.shop_id, page * screen.DEALS, screen.DEALS)
    named = browsing.titles(visit.tx, [one.product_id for one in found], visit.person.language)
    return visit.show(screen.listed(visit.texts, press, found, total, named))


def show(visit: Visit, shop_id: int, deal_id: int, fresh: Fresh | None = None) -> list[Reply]:
    """One deal: its terms, how it goes, and what can be done with it; `fresh`: published just now."""
    deal = own(visit, shop_id, deal_id)
    if deal is None:
        return listed(visit, ShowDeals(shop_id))
    running = finding.count_open(visit.tx, shop_id, deal_id)
    asked = tuple(prices(visit.tx, deal.terms_id).values())
    named = _title(visit, deal)
    falls = rungs(steps.ladder(visit.tx, deal.terms_id)) if deal.ladder else ()
    return visit.show(screen.deal(visit.texts, deal, named, asked, running, fresh, falls=falls))


def turn(visit: Visit, press: TurnDeal) -> list[Reply]:
    """Pause, resume or end a deal; its open groups go on."""
    deal = own(visit, press.shop_id, press.deal_id)
    if deal is None:
        return listed(visit, ShowDeals(press.shop_id))
    match press.how:
        case "pause":
            deals.pause(visit.tx, deal.id)
        case "resume" if not _may_resume(visit, deal):
            return visit.tell(screen.not_resumed(visit.texts), alert=True)
        case "ask" if not deal.is_over:
            return visit.show(screen.ask_end(visit.texts, deal, _title(visit, deal)))
        case "end":
            deals.end(visit.tx, deal.id)
        case _:
            pass
    return show(visit, press.shop_id, press.deal_id)


def _title(visit: Visit, deal: DealLine) -> str:
    named = browsing.titles(visit.tx, [deal.product_id], visit.person.language)
    return named.get(deal.product_id, "")


def _may_resume(visit: Visit, deal: DealLine) -> bool:
    """Resume it: not in a shop that is suspended, and not beside another live deal of its product."""
    shop = kept(visit.tx, deal.shop_id)
    live = shop is not None and shop.state is ShopState.LIVE
    return live and deals.resume(visit.tx, deal.id)


def ask_why(visit: Visit, press: CallOff) -> list[Reply]:
    """Why is it called off? Everybody is told."""
    deal = own(visit, press.shop_id, press.deal_id)
    if deal is None:
        return listed(visit, ShowDeals(press.shop_id))
    asking.asks(visit, press)
    return visit.show(screen.ask_why(visit.texts, press))


def called_off(visit: Visit, press: CallOff, text: str) -> list[Reply]:
    """It is called off: everybody in its open groups is paid back and told why (promise 14)."""
    asking.let_go(visit)
    why = " ".join(text.split())[:LONGEST_WHY]
    deal = own(visit, press.shop_id, press.deal_id)
    ended = cancel_deal(visit.tx, press.deal_id, why) if deal is not None else None
    if ended is None:
        return home.note(visit, visit.texts.gettext("That deal was called off before."))
    return [Say(screen.called_off(visit.texts, press, ended))]


def own(visit: Visit, shop_id: int, deal_id: int) -> DealLine | None:
    """A deal of this shop; another shop's looks like none."""
    deal = deals.deal(visit.tx, deal_id)
    return deal if deal is not None and deal.shop_id == shop_id else None
