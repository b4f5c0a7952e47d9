"""Files through the whole house under each library: sent, read, brought in, and tables back."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload

from sandbox.acts import pressing, talking
from sandbox.world.messages import Posted
from tests.files.goods import BROKEN
from tests.journeys.conftest import Quarter, a_quarter
from tests.journeys.quarter import Phone, words
from tests.journeys.test_page import chromium, panes, take_pictures
from tests.page.conftest import WIDE

__all__ = ["chromium"]


def sends(phone: Phone, name: str, data: bytes) -> None:
    """Send a file to the bot."""
    talking.send_document(phone.world, phone.person.id, phone.bot.id, data, name)


def files(phone: Phone) -> list[Posted]:
    """The messages of the bot that carry a file."""
    return [one for one in phone.messages() if one.message.document is not None]


def contents(phone: Phone, posted: Posted) -> bytes:
    """What is in the file of a message."""
    document = posted.message.document
    assert document is not None
    stored = phone.world.files.with_id(document.file_id)
    assert stored is not None
    assert stored.data is not None
    return stored.data


async def opens_shop(phone: Phone) -> None:
    """Open a shop with everything as it is suggested."""
    phone.start()
    phone.say("/shop")
    await phone.reads("What is your shop called?")
    phone.say("Olive corner")
    await phone.press("Open the shop")
    await phone.reads("Your shop is open")


async def test_a_file_with_broken_lines_comes_back_is_mended_and_lands(quarter: Quarter) -> None:
    """Promise 37 on the wire: getFile, the download, sendDocument and the edits, on each database."""
    (mei,) = quarter.phones("Mei")
    await opens_shop(mei)
    sends(mei, "goods.csv", BROKEN.encode())
    await mei.reads("Bring 2 products into Olive corner?")
    await mei.press("3 people, 20% off")
    await mei.reads("New: 2")
    await mei.until(lambda: len(files(mei)) == 1, "the lines to mend")
    (back,) = files(mei)
    assert back.message.document is not None
    assert back.message.document.file_name == "goods-mend.csv"
    assert "mend them there" in words(back)
    table = contents(mei, back).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["! Line"] for row in rows] == ["3", "4", "5"]
    mended = table.replace("cheap", "9").replace("LAMP,-", "LAMP,30")
    sends(mei, "goods-mend.csv", mended.encode("utf-8-sig"))
    await mei.press("3 people, 20% off")
    await mei.reads("Changed: 1")
    assert len(files(mei)) == 1, "nothing is left to mend"


async def test_orders_are_taken_out_as_tables(quarter: Quarter) -> None:
    (mei,) = quarter.phones("Mei")
    await opens_shop(mei)
    sends(mei, "goods.csv", BROKEN.encode())
    await mei.press("3 people, 20% off")
    await mei.reads("New: 2")
    mei.say("/shop")
    await mei.press("More")
    await mei.press("Export")
    await mei.press("CSV")
    await mei.reads("There is nothing in this table")
    chooser = mei.has("CSV")
    assert chooser is not None
    pressing.press(mei.world, mei.person.id, mei.bot.id, chooser.id, "Deals")
    await mei.press("✓ All")
    await mei.press("Excel")
    await mei.until(lambda: len(files(mei)) == 2, "a workbook")
    book = files(mei)[-1]
    assert contents(mei, book).startswith(b"PK\x03\x04")
    assert "2 rows" in words(book)


async def test_what_is_no_catalogue_is_answered_kindly(quarter: Quarter) -> None:
    mei, bo = quarter.phones("Mei", "Bo")
    await opens_shop(mei)
    bo.start()
    sends(bo, "goods.csv", BROKEN.encode())
    await bo.reads("for those who make deals in a shop")
    sends(mei, "goods.xlsx", b"PK\x03\x04")
    await mei.reads("CSV UTF-8")
    sends(mei, "goods.csv", b"PK\x03\x04 a workbook in disguise")
    await mei.reads("nothing in this file that I can bring in")


@pytest.fixture
async def house(sqlite_url: str, library: str) -> AsyncIterator[Quarter]:
    """A quarter on SQLite, under each library, whose panes open with the shop."""
    async with a_quarter(sqlite_url, library) as made:
        made.world.front = made.bot.id
        yield made


async def test_a_merchant_attaches_a_file_in_the_page_and_saves_what_comes_back(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    async with panes(house, chromium, WIDE, "Mei", "Bo") as (desk, (mei, _)):
        await mei.start()
        await mei.types("/shop")
        await mei.reads("What is your shop called?")
        await mei.types("Olive corner")
        await mei.press("Open the shop")
        await mei.reads("Your shop is open")
        goods = FilePayload(name="goods.csv", mimeType="text/csv", buffer=BROKEN.encode())
        await mei.here.locator('input[type="file"]').set_input_files(goods)
        await mei.types("from my supplier")
        await mei.reads("goods.csv", "Bring 2 products into Olive corner?")
        await take_pictures(desk, tmp_path)
        await mei.press("No new deal")
        await mei.reads("Brought into Olive corner", "2 things to mend")
        async with desk.page.expect_download() as download:
            await mei.here.locator("a.document", has_text="goods-mend.csv").click()
        saved = tmp_path / "saved.csv"
        await (await download.value).save_as(saved)
        assert (await desk.page.evaluate("1")) == 1
        assert "cheap" in saved.read_text("utf-8-sig")
        await take_pictures(desk, tmp_path)
