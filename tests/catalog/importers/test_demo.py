"""The demo shop's own catalogue is held to what is asked of everybody's."""

from pathlib import Path

from catalog.importers.reading import read
from catalog.importers.values import Texts

DEMO = Path(__file__).parents[3] / "kaituan" / "demo"
CATALOGUE = read((DEMO / "catalogue.toml").read_bytes(), "USD")
LANGUAGES = {"", "zh_Hans", "zh_Hant"}
"""What is written without a language is English here."""


def test_the_demo_lands_whole() -> None:
    assert CATALOGUE.faults == ()
    assert len(CATALOGUE.products) == 30
    assert len(CATALOGUE.categories) == 6


def test_every_text_is_there_in_three_languages() -> None:
    assert CATALOGUE.shop is not None
    texts: list[Texts] = [CATALOGUE.shop.names, CATALOGUE.shop.about]
    texts += [category.names for category in CATALOGUE.categories]
    for product in CATALOGUE.products:
        texts += [
            product.titles,
            product.descriptions,
            *(picture.alt for picture in product.pictures),
        ]
        texts += [option.name for variant in product.variants for option in variant.options]
    assert all(set(text) >= LANGUAGES and all(text.values()) for text in texts)


def test_shirts_are_called_shirts_in_every_language() -> None:
    titles = [product.titles for product in CATALOGUE.products]
    assert any("blue" in title["en"].lower() and "shirt" in title["en"].lower() for title in titles)
    assert any("衬衫" in title["zh_Hans"] for title in titles)
    assert any("襯衫" in title["zh_Hant"] for title in titles)


def test_every_picture_is_there_and_small_and_none_is_left_over() -> None:
    assert CATALOGUE.shop is not None
    named = {picture.source for product in CATALOGUE.products for picture in product.pictures}
    named |= {category.picture or "" for category in CATALOGUE.categories}
    named.add(CATALOGUE.shop.picture or "")
    files = {file.relative_to(DEMO).as_posix(): file for file in (DEMO / "pictures").iterdir()}
    assert set(files) == named
    assert all(file.stat().st_size <= 60 * 1024 for file in files.values())


def test_no_group_is_offered_that_could_not_be_delivered() -> None:
    """Promise 12."""
    for product in CATALOGUE.products:
        terms = product.terms or CATALOGUE.terms
        assert terms is not None
        assert terms.capacity <= sum(variant.stock or 0 for variant in product.variants)
