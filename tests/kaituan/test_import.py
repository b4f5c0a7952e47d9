"""kaituan import, typed."""

from pathlib import Path

import pytest

from catalog import browsing
from catalog.money import Money
from tests.catalog.market import SHELF, Market
from tests.kaituan.conftest import Command, Ended

DEAL = ("--people", "3", "--off", "20%", "--window", "36h", "--limit", "5")


@pytest.fixture
def file(elsewhere: Path) -> Path:
    """Give a catalogue file."""
    path = elsewhere / "catalogue.toml"
    path.write_text(SHELF)
    return path


def bring(kaituan: Command, market: Market, file: Path, *options: str) -> Ended:
    return kaituan("import", str(file), "--database", market.url, "--shop", "Lantern", *options)


def test_a_good_file_lands_with_its_deals(kaituan: Command, market: Market, file: Path) -> None:
    ended = bring(kaituan, market, file, "--currency", "EUR", *DEAL)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Lantern (a new shop): 3 added, 0 changed, 0 unchanged.\n"
    mug = market.page("Enamel mug")
    assert mug.deal is not None
    assert (mug.deal.minimum, mug.deal.limit_per_person) == (3, 5)
    assert mug.deal.window.total_seconds() == 36 * 3600
    assert mug.variants[0].group == Money(799, "EUR")


def test_a_price_ladder_is_made_of_an_option(kaituan: Command, market: Market, file: Path) -> None:
    """Promise 35: a group has room for as many as the last step takes; one that goes up is refused before anything."""
    wrong = bring(kaituan, market, file, "--currency", "EUR", *DEAL, "--ladder", "5:10%")
    assert (wrong.code, "each step must be cheaper" in wrong.err) == (2, True)
    for said in ("5", "x:30%", "5:30%,5:40%", "5:300%"):
        assert bring(kaituan, market, file, *DEAL, "--ladder", said).code == 2, said
    assert bring(kaituan, market, file, "--ladder", "5:30%").code == 2
    ladder = ("--ladder", "5:30%, 10:40%")
    assert bring(kaituan, market, file, "--currency", "EUR", *DEAL, *ladder).code == 0
    mug = market.page("Enamel mug")
    assert mug.deal is not None
    assert (mug.deal.minimum, mug.deal.capacity, mug.deal.ladder) == (3, 10, True)
    again = bring(kaituan, market, file, *DEAL, *ladder)
    assert again.out == "Lantern: 0 added, 0 changed, 3 unchanged.\n"


def test_the_same_command_again_changes_nothing(
    kaituan: Command, market: Market, file: Path
) -> None:
    """Promise 37; the currency need not be said again."""
    bring(kaituan, market, file, "--currency", "EUR", *DEAL)
    ended = bring(kaituan, market, file, *DEAL)
    assert (ended.code, ended.out) == (0, "Lantern: 0 added, 0 changed, 3 unchanged.\n")


def test_products_without_any_terms_are_said_to_make_no_deals(
    kaituan: Command, market: Market, file: Path
) -> None:
    none = "No deals were made: add --people and --off, such as --people 3 --off 20%.\n"
    assert bring(kaituan, market, file).out.endswith(none)
    assert bring(kaituan, market, file).out.endswith(none), "and there still is none"
    assert none not in bring(kaituan, market, file, *DEAL).out
    assert none not in bring(kaituan, market, file).out, "a deal that is there stays"
    file.write_text(SHELF.replace('sku = "M-1"', 'deal = { people = 2, off = "5%" }'))
    assert none not in bring(kaituan, market, file).out


def test_a_slip_in_the_name_of_a_shop_is_seen(kaituan: Command, market: Market, file: Path) -> None:
    bring(kaituan, market, file)
    slip = ("--shop", "Lamtern")
    said = kaituan("import", str(file), "--database", market.url, *slip, *DEAL)
    assert said.out.startswith("Lamtern (a new shop beside Lantern): 3 added")
    assert kaituan("import", str(file), "--database", market.url, *slip, *DEAL).out.startswith(
        "Lamtern: 0 added"
    )


def test_bad_rows_are_listed_and_the_good_ones_land(
    kaituan: Command, market: Market, elsewhere: Path
) -> None:
    """Promise 37: line number, column, value and what is expected."""
    file = elsewhere / "shopify.csv"
    file.write_text("Handle,Title,Variant Price\nmug,Mug,9.99\nlamp,Lamp,cheap\n")
    ended = bring(kaituan, market, file)
    assert ended.code == 1
    numbers = "1 added, 0 changed, 0 unchanged; 1 fault listed above."
    assert ended.out.splitlines()[0] == f"Lantern (a new shop): {numbers}"
    assert ended.err.startswith("line 3, Variant Price: 'cheap' expected a price in USD above zero")
    assert ended.err.endswith("(product left out)\n")


def test_a_file_that_is_no_catalogue_is_said_to_be_none(
    kaituan: Command, market: Market, elsewhere: Path
) -> None:
    file = elsewhere / "picture.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    ended = bring(kaituan, market, file)
    assert ended.code == 1
    assert "(file not read)" in ended.err
    assert market.run(browsing.shops) == []


def test_a_shop_is_not_sold_in_another_currency(
    kaituan: Command, market: Market, file: Path
) -> None:
    bring(kaituan, market, file, "--currency", "EUR")
    ended = bring(kaituan, market, file, "--currency", "USD")
    assert ended.code == 1
    assert "'USD' expected prices in EUR, the currency of this shop" in ended.err


def test_pictures_are_looked_up_beside_the_file(
    kaituan: Command, market: Market, elsewhere: Path
) -> None:
    folder = elsewhere / "far" / "away"
    folder.mkdir(parents=True)
    (folder / "mug.jpg").write_bytes(b"jpeg")
    file = folder / "catalogue.toml"
    file.write_text('[[products]]\ntitle = "Mug"\nprice = 5\npictures = ["mug.jpg"]\n')
    assert bring(kaituan, market, file).code == 0
    assert market.page("Mug").pictures == (f"file:{(folder / 'mug.jpg').resolve()}",)


def test_markup_in_a_file_is_shown_as_the_text_it_is(
    kaituan: Command, market: Market, elsewhere: Path
) -> None:
    """Promise 38."""
    file = elsewhere / "shopify.csv"
    file.write_text("Handle,Title,Variant Price\nmug,Mug,[bold]cheap[/bold]\n")
    assert "'[bold]cheap[/bold]'" in bring(kaituan, market, file).err


def test_goods_of_a_second_shop_land_with_a_warning_that_the_bot_opens_with_the_first(
    kaituan: Command, market: Market, file: Path
) -> None:
    assert bring(kaituan, market, file, "--currency", "EUR").err == ""
    ended = bring(kaituan, market, file, "--currency", "EUR", "--shop", "Other")
    assert (ended.code, ended.err) == (
        0,
        (
            'Warning: a bot opens with the first shop of its database, here "Lantern"; shoppers come into "Other" '
            "by its own link (/start shop-2).\n"
        ),
    )
    assert ended.out.startswith(
        "Other (a new shop beside Lantern): 3 added, 0 changed, 0 unchanged."
    )
    assert bring(kaituan, market, file, "--currency", "EUR").err == ""
