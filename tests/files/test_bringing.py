"""A catalogue file sent into the chat: asked about, brought in, and what is to mend sent back."""

import csv
import io

from sqlalchemy import func, select

from catalog.tables import deal, product, variant
from storage.errand_tables import errand
from tests.desk.test_opening import opens_shop
from tests.files.bureau import Bureau, File
from tests.files.goods import BROKEN, GOOD, HEAD
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone

OURS = 2


async def with_shop(bureau: Bureau, language: str = "en") -> Phone:
    """Mei, who has a shop."""
    (mei,) = bureau.phones("Mei")
    await opens_shop(mei)
    mei.language = language
    return mei


def prices(bureau: Bureau) -> dict[str, int]:
    """What is for sale in Mei's shop, by SKU, in cents."""
    wanted = (
        select(variant.c.sku, variant.c.price)
        .join(product, product.c.id == variant.c.product_id)
        .where(product.c.shop_id == OURS, variant.c.active == 1)
    )
    return {row.sku: row.price for row in bureau.shop.run(lambda tx: tx.all(wanted))}


def deals(bureau: Bureau) -> int:
    """How many deals Mei's shop has."""
    wanted = select(func.count()).where(deal.c.shop_id == OURS)
    return int(bureau.shop.run(lambda tx: tx.value(wanted)))


def states(bureau: Bureau) -> list[tuple[str, str]]:
    """Every errand: what it is and where it stands."""
    wanted = select(errand.c.kind, errand.c.state).order_by(errand.c.id)
    return [(row.kind, row.state) for row in bureau.shop.run(lambda tx: tx.all(wanted))]


def table(file: File) -> list[dict[str, str]]:
    """The rows of a table that came back, as a spreadsheet shows them."""
    assert file.data.startswith(b"\xef\xbb\xbf"), "spreadsheets know it for UTF-8"
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"), newline="")))


async def test_good_lines_land_and_broken_ones_come_back_to_be_mended_and_sent_again(
    database_url: str,
) -> None:
    """Promises 35 and 37, from the file to the mended file."""
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", BROKEN.encode())
        for words in ("goods.csv", "Bring 2 products into <b>Olive corner</b>?", "Line 4"):
            assert words in mei.last.text
        assert prices(bureau) == {}, "nothing lands unasked"
        await bureau.press(mei, "No new deal")
        for words in ("New: 2", "Changed: 0", "2 things to mend", "Line 4", "“cheap”", "Line 5"):
            assert words in mei.last.text
        assert prices(bureau) == {"TEA": 2000, "MUG-S": 800}
        (back,) = bureau.files
        assert back.name == "goods-mend.csv"
        assert "mend them there" in back.text
        assert "mend them there" not in mei.last.text, "said once, beneath the table"
        rows = table(back)
        assert [row["Variant SKU"] for row in rows] == ["MUG-S", "MUG-L", "LAMP"]
        assert [row["! Line"] for row in rows] == ["3", "4", "5"]
        assert rows[1]["! Column"] == "Variant Price"
        assert "a price in EUR" in rows[1]["! Expected"]
        assert rows[0]["! Expected"] == ""
        mended = back.data.decode("utf-8-sig").replace("cheap", "9").replace("LAMP,-", "LAMP,30")
        await bureau.send(mei, "goods-mend.csv", mended.encode())
        await bureau.press(mei, "No new deal")
        assert "New: 1" in mei.last.text
        assert "Changed: 1" in mei.last.text
        assert "mend" not in mei.last.text.replace("goods-mend.csv", "")
        assert prices(bureau) == {"TEA": 2000, "MUG-S": 800, "MUG-L": 900, "LAMP": 3000}


async def test_the_same_file_again_changes_nothing(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        for new, before in ((1, 0), (0, 1)):
            await bureau.send(mei, "goods.csv", f"{HEAD}\n{GOOD}\n".encode())
            await bureau.press(mei, "3 people, 20% off")
            assert f"New: {new}" in mei.last.text
            assert f"As before: {before}" in mei.last.text
        assert deals(bureau) == 1
        assert bureau.files == []
