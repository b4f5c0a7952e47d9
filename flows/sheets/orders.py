"""A shop's orders as a table."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from catalog import browsing, wares
from catalog.keeping.shopkeeping import KeptShop
from flows.sheets.listing import ROWS, Cell, Listing, Page, amount, local
from flows.texts import Texts
from groupbuys.fulfilment import order_sheet
from groupbuys.fulfilment.order_sheet import SheetOrder
from groupbuys.model import OrderState
from storage.transaction import Transaction


def listing(t: Texts, shop: KeptShop, since: datetime, states: Sequence[OrderState]) -> Listing:
    """The orders in these states that were placed since then, the oldest first."""
    return Listing(
        _header(t, shop.zone),
        lambda tx, most: order_sheet.count(tx, shop.id, states, since, most),
        partial(_page, t, shop, since, states),
    )


def _page(
    t: Texts,
    shop: KeptShop,
    since: datetime,
    states: Sequence[OrderState],
    tx: Transaction,
    mark: int | None,
) -> Page:
    after = order_sheet.before(tx, shop.id, since) if mark is None else mark
    found = order_sheet.page(tx, shop.id, states, since, after, ROWS)
    titles = browsing.titles(tx, sorted({one.product_id for one in found}), t.language)
    labels = wares.labels(tx, sorted({one.variant_id for one in found}), t.language)
    rows = [
        (
            one.id,
            _row(t, shop.zone, one, titles.get(one.product_id, ""), labels.get(one.variant_id, "")),
        )
        for one in found
    ]
    return rows, (found[-1].id if len(found) == ROWS else None)


def _header(t: Texts, zone: str) -> Sequence[str]:
    """What stands above the columns; moments name the zone of their clock."""
    return (
        t.pgettext("column", "Order"),
        t.pgettext("column", "State"),
        t.pgettext("column", "Product"),
        t.pgettext("column", "Choice"),
        t.pgettext("column", "Stock number"),
        t.pgettext("column", "Quantity"),
        t.pgettext("column", "Unit price"),
        t.pgettext("column", "Coupon"),
        t.pgettext("column", "Credit"),
        t.pgettext("column", "Total"),
        t.pgettext("column", "Currency"),
        t.pgettext("column", "Paid"),
        t.pgettext("column", "Bought"),
        t.pgettext("column", "Deal"),
        t.pgettext("column", "Buyer"),
        t.pgettext("column", "Goes to"),
        t.pgettext("column", "Recipient"),
        t.pgettext("column", "Phone"),
        t.pgettext("column", "Address"),
        t.pgettext("column", "Note"),
        t.pgettext("column", "Carrier"),
        t.pgettext("column", "Tracking number"),
        t.pgettext("column", "Ordered ({zone})", zone=zone),
        t.pgettext("column", "Sent ({zone})", zone=zone),
        t.pgettext("column", "Handed out ({zone})", zone=zone),
    )


def _row(t: Texts, zone: str, one: SheetOrder, title: str, label: str) -> Sequence[Cell]:
    currency = one.price.currency
    return (
        one.number,
        _state(t, one.state),
        title,
        label,
        one.sku,
        one.quantity,
        amount(one.price.minor, currency),
        amount(one.off.minor if one.off else 0, currency),
        amount(one.credit.minor if one.credit else 0, currency),
        amount(one.total.minor, currency),
        currency,
        t.pgettext("cell", "yes") if one.paid else t.pgettext("cell", "at pickup"),
        t.pgettext("cell", "in a group") if one.in_group else t.pgettext("cell", "alone"),
        one.deal_id,
        one.buyer,
        *_destination(t, one),
        one.carrier,
        one.tracking,
        local(one.placed_at, zone),
        local(one.shipped_at, zone),
        local(one.received_at, zone),
    )


def _destination(t: Texts, one: SheetOrder) -> Sequence[Cell]:
    """Where it goes: a pickup point, or to whom and where it is delivered; empty where nobody has said it."""
    to = one.goes_to
    if to is None:
        return ("", "", "", "", "")
    if to.point is not None:
        return (to.point.name, "", "", to.point.address, "")
    return (t.pgettext("cell", "delivery"), to.name, to.phone, to.address, to.note)


def _state(t: Texts, state: OrderState) -> str:
    match state:
        case OrderState.PLACED:
            return t.pgettext("cell", "to pack")
        case OrderState.SHIPPED:
            return t.pgettext("cell", "sent")
        case OrderState.RECEIVED:
            return t.pgettext("cell", "handed out")
        case OrderState.TAKEN_BACK | OrderState.REFUNDING | OrderState.REFUNDED:
            return t.pgettext("cell", "taken back")
        case OrderState.HELD | OrderState.RELEASED:
            return t.pgettext("cell", "not paid")
