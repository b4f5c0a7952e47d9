"""Stock moved by hand: more came in, so many are there, nobody counts; and nothing is promised twice."""

import asyncio
from functools import partial

import pytest

from catalog import restocking, stocktaking
from catalog.restocking import OnlyFree, TooFew, Unmoved
from flows.desk.stock_words import Heard, How, read
from flows.events import Pressed
from flows.faces import PressButton
from flows.presses.every import WIRE
from flows.presses.stock import AddUnits, CountUnits, Restock, ShowCount, StopCounting
from flows.quantities import Unfit
from flows.turn import handle
from groupbuys.model import Refused
from groupbuys.setting_aside import set_aside
from tests.desk.packing import LANTERN, balanced, buys
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import new_id
from tests.flows.walks import opens, sees_mug
from tests.groupbuys.group import opened, starts, stock
from tests.groupbuys.ledger import audited
from tests.races.crowd import at_once, processes
from tests.stock.shelf import books, keeper, looks, mug, says
from tests.stories import Terms, Town


async def test_a_keeper_sees_what_is_free_and_what_is_set_aside(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        kim = await keeper(shop)
        await opens(mei)
        await kim.command("shop")
        await kim.press("Stock")
        first = next(label for label in kim.labels() if "·" in label)
        assert first.startswith("⚠️ 4 · Blue cotton shirt, M"), "the scarce ones first"
        assert "37 free, 3 set aside" in kim.last.text
        text = kim.last.text
        assert text.index("37 free") < text.index("Thing 0: not counted"), "which comes last"
        await kim.press("37 · Enamel mug")
        assert "Free: 37" in kim.last.text
        assert "unpaid places: 3" in kim.last.text
        await kim.press("‹ Stock")
        await kim.press("›")
        assert "Thing 9" in kim.last.text


async def test_more_came_in_or_so_many_are_there(database_url: str) -> None:
    """Promise 36: in digits of any script and in plain words; what open groups hold stays theirs."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        kim = await keeper(shop)
        await opens(mei)
        for words, free in (("+20", 57), ("＝３５", 32), ("再来三箱", 35), ("٢ broken", 33)):
            await says(shop, kim, words)
            assert f"{free} are free now" in kim.last.text
            assert books(shop) == (free, free)
        balanced(shop)


async def test_a_bare_number_is_asked_about_and_pressed_once(database_url: str) -> None:
    """Nothing is guessed, and a thumb that presses twice adds once."""
    with Bazaar(database_url) as shop:
        kim = await keeper(shop)
        await says(shop, kim, "20")
        assert "did they come in" in kim.last.text
        more = kim.find("20 more came in")[1]
        await kim.press("20 more came in")
        assert books(shop) == (60, 60)
        assert more.kind == "press"
        await kim.wire(more.wire)
        assert "Nothing was changed" in kim.last.text
        assert books(shop) == (60, 60)
        await says(shop, kim, "12")
        await kim.press("12 are there in all")
        assert books(shop) == (12, 12)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("zeppelin", "could not tell what to do"),
        ("1.5", "Only whole numbers"),
        ("+0", "at least one"),
        ("1000000000000", "more than 1,000,000"),
        ("-41", "Only 40 are free"),
        ("3 or 4", "could not tell"),
        ("<b>", "could not tell"),
    ],
)
async def test_what_makes_no_sense_is_answered_kindly(
    sqlite_url: str, words: str, answer: str
) -> None:
    """Promise 36."""
    with Bazaar(sqlite_url) as shop:
        kim = await keeper(shop)
        await says(shop, kim, words)
        assert answer in kim.last.text
        assert books(shop) == (40, 40)


async def test_a_restock_brings_a_product_back_that_was_sold_out(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        kim = await keeper(shop)
        await opens(mei)
        await says(shop, kim, "=3")
        assert "0 are free now" in kim.last.text
        await sees_mug(bo)
        assert "Start a group" not in bo.labels()
        assert "Buy alone" not in bo.labels()
        await says(shop, kim, "+3")
        await sees_mug(bo)
        await bo.press("Start a group")
        await bo.pay()
        assert books(shop) == (0, 0)
        balanced(shop)


async def test_fewer_than_open_groups_hold_are_never_counted(database_url: str) -> None:
    """Promise 12: what was opened can be delivered; the sentence says what would be right (promise 35)."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        kim = await keeper(shop)
        await opens(mei)
        await says(shop, kim, "=2")
        assert "at least 3 have to be there" in kim.last.text
        await says(shop, kim, "-38")
        assert "Only 37 are free" in kim.last.text
        assert books(shop) == (37, 37)


async def test_counting_stops_and_begins_again(database_url: str) -> None:
    """What open groups hold is set aside anew where a count begins."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        kim = await keeper(shop)
        await looks(shop, kim)
        await kim.press("Stop counting")
        assert "never sold out" in kim.last.text
        assert books(shop) == (None, None)
        await opens(mei)
        await buys(bo)
        await says(shop, kim, "+5")
        assert "Nobody counts it yet" in kim.last.text
        await says(shop, kim, "=10")
        assert "7 are free now" in kim.last.text, "the open group's three, but not what was ordered"
        assert books(shop) == (7, 7)


async def test_another_shops_stock_looks_like_none(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (eve,) = shop.phones("Eve")
        await opens_shop(eve)
        number = mug(shop)
        for press in (
            ShowCount(2, number),
            Restock(2, number),
            AddUnits(2, number, 5, 40),
            CountUnits(2, number, 5, 40),
            StopCounting(2, number),
            ShowCount(2, 10**9),
        ):
            await eve.wire(WIRE.encode(press))
            assert "not here any more" in eve.last.text
        assert books(shop) == (40, 40)
        assert shop.run(lambda tx: restocking.add(tx, 2, number, 1)) is Unmoved.GONE
        await eve.command("shop")
        await eve.press("Stock")
        assert "nothing on sale here" in eve.last.text


def test_with_several_kinds_both_books_move_alike(database_url: str) -> None:
    """Places that nobody took yet are of no kind: they may not be counted away either."""
    with Town(database_url, Terms(minimum=2, capacity=4, stock=3, variants=("S", "L"))) as town:
        (mei,) = town.people("Mei")
        opened(town, mei)
        assert stock(town) == (2, [2, 3])
        small, large = town.variant_ids
        assert town.run(lambda tx: restocking.add(tx, town.shop_id, large, 5)) == 8
        assert stock(town) == (7, [2, 8])
        assert town.run(lambda tx: restocking.count(tx, town.shop_id, small, 1, set_aside)) == 0
        assert stock(town) == (5, [0, 8])
        fewer = town.run(lambda tx: restocking.count(tx, town.shop_id, large, 2, set_aside))
        assert fewer == TooFew(3)
        assert stock(town) == (5, [0, 8])
        none = town.run(lambda tx: restocking.count(tx, town.shop_id, small, 0, set_aside))
        assert none == TooFew(1), "the leader's own, though there are more of the other kind"
        assert town.run(lambda tx: restocking.add(tx, town.shop_id, small, -1)) == OnlyFree(0)
        assert stock(town) == (5, [0, 8])
        audited(town, {small: 1, large: 8})
        line = town.run(lambda tx: stocktaking.line(tx, town.shop_id, small, ""))
        assert line is not None
        assert (line.left, line.together, line.alone) == (0, 5, False)


def test_the_file_goes_on_from_the_number_that_it_said_last(database_url: str) -> None:
    with Town(database_url, Terms(stock=3)) as town:
        variant = town.variant_ids[0]
        town.run(lambda tx: restocking.add(tx, town.shop_id, variant, 3))
        assert not isinstance(starts(town, town.person()), Refused)
        assert stock(town) == (3, [3])
        audited(town, {variant: 6})


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("+20", Heard(How.MORE, 20)),
        ("=٣٥", Heard(How.THERE, 35)),
        ("add 20 bottles", Heard(How.MORE, 20)),
        ("twenty more", Heard(How.MORE, 20)),
        ("一共35", Heard(How.THERE, 35)),
        ("还有三十五", Heard(How.THERE, 35)),
        ("补20", Heard(How.MORE, 20)),
        ("+1,000", Heard(How.MORE, 1000)),
        ("壞了兩個", Heard(How.FEWER, 2)),
        ("−5", Heard(How.FEWER, 5)),
        ("0", Heard(How.THERE, 0)),
        ("２０", Heard(How.EITHER, 20)),
        ("+20 left", Unfit.NO_NUMBER),
        ("--5", Unfit.NO_NUMBER),
        ("10^12", Unfit.NO_NUMBER),
        ("1,5", Unfit.NOT_WHOLE),
        ("= 1.000", Unfit.NOT_WHOLE),
        ("", Unfit.NO_NUMBER),
    ],
)
def test_words_about_stock_are_understood_or_not_guessed(typed: str, heard: Heard | Unfit) -> None:
    """Promise 36."""
    assert read(typed) == heard


async def test_a_button_that_is_pressed_twice_at_once_adds_once(database_url: str) -> None:
    """Two taps of one thumb are two turns, which may run at the very same moment."""
    with Bazaar(database_url) as shop:
        kim = await keeper(shop)
        before = books(shop)[0]
        assert before is not None
        number = mug(shop)
        seen = shop.run(lambda tx: stocktaking.line(tx, LANTERN, number, "en"))
        assert seen is not None
        press = AddUnits(LANTERN, number, 20, seen.stamp)
        taps = [Pressed(new_id(), kim.sender, kim.place, 1, press) for _ in range(8)]
        with processes(shop) as databases:
            await asyncio.to_thread(at_once, databases, [partial(handle, tap) for tap in taps])
        assert books(shop) == (before + 20, before + 20)
        balanced(shop)


async def test_an_old_button_adds_nothing_although_as_many_are_free_again(
    database_url: str,
) -> None:
    """Twenty came in, and twenty were found to be missing: the first button is used up all the same."""
    with Bazaar(database_url) as shop:
        kim = await keeper(shop)
        before = books(shop)
        await says(shop, kim, "20")
        _, old = kim.find("20 more came in")
        assert isinstance(old, PressButton)
        await kim.wire(old.wire)
        assert books(shop) != before
        await says(shop, kim, "-20")
        assert books(shop) == before
        await kim.wire(old.wire)
        assert books(shop) == before
        assert "Nothing was changed" in kim.last.text
        balanced(shop)
