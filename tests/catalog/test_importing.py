"""A catalogue file into the books (promise 37)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select

from catalog import browsing, deals, tables
from catalog.deal_rules import DealDraft
from catalog.importers.values import Lost, PercentOff
from catalog.intake import values
from catalog.money import Money
from storage.schema import metadata
from storage.transaction import Transaction
from tests.catalog.market import RULE, SHELF, Market


def everything(tx: Transaction) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: sorted(tuple(row) for row in tx.all(select(table)))
        for table in metadata.sorted_tables
        if table.name in tables.__dict__
    }


def counts(report: values.Report) -> tuple[int, int, int]:
    return report.added, report.changed, report.unchanged


def test_the_same_file_twice_changes_nothing(shelf: Market) -> None:
    """Promise 37."""
    before = shelf.run(everything)
    shelf.wind(hours=1)
    again = shelf.bring()
    assert counts(again) == (0, 0, 3)
    assert again.faults == ()
    assert shelf.run(everything) == before


def test_good_rows_land_and_bad_rows_are_listed(market: Market) -> None:
    """Promise 37: with line number, column, value and what is expected."""
    report = market.bring(
        b"Handle,Title,Variant Price\nmug,Mug,9.99\nlamp,Lamp,cheap\nbowl,Bowl,12\n"
    )
    assert counts(report) == (2, 0, 0)
    (fault,) = report.faults
    assert (fault.line, fault.column, fault.value) == (3, "Variant Price", "cheap")
    assert "price in EUR" in fault.expected
    assert market.page("Mug").deal is not None


def test_a_file_that_cannot_be_read_founds_no_shop(market: Market) -> None:
    report = market.bring(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert report.shop_id is None
    assert [fault.lost for fault in report.faults] == [Lost.FILE]
    assert market.run(browsing.shops) == []


def test_a_shop_that_counts_in_another_currency_is_left_alone(shelf: Market) -> None:
    before = shelf.run(everything)
    report = shelf.bring(SHELF, currency="USD")
    (fault,) = report.faults
    assert (fault.column, fault.value, fault.lost) == ("currency", "USD", Lost.FILE)
    assert "EUR" in fault.expected
    assert shelf.run(everything) == before


def test_a_new_price_reaches_the_shelf_and_the_deal_by_new_terms(shelf: Market) -> None:
    """Promise 4: groups that are open keep the terms they were opened with."""
    before = shelf.page("Enamel mug").deal
    report = shelf.bring(SHELF.replace('"9.99"', '"20.00"'))
    assert counts(report) == (0, 1, 2)
    mug = shelf.page("Enamel mug")
    assert mug.variants[0].solo == Money(2000, "EUR")
    assert mug.variants[0].group == Money(1600, "EUR")
    assert before is not None
    assert mug.deal is not None
    assert mug.deal.id == before.id
    assert mug.deal.terms_id != before.terms_id
    old = select(tables.terms_price.c.price).where(tables.terms_price.c.terms_id == before.terms_id)
    assert shelf.run(lambda tx: tx.value(old)) == 799


def test_a_file_without_a_rule_keeps_the_deals_that_are_there_and_their_percentage(
    shelf: Market,
) -> None:
    assert counts(shelf.bring(SHELF, None)) == (0, 0, 3)
    shelf.bring(SHELF.replace('"9.99"', '"20.00"'), None)
    assert shelf.page("Enamel mug").variants[0].group == Money(1600, "EUR")


def test_a_new_rule_changes_the_deals_and_nothing_else(shelf: Market) -> None:
    report = shelf.bring(SHELF, replace(RULE, minimum=2, cut=PercentOff(Decimal("12.5"))))
    assert counts(report) == (0, 3, 0)
    mug = shelf.page("Enamel mug")
    assert mug.deal is not None
    assert mug.deal.minimum == 2
    assert mug.variants[0].group == Money(874, "EUR")


def test_terms_in_the_file_go_before_the_rule_and_those_of_a_product_before_all(
    market: Market,
) -> None:
    own = 'deal = { minimum = 5, capacity = 9, price = "7.50", window = "2h", limit = 2 }'
    market.bring(
        SHELF.replace('sku = "M-1"', f'sku = "M-1"\n{own}').replace(
            "[shop]", '[deal]\npeople = 4\noff = "10%"\n[shop]'
        )
    )
    mug, shirt = market.page("Enamel mug"), market.page("Cotton shirt")
    assert mug.deal is not None
    assert (mug.deal.minimum, mug.deal.capacity, mug.deal.limit_per_person) == (5, 9, 2)
    assert mug.deal.window == timedelta(hours=2)
    assert mug.variants[0].group == Money(750, "EUR")
    assert shirt.deal is not None
    assert shirt.deal.minimum == 4
    assert shirt.variants[0].group == Money(1791, "EUR")


def test_a_named_group_price_never_stays_above_a_solo_price_that_fell(market: Market) -> None:
    """Promise 35."""
    own = 'deal = { people = 2, price = "7.50" }'
    market.bring(SHELF.replace('sku = "M-1"', f'sku = "M-1"\n{own}'))
    market.bring(SHELF.replace('"9.99"', '"6.00"'), None)
    (mug,) = market.page("Enamel mug").variants
    assert (mug.solo, mug.group) == (Money(600, "EUR"), Money(600, "EUR"))


def test_terms_that_break_a_rule_are_a_fault_and_the_product_lands_without_a_deal(
    market: Market,
) -> None:
    """Promise 35."""
    report = market.bring(SHELF, replace(RULE, window=timedelta(seconds=1)))
    assert report.added == 3
    assert {fault.column for fault in report.faults} == {"deal"}
    assert all("at least" in fault.expected for fault in report.faults)
    assert market.page("Enamel mug").deal is None


def test_a_deal_that_was_ended_stays_ended_until_the_terms_are_new_ones(shelf: Market) -> None:
    ended = shelf.page("Enamel mug").deal
    assert ended is not None
    shelf.run(lambda tx: deals.end(tx, ended.id))
    assert counts(shelf.bring()) == (0, 0, 3)
    assert shelf.page("Enamel mug").deal is None
    shelf.bring(SHELF, replace(RULE, minimum=2))
    again = shelf.page("Enamel mug").deal
    assert again is not None
    assert again.id != ended.id


def test_a_product_that_left_the_file_stays_as_it_is(shelf: Market) -> None:
    mug = shelf.page("Enamel mug")
    assert counts(shelf.bring(SHELF[: SHELF.index('[[products]]\nhandle = "mug"')])) == (0, 0, 1)
    assert shelf.page("Enamel mug") == mug


def test_a_variant_that_left_the_file_is_not_for_sale_until_it_returns(shelf: Market) -> None:
    red = '  { options = { Colour = "Red" }, sku = "S-R", price = "21.90", stock = 4 },\n'
    shelf.bring(SHELF.replace(red, ""))
    shirt = shelf.page("Cotton shirt")
    assert [variant.label for variant in shirt.variants] == ["Blue"]
    assert shirt.free == 10
    shelf.bring()
    shirt = shelf.page("Cotton shirt")
    assert [(variant.label, variant.free) for variant in shirt.variants] == [
        ("Blue", 10),
        ("Red", 4),
    ]
    assert all(variant.group for variant in shirt.variants)
    assert shirt.free == 14


def test_a_product_taken_off_the_shelf_pauses_its_deal_until_it_is_put_back(shelf: Market) -> None:
    deal = shelf.page("Enamel mug").deal
    assert deal is not None
    shelf.bring(SHELF.replace('sku = "M-1"', 'sku = "M-1"\npublished = false'))
    paused = shelf.run(lambda tx: deals.deal(tx, deal.id))
    assert paused is not None
    assert paused.state == "paused"
    shelf.bring()
    assert shelf.page("Enamel mug").deal == deal


def test_changed_texts_pictures_and_categories_replace_the_old_ones(shelf: Market) -> None:
    shelf.bring(
        SHELF.replace('zh_Hant = "純棉襯衫" }', 'de = "Hemd" }')
        .replace('"https://pictures.example/shirt.jpg", ', "")
        .replace('en = "Clothes"', 'en = "Wardrobe"')
    )
    shirt = shelf.page("Cotton shirt", "de")
    assert (shirt.title, shirt.pictures) == ("Hemd", ("https://pictures.example/back.jpg",))
    assert shelf.page("Cotton shirt", "zh_Hant").title == "Cotton shirt"
    names = [line.name for line in shelf.run(lambda tx: browsing.categories(tx, 1, ""))]
    assert names == ["Wardrobe", "Kitchen"]


def test_a_new_order_in_the_file_is_the_new_order_on_the_shelf(shelf: Market) -> None:
    head, shirt, mug, bowl = SHELF.split("[[products]]")
    report = shelf.bring(f"{head}[[products]]{shirt}[[products]]{bowl}[[products]]{mug}")
    assert counts(report) == (0, 0, 3)
    kitchen = shelf.run(lambda tx: browsing.categories(tx, 1, ""))[1]
    lines = shelf.run(lambda tx: browsing.products(tx, kitchen.id, "", 0, 8))
    assert [line.title for line in lines] == ["Café crème bowl, 500ml", "Enamel mug"]


def test_pictures_beside_the_file_are_found_and_missing_ones_are_listed(
    market: Market, tmp_path: Path
) -> None:
    (tmp_path / "here.jpg").write_bytes(b"jpeg")
    market.folder = tmp_path
    report = market.bring(
        '[[products]]\ntitle = "Mug"\nprice = 5\npictures = ["here.jpg", "gone.jpg"]\n'
    )
    (fault,) = report.faults
    assert (fault.column, fault.value, fault.lost) == ("pictures", "gone.jpg", Lost.VALUE)
    assert market.page("Mug").pictures == (f"file:{(tmp_path / 'here.jpg').resolve()}",)


def test_progress_is_told_until_all_is_done(market: Market) -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f"p{number},P {number},5\n" for number in range(250))
    market.bring(
        f"Handle,Title,Variant Price\n{rows}".encode(), step=lambda *done: told.append(done)
    )
    assert told == [(100, 250), (200, 250), (250, 250)]
    assert market.run(lambda tx: tx.value(select(func.count()).select_from(tables.deal))) == 250


def test_a_file_that_comes_after_a_deals_end_and_before_the_tick_lands(shelf: Market) -> None:
    """The deal is over; what the file says of the product is none of its business."""
    mug = shelf.page("Enamel mug").deal
    assert mug is not None
    terms = DealDraft(3, 3, timedelta(hours=24), 2000, ends_at=shelf.now + timedelta(hours=1))
    shelf.run(lambda tx: deals.edit_deal(tx, mug.id, terms))
    shelf.wind(hours=2)
    report = shelf.bring(SHELF.replace('"9.99"', '"20.00"'), None)
    assert report.faults == ()
    assert counts(report) == (0, 1, 2)
    ended = shelf.run(lambda tx: deals.deal(tx, mug.id))
    assert ended is not None
    assert ended.is_over
