"""Product files of Shopify."""

import pytest

from catalog.importers.reading import read
from catalog.importers.values import Lost
from catalog.money import Money
from tests.catalog.importers.reports import APPAREL, only_fault, places, product, shopify

SHIRT = "shirt,Blue shirt,,men,Size,S,,shopify,4,deny,39.90,,"


def test_a_real_export_lands_whole() -> None:
    file = read(APPAREL, "USD")
    assert (file.format, len(file.products), file.faults) == ("shopify", 20, ())
    assert sum(len(product.variants) for product in file.products) == 22
    assert [category.slug for category in file.categories] == ["men", "women"]


def test_a_product_without_options_is_its_only_variant() -> None:
    shirt = product(read(APPAREL, "USD"), "ocean-blue-shirt")
    assert [(v.sku, v.options, v.price) for v in shirt.variants] == [
        ("ocean-blue-shirt", (), Money(5000, "USD"))
    ]
    assert shirt.pictures[0].source.startswith("https://burst.shopifycdn.com/")


def test_rows_that_share_a_handle_are_one_product_whose_first_row_names_the_option() -> None:
    top = product(read(APPAREL, "USD"), "classic-varsity-top")
    assert [(v.label(), v.line) for v in top.variants] == [
        ("Small", 3),
        ("Medium", 4),
        ("Large", 5),
    ]
    assert {option.name[""] for v in top.variants for option in v.options} == {"Size"}
    assert len({v.sku for v in top.variants}) == 3


def test_stock_without_a_tracker_is_not_counted() -> None:
    assert {v.stock for p in read(APPAREL, "USD").products for v in p.variants} == {None}


def test_a_broken_line_7_is_named_by_line_column_and_value_and_the_rest_lands() -> None:
    """Promise 37."""
    lines = APPAREL.decode().splitlines(keepends=True)
    lines[6] = lines[6].replace(",75,", ",seventy-five,")
    file = read("".join(lines).encode(), "USD")
    fault = only_fault(file)
    assert places(file) == [(7, "Variant Price", "seventy-five")]
    assert (fault.expected, fault.lost) == (
        "a price in USD above zero, such as 39.90",
        Lost.PRODUCT,
    )
    assert len(file.products) == 19
    assert "floral-white-top" not in {p.handle for p in file.products}


def test_reading_the_same_file_twice_gives_the_same_values() -> None:
    """Promise 37: what is equal here changes nothing when it is imported again."""
    assert read(APPAREL, "USD") == read(APPAREL, "USD")


def test_a_bad_variant_is_left_out_and_its_product_keeps_the_good_ones() -> None:
    """Promise 37."""
    file = shopify(
        SHIRT, "shirt,,,,,M,,shopify,many,deny,39.90,,", "shirt,,,,,L,,shopify,0,deny,39.90,,"
    )
    assert [v.label() for v in product(file, "shirt").variants] == ["S", "L"]
    assert places(file) == [(3, "Variant Inventory Qty", "many")]
    assert only_fault(file).lost is Lost.VARIANT


@pytest.mark.parametrize(
    ("tracker", "quantity", "policy", "stock"),
    [
        ("shopify", "4", "deny", 4),
        ("shopify", "-2", "deny", 0),
        ("shopify", "", "deny", 0),
        ("shopify", "4", "continue", None),
        ("", "4", "deny", None),
        ("shopify", "٤", "deny", 4),
    ],
)
def test_stock_is_counted_only_where_the_shop_counts_it(
    tracker: str, quantity: str, policy: str, stock: int | None
) -> None:
    """Promise 12: what may be oversold there is not counted here; what was oversold is gone."""
    file = shopify(f"shirt,Blue shirt,,,,,,{tracker},{quantity},{policy},39.90,,")
    assert product(file, "shirt").variants[0].stock == stock


def test_a_file_that_tracks_stock_but_leaves_the_numbers_out_sells_nothing_and_says_why() -> None:
    file = shopify(
        "a,A,shopify,5",
        "b,B,shopify,6",
        header="Handle,Title,Variant Inventory Tracker,Variant Price",
    )
    assert [v.stock for p in file.products for v in p.variants] == [0, 0]
    assert places(file) == [(1, "Variant Inventory Qty", "")]


def test_rows_that_only_add_pictures_are_no_variants() -> None:
    file = shopify(
        "shirt,Blue shirt,,,,,,,,,39.90,,https://x.example/1.jpg",
        "shirt,,,,,,,,,,,,https://x.example/2.jpg",
        "shirt,,,,,,,,,,,,//cdn.x.example/3.jpg",
        "shirt,,,,,,,,,,,,https://x.example/1.jpg",
        "shirt,,,,,,,,,,,,C:\\pictures\\4.jpg",
    )
    shirt = product(file, "shirt")
    assert len(shirt.variants) == 1
    assert [picture.source for picture in shirt.pictures] == [
        "https://x.example/1.jpg",
        "https://x.example/2.jpg",
        "https://cdn.x.example/3.jpg",
    ]
    assert places(file) == [(6, "Image Src", "C:\\pictures\\4.jpg")]
    assert only_fault(file).lost is Lost.VALUE


def test_a_price_before_counts_only_above_the_price_itself() -> None:
    file = shopify(
        "a,A,,,,,,,,,10,15,", "b,B,,,,,,,,,10,10,", "c,C,,,,,,,,,10,0.00,", "d,D,,,,,,,,,10,soon,"
    )
    assert [p.variants[0].compare_at for p in file.products] == [
        Money(1500, "USD"),
        None,
        None,
        None,
    ]
    assert places(file) == [(5, "Variant Compare At Price", "soon")]


@pytest.mark.parametrize(
    ("row", "line", "column", "value"),
    [
        ("shirt,,,,,,,,,,5,,", 2, "Title", ""),
        (f"shirt,{'x' * 201},,,,,,,,,5,,", 2, "Title", "x" * 79 + "…"),
        ("shirt,Shirt,,,,,,,,,,,", 2, "Variant Price", ""),
        ("shirt,Shirt,,,,,,,,,-5,,", 2, "Variant Price", "-5"),
        ("shirt,Shirt,,,Size,,,,,,5,,", 2, "Option1 Value", ""),
        (f"shirt,Shirt,,,,,{'s' * 121},,,,5,,", 2, "Variant SKU", "s" * 79 + "…"),
        ("shirt,Shirt,,,,,,shopify,1.5,deny,5,,", 2, "Variant Inventory Qty", "1.5"),
        (",,,,,,,,,,5,,", 2, "Handle", ""),
    ],
)
def test_a_product_with_nothing_to_sell_is_left_out_whole(
    row: str, line: int, column: str, value: str
) -> None:
    """Promise 37."""
    file = shopify(row, "good,Good,,,,,,,,,5,,")
    assert [p.handle for p in file.products] == ["good"]
    assert places(file) == [(line, column, value)]


def test_two_rows_with_the_same_choice_are_told_apart_by_their_lines() -> None:
    file = shopify(SHIRT, "shirt,,,,,s,,shopify,9,deny,39.90,,")
    assert places(file) == [(3, "Option1 Value", "s")]
    assert "line 2" in only_fault(file).expected
    assert [v.stock for v in product(file, "shirt").variants] == [4]


def test_two_variants_with_one_stock_number_are_a_fault() -> None:
    file = shopify("shirt,Shirt,,,Size,S,X1,,,,5,,", "shirt,,,,,M,X1,,,,5,,")
    assert places(file) == [(3, "Variant SKU", "X1")]


def test_drafts_and_hidden_products_are_read_but_not_published() -> None:
    header = "Handle,Title,Variant Price,Published,Status"
    file = shopify(
        "a,A,5,true,active", "b,B,5,false,active", "c,C,5,true,draft", "d,D,5,,", header=header
    )
    assert [p.published for p in file.products] == [True, False, False, True]


def test_gift_cards_stay_out() -> None:
    file = shopify("card,Gift card,10,true", header="Handle,Title,Variant Price,Gift Card")
    assert (file.products, places(file)) == ((), [(2, "Gift Card", "true")])


def test_the_category_is_the_type_else_the_last_step_of_the_path_else_the_first_tag() -> None:
    header = "Handle,Title,Variant Price,Type,Product Category,Tags"
    file = shopify(
        "a,A,5,Shirts,Apparel > Tops,blue",
        "b,B,5,,Apparel > Clothing > Shirts & Tops,blue",
        'c,C,5,,,"blue, sale"',
        "d,D,5,,,",
        header=header,
    )
    assert [p.category.slug for p in file.products] == ["shirts", "shirts-tops", "blue", "other"]
    assert file.products[1].category.names[""] == "Shirts & Tops"


def test_the_newer_column_names_are_known_too() -> None:
    file = shopify(
        "Mug,mug,Clay,Shopify,7,DENY,12.50,https://x.example/m.jpg",
        header="Title,URL handle,Description,Inventory tracker,Inventory quantity,"
        "Continue selling when out of stock,Price,Product image URL",
    )
    mug = product(file, "mug")
    assert (mug.variants[0].stock, mug.variants[0].price.minor, mug.descriptions[""]) == (
        7,
        1250,
        "Clay",
    )


def test_descriptions_become_plain_text_and_too_long_ones_are_cut_and_listed() -> None:
    file = shopify(
        'a,A,"<p>One</p><ul><li>two</li></ul>",,,,,,,,5,,', f"b,B,{'long ' * 500},,,,,,,,5,,"
    )
    assert product(file, "a").descriptions[""] == "One\n• two"
    assert len(product(file, "b").descriptions[""]) <= 2000
    assert [(f.line, f.column, f.lost) for f in file.faults] == [(3, "Body (HTML)", Lost.VALUE)]
