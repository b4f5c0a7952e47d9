"""The questions behind browsing, built once: shops, categories, which products a category shows, titles."""

from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from catalog.languages import texts
from catalog.tables import category, category_text, product, product_text, shop, shop_text

_SHOWN = and_(product.c.category_id == bindparam("category_id"), product.c.published == 1)


def _shops() -> Select[Any]:
    words = texts(shop_text, "shop_id")
    return select(
        shop.c.id,
        func.coalesce(words.best("name"), shop.c.name).label("name"),
        func.coalesce(words.best("about"), "").label("about"),
        shop.c.currency,
        shop.c.zone,
        shop.c.provider,
        shop.c.picture,
        shop.c.handover,
    ).select_from(words.join(shop, shop.c.id, optional=True))


def _categories() -> Select[Any]:
    words = texts(category_text, "category_id")
    shown = (
        select(func.count())
        .where(product.c.category_id == category.c.id, product.c.published == 1)
        .correlate(category)
        .scalar_subquery()
    )
    return select(
        category.c.id, words.best("name"), shown.label("shown"), category.c.picture
    ).select_from(words.join(category, category.c.id))


def _titles() -> Select[Any]:
    words = texts(product_text, "product_id")
    return (
        select(product.c.id, words.best("title"))
        .select_from(words.join(product, product.c.id))
        .where(product.c.id.in_(bindparam("ids", expanding=True)))
    )


SHOPS = _shops().order_by(shop.c.id)
SHOP = _shops().where(shop.c.id == bindparam("shop_id"))
CATEGORIES = (
    _categories()
    .where(category.c.shop_id == bindparam("shop_id"))
    .order_by(category.c.position, category.c.id)
)
CATEGORY = _categories().where(category.c.id == bindparam("category_id"))
COUNT = select(func.count()).select_from(product).where(_SHOWN)
PAGE = (
    select(product.c.id)
    .where(_SHOWN)
    .order_by(product.c.position, product.c.id)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
TITLES = _titles()
