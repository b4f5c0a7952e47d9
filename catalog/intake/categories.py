"""The categories of a file into the books, in the file's order."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import bindparam, insert, select, update

from catalog.importers.values import CategoryDraft
from catalog.intake.drafts import source
from catalog.tables import category, category_text
from storage.transaction import Transaction
from storage.upsert import or_update

_ALL = select(category.c.id, category.c.slug).where(category.c.shop_id == bindparam("shop_id"))
_ADD = insert(category)
_CHANGE = (
    update(category)
    .where(category.c.id == bindparam("number"))
    .values(position=bindparam("place"), picture=bindparam("shown"))
)
_NAME = or_update(category_text, ["category_id", "language"], ["name"])


def bring(
    tx: Transaction, shop_id: int, drafts: Iterable[CategoryDraft], folder: Path | None
) -> dict[str, int]:
    """Add or rename these; returns the number of each by its slug. Others of the shop stay."""
    numbers = {row.slug: int(row.id) for row in tx.all(_ALL, {"shop_id": shop_id})}
    for place, draft in enumerate(drafts):
        picture = source(draft.picture, folder) if draft.picture else None
        if draft.slug in numbers:
            row = {"number": numbers[draft.slug], "place": place, "shown": picture}
            tx.write(_CHANGE, row)
        else:
            made = {"shop_id": shop_id, "slug": draft.slug, "position": place, "picture": picture}
            numbers[draft.slug] = tx.add(_ADD, made)
        names = [
            {"category_id": numbers[draft.slug], "language": language, "name": name}
            for language, name in draft.names.items()
        ]
        tx.write(_NAME[tx.dialect], names)
    return numbers
