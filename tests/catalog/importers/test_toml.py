"""Kaituan's own catalogue format."""

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.importers.values import Lost, PercentOff, ShopDraft, TermsDraft
from catalog.money import Money
from tests.catalog.importers.reports import only_fault, places, product, toml

WHOLE = '''
language = "en"
currency = "USD"

[shop]
name = { en = "Lantern", zh_Hans = "灯笼", zh-Hant = "燈籠" }
about.en = "A small shop."
picture = "pictures/cover.jpg"

[words]
Size = { zh_Hans = "尺码", zh_Hant = "尺寸" }

[categories.tea]
name = { en = "Tea", zh_Hans = "茶", zh_Hant = "茶" }
picture = "pictures/tea.jpg"

[deal]
people = 3
off = "20%"
window = "24h"

[[products]]
handle = "green-tea"
title = { en = "Green tea", zh_Hans = "绿茶", zh_Hant = "綠茶" }
description.en = """
First line.

Second line."""
category = "tea"
tags = ["green", "loose leaf"]
pictures = [{ source = "pictures/tea.jpg", alt = { en = "A cup", zh_Hans = "一杯茶" } }, "https://x.example/2.jpg"]
price = 12.50
stock = 9
variants = [
  { options = { Size = "50 g" }, sku = "GT50" },
  { options = { Size = "100 g" }, price = "22.00", stock = 4, compare_at = 25 },
]

[[products]]
title = "Tea towel"
price = "8"
published = false
deal = { minimum = 5, capacity = 20, price = "6.50", window = "3d", limit = 2 }
'''


def test_a_catalogue_in_three_languages_lands_whole() -> None:
    file = toml(WHOLE)
    assert (file.format, file.faults) == ("kaituan", ())
    tea = product(file, "green-tea")
    assert tea.titles == {"": "Green tea", "en": "Green tea", "zh_Hans": "绿茶", "zh_Hant": "綠茶"}
    assert tea.descriptions[""] == "First line.\n\nSecond line."
    assert (tea.category.slug, tea.category.names["zh_Hant"], tea.tags) == (
        "tea",
        "茶",
        ("green", "loose leaf"),
    )
    assert [p.source for p in tea.pictures] == ["pictures/tea.jpg", "https://x.example/2.jpg"]
    assert tea.pictures[0].alt["zh_Hans"] == "一杯茶"
    assert file.shop == ShopDraft(
        {"": "Lantern", "en": "Lantern", "zh_Hans": "灯笼", "zh_Hant": "燈籠"},
        {"": "A small shop.", "en": "A small shop."},
        "pictures/cover.jpg",
    )
    assert file.categories[0].picture == "pictures/tea.jpg"


def test_a_variant_says_what_differs_and_the_product_the_rest() -> None:
    small, large = product(toml(WHOLE), "green-tea").variants
    assert (small.sku, small.price, small.stock, small.compare_at) == (
        "GT50",
        Money(1250, "USD"),
        9,
        None,
    )
    assert (large.price, large.stock, large.compare_at) == (
        Money(2200, "USD"),
        4,
        Money(2500, "USD"),
    )
    assert (large.sku, large.label("zh_Hans")) == ("green-tea/100-g", "100 g")
    assert small.options[0].name["zh_Hans"] == "尺码"


def test_a_deal_is_common_or_a_products_own() -> None:
    file = toml(WHOLE)
    day, three_days = timedelta(hours=24), timedelta(days=3)
    assert file.terms == TermsDraft(3, 3, day, PercentOff(Decimal(20)), None)
    assert product(file, "green-tea").terms is None
    assert product(file, "tea-towel").terms == TermsDraft(5, 20, three_days, Money(650, "USD"), 2)
    assert not product(file, "tea-towel").published


@pytest.mark.parametrize(
    ("deal", "column", "value"),
    [
        ('{ people = 1, off = "20%" }', "deal.people", "1"),
        ('{ people = 0, off = "20%" }', "deal.people", "0"),
        ('{ people = -3, off = "20%" }', "deal.people", "-3"),
        ('{ minimum = 5, capacity = 3, off = "20%" }', "deal.minimum", "5"),
        ('{ minimum = 5, off = "20%" }', "deal", "a table"),
        ('{ people = 3, off = "100%" }', "deal.off", "100%"),
        ('{ people = 3, off = "-5%" }', "deal.off", "-5%"),
        ("{ people = 3, price = 6 }", "deal.price", "6"),
        ("{ people = 3 }", "deal", "a table"),
        ('{ people = 3, off = "20%", price = 4 }', "deal", "a table"),
        ('{ people = 3, off = "20%", window = "-1h" }', "deal.window", "-1h"),
        ('{ people = 3, off = "20%", window = "1s" }', "deal.window", "1s"),
        ('{ people = 100001, off = "20%" }', "deal.people", "100001"),
        ('{ people = 3, off = "20%", limit = 0 }', "deal.limit", "0"),
        ('{ people = 3, off = "20%", limit = 10001 }', "deal.limit", "10001"),
        ('{ people = 3, off = "20%", reward = "51%" }', "deal.reward", "51%"),
        ('{ people = 3, off = "20%", reward = "0%" }', "deal.reward", "0%"),
        ('{ people = 3, off = "20%", reward = "-1" }', "deal.reward", "-1"),
        ('{ people = 3, off = "20%", reward = "much" }', "deal.reward", "much"),
        ('"3 people"', "deal", "3 people"),
        ("{ people = 3, off = 20, window = true }", "deal.window", "true"),
    ],
)
def test_a_deal_that_makes_no_sense_keeps_its_product_out(
    deal: str, column: str, value: str
) -> None:
    """Promises 35 and 37: never another price than the merchant wrote."""
    file = toml(
        f'[[products]]\ntitle = "A"\nprice = 5\n\ndeal = {deal}\n[[products]]\ntitle = "B"\nprice = 5'
    )
    assert [p.handle for p in file.products] == ["b"]
    assert places(file) == [(5, column, value)]
    assert only_fault(file).lost is Lost.PRODUCT


def test_a_common_deal_that_makes_no_sense_refuses_the_file() -> None:
    """Promise 35."""
    file = toml('[deal]\npeople = 1\noff = "20%"\n[[products]]\ntitle = "B"\nprice = 5')
    assert (file.products, places(file), only_fault(file).lost) == (
        (),
        [(2, "deal.people", "1")],
        Lost.FILE,
    )


def test_faults_of_variants_name_their_own_lines() -> None:
    """Promise 37."""
    file = toml("""
[[products]]
title = "A"
variants = [
  { options = { Size = "S" }, price = "5.999" },
  { options = { Size = "M" }, price = 5, stock = 1.5 },
  { options = { Size = "L" }, price = 5 }, { options = { Size = "l" }, price = 6 },
  { price = 5 },
]
[[products]]
title = 'B'
[[products.variants]]
options.Size = "XL"
""")
    assert places(file) == [
        (5, "price", "5.999"),
        (6, "stock", "1.5"),
        (7, "options", "l"),
        (8, "options", ""),
        (12, "price", ""),
    ]
    assert [v.label() for v in product(file, "a").variants] == ["L"]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("prize = 5", "prize", "5"),
        ("published = 'yes'", "published", "yes"),
        ("pictures = ['../secret.jpg']", "pictures", "../secret.jpg"),
        ("pictures = ['/etc/passwd']", "pictures", "/etc/passwd"),
        ("pictures = [{ source = 'ftp://x.example/a.jpg' }]", "source", "ftp://x.example/a.jpg"),
        ("compare_at = 'soon'", "compare_at", "soon"),
        ("description = { xx_yy_zz = 'x' }", "description.xx_yy_zz", "xx_yy_zz"),
        ("tags = [true]", "tags", "true"),
        ("category = ['a']", "category", "a list"),
        ("vendor = 1979-05-27", "vendor", "1979-05-27"),
    ],
)
def test_a_bad_value_that_the_product_can_do_without_is_left_out(
    line: str, column: str, value: str
) -> None:
    """Promise 37."""
    file = toml(f'[[products]]\nhandle = "a"\ntitle = "A"\nprice = 5\n{line}')
    assert product(file, "a").variants[0].price == Money(500, "USD")
    assert places(file) == [(5, column, value)]
    assert only_fault(file).lost is Lost.VALUE


def test_two_products_of_one_handle_are_told_apart_by_their_lines() -> None:
    file = toml(
        '[[products]]\ntitle = "A"\nprice = 5\n[[products]]\nhandle = "a"\ntitle = "C"\nprice = 5'
    )
    assert places(file) == [(5, "handle", "a")]
    assert "line 1" in only_fault(file).expected


def test_prices_in_another_currency_than_the_shops_are_refused() -> None:
    file = toml(WHOLE, currency="EUR")
    assert (file.products, places(file)) == ((), [(3, "currency", "USD")])


def test_a_file_that_is_no_toml_is_refused_on_the_line_where_it_breaks() -> None:
    file = toml('[[products]]\ntitle = "A"\nprice = = 5\n')
    assert (file.products, places(file)) == ((), [(3, "", "price = = 5")])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("products = 5", (1, "products", "5")),
        ("[shop]\nname = 'x'", (1, "products", "")),
        ("[[products]]\nprice = 5", (1, "title", "")),
        ("[[products]]\ntitle = true\nprice = 5", (2, "title", "true")),
        ("[[products]]\ntitle = 'A'", (1, "price", "")),
        ("language = 'xx'\n[[products]]\ntitle = 'A'\nprice = 5", (1, "language", "xx")),
    ],
)
def test_what_is_missing_is_named(text: str, place: tuple[int, str, str]) -> None:
    assert place in places(toml(text))


@pytest.mark.parametrize(
    "value", ["inf", "nan", "1e400", "-1.0", "true", "[5]", "1979-05-27", "9" * 30]
)
def test_no_number_that_toml_knows_slips_through_as_a_price(value: str) -> None:
    """Promise 36."""
    file = toml(f"[[products]]\ntitle = 'A'\nprice = {value}")
    assert (file.products, only_fault(file).line, only_fault(file).column) == ((), 3, "price")


def test_a_cave_of_brackets_is_refused_and_not_fallen_into() -> None:
    assert only_fault(toml(f"a = {'[' * 5000}{']' * 5000}")).lost is Lost.FILE


def test_a_label_must_be_short_enough_to_show_in_every_language() -> None:
    words = f"[words]\nA = {{ zh_Hans = '{'甲' * 99}' }}\nB = {{ zh_Hans = '{'乙' * 99}' }}\n"
    product_ = "[[products]]\ntitle = 'X'\nprice = 5\nvariants = [{ options = { P = 'A', Q = 'B', R = 'A' } }]"
    assert places(toml(words + product_)) == [(7, "options", "a table")]


@pytest.mark.parametrize(
    ("written", "kept"), [("zh-hant", "zh_Hant"), ("EN", "en"), ("pt_br", "pt_BR")]
)
def test_languages_are_understood_however_they_are_spelt(written: str, kept: str) -> None:
    file = toml(f"[[products]]\ntitle = {{ {written} = 'A' }}\nprice = 5")
    assert file.products[0].titles == {"": "A", kept: "A"}


def test_a_handle_never_outgrows_its_place() -> None:
    file = toml(f"[[products]]\nhandle = '{'ß' * 200}'\ntitle = 'A'\nprice = 5")
    assert len(file.products[0].handle) == 200
    assert len(file.products[0].variants[0].sku) == 120
