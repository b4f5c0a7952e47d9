"""The steps of price ladders in the books: written with their terms, read by whoever shows or settles a price."""

from collections.abc import Iterable

from sqlalchemy import bindparam, insert, select

from catalog.ladder.ladder_tables import terms_step
from catalog.ladder.rules import Ladder, PriceStep
from catalog.money import Money
from catalog.tables import deal, shop, terms
from storage.transaction import Transaction

_STEP = insert(terms_step).inline()
_STEPS = (
    select(terms_step, shop.c.currency)
    .join_from(terms_step, terms, terms.c.id == terms_step.c.terms_id)
    .join(deal, deal.c.id == terms.c.deal_id)
    .join(shop, shop.c.id == deal.c.shop_id)
    .where(terms_step.c.terms_id.in_(bindparam("ids", expanding=True)))
    .order_by(terms_step.c.terms_id, terms_step.c.people, terms_step.c.variant_id)
)


def write(tx: Transaction, terms_id: int, ladder: Ladder) -> None:
    """Write the ladder of new terms down; nothing where there is none."""
    rows = [
        {
            "terms_id": terms_id,
            "people": step.people,
            "variant_id": number,
            "price": price.minor,
            "off": step.off,
        }
        for step in ladder
        for number, price in step.prices.items()
    ]
    if rows:
        tx.write(_STEP, rows)


def ladder(tx: Transaction, terms_id: int) -> tuple[PriceStep, ...]:
    """The ladder of these terms, the smallest number of people first; empty where there is none."""
    return ladders(tx, [terms_id]).get(terms_id, ())


def ladders(tx: Transaction, terms_ids: Iterable[int]) -> dict[int, tuple[PriceStep, ...]]:
    """The ladders of several terms by their number, in one question; terms without one are left out."""
    ids = sorted(set(terms_ids))
    if not ids:
        return {}
    found: dict[int, dict[int, tuple[dict[int, Money], int | None]]] = {}
    for row in tx.all(_STEPS, {"ids": ids}):
        step = found.setdefault(row.terms_id, {}).setdefault(row.people, ({}, row.off))
        step[0][row.variant_id] = Money(row.price, row.currency)
    return {
        terms_id: tuple(PriceStep(people, prices, off) for people, (prices, off) in steps.items())
        for terms_id, steps in found.items()
    }
