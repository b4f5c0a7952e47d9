"""Errands that are broken off, taken over, pressed twice or delivered twice."""

import asyncio
from pathlib import Path
from threading import Event

import pytest

from flows.desk import files
from flows.faces import Screen
from flows.replies import SendDocument
from scheduler.errands import worker
from scheduler.errands.courier import LEASE, Courier, Interrupted, Step
from scheduler.pacer import Pacer
from scheduler.sending import TryLater, Unreachable
from scheduler.speaking import Mouth
from storage import errands
from tests.files.bureau import Bureau
from tests.files.goods import GOOD, HEAD
from tests.files.test_bringing import prices, states, with_shop
from tests.flows.bazaar import Bazaar
from tests.stories import BOT

GOODS = f"{HEAD}\n{GOOD}\n".encode()


def many(count: int) -> bytes:
    """A file of so many products."""
    rows = (f"p{n},Product {n},Tea,,,SKU{n},{n + 1}.00" for n in range(count))
    return "\n".join([HEAD, *rows]).encode()


async def test_a_document_that_is_delivered_twice_is_read_once(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        event = await bureau.send(mei, "goods.csv", GOODS)
        await mei.take(event)
        assert await bureau.work() == 0
        assert states(bureau) == [("read", "done")]


async def test_pressed_twice_it_is_brought_in_once(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS)
        await mei.press("No new deal")
        await bureau.press(mei, "No new deal")
        assert "New: 1" in mei.last.text
        assert states(bureau) == [("read", "done"), ("bring", "done")]


async def test_whoever_dies_is_followed_by_another(database_url: str) -> None:
    """A process claimed it and was killed: once its lease ran out another begins again, and says so."""
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS)
        await mei.press("No new deal")
        dead = shop.run(lambda tx: errands.claim(tx, [BOT], LEASE))
        assert dead is not None
        assert await bureau.work() == 0, "as long as its lease runs it is another's"
        shop.wind(minutes=2, seconds=1)
        assert await bureau.work() == 1
        assert "New: 1" in mei.last.text
        assert "I had to begin again" in mei.last.text
        assert not shop.run(lambda tx: errands.settle(tx, dead, "failed")), "nor has the dead a say"
        assert states(bureau) == [("read", "done"), ("bring", "done")]


async def test_a_stop_in_the_middle_breaks_it_off_and_the_next_start_goes_on(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", many(1_500))
        await mei.press("No new deal")
        assert await bureau.worker.pay() == 1
        await asyncio.wait_for(bureau.worker.stop(), 30)
        assert states(bureau)[-1] == ("bring", "owed")
        assert len(prices(bureau)) < 1_500
        await bureau.work(bureau.new_worker())
        assert len(prices(bureau)) == 1_500
        assert "✅ Brought into" in mei.last.text


async def test_how_far_it_is_shows_in_one_message(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        bureau.worker = bureau.new_worker(gap=0.01)
        bureau.messenger.after = lambda: shop.wind(seconds=5)
        before = len(mei.messages)
        await bureau.send(mei, "goods.csv", many(800))
        await bureau.press(mei, "No new deal")
        assert any("of 800" in text for text in bureau.messenger.edits)
        assert len(mei.messages) == before + 1, "the question, the progress and the report are one"


async def test_two_errands_of_one_shop_wait_for_each_other(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "a.csv", GOODS)
        await mei.press("No new deal")
        await mei.press("No new deal")
        first = shop.run(lambda tx: errands.claim(tx, [BOT], LEASE))
        assert first is not None
        assert shop.run(lambda tx: errands.claim(tx, [BOT], LEASE)) is None
        assert shop.run(lambda tx: errands.claim(tx, [77], LEASE)) is None, "nor for other bots"


async def test_who_blocked_the_bot_ends_the_errand(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        bureau.messenger.next = [Unreachable("bot was blocked by the user")]
        await bureau.send(mei, "goods.csv", GOODS)
        assert states(bureau) == [("read", "failed")]


async def test_a_messenger_that_asks_for_silence_is_obeyed(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        bureau.messenger.next = [TryLater(3.0, reason="too many requests"), TryLater(40.0)]
        await bureau.send(mei, "goods.csv", GOODS)
        assert states(bureau) == [("read", "owed")]
        shop.wind(seconds=60)
        await bureau.work()
        assert "Bring 1 product" in mei.last.text


def test_a_file_may_be_as_large_here_as_there() -> None:
    assert files.LARGEST < 20 * 1024**2, "more no bot may download (Bot API, getFile)"
    assert set(worker.CLERKS) == {"read", "bring", "export", "hand_out"}


async def test_a_messenger_that_is_down_is_asked_more_and_more_seldom_and_not_for_ever(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        down: list[TryLater | Unreachable] = [TryLater(reason="502")] * 2_000
        bureau.messenger.fetches = down
        await bureau.send(mei, "goods.csv", GOODS)
        for _ in range(6 * 60):
            shop.wind(minutes=1)
            await bureau.work()
        assert 1_900 < len(down) < 1_990
        assert states(bureau) == [("read", "owed")], "it is still tried"
        shop.wind(days=1)
        await bureau.work()
        assert states(bureau) == [("read", "failed")]


async def test_where_its_watcher_is_gone_a_thread_goes_no_further(sqlite_url: str) -> None:
    """What was broken off is begun again when its lease is over: it must not run beside itself."""
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS)
        await mei.press("No new deal")
        mine = shop.run(lambda tx: errands.claim(tx, [BOT], LEASE))
        assert mine is not None
        mouth = Mouth(bureau.messenger, Pacer(lambda: 0.0, bureau._sleep))  # noqa: SLF001  its own clock
        courier = Courier(bureau.database, mouth, mine, Event(), gap=0)
        begun, ended = Event(), Event()

        def work(step: Step) -> None:
            begun.set()
            try:
                while not ended.wait(0.01):
                    step(0, 0)
            finally:
                ended.set()

        def broken(_done: int, _whole: int) -> Screen:
            begun.wait()
            raise OSError("the books are away")

        with pytest.raises(OSError, match="away"):
            await courier.watch(work, broken)
        stopped = await asyncio.to_thread(ended.wait, 5)
        ended.set()
        assert stopped


async def test_a_file_is_sent_only_by_whoever_still_holds_the_errand(
    sqlite_url: str, tmp_path: Path
) -> None:
    """An upload takes its time: it begins with the whole lease before it, or not at all."""
    with Bazaar(sqlite_url) as shop:
        bureau = Bureau(shop)
        mei = await with_shop(bureau)
        await bureau.send(mei, "goods.csv", GOODS)
        await mei.press("No new deal")
        ours = shop.run(lambda tx: errands.claim(tx, [BOT], LEASE))
        assert ours is not None
        mouth = Mouth(bureau.messenger, Pacer(lambda: 0.0, bureau._sleep))  # noqa: SLF001  its own clock
        courier = Courier(bureau.database, mouth, ours, Event())
        table = tmp_path / "orders.csv"
        table.write_bytes(b"1")
        shop.wind(minutes=1, seconds=50)
        await courier.hand(SendDocument(str(table), "orders.csv", "Orders"))
        assert len(bureau.files) == 1
        shop.wind(seconds=30)
        assert await bureau.work() == 0, "its lease began anew with the upload"
        shop.wind(minutes=2)
        assert shop.run(lambda tx: errands.claim(tx, [BOT], LEASE)) is not None
        with pytest.raises(Interrupted):
            await courier.hand(SendDocument(str(table), "orders.csv", "Orders"))
        assert len(bureau.files) == 1, "another does it now"
