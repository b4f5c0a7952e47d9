"""What the books hold of the products of one batch, read with a few questions for all of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from catalog.ladder.rules import Ladder
from catalog.ladder.steps import ladders
from catalog.money import Money
from catalog.offers import DealLine, Price, deal_line, deals_with_terms
from catalog.tables import deal, product, shop, terms_price, variant
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Choice:
    """A variant as it is. `imported` is the stock that the last file named, None for "not counted"."""

    id: int
    imported: int | None
    price: Money
    active: bool


@dataclass(slots=True)
class Present:
    """A product as it is; `deal` is its newest one that is not over, else its newest."""

    id: int
    source_hash: str
    position: int
    published: bool
    choices: dict[str, Choice] = field(default_factory=dict)
    deal: DealLine | None = None
    prices: dict[int, Price] = field(default_factory=dict)
    ladder: Ladder = ()

    @property
    def solo(self) -> dict[int, Money]:
        """What each variant on sale costs alone, by the variant's number."""
        return {choice.id: choice.price for choice in self.choices.values() if choice.active}


def _in(column: Any) -> Any:
    return column.in_(bindparam("ids", expanding=True))


_PRODUCTS = select(
    *product.c["id", "handle", "source_hash", "position", "published"], shop.c.currency
).where(
    product.c.shop_id == shop.c.id,
    shop.c.id == bindparam("shop_id"),
    product.c.handle.in_(bindparam("handles", expanding=True)),
)
_VARIANTS = select(*variant.c["id", "product_id", "sku", "imported", "price", "active"]).where(
    _in(variant.c.product_id)
)
_DEALS = deals_with_terms().where(_in(deal.c.product_id)).order_by(deal.c.id)
_PRICES = select(*terms_price.c["terms_id", "variant_id", "solo", "price"]).where(
    _in(terms_price.c.terms_id)
)


def present(tx: Transaction, shop_id: int, handles: Collection[str]) -> dict[str, Present]:
    """Those products of the shop that there are, by their handles."""
    rows = tx.all(_PRODUCTS, {"shop_id": shop_id, "handles": list(handles)})
    if not rows:
        return {}
    currency = str(rows[0].currency)
    found = {
        row.id: Present(row.id, row.source_hash, row.position, bool(row.published)) for row in rows
    }
    for row in tx.all(_VARIANTS, {"ids": list(found)}):
        found[row.product_id].choices[row.sku] = Choice(
            row.id, row.imported, Money(row.price, currency), bool(row.active)
        )
    _add_deals(tx, found, currency)
    return {row.handle: found[row.id] for row in rows}


def _add_deals(tx: Transaction, found: dict[int, Present], currency: str) -> None:
    for row in tx.all(_DEALS, {"ids": list(found)}):
        offer, known = deal_line(row), found[row.product_id]
        if known.deal is None or known.deal.is_over or not offer.is_over:
            known.deal = offer
    by_terms = {known.deal.terms_id: known for known in found.values() if known.deal}
    stepped = [one for one, known in by_terms.items() if known.deal and known.deal.ladder]
    for terms_id, ladder in ladders(tx, stepped).items():
        by_terms[terms_id].ladder = ladder
    prices: defaultdict[int, dict[int, Price]] = defaultdict(dict)
    for row in tx.all(_PRICES, {"ids": list(by_terms)}) if by_terms else ():
        solo, group = Money(row.solo, currency), Money(row.price, currency)
        prices[row.terms_id][row.variant_id] = Price(solo, group)
    for terms_id, known in by_terms.items():
        known.prices = prices[terms_id]
