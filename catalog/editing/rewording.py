"""A product's title, description and first picture, said anew in the chat."""

from sqlalchemy import BindParameter, bindparam, insert, select, update

from catalog import indexing
from catalog.indexing import Findable
from catalog.tables import (
    category_text,
    picture,
    product,
    product_text,
    variant,
    variant_text,
)
from storage.transaction import Transaction

_THIS: BindParameter[int] = bindparam("product_id")
_SAID = select(product_text.c.title, product_text.c.description).where(
    product_text.c.product_id == _THIS, product_text.c.language == ""
)
_SAY = (
    update(product_text)
    .where(product_text.c.product_id == bindparam("number"))
    .values(title=bindparam("called"), description=bindparam("about"))
)
_FIRST = (
    select(picture.c.id, picture.c.source)
    .where(picture.c.product_id == _THIS)
    .order_by(picture.c.position)
    .limit(1)
)
_TURN = update(picture).where(picture.c.id == bindparam("id_")).values(source=bindparam("shown"))
_TAKE_OFF = picture.delete().where(picture.c.id == bindparam("id_"))
_HANG = insert(picture)
_SORTS = (
    select(product.c.shop_id, product.c.tags, product.c.vendor, category_text.c.name)
    .join_from(product, category_text, category_text.c.category_id == product.c.category_id)
    .where(product.c.id == _THIS)
)
_CHOICES = (
    select(variant.c.sku, variant_text.c.label)
    .outerjoin(variant_text, variant_text.c.variant_id == variant.c.id)
    .where(variant.c.product_id == _THIS)
)


def said(tx: Transaction, product_id: int) -> tuple[str, str, str | None]:
    """The title and description in the shop's own words, and the source of the first picture."""
    words = tx.first(_SAID, {"product_id": product_id})
    shown = tx.first(_FIRST, {"product_id": product_id})
    title, description = ("", "") if words is None else (words.title, words.description)
    return title, description, None if shown is None else shown.source


def say(tx: Transaction, product_id: int, title: str, description: str) -> None:
    """It is called and described like that, in every language, until a file says it anew; searches follow."""
    tx.write(_SAY, {"number": product_id, "called": title, "about": description})
    asked = {"product_id": product_id}
    sorts, choices = tx.all(_SORTS, asked), tx.all(_CHOICES, asked)
    if not sorts:
        return
    findable = Findable(
        titles=[title],
        keys=[row.sku for row in choices],
        sorts=[*(row.name for row in sorts), sorts[0].tags, sorts[0].vendor],
        choices=[row.label for row in choices if row.label],
        descriptions=[description],
    )
    indexing.index(tx, sorts[0].shop_id, {product_id: indexing.weigh(findable)})


def picture_it(tx: Transaction, product_id: int, source: str | None) -> None:
    """Its first picture is this; None: the first one is taken off."""
    first = tx.first(_FIRST, {"product_id": product_id})
    if first is not None and source is not None:
        tx.write(_TURN, {"id_": first.id, "shown": source})
    elif first is not None:
        tx.write(_TAKE_OFF, {"id_": first.id})
    elif source is not None:
        tx.add(_HANG, {"product_id": product_id, "position": 0, "source": source})
