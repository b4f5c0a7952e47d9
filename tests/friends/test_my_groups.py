"""My groups and a group's page, where somebody has places for friends there, with and without one of their own."""

from flows.presses.guests import BringFriend
from groupbuys.holds import expire_due
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.limits import visible
from tests.flows.phone import Phone
from tests.flows.walks import joins, opens
from tests.friends.test_guests import brings


async def sends(phone: Phone, token: str, name: str) -> None:
    """Take a place for a friend without one of one's own, and without paying yet."""
    await phone.start(token)
    await phone.do(BringFriend(1))
    await phone.write(name)


async def test_a_group_where_only_friends_sit_is_listed_with_whom_it_is_for(
    database_url: str,
) -> None:
    with Bazaar(database_url, minimum=3, capacity=6) as shop:
        mei, bo, eve = shop.phones("Mei", "Bo", "Eve")
        token = await opens(mei)
        await sends(bo, token, "Mum")
        await bo.pay()
        await bo.command("mine")
        assert ", for Mum: 1 more person needed" in visible(bo.last.text)
        await sends(bo, token, f"Dad{NASTY}")
        await bo.command("mine")
        assert ", for Mum: 1 more person needed" in visible(bo.last.text)
        assert ", for Dad<b>&amp; {name}…: waits for your payment" in visible(bo.last.text)
        assert sum("Enamel mug" in one for one in bo.labels()) == 1, "one group, one button"
        await bo.press("Enamel mug")
        assert "Your friends here: Mum, Dad" in visible(bo.last.text)
        await bo.press("👤 Mum")
        await bo.press("Leave")
        await bo.press("Leave")
        shop.wind(minutes=16)
        shop.run(expire_due)
        await bo.command("mine")
        assert "for Mum" in visible(bo.last.text)
        assert "on its way back" in visible(bo.last.text)
        assert "Dad" not in bo.last.text, "what ran out unpaid is no history"
        for somebody in (mei, eve):
            await somebody.command("mine")
            assert "Mum" not in somebody.last.text
        await joins(bo, token)
        await bo.command("mine")
        assert ", for" not in visible(bo.last.text), "their own place"


async def test_whoever_has_only_friends_there_brings_another_from_its_page(
    database_url: str,
) -> None:
    with Bazaar(database_url, minimum=3, capacity=6) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await bo.start(token)
        assert "Join for a friend" not in bo.labels(), "an outsider joins first, or comes by words"
        await sends(bo, token, "Mum")
        await bo.pay()
        await brings(bo, "Dad")
        await bo.command("mine")
        assert "for Dad" in visible(bo.last.text)


async def test_a_friend_may_come_while_ones_own_place_is_still_unpaid(database_url: str) -> None:
    """And the page says why not, once three places wait to be paid for."""
    with Bazaar(database_url, minimum=3, capacity=6) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await bo.start(token)
        await bo.press("Join")
        for name in ("Mum", "Dad"):
            await bo.command("mine")
            await bo.press("Enamel mug")
            assert "Your place is kept while you pay." in visible(bo.last.text)
            await bo.press("Join for a friend")
            await bo.write(name)
        await bo.command("mine")
        await bo.press("Enamel mug")
        assert "Join for a friend" not in bo.labels()
        assert "For a friend: You have 3 unpaid places" in visible(bo.last.text)
        shop.wind(minutes=16)
        shop.run(expire_due)
        await bo.start(token)
        assert "For a friend" not in visible(bo.last.text)


async def test_an_unpaid_group_of_ones_own_takes_no_friend_yet(database_url: str) -> None:
    """Promise 1: it can be joined once its leader has paid."""
    with Bazaar(database_url, minimum=3, capacity=6) as shop:
        (mei,) = shop.phones("Mei")
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        await mei.press("Start a group")
        await mei.command("mine")
        await mei.press("Enamel mug")
        assert "Join for a friend" not in mei.labels()
        await mei.pay()
        await mei.command("mine")
        await mei.press("Enamel mug")
        assert "Join for a friend" in mei.labels()
