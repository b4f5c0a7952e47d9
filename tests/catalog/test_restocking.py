"""Stock numbers of a file against books that sales have moved."""

from sqlalchemy import select

from catalog import stock
from catalog.tables import product
from tests.catalog.market import SHELF, Market


def books(market: Market, title: str) -> tuple[int | None, list[int | None]]:
    """Give what is free of the product and of each of its variants."""
    page = market.page(title)
    return page.free, [variant.free for variant in page.variants]


def sell(market: Market, title: str, units: int) -> None:
    """Set units of a product aside, as a group that opens does."""
    page = market.page(title)
    if len(page.variants) == 1:
        assert market.run(lambda tx: stock.take_variant(tx, page.variants[0].id, units))
    assert market.run(lambda tx: stock.take(tx, page.id, units))


def test_a_number_that_stayed_the_same_does_not_bring_back_what_was_sold(shelf: Market) -> None:
    sell(shelf, "Enamel mug", 3)
    shelf.bring(SHELF.replace("Enamel mug", "Enamel cup"))
    assert books(shelf, "Enamel cup") == (4, [4])


def test_a_number_that_changed_moves_the_books_by_the_difference(shelf: Market) -> None:
    sell(shelf, "Enamel mug", 3)
    shelf.bring(SHELF.replace("stock = 7", "stock = 27"))
    assert books(shelf, "Enamel mug") == (24, [24])
    shelf.bring(SHELF.replace("stock = 7", "stock = 20"))
    assert books(shelf, "Enamel mug") == (17, [17])


def test_a_shop_that_has_less_than_its_open_groups_hold_opens_no_more(shelf: Market) -> None:
    """Promise 12."""
    sell(shelf, "Enamel mug", 5)
    shelf.bring(SHELF.replace("stock = 7", "stock = 4"))
    assert books(shelf, "Enamel mug") == (0, [0])
    mug = shelf.page("Enamel mug")
    assert not shelf.run(lambda tx: stock.take(tx, mug.id, 1))
    shelf.run(lambda tx: stock.give_variant(tx, {mug.variants[0].id: 5}))
    shelf.run(lambda tx: stock.give(tx, {mug.id: 5}))
    assert books(shelf, "Enamel mug") == (4, [4])


def test_each_variant_keeps_a_book_and_the_product_keeps_their_sum(shelf: Market) -> None:
    blue, _ = shelf.page("Cotton shirt").variants
    shelf.run(lambda tx: stock.take_variant(tx, blue.id, 2))
    sell(shelf, "Cotton shirt", 3)
    shelf.bring(SHELF.replace("stock = 10", "stock = 15"))
    assert books(shelf, "Cotton shirt") == (16, [13, 4])


def test_counting_can_begin_and_end(shelf: Market) -> None:
    shelf.bring(SHELF.replace("stock = 7\n", "\n"))
    assert books(shelf, "Enamel mug") == (None, [None])
    shelf.bring(SHELF.replace("stock = 7\n", "stock = 5\n"))
    assert books(shelf, "Enamel mug") == (5, [5])


def test_a_product_with_one_uncounted_variant_is_not_counted(shelf: Market) -> None:
    shelf.bring(SHELF.replace(", stock = 4", ""))
    assert books(shelf, "Cotton shirt") == (None, [10, None])


def test_a_second_variant_opens_the_second_book_where_the_first_one_stands(shelf: Market) -> None:
    sell(shelf, "Enamel mug", 3)
    several = """variants = [
      { options = { Size = "S" }, sku = "M-1", stock = 7 },
      { options = { Size = "L" }, sku = "M-2", stock = 6 },
    ]"""
    shelf.bring(SHELF.replace('sku = "M-1"\n', "").replace("stock = 7", several))
    assert books(shelf, "Enamel mug") == (10, [4, 6])
    count = select(product.c.variants).where(product.c.handle == "mug")
    assert shelf.run(lambda tx: tx.value(count)) == 2
