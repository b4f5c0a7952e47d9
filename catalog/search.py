"""Finding products by words: all of them if that is possible, else those that have the most of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, func, select, union_all

from catalog.lines import ProductLine, lines
from catalog.tables import product, search_word
from catalog.words import asked
from storage.transaction import Found as Row
from storage.transaction import Transaction

MOST_CHARACTERS = 400
"""Characters of a search that are looked at."""
MOST_WISHES = 16
"""Words (or pairs of Chinese characters) of a search that are looked for."""
SHORTEST_BEGINNING = 3
"""Letters that the beginning of a word must have to be looked for as one."""

_BEYOND = "\U0010ffff"
"""Sorts behind every letter: from "cera" to this behind "cera" lie all words that begin so."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found; `total` products fit equally well."""

    total: int
    products: tuple[ProductLine, ...]


def search(
    tx: Transaction, shop_id: int, words: str, language: str, offset: int, limit: int
) -> Found:
    """The products that match the most of the words, best first. Any text is harmless.

    Where not all words are found as they are, they may also be the beginnings of longer ones.
    """
    wishes = asked(words[:MOST_CHARACTERS])[:MOST_WISHES]
    values = {"shop": shop_id, "after": offset, "until": offset + limit, **_bounds(wishes)}
    rows = tx.all(_statement(len(wishes), beginnings=False), values) if wishes else ()
    if wishes and _matched(rows) < len(wishes):
        wider = tx.all(_statement(len(wishes), beginnings=True), values)
        rows = wider if _matched(wider) > _matched(rows) else rows
    if not rows:
        return Found(0, ())
    here = [row.product_id for row in rows if row.place > offset]
    return Found(rows[0].total, tuple(lines(tx, here, language)))


def _matched(rows: Sequence[Row]) -> int:
    return int(rows[0].matched) if rows else 0


def _bounds(wishes: list[tuple[str, ...]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for at, forms in enumerate(wishes):
        start = forms[0]
        values[f"forms{at}"] = forms
        values[f"from{at}"] = start
        values[f"to{at}"] = start + _BEYOND if len(start) >= SHORTEST_BEGINNING else start
    return values


@lru_cache(maxsize=2 * MOST_WISHES)
def _statement(wishes: int, *, beginnings: bool) -> Select[Any]:
    """Ask for the best product, which knows how many there are, and for the page after `after`."""
    hits = union_all(*(_hits(at, beginnings=beginnings) for at in range(wishes))).subquery()
    tally = (
        select(
            hits.c.product_id,
            func.count().label("matched"),
            func.sum(hits.c.weight).label("score"),
            product.c.position,
            func.max(func.count()).over().label("best"),
        )
        .join(product, product.c.id == hits.c.product_id)
        .where(product.c.published == 1)
        .group_by(hits.c.product_id, product.c.position)
        .subquery()
    )
    order = (tally.c.score.desc(), tally.c.position, tally.c.product_id)
    ranked = (
        select(
            tally.c.product_id,
            tally.c.matched,
            func.count().over().label("total"),
            func.row_number().over(order_by=order).label("place"),
        )
        .where(tally.c.matched == tally.c.best)
        .subquery()
    )
    page = ranked.c.place.between(bindparam("after") + 1, bindparam("until"))
    return select(ranked).where((ranked.c.place == 1) | page).order_by(ranked.c.place)


def _hits(at: int, *, beginnings: bool) -> Select[Any]:
    """Every product that has one of the forms of wish number `at`, with the best of their weights."""
    word = search_word.c.word
    found: FromClause = _words(word.in_(bindparam(f"forms{at}", expanding=True))).subquery()
    if beginnings:  # apart from the forms, so that both are looked up by the index
        longer = (word >= bindparam(f"from{at}")) & (word < bindparam(f"to{at}"))
        found = union_all(select(found), _words(longer)).subquery()
    best = func.max(found.c.weight).label("weight")
    return select(found.c.product_id, best).group_by(found.c.product_id)


def _words(fit: ColumnElement[bool]) -> Select[Any]:
    ours = search_word.c.shop_id == bindparam("shop")
    return select(search_word.c.product_id, search_word.c.weight).where(ours, fit)
