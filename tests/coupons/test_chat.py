"""Coupons in the conversation: given away, taken by whoever opens the link, shown before anybody pays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from catalog.tables import shop_text
from flows.faces import START_LINK, LinkButton, ShareButton
from flows.news.notices import compose
from flows.presses.coupons import ShowPacket
from groupbuys.coupons import ending, funds, giving
from groupbuys.coupons.model import Fund
from groupbuys.holds import expire_due
from people import wishes
from scheduler.looking import Drop, HoldBack, look
from storage import claiming
from storage.outbox import Lane
from tests.coupons.ground import euros, packet_for
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, orders, told
from tests.flows.walks import joins, opens, sees_mug

NEW = 10**9
"""The number of no message: the answer is a new one."""


def sets_up(shop: Bazaar) -> Fund:
    """The bazaar's shop gives each leader two coupons of 3.00 from 6.00 on."""
    made = shop.run(lambda tx: funds.begin(tx, 1, 0, euros(300)))
    assert isinstance(made, Fund)
    terms = replace(made.offered, size=2, least=euros(600))
    on = shop.run(lambda tx: funds.change(tx, replace(made, is_on=True, offered=terms)))
    assert isinstance(on, Fund)
    return on


async def leads(shop: Bazaar, *phones: Phone) -> str:
    """The first of them leads a group that succeeds, and has been given coupons; gives the link's payload."""
    first, *others = phones
    token = await opens(first)
    for other in others:
        await joins(other, token)
    shop.run(lambda tx: giving.give_due(tx, 9))
    said = told(shop, first)["packet"]
    assert said is not None
    (share,) = [one for row in said.buttons for one in row if isinstance(one, ShareButton)]
    await first.hear(said)
    return share.address.removeprefix(START_LINK)


async def test_a_leader_gives_coupons_away_and_a_friend_pays_less(database_url: str) -> None:
    """From the news over the link to the invoice, and what the orders say afterwards."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe = shop.phones(f"Mei {NASTY}", "Bo", "Ana", "Zoe")
        sets_up(shop)
        gift = await leads(shop, mei, bo, ana)
        took = await zoe.start(gift)
        assert "€3.00" in took.text
        assert "&lt;b&gt;" in took.text, "promise 38"
        assert "€6.00 or more in Lantern" in took.text
        await sees_mug(zoe)
        kept = await zoe.press("Buy alone")
        assert "−€3.00 with your coupon" in kept.text
        assert zoe.invoices[-1].amount == euros(999 - 300)
        await zoe.pay()
        (line,) = orders(shop, zoe)
        await zoe.command("orders")
        seen = await zoe.press("Enamel mug")
        assert "1 × €9.99 − €3.00 with a coupon = <b>€6.99</b>" in seen.text
        assert line.money is not None
        assert line.money.amount == euros(699)


async def test_the_choice_shows_what_a_coupon_takes_off_before_anything_is_kept(
    database_url: str,
) -> None:
    """The best one that fits, for the quantity that is chosen."""
    with Bazaar(database_url) as shop:
        mei, zoe = shop.phones("Mei", "Zoe")
        await mei.start()
        number = me(shop, mei)
        token = shop.run(lambda tx: packet_for(tx, number))
        await zoe.start(f"gift-{token}")
        await zoe.write("cotton")
        await zoe.press("Blue cotton")
        await zoe.press("Buy alone")
        choice = await zoe.press("M")
        assert "−€3.00 with your coupon · to pay: <b>€17.00</b>" in choice.text
        mine = await zoe.command("coupons")
        assert "<b>€3.00</b> off orders of €6.00 or more · Lantern · until" in mine.text


async def test_a_coupon_names_its_shop_in_the_readers_language(database_url: str) -> None:
    """In the list, in the word of its end, and where a leader gives them away."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe = shop.phones("Mei", "Bo", "Ana", "Zoe")
        shop.run(
            lambda tx: tx.write(
                update(shop_text).where(shop_text.c.language == "zh_Hant").values(name="燈籠小舖")
            )
        )
        sets_up(shop)
        gift = await leads(shop, mei, bo, ana)
        zoe.language = mei.language = "zh-TW"
        await mei.start()
        await zoe.start(gift)
        assert "燈籠小舖" in (await zoe.command("coupons")).text
        assert "燈籠小舖" in (await mei.command("coupons")).text
        shop.wind(days=13, hours=1)
        shop.run(lambda tx: ending.tell_due(tx, 9))
        said = told(shop, zoe)["coupon_ends"]
        assert said is not None
        assert "燈籠小舖" in said.text


async def test_a_leader_reads_what_they_can_give_away_and_why(sqlite_url: str) -> None:
    """Also without a coupon of their own; who leads nothing is told how one comes by them."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana, zoe = shop.phones("Mei", "Bo", "Ana", "Zoe")
        sets_up(shop)
        gift = await leads(shop, mei, bo, ana)
        await zoe.start(gift)
        seen = await mei.command("coupons")
        assert "You have no coupon of your own now." in seen.text
        assert "You led a group that succeeded" in seen.text
        assert "you cannot use them yourself" in seen.text
        assert "1 × <b>€3.00</b> off orders of €6.00 or more · Lantern" in seen.text
        assert "🎁 Give away: 1 × €3.00" in mei.labels()
        assert "Some shops give coupons" in (await bo.command("coupons")).text
        assert "For your friends" not in (await bo.command("coupons")).text


async def test_a_place_without_variants_says_what_a_coupon_makes_of_its_price(
    database_url: str,
) -> None:
    """The card's own line: nothing where it is the price above it, never a bare "1"."""
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        mei, zoe = shop.phones("Mei", "Zoe")
        await mei.start()
        number = me(shop, mei)
        token = shop.run(lambda tx: packet_for(tx, number))
        await zoe.start(f"gift-{token}")
        invite = await opens(mei)
        assert "Your place:" not in mei.cards[-1].text
        await joins(zoe, invite)
        assert "Your place: €4.49" in zoe.cards[-1].text


@pytest.mark.parametrize("word", ["", "x", "given-by-99999", "A" * 60, "ü_%"])
async def test_a_link_that_names_no_coupons_lands_softly(sqlite_url: str, word: str) -> None:
    """Forged, foreign or cut off."""
    with Bazaar(sqlite_url) as shop:
        (zoe,) = shop.phones("Zoe")
        seen = await zoe.start(f"gift-{word}")
        assert "leads to no coupons here" in seen.text
        assert "Browse" in zoe.labels()


async def test_whoever_comes_too_late_or_twice_is_told_kindly_and_stands_in_the_shop(
    database_url: str,
) -> None:
    """All taken; taken before; over; the giver's own."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe, late = shop.phones("Mei", "Bo", "Ana", "Zoe", "Late")
        sets_up(shop)
        gift = await leads(shop, mei, bo, ana)
        own = await mei.start(gift)
        assert "2 of 2 left" in own.text
        assert "Give them to friends" in mei.labels()
        await zoe.start(gift)
        again = await zoe.start(gift)
        assert "You have one of these already" in again.text
        await bo.start(gift)
        seen = await late.start(gift)
        assert "others were a little quicker" in seen.text
        assert "Browse" in late.labels()
        shop.wind(days=8)
        assert "could be taken until" in (await late.start(gift)).text
        shop.wind(days=20)
        shop.run(lambda tx: ending.end_coupons(tx, 9))
        assert "it has run out" in (await zoe.start(gift)).text


async def test_a_hold_that_runs_out_gives_the_coupon_back_in_the_list(database_url: str) -> None:
    """While it is held, the list says that it is in use."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe = shop.phones("Mei", "Bo", "Ana", "Zoe")
        sets_up(shop)
        await zoe.start(await leads(shop, mei, bo, ana))
        await sees_mug(zoe)
        await zoe.press("Buy alone")
        assert "in use now" in (await zoe.command("coupons")).text
        shop.wind(minutes=16)
        shop.run(expire_due)
        mine = await zoe.command("coupons")
        assert "in use now" not in mine.text
        assert "€3.00" in mine.text


async def test_a_coupon_that_runs_out_is_spoken_of_once_a_day_before(database_url: str) -> None:
    """Not to who has used it, and not where it is no longer true."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe = shop.phones("Mei", "Bo", "Ana", "Zoe")
        sets_up(shop)
        gift = await leads(shop, mei, bo, ana)
        for phone in (zoe, bo):
            await phone.start(gift)
        await sees_mug(bo)
        await bo.press("Buy alone")
        await bo.pay()
        shop.wind(days=13, hours=1)
        assert shop.run(ending.is_due)
        for _ in range(2):
            shop.run(lambda tx: ending.tell_due(tx, 9))
        said = told(shop, zoe)["coupon_ends"]
        assert said is not None
        assert "Your coupon of €3.00 in Lantern is good until" in said.text
        assert "/mute" in said.text
        assert "coupon_ends" not in told(shop, bo)
        shop.wind(days=2)
        assert told(shop, zoe)["coupon_ends"] is None
        assert told(shop, mei)["packet"] is None


async def test_word_of_an_end_waits_for_the_morning_and_is_ended_by_mute(database_url: str) -> None:
    """Promises 26 and 27."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe = shop.phones("Mei", "Bo", "Ana", "Zoe")
        sets_up(shop)
        await zoe.start(await leads(shop, mei, bo, ana))
        number = me(shop, zoe)
        shop.wind(days=13, hours=11)
        shop.run(lambda tx: ending.tell_due(tx, 9))
        for muted, wanted in ((False, HoldBack), (True, Drop)):
            shop.run(lambda tx, off=muted: wishes.mute(tx, number, 0, off=off))  # type: ignore[misc]  # a wish
            owed = shop.run(lambda tx: claiming.claim(tx, Lane.NEWS, 99, timedelta(minutes=1)))
            mine = next(one for one in owed if one.kind == "coupon_ends")
            looked = shop.run(lambda tx, row=mine: look(tx, row, compose))  # type: ignore[misc]  # a row
            assert isinstance(looked, wanted)
            shop.wind(minutes=2)
            shop.run(claiming.take_over)


async def test_the_card_is_offered_to_its_giver_and_to_nobody_else(database_url: str) -> None:
    """Inline: the words of the giver's own button; its link takes one, wherever it was dropped."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe = shop.phones("Mei", "Bo", "Ana", "Zoe")
        sets_up(shop)
        gift = await leads(shop, mei, bo, ana)
        _, button = mei.find("Give them to friends")
        assert isinstance(button, ShareButton)
        assert (await bo.asks(button.query)).results == ()
        assert (await zoe.asks(button.query)).results == ()
        (one,) = (await mei.asks(button.query)).results
        assert "2 of 2 left" in one.screen.text
        assert one.screen.buttons == ((LinkButton("Take one", START_LINK + gift),),)
        await mei.drops(one.id, "m1")
        await zoe.start(gift)
        await ana.start(gift)
        assert (await mei.asks(button.query)).results == ()


async def test_a_packet_of_somebody_else_is_as_if_it_were_not_there(database_url: str) -> None:
    """Whatever number a button carries."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, zoe = shop.phones("Mei", "Bo", "Ana", "Zoe")
        sets_up(shop)
        await leads(shop, mei, bo, ana)
        await zoe.start()
        for number in (1, 2, 10**12):
            assert "You have no coupon now" in (await zoe.do(ShowPacket(number), NEW)).text
        assert "Coupons from Mei" in (await mei.do(ShowPacket(1), NEW)).text


async def test_at_pickup_the_order_says_what_is_to_be_paid_then(database_url: str) -> None:
    """Nothing is invoiced; the amount is without what the coupon takes off."""
    with Bazaar(database_url, provider="") as shop:
        mei, zoe = shop.phones("Mei", "Zoe")
        await mei.start()
        number = me(shop, mei)
        token = shop.run(lambda tx: packet_for(tx, number))
        await zoe.start(f"gift-{token}")
        await sees_mug(zoe)
        said = await zoe.press("Buy alone")
        assert not zoe.invoices
        assert "€6.99" in said.text
