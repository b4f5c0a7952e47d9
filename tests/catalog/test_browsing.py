"""Looking around in a shop."""

from functools import partial

from catalog import browsing
from catalog.browsing import ProductLine
from catalog.money import Money
from tests.catalog.market import SHELF, Market


def euros(cents: int) -> Money:
    return Money(cents, "EUR")


def test_a_shop_is_called_what_it_calls_itself_in_the_readers_language(shelf: Market) -> None:
    (here,) = shelf.run(lambda tx: browsing.shops(tx, "zh_Hant"))
    assert (here.name, here.currency, here.zone, here.provider) == (
        "燈籠",
        "EUR",
        "Europe/Berlin",
        "sandbox",
    )
    there = shelf.run(lambda tx: browsing.shop(tx, here.id))
    assert there is not None
    assert there.name == "Lantern"
    assert shelf.run(lambda tx: browsing.shop(tx, 999)) is None


def test_categories_come_in_the_files_order_with_their_counts(shelf: Market) -> None:
    lines = shelf.run(lambda tx: browsing.categories(tx, 1, "zh_Hant"))
    assert [(line.name, line.count) for line in lines] == [("服裝", 1), ("廚房", 2)]


def test_a_text_that_is_not_translated_is_shown_in_the_shops_own_language(shelf: Market) -> None:
    kitchen = shelf.run(lambda tx: browsing.categories(tx, 1, "zh_Hans"))[1]
    assert kitchen.name == "Kitchen"
    mug, _ = shelf.run(lambda tx: browsing.products(tx, kitchen.id, "zh_Hans", 0, 8))
    assert mug.title == "Enamel mug"


def test_a_line_shows_the_lowest_prices_and_how_many_people_are_needed(shelf: Market) -> None:
    clothes = shelf.run(lambda tx: browsing.categories(tx, 1, ""))[0]
    (shirt,) = shelf.run(lambda tx: browsing.products(tx, clothes.id, "zh_Hant", 0, 8))
    assert (shirt.title, shirt.solo, shirt.group) == ("純棉襯衫", euros(1990), euros(1592))
    assert (shirt.people, shirt.varies) == (3, True)
    assert shirt.picture == "https://pictures.example/shirt.jpg"


def test_products_come_page_by_page(shelf: Market) -> None:
    kitchen = shelf.run(lambda tx: browsing.categories(tx, 1, ""))[1]
    assert shelf.run(lambda tx: browsing.count_products(tx, kitchen.id)) == 2

    def page(at: int) -> list[ProductLine]:
        return shelf.run(lambda tx: browsing.products(tx, kitchen.id, "", at, 1))

    pages = [page(at) for at in (0, 1, 2)]
    assert [[line.title for line in page] for page in pages] == [
        ["Enamel mug"],
        ["Café crème bowl, 500ml"],
        [],
    ]


def test_a_page_shows_every_variant_with_its_prices_and_stock(shelf: Market) -> None:
    shirt = shelf.page("Cotton shirt", "zh_Hant")
    assert (shirt.title, shirt.description) == ("純棉襯衫", "柔軟")
    assert shirt.vendor == "Tailor & Co"
    blue, red = shirt.variants
    assert (blue.label, blue.solo, blue.group, blue.free) == ("藍色", euros(1990), euros(1592), 10)
    assert (red.label, red.solo, red.group, red.free) == ("Red", euros(2190), euros(1752), 4)
    assert shirt.deal is not None
    assert (shirt.deal.minimum, shirt.deal.capacity, shirt.free) == (3, 3, 14)
    assert len(shirt.pictures) == 2


def test_the_only_variant_needs_no_name_and_an_uncounted_stock_is_none(shelf: Market) -> None:
    (bowl,) = shelf.page("Café crème bowl, 500ml").variants
    assert (bowl.label, bowl.free) == ("", None)


def test_without_a_deal_there_are_only_solo_prices(market: Market) -> None:
    market.bring(SHELF, None)
    shirt = market.page("Cotton shirt")
    assert shirt.deal is None
    assert [(line.solo, line.group) for line in shirt.variants] == [
        (euros(1990), None),
        (euros(2190), None),
    ]


def test_a_product_that_is_not_published_or_not_there_has_no_page(shelf: Market) -> None:
    mug = shelf.page("Enamel mug")
    shelf.bring(SHELF.replace('sku = "M-1"', 'sku = "M-1"\npublished = false'))
    for number in (mug.id, 999):
        assert shelf.run(partial(browsing.product, product_id=number, language="")) is None


def test_titles_are_found_for_products_that_are_off_the_shelf_too(shelf: Market) -> None:
    mug = shelf.page("Enamel mug")
    shelf.bring(SHELF.replace('sku = "M-1"', 'sku = "M-1"\npublished = false'))
    found = shelf.run(lambda tx: browsing.titles(tx, [mug.id, 999], "zh_Hant"))
    assert found == {mug.id: "琺瑯馬克杯"}
    assert shelf.run(lambda tx: browsing.titles(tx, [], "")) == {}
