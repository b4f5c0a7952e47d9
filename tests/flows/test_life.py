"""The whole life of a group buy, told from the phones of the people in it."""

from datetime import timedelta

from flows.faces import START_LINK
from groupbuys.closing import close_due
from tests.flows.phone import Phone, phones
from tests.stories import Terms, Town


async def opens(phone: Phone) -> str:
    """Find the tea, start a group and pay; gives the invite token."""
    await phone.start()
    await phone.press("Browse")
    await phone.press("Tea")
    await phone.press("Oolong tea")
    await phone.press("Start a group")
    await phone.pay()
    return phone.shared().address.removeprefix(START_LINK)


async def joins(phone: Phone, token: str) -> None:
    """Follow the invite, press Join once, pay."""
    await phone.start(token)
    await phone.press("Join")
    await phone.pay()


async def test_three_friends_buy_together(database_url: str) -> None:
    """Promises 1, 2, 9: the leader counts once, joining is one press."""
    with Town(database_url) as town:
        mei, bo, ana = phones(town, "Mei", "Bo", "Ana")
        token = await opens(mei)
        assert "1 of 3" in mei.cards[0].text
        assert START_LINK + token in mei.cards[0].text
        page = await bo.start(token)
        assert "Mei invites you" in page.text
        await bo.press("Join")
        assert bo.invoices[-1].amount.minor == 1600
        await bo.pay()
        assert "2 of 3" in bo.cards[0].text
        await joins(ana, token)
        assert "It is complete" in ana.cards[0].text


async def test_a_group_that_fails_shows_each_their_money(database_url: str) -> None:
    """Promises 3, 10, 20."""
    with Town(database_url) as town:
        mei, bo = phones(town, "Mei", "Bo")
        token = await opens(mei)
        town.wind(hours=24)
        town.run(close_due)
        orders = await mei.command("orders")
        assert "money on its way back" in orders.text
        await mei.press("Oolong tea")
        assert "€16.00</b> is on its way back: asked for on <tg-time" in mei.last.text
        assert ">Mar 3, 13:00</tg-time>" in mei.last.text
        page = await bo.start(token)
        assert "not enough people" in page.text
        assert bo.find("Start a group")


async def test_at_pickup_no_invoice_is_sent(database_url: str) -> None:
    terms = Terms(provider="", minimum=2, capacity=2, window=timedelta(hours=2))
    with Town(database_url, terms) as town:
        mei, bo = phones(town, "Mei", "Bo")
        assert "You pay when you pick up" in (await mei.start()).text
        await mei.command("deals")
        await mei.press("Tea")
        await mei.press("Oolong tea")
        await mei.press("Start a group")
        assert not mei.invoices
        await bo.start(mei.shared().address.removeprefix(START_LINK))
        await bo.press("Join")
        assert not bo.invoices
        assert "It is complete" in bo.cards[0].text
        assert "You pay at pickup" in bo.cards[0].text
