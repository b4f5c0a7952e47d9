"""Finding products by words, in three languages and whatever else people type."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import words
from catalog.search import Found, search
from tests.catalog.market import SHELF, Market

SHIRT, MUG, BOWL = "Cotton shirt", "Enamel mug", "Café crème bowl, 500ml"


def find(market: Market, typed: str, offset: int = 0, limit: int = 8) -> Found:
    return market.run(lambda tx: search(tx, 1, typed, "", offset, limit))


def found(market: Market, typed: str) -> list[str]:
    return [line.title for line in find(market, typed).products]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("shirt", SHIRT),
        ("SHIRTS", SHIRT),
        ("cotton shirts please", SHIRT),
        ("ＣＯＴＴＯＮ", SHIRT),
        ("衬衫", SHIRT),
        ("襯衫", SHIRT),
        ("純棉", SHIRT),
        ("纯棉衬衫", SHIRT),
        ("衫", SHIRT),
        ("藍色", SHIRT),
        ("蓝色衬衫", SHIRT),
        ("服裝", SHIRT),
        ("s-b", SHIRT),
        ("tailor's", SHIRT),
        ("马克杯", MUG),
        ("琺瑯", MUG),
        ("enam", MUG),
        ("cafe", BOWL),
        ("CAFÉ CREME", BOWL),
        ("500 ml", BOWL),
        ("500ml", BOWL),
    ],
)
def test_a_product_is_found_however_its_words_are_written(
    shelf: Market, typed: str, title: str
) -> None:
    assert found(shelf, typed) == [title]


def test_the_title_counts_more_than_a_tag_and_a_tag_more_than_the_description(
    market: Market,
) -> None:
    said = [
        ('"Plain bowl"', 'description.en = "Good for tea."'),
        ('"Tall cup"', 'tags = ["tea"]'),
        ('"Tea towel"', ""),
    ]
    market.bring("".join(f"[[products]]\ntitle = {t}\nprice = 5\n{more}\n" for t, more in said))
    assert found(market, "tea") == ["Tea towel", "Tall cup", "Plain bowl"]


def test_who_has_all_the_words_is_found_alone_and_else_who_has_the_most(shelf: Market) -> None:
    assert found(shelf, "enamel mug") == [MUG]
    assert found(shelf, "enamel mug zeppelin") == [MUG]
    assert set(found(shelf, "mug bowl")) == {MUG, BOWL}
    assert found(shelf, "zeppelin") == []


def test_found_products_come_page_by_page_and_the_total_stays(shelf: Market) -> None:
    pages = [find(shelf, "kitchen", offset, 1) for offset in (0, 1, 2, 50)]
    assert [page.total for page in pages] == [2, 2, 2, 2]
    assert [[line.title for line in page.products] for page in pages] == [[MUG], [BOWL], [], []]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "%",
        "_",
        "'; DROP TABLE product; --",
        "<i>&amp;</i>",
        "\x00\ud800",
        "🎈🎈",
        "shirt" * 800,
        "字" * 4000,
        " ".join("acdefghijklnopqtuvwxyz") * 9,
    ],
)
def test_anything_may_be_typed(shelf: Market, typed: str) -> None:
    assert found(shelf, typed) == []


def test_a_word_that_left_the_file_finds_nothing_any_more(shelf: Market) -> None:
    shelf.bring(SHELF.replace("Enamel mug", "Tin cup"))
    assert found(shelf, "enamel") == []
    assert found(shelf, "tin cups") == ["Tin cup"]


def test_a_product_off_the_shelf_and_another_shops_product_are_not_found(shelf: Market) -> None:
    shelf.bring(SHELF.replace('sku = "M-1"', 'sku = "M-1"\npublished = false'))
    shelf.bring('[[products]]\ntitle = "Foreign shirt"\nprice = 1\n', shop="Other shop")
    assert found(shelf, "mug") == []
    assert found(shelf, "shirt") == [SHIRT]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(typed=st.text(max_size=60))
def test_no_text_breaks_a_search(sqlite_shelf: Market, typed: str) -> None:
    found(sqlite_shelf, typed)


@given(st.text(max_size=80))
def test_every_text_is_found_by_itself(text: str) -> None:
    index = words.indexed(text)
    assert all(index.intersection(forms) for forms in words.asked(text))


@given(st.text(max_size=80))
def test_words_fit_into_their_column_and_hold_no_space(text: str) -> None:
    for word in words.indexed(text):
        assert 0 < len(word) <= words.LONGEST
        assert not any(sign.isspace() for sign in word)
