"""Writes down under which words a product is found, and how much each says about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert

from catalog.tables import search_word
from catalog.words import indexed
from storage.transaction import Transaction

TITLE, KEY, SORT, CHOICE, DESCRIPTION = 100, 60, 40, 20, 5
"""Weights: a title says more than a SKU, that more than a category, a tag or a vendor, and so on."""

MOST_OF_A_DESCRIPTION = 1_000
"""Characters of each description that are read: the beginning says what it is."""

_FORGET = delete(search_word).where(search_word.c.product_id == bindparam("p"))
_WRITE = insert(search_word).inline()


@dataclass(frozen=True, slots=True)
class Findable:
    """All that is said about a product, in every language that it is said in."""

    titles: Iterable[str]
    keys: Iterable[str] = ()
    sorts: Iterable[str] = ()
    choices: Iterable[str] = ()
    descriptions: Iterable[str] = ()


def weigh(product: Findable) -> dict[str, int]:
    """Each word with the weight of the best place that it stands in."""
    weights: dict[str, int] = {}
    for weight, texts in (
        (TITLE, product.titles),
        (KEY, product.keys),
        (SORT, product.sorts),
        (CHOICE, product.choices),
        (DESCRIPTION, (text[:MOST_OF_A_DESCRIPTION] for text in product.descriptions)),
    ):
        for word in indexed("\n".join(texts)):
            weights.setdefault(word, weight)
    return weights


def index(tx: Transaction, shop_id: int, words: Mapping[int, Mapping[str, int]]) -> None:
    """Write the words of these products (number -> word -> weight); those they had are forgotten."""
    if words:
        tx.write(_FORGET, [{"p": product_id} for product_id in words])
    rows = [
        {"shop_id": shop_id, "word": word, "product_id": product_id, "weight": weight}
        for product_id, weights in words.items()
        for word, weight in weights.items()
    ]
    if rows:
        tx.write(_WRITE, rows)
