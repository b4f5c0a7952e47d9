"""The keeper of a shop looks at its figures: charts by buttons, in the colours and on the ground that were chosen."""

import pytest
from sqlalchemy import func, select

from catalog.keeping.roles import Role
from charts.values import Chart, Columns, chart_of
from flows.presses.figures import ChooseAccent, ReadCharts, ShowAdvice, ShowFigures
from flows.screens.figures import page
from storage.tables import inbox
from tests.desk.packing import LANTERN, buys, hires, presses
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.walks import joins, opens

_KEPT = select(func.count()).select_from(inbox)
"""Events that wrote, each with its stored answer."""


def shown(phone: Phone) -> Chart:
    """The chart on the newest message."""
    picture = phone.last.picture
    assert picture is not None
    chart = chart_of(picture.source)
    assert chart is not None
    return chart


async def keeps(shop: Bazaar, role: Role = Role.OWNER) -> Phone:
    """Somebody who works in the bazaar's shop, where a group of three got its mugs and Dan bought one alone."""
    mei, bo, ana, dan, pat = shop.phones("Mei", "Bo", "Ana", "Dan", "Pat")
    token = await opens(mei)
    await joins(bo, token)
    await joins(ana, token)
    await buys(dan)
    await hires(shop, pat, role=role)
    await pat.command("shop")
    return pat


async def test_every_chart_is_a_press_away_and_takes_the_place_of_the_last_one(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        pat = await keeps(shop)
        await pat.press("Figures")
        messages = len(pat.messages)
        assert "4 orders" in pat.last.text
        chart = shown(pat)
        assert isinstance(chart, Columns)
        assert sum(chart.panels[1].series[0].values) == 4
        assert chart.frame.notes[0].endswith("Europe/Berlin"), "it says whose days these are"
        for label, words in (
            ("Groups", "1 group opened"),
            ("From link to order", "Seats paid: 3"),
            ("Time to fill", "3 people"),
            ("7 days", "3 people"),
            ("13 weeks", "3 people"),
            ("Sales", "4 orders"),
        ):
            await pat.press(label)
            assert words in pat.last.text
            shown(pat)
        await pat.press("Why groups failed")
        assert "No group failed in this time." in pat.last.text
        assert pat.last.picture is None
        await pat.press("What size and price?")
        assert "1 of 1 succeeded" in pat.last.text
        assert "Only 3 people was tried: there is nothing to compare." in pat.last.text
        assert len(pat.messages) == messages


async def test_the_ground_is_the_readers_and_the_colour_is_the_shops(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        pat = await keeps(shop)
        (bo,) = shop.phones("Bo")
        await hires(shop, bo, role=Role.MANAGER)
        await pat.press("Figures")
        await pat.press("Groups")
        await pat.press("🌙 Dark")
        assert "1 group opened" in pat.last.text, "the same chart"
        await pat.press("Colour")
        await pat.press("Teal")
        frame = shown(pat).frame
        assert (frame.dark, frame.accent) == (True, "teal")
        await bo.command("shop")
        await bo.press("Figures")
        frame = shown(bo).frame
        assert (frame.dark, frame.accent) == (False, "teal")
        assert "Colour" not in bo.labels()
        await presses(bo, ChooseAccent(LANTERN, "plum"))
        assert "not yours to do" in bo.last.text
        await presses(pat, ChooseAccent(LANTERN, "no such colour"))
        assert shown(pat).frame.accent == "teal"


@pytest.mark.parametrize("role", [Role.PACKER, None])
async def test_who_packs_and_who_is_a_stranger_see_no_money(
    sqlite_url: str, role: Role | None
) -> None:
    with Bazaar(sqlite_url) as shop:
        pat = await keeps(shop, role or Role.PACKER)
        assert "Figures" not in pat.labels()
        who = pat if role is not None else shop.phones("Eva")[0]
        for press in (ShowFigures(LANTERN), ShowAdvice(LANTERN), ReadCharts(LANTERN, 1, "s", 7)):
            await presses(who, press)
            assert "not yours to do" in who.last.text
            assert who.last.picture is None


async def test_a_new_shop_has_nothing_to_draw_and_says_so(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await keeps(shop)
        await opens_shop(mei)
        await mei.press("Figures")
        for what in page.CHARTS:
            await presses(mei, ShowFigures(2, what, 30))
            assert mei.last.picture is None
            assert " in this time." in mei.last.text
        await presses(mei, ShowAdvice(2))
        assert mei.last.text.count("No group has ended yet") == 2


async def test_a_button_that_nobody_made_shows_what_there_is(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        pat = await keeps(shop)
        await presses(pat, ShowFigures(LANTERN, "<b>", 10**9))
        assert "4 orders" in pat.last.text
        assert "• 30 days" in pat.labels()


async def test_looking_at_figures_takes_no_write_lock(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        pat = await keeps(shop)
        for press in (ShowFigures(LANTERN, "f"), ShowAdvice(LANTERN)):
            await presses(pat, press)
        kept = shop.run(lambda tx: tx.value(_KEPT))
        await presses(pat, ShowFigures(LANTERN, "g"))
        assert shop.run(lambda tx: tx.value(_KEPT)) == kept
