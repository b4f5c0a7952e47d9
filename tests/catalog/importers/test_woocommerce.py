"""Product files of WooCommerce."""

from catalog.importers.reading import read
from catalog.importers.values import CatalogueFile, Lost
from catalog.money import Money
from tests.catalog.importers.reports import WOOCOMMERCE, only_fault, places, product

HEADER = (
    "ID,Type,SKU,Name,Published,In stock?,Stock,Backorders allowed?,Sale price,Regular price,Parent,"
    "Attribute 1 name,Attribute 1 value(s)"
)


def woocommerce(*rows: str) -> CatalogueFile:
    return read("\n".join((HEADER, *rows)).encode(), "EUR")


def test_simple_and_variable_products_land_and_other_types_are_listed_kindly() -> None:
    """Promise 37."""
    file = read(WOOCOMMERCE, "USD")
    assert (file.format, [p.handle for p in file.products]) == (
        "woocommerce",
        ["hoodie", "mug", "course"],
    )
    assert places(file) == [(6, "Type", "grouped"), (7, "Type", "external")]
    assert {fault.lost for fault in file.faults} == {Lost.PRODUCT}
    assert "cannot be sold in groups" in file.faults[0].expected


def test_variations_find_their_parent_by_its_sku_or_its_id() -> None:
    hoodie = product(read(WOOCOMMERCE, "USD"), "hoodie")
    assert [(v.label(), v.sku, v.stock, v.line) for v in hoodie.variants] == [
        ("Blue, M", "hoodie-blue", 5, 4),
        ("Green, L", "hoodie/Green/L", 0, 5),
    ]
    assert hoodie.category.names[""] == "Hoodies"
    assert hoodie.tags == ("warm", "autumn")
    assert [picture.source[-8:] for picture in hoodie.pictures] == [
        "odie.jpg",
        "back.jpg",
        "blue.jpg",
    ]
    assert hoodie.descriptions[""] == (
        "A thick hoodie.\nWash at 30 degrees.\n• Cotton\n• Two pockets"
    )


def test_a_lasting_sale_is_the_price_and_a_dated_one_is_not() -> None:
    file = read(WOOCOMMERCE, "USD")
    mug, course = product(file, "mug").variants[0], product(file, "course").variants[0]
    assert (mug.price, mug.compare_at, mug.stock) == (Money(950, "USD"), Money(1200, "USD"), 12)
    assert (course.price, course.compare_at, course.stock) == (Money(3000, "USD"), None, None)
    assert not product(file, "course").published
    assert product(file, "mug").descriptions[""] == "A mug for the garden."


def test_a_stock_that_the_parent_counts_is_dealt_out_and_never_counted_twice() -> None:
    """Promise 12."""
    file = woocommerce(
        "1,variable,tea,Tea,1,1,11,0,,,,,",
        "2,variation,tea-a,Tea,1,1,parent,0,,5,tea,Size,S",
        "3,variation,tea-b,Tea,1,1,parent,0,,5,tea,Size,M",
        "4,variation,tea-c,Tea,1,1,7,0,,5,tea,Size,L",
    )
    assert [v.stock for v in file.products[0].variants] == [6, 5, 7]
    assert places(file) == [(2, "Stock", "11")]
    assert only_fault(file).lost is Lost.VALUE


def test_backorders_mean_that_stock_is_not_counted() -> None:
    assert woocommerce("1,simple,a,A,1,1,3,notify,,5,,,").products[0].variants[0].stock is None


def test_a_variation_without_a_parent_or_for_any_value_is_a_fault() -> None:
    file = woocommerce(
        "1,variable,tea,Tea,1,1,,0,,,,,",
        "2,variation,x,Tea,1,1,,0,,5,coffee,Size,S",
        "3,variation,y,Tea,1,1,,0,,5,tea,Size,",
        "4,variation,z,Tea,1,1,,0,,5,tea,Size,M",
    )
    assert places(file) == [(3, "Parent", "coffee"), (4, "Attribute 1 value(s)", "")]
    assert [v.sku for v in file.products[0].variants] == ["z"]


def test_a_variable_product_with_no_variation_to_sell_is_left_out_whole() -> None:
    """Promise 37."""
    file = woocommerce(
        "1,variable,tea,Tea,1,1,,0,,,,,",
        "2,variation,x,Tea,1,1,,0,,free,tea,Size,S",
        "3,variable,bare,Bare,1,1,,0,,,,,",
    )
    assert (file.products, places(file)) == (
        (),
        [(3, "Regular price", "free"), (4, "Name", "Bare")],
    )
    assert {fault.lost for fault in file.faults} == {Lost.PRODUCT}


def test_two_products_with_one_sku_are_told_apart_by_their_lines() -> None:
    file = woocommerce("1,simple,a,A,1,1,,0,,5,,,", "2,simple,a,B,1,1,,0,,6,,,")
    assert places(file) == [(3, "SKU", "a")]
    assert "line 2" in only_fault(file).expected


def test_a_product_without_sku_keeps_its_id_as_handle() -> None:
    assert woocommerce("12,simple,,Tea,1,1,,0,,5,,,").products[0].handle == "product-12"
