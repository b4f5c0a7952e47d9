"""The demo takes money by a link: paid on a page in a tab of its own, held, captured or let go, seen by everybody."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from kaituan import money
from sandbox.world.stripe import IntentState
from tests.journeys.demo import (
    BY_CARD,
    BY_LINK,
    Demo,
    a_demo,
    joins,
    opens_the_page,
    pays_on,
    sees_money,
    starts_a_group,
)
from tests.journeys.pane import PATIENCE
from tests.journeys.test_page import take_pictures
from tests.page.conftest import NARROW, WIDE, chromium
from tests.page.street import Desk

__all__ = ["chromium"]
PRICE = "$49.00"
PROMISED, REACHED, LESS = "$49.30", "$40.60", "$8.70"
"""The knife on a ladder: for two people, for three, and what lies between."""


@pytest.fixture
async def demo(
    sqlite_url: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Demo]:
    """The demo on books of its own, under each library."""
    monkeypatch.setenv("KAITUAN_LIBRARY", library)
    async with a_demo(sqlite_url) as made:
        yield made


async def photograph(page: Page, folder: Path, name: str) -> None:
    """A page to pay on, or of thanks, as it stands now, on a desk and on a phone."""
    for size in (NARROW, WIDE):
        await page.set_viewport_size(size)
        await page.screenshot(path=folder / f"{name}-{size['width']}.png")
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"]


async def winds_a_day(desk: Desk) -> None:
    """Press the clock's button."""
    await desk.page.get_by_role("button", name="Wind the clock one day forward").click()


async def test_a_link_is_paid_the_group_succeeds_and_the_shop_has_the_money(
    demo: Demo, chromium: Browser, tmp_path: Path
) -> None:
    """Both ways side by side: one pays on a page, the other with an invoice in the chat."""
    async with demo.panes(chromium, WIDE, "Mei", "Bo") as (desk, (mei, bo)):
        await starts_a_group(mei)
        await mei.reads("Choose how to pay $49.00")
        await take_pictures(desk, tmp_path)
        await mei.press(BY_LINK)
        page = await opens_the_page(mei, PRICE)
        await expect(page.get_by_text("A stand-in for Stripe")).to_be_visible()
        await photograph(page, tmp_path, "pay")
        await pays_on(page, PRICE)
        await photograph(page, tmp_path, "thanks")
        await mei.reads("1 of 2", "1 more person needed")
        await sees_money(desk, ("Stripe", "held on the card"))
        await joins(bo)
        await bo.press(BY_CARD)
        await bo.pays(PRICE)
        for pane in (mei, bo):
            await pane.reads("2 of 2", "It is complete")
            await pane.reads(f"{PRICE} is paid.", "Your order:")
        await sees_money(desk, ("Invoice", "captured"), ("Stripe", "captured"))
        await take_pictures(desk, tmp_path)
        await page.get_by_role("link", name="Back to the chat").click()
        await expect(page.locator(f'.pane[data-person="{mei.person.id}"]')).to_be_visible()
    paid = list(demo.world.stripe.intents.values())
    assert sorted(one.by_invoice for one in paid) == [False, True]
    assert {one.state for one in paid} == {IntentState.TAKEN}


async def test_a_group_that_fails_has_its_hold_cancelled_and_says_so(
    demo: Demo, chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Promises 3, 19, 20, 21, 28."""
    async with demo.panes(chromium, WIDE, "Mei", "Bo") as (desk, (mei, _)):
        await starts_a_group(mei)
        await mei.press(BY_LINK)
        await pays_on(await opens_the_page(mei, PRICE), PRICE)
        await mei.reads("1 of 2")
        await mei.types("/orders")
        await mei.press_like("^Chef's knife · ")
        await mei.reads(f"{PRICE} is set aside", "goes back by itself")
        await sees_money(desk, ("Stripe", "held on the card"))
        await winds_a_day(desk)
        await sees_money(desk, ("Stripe", "hold cancelled, nothing taken"))
        await mei.reads("did not find enough people in time: 1 was missing")
        await mei.reads(f"{PRICE} went back to you")
        await take_pictures(desk, tmp_path)
    assert await asyncio.to_thread(money.show, demo.books), "kaituan money"
    assert "balanced" in capsys.readouterr().out


async def test_a_card_that_is_declined_leaves_the_place_kept_and_another_try_pays_it(
    demo: Demo, chromium: Browser, tmp_path: Path
) -> None:
    async with demo.panes(chromium, WIDE, "Mei", "Bo") as (desk, (mei, _)):
        await starts_a_group(mei)
        await mei.press(BY_LINK)
        page = await opens_the_page(mei, PRICE)
        await page.get_by_text("Let something go wrong").click()
        await page.get_by_role("button", name="The card is declined").click()
        await expect(page.get_by_role("alert")).to_contain_text("Nothing was taken: try again")
        await photograph(page, tmp_path, "declined")
        await sees_money(desk, ("Stripe", "declined, nothing taken"))
        await pays_on(page, PRICE)
        await mei.reads("1 of 2")
        await sees_money(desk, ("Stripe", "held on the card"))


@pytest.mark.parametrize("manner", ["a minute later", "twice"])
async def test_a_shop_that_hears_late_or_twice_has_one_payment(
    demo: Demo, chromium: Browser, manner: str
) -> None:
    """Promise 18."""
    async with demo.panes(chromium, NARROW, "Mei") as (desk, (mei,)):
        await starts_a_group(mei)
        await mei.press(BY_LINK)
        page = await opens_the_page(mei, PRICE)
        await page.get_by_text("Let something go wrong").click()
        await page.get_by_role("button", name=manner).click()
        await expect(page.get_by_text("Thank you")).to_be_visible(timeout=PATIENCE)
        await desk.page.get_by_role("button", name="ten minutes forward").click()
        await mei.reads("1 of 2")
        await sees_money(desk, ("Stripe", "held on the card"))


async def test_a_link_that_is_opened_after_its_place_was_given_up_says_so(
    demo: Demo, chromium: Browser, tmp_path: Path
) -> None:
    async with demo.panes(chromium, WIDE, "Mei") as (desk, (mei,)):
        await starts_a_group(mei)
        await mei.press(BY_LINK)
        page = await opens_the_page(mei, PRICE)
        await page.get_by_role("link", name="Go back").click()
        await expect(page.get_by_text("No payment has reached us yet")).to_be_visible()
        link = page.url.removesuffix("/back")
        await photograph(page, tmp_path, "unpaid")
        await mei.press("Give it up")
        await mei.reads("It is given up")
        await page.goto(link)
        await expect(page.get_by_text("given up")).to_be_visible()
        await photograph(page, tmp_path, "over")
        await sees_money(desk)
        await expect(desk.page.get_by_text("Nobody has paid yet.")).to_be_visible()


async def test_a_ladder_reaches_its_second_step_and_everybody_pays_that(
    demo: Demo, chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Promises 5, 21: less is captured of what was held on a page; of an invoice the difference goes back."""
    demo.puts_up_a_ladder()
    async with demo.panes(chromium, WIDE, "Mei", "Bo", "Ana") as (desk, (mei, bo, ana)):
        await starts_a_group(mei)
        await mei.press(BY_LINK)
        await pays_on(await opens_the_page(mei, PROMISED), PROMISED)
        await mei.reads("1 of ")
        await joins(bo)
        await bo.press(BY_CARD)
        await bo.pays(PROMISED)
        await bo.reads("2 of ")
        await joins(ana)
        await ana.press(BY_LINK)
        await pays_on(await opens_the_page(ana, PROMISED), PROMISED)
        await sees_money(
            desk,
            ("Stripe", f"{REACHED} captured, {LESS} let go"),
            ("Invoice", f"{REACHED} captured, {LESS} refunded"),
            ("Stripe", f"{REACHED} captured, {LESS} let go"),
        )
        for pane in (mei, bo, ana):
            await pane.reads("It is complete")
        await take_pictures(desk, tmp_path)
    assert await asyncio.to_thread(money.show, demo.books), "kaituan money"
    assert "balanced" in capsys.readouterr().out


async def test_books_that_were_kept_have_no_second_account(
    sqlite_url: str, library: str, monkeypatch: pytest.MonkeyPatch, chromium: Browser
) -> None:
    """The demo's keys are made up anew each time; what was kept is opened with the new ones."""
    monkeypatch.setenv("KAITUAN_LIBRARY", library)
    async with a_demo(sqlite_url):
        pass
    async with a_demo(sqlite_url) as demo, demo.panes(chromium, WIDE, "Mei") as (desk, (mei,)):
        await starts_a_group(mei)
        await expect(mei.here.get_by_role("button", name=BY_LINK)).to_have_count(1)
        await mei.press(BY_LINK)
        await pays_on(await opens_the_page(mei, PRICE), PRICE)
        await mei.reads("1 of 2")
        await sees_money(desk, ("Stripe", "held on the card"))
