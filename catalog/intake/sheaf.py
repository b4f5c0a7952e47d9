"""Rows of a batch that wait to be written together, since many at once cost little more than one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import bindparam, delete, insert, update

from catalog import indexing
from catalog.tables import picture, product, product_text, variant_text
from storage.transaction import Transaction

Row: TypeAlias = dict[str, Any]

_FORGET = (
    delete(product_text).where(product_text.c.product_id == bindparam("p")),
    delete(picture).where(picture.c.product_id == bindparam("p")),
)
_FORGET_LABELS = delete(variant_text).where(variant_text.c.variant_id == bindparam("v"))
_TEXT = insert(product_text).inline()
_LABEL = insert(variant_text).inline()
_PICTURE = insert(picture).inline()
_PLACE = update(product).where(product.c.id == bindparam("p")).values(position=bindparam("place"))


@dataclass(slots=True)
class Sheaf:
    """What is still to be written; everything of a product that is `redone` goes before it comes."""

    shop_id: int
    redone: list[Row] = field(default_factory=list)
    relabelled: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    labels: list[Row] = field(default_factory=list)
    pictures: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    words: dict[int, Mapping[str, int]] = field(default_factory=dict)

    def write(self, tx: Transaction) -> None:
        """Write it all."""
        for statement in _FORGET:
            _write(tx, statement, self.redone)
        _write(tx, _FORGET_LABELS, self.relabelled)
        _write(tx, _TEXT, self.texts)
        _write(tx, _LABEL, self.labels)
        _write(tx, _PICTURE, self.pictures)
        _write(tx, _PLACE, self.places)
        indexing.index(tx, self.shop_id, self.words)


def _write(tx: Transaction, statement: Any, rows: list[Row]) -> None:
    if rows:
        tx.write(statement, rows)
