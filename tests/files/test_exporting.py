"""Orders and deals as tables: what stands in them, who may have them, and that nothing in them is a formula."""

import csv
import io
import tracemalloc
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

from sqlalchemy import insert, select

from catalog.keeping import staff
from catalog.keeping.roles import Role
from catalog.tables import variant
from flows.presses.every import WIRE
from flows.presses.files import ExportOrders
from groupbuys.fulfilment import fulfilling
from groupbuys.tables import purchase
from people.tables import person
from storage.errand_tables import errand
from tests.desk.packing import LANTERN, bought, buys, hires
from tests.files.bureau import Bureau, File
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me

_ROW = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}row"


def table(file: File) -> list[list[str]]:
    """The cells of a CSV file, its header first."""
    assert file.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))


def column(file: File, title: str) -> list[str]:
    """One column of a CSV file."""
    head, *rows = table(file)
    at = head.index(title)
    return [row[at] for row in rows]


def sheet(file: File) -> bytes:
    """A workbook's only sheet."""
    with zipfile.ZipFile(io.BytesIO(file.data)) as book:
        return book.read("xl/worksheets/sheet1.xml")


def cells(file: File) -> list[list[tuple[str, str]]]:
    """The cells of a workbook's only sheet, row by row: their kind in the file, and what stands there."""
    rows = ET.fromstring(sheet(file))  # noqa: S314  our own file
    assert "f" not in {one.tag.rpartition("}")[2] for one in rows.iter()}, "no formula"
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row] for row in rows.iter(_ROW)
    ]


async def keeps(bureau: Bureau, role: Role = Role.OWNER, language: str = "en") -> Phone:
    """Somebody who works in the bazaar's shop."""
    (pat,) = bureau.phones("Pat")
    await hires(bureau.shop, pat, role=role)
    pat.language = language
    await pat.command("shop")
    return pat


def many(bureau: Bureau, count: int, name: str = "Bo") -> None:
    """So many orders that were placed a second after each other, each for a variant of the shop."""

    def fill(tx: Any) -> None:
        buyer = tx.value(select(person.c.id).limit(1))
        sold = tx.value(select(variant.c.id).limit(1))
        tx.write(
            insert(purchase).inline(),
            [
                {
                    "number": f"N{number:07}",
                    "shop_id": LANTERN,
                    "deal_id": 1,
                    "person_id": buyer,
                    "variant_id": sold,
                    "quantity": 2,
                    "price": 999,
                    "currency": "EUR",
                    "state": "placed",
                    "created_at": tx.now,
                    "placed_at": tx.now,
                    "carrier": name,
                }
                for number in range(count)
            ],
        )

    bureau.shop.run(fill)


async def test_a_shop_takes_its_orders_out(database_url: str) -> None:
    """Numbers as numbers, money as decimals with their currency, times in the shop's zone with the zone named."""
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        (bo,) = bureau.phones('=HYPERLINK("http://evil.example")')
        await buys(bo)
        pat = await keeps(bureau)
        line = bought(shop, bo)
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, line.id, "@carrier", "＝1+1"))
        await pat.press("More")
        await pat.press("Export")
        await bureau.press(pat, "CSV")
        (file,) = bureau.files
        assert file.name == "orders-2026-03-02.csv"
        assert "1 row" in file.text
        assert "Europe/Berlin" in file.text
        assert column(file, "Buyer") == ['\'=HYPERLINK("http://evil.example")']
        assert column(file, "Carrier") == ["'@carrier"]
        assert column(file, "Tracking number") == ["'＝1+1"]
        assert column(file, "State") == ["sent"]
        assert column(file, "Quantity") == ["1"]
        assert column(file, "Total") == ["9.99"]
        assert column(file, "Currency") == ["EUR"]
        assert column(file, "Ordered (Europe/Berlin)") == ["2026-03-02 13:00:00"]
        assert column(file, "Product") == [f"Enamel mug {NASTY}".strip()]


async def test_a_workbook_holds_texts_numbers_and_moments_and_no_formula(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        (bo,) = bureau.phones("=1+1")
        await buys(bo)
        pat = await keeps(bureau, language="zh-TW")
        await pat.press("更多")
        await pat.press("匯出")
        await bureau.press(pat, "Excel")
        (file,) = bureau.files
        assert file.name == "orders-2026-03-02.xlsx"
        head, row = cells(file)
        assert ("inlineStr", "訂單") in head
        assert ("inlineStr", "=1+1") in row
        assert ("n", "9.99") in row
        assert ("n", "46083.54166666666") in row, "13:00 on March 2, as spreadsheets count days"


async def test_the_deals_with_what_came_of_them(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        (bo,) = bureau.phones("Bo")
        await buys(bo)
        pat = await keeps(bureau)
        await pat.press("More")
        await pat.press("Export")
        await pat.press("Deals")
        await bureau.press(pat, "CSV")
        (file,) = bureau.files
        products, orders = column(file, "Product"), column(file, "Orders")
        assert orders[products.index(f"Enamel mug {NASTY}".strip())] == "1"
        assert column(file, "Group price, from")[0] == "15.00"
        assert column(file, "Open for (hours)")[0] == "24"
        assert set(column(file, "State")) == {"live"}


async def test_only_the_period_and_the_state_that_were_chosen(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        bo, ana = bureau.phones("Bo", "Ana")
        await buys(bo)
        shop.wind(days=10)
        await buys(ana)
        pat = await keeps(bureau)
        line = bought(shop, bo)
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, line.id))
        await pat.press("More")
        await pat.press("Export")
        for labels, buyers in (
            (["7 days"], ["Ana"]),
            (["Today"], ["Ana"]),
            (["30 days"], ["Bo", "Ana"]),
            (["All", "Sent"], ["Bo"]),
            (["To pack"], ["Ana"]),
        ):
            for label in labels:
                await pat.press(label)
            await bureau.press(pat, "CSV")
            assert column(bureau.files[-1], "Buyer") == buyers


async def test_an_empty_table_is_a_sentence_and_no_file(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        pat = await keeps(bureau)
        await pat.press("More")
        await pat.press("Export")
        await bureau.press(pat, "Excel")
        assert bureau.files == []
        assert "There is nothing in this table" in pat.last.text


async def test_the_owner_sees_who_took_what_out(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        (bo,) = bureau.phones("Bo")
        await buys(bo)
        pat = await keeps(bureau, Role.PACKER)
        await pat.press("More")
        await pat.press("Export")
        assert "Deals" not in pat.labels(), "that is not a packer's"
        await bureau.press(pat, "CSV")
        await pat.press("7 days")
        assert "Taken out lately" not in pat.last.text
        (mei,) = bureau.phones("Mei")
        await hires(shop, mei, role=Role.OWNER)
        await mei.command("shop")
        await mei.press("More")
        await mei.press("Export")
        assert "Pat: Orders, CSV" in mei.last.text


async def test_a_packer_who_was_dismissed_meanwhile_gets_nothing(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        (bo,) = bureau.phones("Bo")
        await buys(bo)
        pat = await keeps(bureau, Role.PACKER)
        await pat.press("More")
        await pat.press("Export")
        await pat.press("CSV")
        number = me(shop, pat)
        shop.run(lambda tx: staff.dismiss(tx, LANTERN, number))
        await bureau.work()
        assert bureau.files == []
        assert "not yours to do" in pat.last.text


async def test_pressed_twice_it_is_made_once(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        (bo,) = bureau.phones("Bo")
        await buys(bo)
        pat = await keeps(bureau)
        await pat.press("More")
        await pat.press("Export")
        await pat.press("CSV")
        await bureau.press(pat, "CSV")
        assert len(bureau.files) == 1
        await bureau.press(pat, "CSV")
        assert len(bureau.files) == 2, "later it is made anew"


async def test_what_is_on_no_button_is_an_old_button(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        pat = await keeps(bureau)
        for press in (ExportOrders(LANTERN, "x", "", "csv"), ExportOrders(LANTERN, "m", "", "exe")):
            await pat.wire(WIRE.encode(press))
            assert "out of date" in pat.toast
        assert shop.run(lambda tx: tx.all(select(errand))) == []


async def test_twenty_thousand_orders_in_bounded_memory_with_progress(sqlite_url: str) -> None:
    """What is kept meanwhile is a page of rows and the numbers of orders, not the table."""
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        bureau.worker = bureau.new_worker(gap=0)
        (bo,) = bureau.phones("Bo")
        await buys(bo)
        many(bureau, 20_000, "a name that is fifty letters long, more or less, no?"[:40])
        pat = await keeps(bureau)
        await pat.press("More")
        await pat.press("Export")
        tracemalloc.start()
        await bureau.press(pat, "CSV")
        peak = tracemalloc.get_traced_memory()[1] - len(bureau.files[-1].data)
        tracemalloc.stop()
        assert peak < 14e6, f"{peak:,}"
        await bureau.press(pat, "Excel")
        plain, book = bureau.files
        assert len(table(plain)) == 20_002
        assert sheet(book).count(b"<row ") == 20_002
        assert "20,001 rows" in plain.text
        assert any("of 20,001 rows are written" in text for text in bureau.messenger.edits)
