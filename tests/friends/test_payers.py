"""Whose money a given place is: refunds go to who paid, and each reads what is true of them."""

import pytest
from sqlalchemy import select

from groupbuys import refunding
from groupbuys.closing import close_due
from groupbuys.model import SeatState
from groupbuys.tables import purchase
from payments.tables import money_step, payment
from storage.tables import outbox
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me, told
from tests.flows.walks import joins, opens
from tests.friends.gifts import given_news, gives, ledger_is_right, pays_back, seats, takes


async def test_when_the_group_fails_the_money_goes_to_who_paid(database_url: str) -> None:
    """Promises 19, 20: each hears what concerns them, with the amount."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        await takes(ana, await gives(bo))
        await bo.command("orders")
        assert "for Ana: in a group that is still open" in bo.last.text
        await ana.command("orders")
        await ana.press("Enamel mug")
        assert "€7.49 is paid, by Bo. What goes back of it goes to Bo." in ana.last.text
        shop.wind(hours=25)
        shop.run(close_due)
        ended = told(shop, ana)["failed"]
        assert ended is not None
        assert "<b>€7.49</b> goes back to Bo, who paid for it." in ended.text
        await ana.command("orders")
        assert "money on its way back to Bo" in ana.last.text
        await ana.press("Enamel mug")
        assert "goes back to Bo" in ana.last.text
        pays_back(shop)
        await ana.command("orders")
        assert "paid back to Bo" in ana.last.text
        await ana.press("Enamel mug")
        assert "<b>€7.49</b> went back to Bo, who paid for it." in ana.last.text
        await ana.command("mine")
        assert "€7.49 back to who paid for it" in ana.last.text
        await ana.press("Enamel mug")
        assert "<b>€7.49</b> went back to Bo, who paid for it." in ana.last.text


async def test_who_paid_hears_when_the_money_is_back_and_the_friend_does_not(
    database_url: str,
) -> None:
    """Promises 19, 20."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        await takes(ana, await gives(bo))
        shop.wind(hours=25)
        shop.run(close_due)
        pays_back(shop)
        assert "refunded" not in told(shop, ana)
        assert "failed" not in told(shop, bo)
        money = told(shop, bo)["refunded"]
        assert money is not None
        assert "<b>€7.49</b> went back to you" in money.text
        assert "Enamel mug" in money.text
        assert seats(shop)[1].state is SeatState.REFUNDED
        await bo.command("orders")
        assert "for Ana: paid back" in bo.last.text
        await bo.press("Enamel mug")
        assert "went back on" in bo.last.text
        ledger_is_right(shop)


async def test_who_was_given_a_place_may_leave_and_the_money_goes_to_the_payer(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        await takes(ana, await gives(bo))
        await ana.command("mine")
        await ana.press("Enamel mug")
        await ana.press("Leave")
        assert "<b>€7.49</b> goes back to Bo, who paid for it." in ana.last.text
        await ana.press("Leave")
        assert "on its way back to Bo, who paid for it" in ana.last.text
        pays_back(shop)
        assert "refunded" in told(shop, bo)
        assert "refunded" not in told(shop, ana)
        ledger_is_right(shop)


async def test_an_order_of_a_given_place_is_the_friends_to_receive(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana, cy = shop.phones("Mei", "Bo", "Ana", "Cy")
        token = await opens(mei)
        await joins(bo, token)
        await takes(ana, await gives(bo))
        await joins(cy, token)
        news = told(shop, ana)["succeeded"]
        assert news is not None
        assert "Bo paid €7.49 for it." in news.text
        assert "succeeded" not in told(shop, bo)
        await ana.command("orders")
        await ana.press("Enamel mug")
        assert "paid, by Bo" in ana.last.text
        await bo.command("orders")
        assert "for Ana: the shop is getting it ready" in bo.last.text
        ledger_is_right(shop)


async def test_at_pickup_it_is_simply_theirs_to_pay(database_url: str) -> None:
    with Bazaar(database_url, provider="") as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await bo.start(token)
        await bo.press("Join")
        link = await gives(bo)
        assert "whoever takes it pays €7.49 to the shop" in bo.last.text
        await ana.start(link)
        assert "You pay €7.49" in ana.last.text
        await ana.press("Take the place")
        given = seats(shop)[1]
        assert (given.person_id, given.payer_id) == (me(shop, ana), None)
        news = told(shop, bo)["seat_given"]
        assert news is not None
        assert "€" not in news.text


async def test_given_on_it_is_still_the_first_payers_money(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana, cy = shop.phones("Mei", "Bo", "Ana", "Cy")
        await joins(bo, await opens(mei))
        await takes(ana, await gives(bo))
        link = await gives(ana)
        assert "Bo paid €7.49 for it. If money goes back, it goes to Bo." in ana.last.text
        await takes(cy, link)
        given = seats(shop)[1]
        assert (given.person_id, given.payer_id) == (me(shop, cy), me(shop, bo))
        second = [one for one in given_news(shop, bo) if "now that you paid for" in one]
        assert len(second) == 1
        assert "Cy took your place" in given_news(shop, ana)[-1]
        await takes(bo, await gives(cy))
        given = seats(shop)[1]
        assert (given.person_id, given.payer_id) == (me(shop, bo), None), "back where it came from"
        ledger_is_right(shop)


@pytest.mark.parametrize("both", ["own place again", "nothing"])
async def test_a_payer_who_sits_there_again_hears_of_both_refunds(
    database_url: str, both: str
) -> None:
    """Promise 20: the end of their own place says its own money alone."""
    with Bazaar(database_url, minimum=4, capacity=4) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await joins(bo, token)
        await takes(ana, await gives(bo))
        if both == "own place again":
            await joins(bo, token)
        shop.wind(hours=25)
        shop.run(close_due)
        pays_back(shop)
        assert "refunded" in told(shop, bo)
        assert ("failed" in told(shop, bo)) == (both == "own place again")
        wanted = select(payment.c.state).join(money_step, money_step.c.payment_id == payment.c.id)
        assert {row.state for row in shop.run(lambda tx: tx.all(wanted))} == {"refunded"}


async def test_who_paid_hears_at_once_that_the_money_of_a_failed_group_is_on_its_way(
    database_url: str,
) -> None:
    """Promises 14, 19, 20: how much, for whose place, and when to expect it; then that it is back, once."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana <b>")
        await joins(bo, await opens(mei))
        await takes(ana, await gives(bo))
        shop.wind(hours=25)
        shop.run(close_due)
        assert going_back(shop) == [(me(shop, bo), "owed")]
        word = told(shop, bo)["refunding"]
        assert word is not None
        assert "Ana &lt;b&gt;'s place, which you paid for, has ended." in word.text
        assert "<b>€7.49</b> is on its way back to you" in word.text
        assert "10 working days" in word.text
        pays_back(shop)
        assert going_back(shop) == [(me(shop, bo), "dropped")], "one message says both"
        back = told(shop, bo)["refunded"]
        assert back is not None
        assert "Ana &lt;b&gt;'s place, which you paid for, has ended." in back.text


async def test_who_paid_hears_at_once_that_the_friend_left(database_url: str) -> None:
    """Promises 19, 20: once, whatever the group comes to afterwards."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        await takes(ana, await gives(bo))
        await ana.command("mine")
        await ana.press("Enamel mug")
        await ana.press("Leave")
        await ana.press("Leave")
        shop.wind(hours=25)
        shop.run(close_due)
        assert going_back(shop) == [(me(shop, bo), "owed")]


async def test_who_paid_hears_at_once_that_the_order_was_taken_back(database_url: str) -> None:
    """Promises 16, 20."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, cy = shop.phones("Mei", "Bo", "Ana", "Cy")
        token = await opens(mei)
        await joins(bo, token)
        await takes(ana, await gives(bo))
        await joins(cy, token)
        wanted = select(purchase.c.id).where(purchase.c.person_id == me(shop, ana))
        shop.run(lambda tx: refunding.take_back(tx, tx.value(wanted)))
        assert going_back(shop) == [(me(shop, bo), "owed")]
        word = told(shop, bo)["refunding"]
        assert word is not None
        assert "<b>€7.49</b> is on its way back to you" in word.text
        assert "Ana's place" in word.text


def going_back(shop: Bazaar) -> list[tuple[int, str]]:
    """Who is owed word that money is on its way, and whether it is still to be said."""
    wanted = select(outbox).where(outbox.c.kind == "refunding")
    return [(row.person_id, row.state) for row in shop.run(lambda tx: tx.all(wanted))]
