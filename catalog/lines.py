"""Products as one line of a list: title, picture and prices, for numbers that somebody has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, select

from catalog.ladder.ladder_tables import terms_step
from catalog.languages import texts
from catalog.money import Money
from catalog.tables import deal, picture, product, product_text, shop, terms, terms_price, variant
from storage.transaction import Found, Transaction


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product in a list.

    `solo` and `group` are the lowest prices of its variants; `varies`: others cost more. `group` and `people` (how
    many are needed) are None where no deal is live. `newcomers`: who joins must be new to the shop. `falls_to`: the
    lowest price of its price ladder, and from how many people on.
    """

    id: int
    title: str
    picture: str | None
    solo: Money
    group: Money | None
    people: int | None
    varies: bool = False
    newcomers: bool = False
    falls_to: tuple[Money, int] | None = None


def _of_variants(value: ColumnElement[Any]) -> ColumnElement[Any]:
    ours = and_(variant.c.product_id == product.c.id, variant.c.active == 1)
    return select(value).where(ours).correlate(product).scalar_subquery()


def _of_terms(value: ColumnElement[Any]) -> ColumnElement[Any]:
    ours = and_(terms_price.c.terms_id == deal.c.terms_id, variant.c.active == 1)
    prices = terms_price.join(variant, variant.c.id == terms_price.c.variant_id)
    return select(value).select_from(prices).where(ours).correlate(deal).scalar_subquery()


def _of_ladder(value: ColumnElement[Any]) -> ColumnElement[Any]:
    ours = and_(terms_step.c.terms_id == deal.c.terms_id, variant.c.active == 1)
    steps = terms_step.join(variant, variant.c.id == terms_step.c.variant_id)
    found = select(value).select_from(steps).where(ours).correlate(deal).scalar_subquery()
    return case((terms.c.ladder > 0, found))


def _first_picture() -> ColumnElement[Any]:
    ours = select(picture.c.source).where(picture.c.product_id == product.c.id)
    return ours.order_by(picture.c.position).limit(1).correlate(product).scalar_subquery()


def _statement() -> Select[Any]:
    words = texts(product_text, "product_id")
    solo = func.coalesce(
        _of_terms(func.min(terms_price.c.solo)), _of_variants(func.min(variant.c.price))
    )
    live = and_(deal.c.product_id == product.c.id, deal.c.state == "live")
    return (
        select(
            product.c.id,
            words.best("title"),
            _first_picture().label("picture"),
            shop.c.currency,
            solo.label("solo"),
            _of_variants(func.max(variant.c.price) > func.min(variant.c.price)).label("varies"),
            _of_terms(func.min(terms_price.c.price)).label("price"),
            terms.c.minimum,
            terms.c.newcomers,
            _of_ladder(func.min(terms_step.c.price)).label("lowest"),
            _of_ladder(func.max(terms_step.c.people)).label("most"),
        )
        .select_from(
            words.join(product.join(shop, shop.c.id == product.c.shop_id), product.c.id)
            .join(deal, live, isouter=True)
            .join(terms, terms.c.id == deal.c.terms_id, isouter=True)
        )
        .where(product.c.id.in_(bindparam("ids", expanding=True)))
    )


_LINES = _statement()


def lines(tx: Transaction, product_ids: Sequence[int], language: str) -> list[ProductLine]:
    """One line for each of these products that can be bought, in the order of the numbers given."""
    if not product_ids:
        return []
    rows = tx.all(_LINES, {"ids": list(product_ids), "language": language})
    found = {row.id: _line(row) for row in rows if row.solo is not None}
    return [found[number] for number in product_ids if number in found]


def _line(row: Found) -> ProductLine:
    group = None if row.price is None else Money(row.price, row.currency)
    return ProductLine(
        id=row.id,
        title=row.title,
        picture=row.picture,
        solo=Money(row.solo, row.currency),
        group=group,
        people=row.minimum if group else None,
        varies=bool(row.varies),
        newcomers=bool(group and row.newcomers),
        falls_to=_falls_to(row) if group else None,
    )


def _falls_to(row: Found) -> tuple[Money, int] | None:
    return None if row.lowest is None else (Money(row.lowest, row.currency), row.most)
