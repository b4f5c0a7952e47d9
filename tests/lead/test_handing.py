"""The hand-out list: once a group succeeded at a shop with a counter, its leader sees who gets what."""

import pytest

from catalog.keeping.shopkeeping import Handover, hand_over
from flows.presses.lead import ShowHandOut
from flows.presses.seats import Join
from groupbuys.fulfilment import fulfilling
from groupbuys.invites import invite_token
from groupbuys.refunding import take_back
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, orders
from tests.flows.walks import joins, opens
from tests.lead.test_previews import the_mug

_ALL = {"en": "Who gets what", "zh-hans": "分货清单", "zh-TW": "分貨清單"}


async def succeeded(shop: Bazaar) -> list[Phone]:
    """A group of four that is full: Mei leads it, Ana bought two."""
    mei, bo, ana, cy = shop.phones("Mei", f"Bo {NASTY}", "Ana", "Cy")
    token = await opens(mei)
    await joins(bo, token)
    await ana.do(Join(1, the_mug(shop), 2))
    await ana.pay()
    await joins(cy, token)
    return [mei, bo, ana, cy]


def handed(shop: Bazaar, phone: Phone) -> None:
    """The counter ticks that person's order off."""
    number = orders(shop, phone)[0].number
    assert number is not None
    moved = shop.run(lambda tx: fulfilling.hand_out(tx, 1, number))
    assert moved is not None


async def listed(phone: Phone) -> str:
    """What the leader reads."""
    await phone.command("lead")
    await phone.press("Enamel mug")
    await phone.press("Who gets what")
    return phone.last.text


async def test_the_leader_sees_who_gets_what_and_who_has_it(database_url: str) -> None:
    with Bazaar(database_url, minimum=4, capacity=4) as shop:
        mei, bo, ana, cy = await succeeded(shop)
        read = await listed(mei)
        assert "0 of 4 have theirs." in read
        assert "Still to fetch: 5" in read
        assert read.count("⬜") == 4
        assert "⬜ Ana: 2" in read
        handed(shop, bo)
        (order,) = (one.id for one in orders(shop, cy))
        shop.run(lambda tx: take_back(tx, order))
        read = await listed(mei)
        assert "1 of 3 have theirs." in read
        assert "Still to fetch: 3" in read
        assert "✅ Bo" in read
        assert "Cy" not in read
        number = orders(shop, ana)[0].number
        assert number is not None
        assert number not in read, "goods are handed out by it"


async def test_nobody_else_sees_it_and_a_running_group_has_none(database_url: str) -> None:
    with Bazaar(database_url, minimum=4, capacity=4) as shop:
        _, bo, _, _ = await succeeded(shop)
        await bo.do(ShowHandOut(1))
        assert "Only the leader" in bo.toast
        (zoe,) = shop.phones("Zoe")
        await opens(zoe)
        zoe.messages.clear()
        await zoe.do(ShowHandOut(2))
        assert "You lead this group" in zoe.last.text
        assert "Who gets what" not in zoe.labels()


async def test_a_shop_that_sends_everything_has_none(database_url: str) -> None:
    with Bazaar(database_url, minimum=4, capacity=4) as shop:
        mei, *_ = await succeeded(shop)
        shop.run(lambda tx: hand_over(tx, 1, Handover.DELIVERY, ("address",)))
        await mei.do(ShowHandOut(1))
        assert "Who gets what" not in mei.labels()


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_it_is_there_in_every_language(sqlite_url: str, language: str) -> None:
    with Bazaar(sqlite_url, minimum=2, capacity=2) as shop:
        (mei,) = shop.phones(f"Mei {NASTY * 9}", language=language)
        (bo,) = shop.phones("Bo")
        start = {"en": "Start a group", "zh-hans": "发起拼团", "zh-TW": "開團"}[language]
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        await mei.press(start)
        await mei.pay()
        number = me(shop, mei)
        await joins(bo, shop.run(lambda tx: invite_token(tx, 1, number)))
        await mei.command("lead")
        await mei.press("Enamel mug")
        await mei.press(_ALL[language])
        assert "⬜ Mei" in mei.last.text
