"""What a buyer shows at the counter is a picture whose link opens their order, in every language."""

import pytest

from bot.rendering.screens import face
from catalog.keeping import looks, points
from catalog.keeping.shopkeeping import Handover
from charts.codes import Code, code_of
from charts.ticket import draw
from flows.faces import Screen
from flows.presses.counter import ShowCode
from tests.counter.scanner import opened, scanned
from tests.desk.packing import LANTERN, bought, hires, number_of, presses, succeeds
from tests.desk.test_counter import choose
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me
from tests.flows.walks import sees_mug

LANTERNS = {"en": "Lantern", "zh_Hans": "灯笼", "zh_Hant": "燈籠"}
ALONE = {"en": "Buy alone", "zh_Hans": "单独购买", "zh_Hant": "單獨購買"}


def code_on(screen: Screen) -> Code:
    """The code on a screen, as the bot of this name shows it."""
    picture = face(screen, "corner_bot").picture
    assert picture is not None
    code = code_of(picture.source)
    assert code is not None
    return code


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", LANTERNS)
async def test_a_packer_scans_the_code_and_the_buyers_order_is_there(
    database_url: str, language: str, *, dark: bool
) -> None:
    """Also of a buyer who reads charts on a dark ground: a code is black on white."""
    with Bazaar(database_url, provider="") as shop:
        (bo,) = shop.phones("Bo", language=language)
        (pat,) = shop.phones("Pat")
        await bo.start()
        reader = me(shop, bo)
        shop.run(lambda tx: looks.read_on(tx, reader, dark=dark))
        await hires(shop, pat, Handover.PICKUP)
        await sees_mug(bo)
        await bo.press(ALONE[language])
        number = number_of(shop, bo)
        await presses(bo, ShowCode(bought(shop, bo).id))
        code = code_on(bo.last)
        assert (code.large, code.notes) == (f"{number[:4]} {number[4:]}", (LANTERNS[language],))
        picture = opened(draw(code))
        assert picture.getpixel((0, 0)) == 255
        address, _, payload = scanned(picture).partition("?start=")
        assert address == "https://t.me/corner_bot"
        await pat.start(payload)
        await pat.press("Hand out")
        assert f"<b>{number}</b> is handed out" in pat.last.text
        assert bought(shop, bo).state == "received"


async def test_under_a_code_stands_where_it_is_fetched(database_url: str) -> None:
    """So that a picture that was passed on says where to go with it."""
    with Bazaar(database_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        await hires(shop, pat, Handover.PICKUP)
        station = shop.run(lambda tx: points.add_pickup_point(tx, LANTERN, "Station <b>"))
        await choose(shop, bo, station)
        await bo.command("orders")
        await presses(bo, ShowCode(bought(shop, bo).id))
        assert code_on(bo.last).notes == ("Lantern", "Station <b>")


async def test_there_is_no_code_for_what_is_somebody_elses_or_was_fetched(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo, _, pat = await succeeds(shop)
        await hires(shop, pat, Handover.PICKUP)
        its = ShowCode(bought(shop, bo).id)
        await mei.command("orders")
        await presses(mei, its)
        assert "code:" not in str(mei.last.picture)
        await pat.start(f"take-{number_of(shop, bo)}")
        await pat.press("Hand out")
        await bo.command("orders")
        await presses(bo, its)
        assert "code:" not in str(bo.last.picture)
