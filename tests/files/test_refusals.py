"""Files that bring nothing in: whose, which kind, how large, gone, or for a shop that takes nothing new."""

import pytest

from catalog.keeping import shopkeeping, staff
from catalog.keeping.roles import Role
from flows.presses.every import WIRE
from flows.presses.files import BringIn, LeaveFile, ReadInto
from scheduler.sending import TryLater, Unreachable
from storage.errands import Wanted, owe
from tests.desk.packing import LANTERN, hires
from tests.desk.test_opening import opens_shop
from tests.files.bureau import Bureau
from tests.files.goods import GOOD, HEAD
from tests.files.test_bringing import OURS, deals, prices, states, with_shop
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me
from tests.stories import BOT

GOODS = f"{HEAD}\n{GOOD}\n".encode()


async def test_a_stranger_and_a_packer_are_told_what_files_are_for(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        bo, pat = bureau.phones("Bo", "Pat")
        await bo.start()
        await hires(shop, pat, role=Role.PACKER)
        for phone in (bo, pat):
            await bureau.send(phone, "goods.csv", GOODS)
            assert "for those who make deals in a shop" in phone.last.text
        assert states(bureau) == []


@pytest.mark.parametrize(
    ("name", "media", "words"),
    [
        ("goods.XLSX", "", "CSV UTF-8"),
        ("goods.ods", "", "CSV UTF-8"),
        ("mug.png", "image/png", "Send it as a photo"),
        ("terms.pdf", "application/pdf", "no catalogue"),
        ("goods.zip", "application/zip", "no catalogue"),
    ],
)
async def test_what_cannot_be_a_catalogue_is_not_even_read(
    sqlite_url: str, name: str, media: str, words: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, name, GOODS, media=media)
        assert words in mei.last.text
        assert states(bureau) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 a workbook under another name", "workbook"),
        (b"\x00\x01\x02 not a text at all \x00", "not text"),
        (b"", "empty"),
        (b"name,price\nMug,3\n", "the first line belongs to none of them"),
        (f"{HEAD}\n".encode(), "at least one product"),
    ],
)
async def test_what_is_no_catalogue_inside_is_said_so(
    sqlite_url: str, data: bytes, words: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", data)
        assert "nothing in this file that I can bring in" in mei.last.text
        assert words in mei.last.text


async def test_a_file_that_is_too_large_or_gone(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS, size=11 * 1024**2)
        assert "at most 10 MB" in mei.last.text
        assert states(bureau) == []
        bureau.messenger.fetches = [Unreachable("wrong file_id", message_only=True)]
        await bureau.send(mei, "goods.csv", GOODS, size=None)
        assert "too large or too old" in mei.last.text
        await bureau.send(mei, "goods.csv", b"x" * (10 * 1024**2 + 1), size=None)
        assert "too large or too old" in mei.last.text, "whatever was said of its size"


async def test_a_file_that_is_gone_when_it_is_to_be_brought_in(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS)
        bureau.messenger.kept.clear()
        await bureau.press(mei, "No new deal")
        assert "Please send it again" in mei.last.text
        assert prices(bureau) == {}


async def test_a_file_server_that_is_away_is_asked_again(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        bureau.messenger.fetches = [TryLater(reason="502"), TryLater(30.0, reason="slow down")]
        await bureau.send(mei, "goods.csv", GOODS)
        assert "Bring 1 product" not in mei.last.text
        for _ in range(2):
            shop.wind(seconds=40)
            await bureau.work()
        assert "Bring 1 product into" in mei.last.text
        assert states(bureau) == [("read", "done")]


async def test_a_shop_that_is_held_back_takes_nothing_new(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS)
        shop.run(lambda tx: shopkeeping.suspend(tx, OURS, "Papers are missing"))
        await bureau.press(mei, "3 people, 20% off")
        assert "Papers are missing" in mei.last.text
        assert (prices(bureau), deals(bureau)) == ({}, 0)


async def test_who_was_dismissed_meanwhile_brings_nothing_in(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        await with_shop(bureau)
        (bo,) = bureau.phones("Bo")
        await bo.start()
        number = me(shop, bo)
        shop.run(lambda tx: staff.engage(tx, OURS, number, Role.MANAGER))
        await bureau.send(bo, "goods.csv", GOODS)
        await bo.press("No new deal")
        shop.run(lambda tx: staff.dismiss(tx, OURS, number))
        await bureau.work()
        assert "not yours to do" in bo.last.text
        assert prices(bureau) == {}


async def test_the_file_of_somebody_else_or_of_another_shop_is_none(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS)
        (bo,) = bureau.phones("Bo")
        await opens_shop(bo, "Another")
        await hires(shop, mei, role=Role.OWNER)
        for phone, press in (
            (bo, BringIn(3, 1)),
            (bo, ReadInto(3, 1)),
            (bo, LeaveFile(3, 1)),
            (mei, BringIn(LANTERN, 1)),
            (mei, BringIn(OURS, 77)),
        ):
            await phone.wire(WIRE.encode(press))
            assert "not here any more" in phone.last.text
        for people, off in ((1, 20), (101, 20), (3, 0), (3, 91), (-2, 20)):
            await mei.wire(WIRE.encode(BringIn(OURS, 1, people, off)))
            assert "out of date" in mei.toast
        assert states(bureau) == [("read", "done")]


async def test_with_several_shops_the_question_names_one_and_offers_the_others(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await mei.wire("ns")
        await mei.write("日用百貨")
        await mei.press("Open the shop")
        await bureau.send(mei, "goods.csv", GOODS)
        assert "into <b>Olive corner</b>?" in mei.last.text
        await bureau.press(mei, "Into 日用百貨 instead")
        assert "into <b>日用百貨</b>?" in mei.last.text
        await bureau.press(mei, "No new deal")
        assert "Brought into <b>日用百貨</b>" in mei.last.text
        assert prices(bureau) == {}, "and the other one has nothing of it"


async def test_an_errand_that_keeps_breaking_is_given_up_and_told(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        number = me(shop, mei)
        wanted = Wanted("read", BOT, mei.external, number, OURS, {"name": "no source"})
        shop.run(lambda tx: owe(tx, wanted))
        for _ in range(5):
            await bureau.work()
            shop.wind(minutes=1)
        assert "That did not work" in mei.last.text
        assert states(bureau) == [("read", "failed")]
