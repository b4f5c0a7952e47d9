"""A page that says what is true no more becomes the truth under whoever presses it, and leads on."""

from datetime import timedelta

import pytest

from flows.presses.every import AskQuantity, BuyAlone, GiveUpHold, PayAgain, Pick
from flows.presses.friends import GiveSeat, KeepSeat
from flows.presses.waiting import WaitFor
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible
from tests.flows.phone import Phone
from tests.flows.walks import joins, opens, the_group
from tests.friends.gifts import gives, seats, takes

NO_LONGER = "It is too late for that: this place is no longer kept."


async def holds(phone: Phone, token: str) -> None:
    """Keep a place, and look at the group's page, which offers to pay."""
    await phone.start(token)
    await phone.press("Join")
    await phone.press("See the group")
    assert "Your place is kept while you pay." in visible(phone.last.text)


@pytest.mark.parametrize("label", ["Pay", "Give it up"])
async def test_a_place_that_ran_out_is_offered_no_more_once_it_was_pressed(
    database_url: str, label: str
) -> None:
    """Promise 6."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await holds(bo, await opens(mei))
        before, asked = max(bo.messages), len(bo.invoices)
        shop.wind(minutes=16)
        shop.run(expire_due)
        await bo.press(label)
        assert bo.toast == NO_LONGER
        assert max(bo.messages) == before, "the very message changes"
        assert "is kept while you pay" not in visible(bo.last.text)
        assert bo.labels()[0] == "Join"
        assert "Pay" not in bo.labels()
        assert len(bo.invoices) == asked


async def test_one_whose_group_is_over_leads_on(database_url: str) -> None:
    """Promise 10."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await holds(bo, await opens(mei))
        shop.wind(days=2)
        await bo.press("Refresh")
        assert "The time of this group is up, and your place was not paid for." in bo.last.text
        assert "Pay" not in bo.labels()
        shop.run(close_due)
        await bo.do(PayAgain("s", 2), max(bo.messages))
        assert bo.toast == "This group has ended."
        assert "You could start one" in visible(bo.last.text)
        assert "Start a group" in bo.labels()


async def test_what_was_paid_meanwhile_says_that_one_is_in(database_url: str) -> None:
    """Promise 18: from another device, say."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await holds(bo, await opens(mei))
        page = max(bo.messages)
        await bo.pay()
        await bo.do(PayAgain("s", 2), page)
        assert bo.toast == "This is paid already. Nothing more is owed."
        assert "You are in." in visible(bo.messages[page].text)


async def test_what_is_bought_alone_does_the_same(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bo, eve = shop.phones("Bo", "Eve")
        await opens(eve)
        await bo.start()
        await bo.do(BuyAlone(2, 4, 1))
        page = max(bo.messages)
        shop.wind(minutes=16)
        shop.run(expire_due)
        for press in (PayAgain("o", 1), GiveUpHold("o", 1)):
            await bo.do(press, page)
            assert bo.toast == NO_LONGER
            assert "not paid in time" in bo.messages[page].text
        before = eve.last
        await eve.do(PayAgain("o", 1), max(eve.messages))
        assert "somebody else" in eve.toast
        assert eve.last == before, "nobody else learns of it"


async def test_somebody_elses_press_changes_nothing_and_tells_nothing(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, eve = shop.phones("Mei", "Bo", "Eve")
        await holds(bo, await opens(mei))
        shop.wind(minutes=16)
        shop.run(expire_due)
        await eve.start()
        before = eve.last
        await eve.do(PayAgain("s", 2), max(eve.messages))
        assert eve.last == before


async def test_a_link_that_gives_a_place_says_so_once_it_leads_nowhere(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        link = await gives(bo)
        page = max(bo.messages)
        await takes(ana, link)
        number = seats(shop)[1].id
        for press in (KeepSeat(number), GiveSeat(number)):
            await bo.do(press, page)
            assert bo.toast == "You are not in this group."
            assert "Until somebody takes it" not in bo.messages[page].text
            assert "Keep it after all" not in bo.labels(bo.messages[page])


async def test_nobody_chooses_what_to_wait_for_in_a_group_that_is_over(database_url: str) -> None:
    """Promise 10: by a button, by typing how many, or by the choice that was made already."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await mei.write("blue cotton shirt")
        await mei.press("Blue cotton shirt")
        await mei.press("Start a group")
        await mei.press("S ·")
        await mei.press("Start")
        await mei.pay()
        await bo.start()
        shirt = Pick("w", 1)
        await bo.do(shirt, max(bo.messages))
        assert "Blue cotton shirt" in bo.last.text
        closes_at = the_group(shop).closes_at
        assert closes_at is not None
        shop.now = closes_at - timedelta(minutes=1)
        await bo.do(AskQuantity("w", 1, 1), max(bo.messages))
        assert "How many" in bo.last.text
        shop.wind(minutes=2)
        await bo.write("2")
        assert "The time of this group is up." in bo.last.text
        assert "Start a group" in bo.labels()
        for now in ("The time of this group is up.", "This group has ended."):
            for press in (shirt, Pick("j", 1), WaitFor(1, 1, 2)):
                await bo.do(press, max(bo.messages))
                assert bo.toast == now
                assert "Start a group" in bo.labels(), press
            shop.run(close_due)
