"""A shop's deals as a table."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from catalog import browsing
from catalog.keeping.shopkeeping import KeptShop
from catalog.offers import DealState
from flows.sheets.listing import ROWS, Cell, Listing, Page, amount, local
from flows.texts import Texts
from groupbuys import deal_sheet
from groupbuys.deal_sheet import SheetDeal
from groupbuys.model import GroupState
from storage.transaction import Transaction

_HOUR = 3600


def listing(t: Texts, shop: KeptShop, since: datetime) -> Listing:
    """The deals that were made since then, the oldest first."""
    return Listing(
        _header(t, shop.zone),
        lambda tx, most: deal_sheet.count(tx, shop.id, since, most),
        partial(_page, t, shop, since),
    )


def _page(t: Texts, shop: KeptShop, since: datetime, tx: Transaction, mark: int | None) -> Page:
    found = deal_sheet.page(tx, shop.id, since, mark or 0, ROWS)
    titles = browsing.titles(tx, sorted({one.deal.product_id for one in found}), t.language)
    rows = [(one.deal.id, _row(t, shop, one, titles.get(one.deal.product_id, ""))) for one in found]
    return rows, (found[-1].deal.id if len(found) == ROWS else None)


def _header(t: Texts, zone: str) -> Sequence[str]:
    return (
        t.pgettext("column", "Deal"),
        t.pgettext("column", "Product"),
        t.pgettext("column", "State"),
        t.pgettext("column", "People needed"),
        t.pgettext("column", "Room for"),
        t.pgettext("column", "Open for (hours)"),
        t.pgettext("column", "Most per person"),
        t.pgettext("column", "Price alone, from"),
        t.pgettext("column", "Group price, from"),
        t.pgettext("column", "Currency"),
        t.pgettext("column", "Groups open"),
        t.pgettext("column", "Groups that succeeded"),
        t.pgettext("column", "Groups that failed"),
        t.pgettext("column", "Orders"),
        t.pgettext("column", "Units"),
        t.pgettext("column", "Sold for"),
        t.pgettext("column", "Rewards"),
        t.pgettext("column", "Made ({zone})", zone=zone),
        t.pgettext("column", "Starts ({zone})", zone=zone),
        t.pgettext("column", "Ends ({zone})", zone=zone),
    )


def _row(t: Texts, shop: KeptShop, one: SheetDeal, title: str) -> Sequence[Cell]:
    terms, currency = one.deal, shop.currency
    return (
        terms.id,
        title,
        _state(t, terms.state),
        terms.minimum,
        terms.capacity,
        int(terms.window.total_seconds()) // _HOUR,
        terms.limit_per_person,
        amount(one.solo, currency),
        amount(one.group, currency),
        currency,
        one.groups.get(GroupState.FORMING, 0),
        one.groups.get(GroupState.SUCCEEDED, 0),
        one.groups.get(GroupState.FAILED, 0) + one.groups.get(GroupState.CANCELLED, 0),
        one.orders,
        one.units,
        amount(one.sold, currency),
        amount(one.rewards, currency),
        local(one.made_at, shop.zone),
        local(terms.starts_at, shop.zone),
        local(terms.ends_at, shop.zone),
    )


def _state(t: Texts, state: DealState) -> str:
    return {
        DealState.DRAFT: t.pgettext("cell", "draft"),
        DealState.SCHEDULED: t.pgettext("cell", "scheduled"),
        DealState.LIVE: t.pgettext("cell", "live"),
        DealState.PAUSED: t.pgettext("cell", "paused"),
        DealState.ENDED: t.pgettext("cell", "ended"),
        DealState.CANCELLED: t.pgettext("cell", "called off"),
    }[state]
