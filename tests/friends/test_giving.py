"""Giving one's place to a friend: the place, the goods and the news are theirs, the money stays the payer's."""

import pytest
from sqlalchemy import select

from flows.presses.friends import GiveSeat, KeepSeat, TakeSeat
from flows.presses.own import SetQuiet
from groupbuys.closing import close_due
from groupbuys.fulfilment.tables import handover
from groupbuys.model import SeatState
from groupbuys.tables import seat
from payments.tables import money_step, payment
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.test_news import card_of, me, told
from tests.flows.test_previews import says_where
from tests.flows.walks import joins, opens, the_group
from tests.friends.gifts import given_news, gives, ledger_is_right, pays_back, seats, takes


async def test_a_place_goes_to_whoever_opens_the_link_and_takes_it(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        link = await gives(bo)
        assert "it goes back to you" in bo.last.text
        assert "Until somebody takes it, it stays yours." in bo.last.text
        assert seats(shop)[1].person_id == me(shop, bo), "nothing has changed yet"
        await ana.start(link)
        assert "Bo gives you a place in this group." in ana.last.text
        assert "It is paid: €7.49, by Bo." in ana.last.text
        assert "it goes to Bo, not to you" in ana.last.text
        await ana.press("Take the place")
        assert "2 of 3" in ana.cards[0].text
        given = seats(shop)[1]
        assert (given.person_id, given.payer_id) == (me(shop, ana), me(shop, bo))
        assert the_group(shop).paid == 2
        news = told(shop, bo)["seat_given"]
        assert news is not None
        assert "Ana took your place in the group" in news.text
        assert "it goes back to you" in news.text
        assert "Because you gave this place away, or paid for it." in news.text
        card = card_of(shop, 1, me(shop, bo))
        assert card is not None
        assert "You are not in this group any more." in card.text
        ledger_is_right(shop)


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
        await ana.press("Enamel mug")
        assert "goes back to Bo" in ana.last.text


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
        assert told(shop, ana)["succeeded"] is not None
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


async def test_it_can_be_kept_after_all_until_it_is_taken(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        link = await gives(bo)
        assert await gives(bo) == link, "asked again, the same link"
        await bo.start(link)
        assert "Until somebody takes it" in bo.last.text, "one's own link"
        await bo.press("Keep it after all")
        assert "still yours" in bo.last.text
        await ana.start(link)
        assert "not given away any more" in ana.last.text
        assert "Join" in ana.labels(), "promise 10: the way on"
        await ana.do(TakeSeat(link.removeprefix("give-")), max(ana.messages))
        assert "not given away any more" in ana.toast
        assert seats(shop)[1].person_id == me(shop, bo)
        await bo.do(KeepSeat(seats(shop)[1].id), max(bo.messages))
        assert "not given away any more" in bo.toast
        again = await gives(bo)
        assert again != link
        await takes(ana, again)
        await bo.start(again)
        assert "not given away any more" in bo.last.text
        await bo.do(KeepSeat(seats(shop)[1].id), max(bo.messages))
        assert "not in this group" in bo.toast


async def test_who_sits_there_already_cannot_take_it(database_url: str) -> None:
    """Promise 9, the giver themselves included."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        link = await gives(bo)
        await mei.start(link)
        assert "Leave" in mei.labels(), "their own group's page"
        for phone in (mei, bo):
            await phone.do(TakeSeat(link.removeprefix("give-")), max(phone.messages))
            assert "one person has one" in phone.toast
        assert [one.person_id for one in seats(shop)] == [me(shop, mei), me(shop, bo)]


async def test_the_limit_counts_for_the_friend_too(database_url: str) -> None:
    """Promise 13."""
    with Bazaar(database_url, limit=1) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        link = await gives(bo)
        await opens(ana)
        await ana.start(link)
        assert "as many as one person may take" in ana.last.text
        await ana.do(TakeSeat(link.removeprefix("give-")), max(ana.messages))
        assert seats(shop)[1].person_id == me(shop, bo)


async def test_a_place_among_newcomers_is_for_somebody_new(database_url: str) -> None:
    """Promise 34."""
    with Bazaar(database_url, newcomers=True) as shop:
        mei, bo, old, new = shop.phones("Mei", "Bo", "Old", "New")
        await joins(bo, await opens(mei))
        await opens(old)
        link = await gives(bo)
        await old.start(link)
        assert "for people new to this shop" in old.last.text
        await old.do(TakeSeat(link.removeprefix("give-")), max(old.messages))
        assert seats(shop)[1].person_id == me(shop, bo)
        await takes(new, link)
        assert seats(shop)[1].person_id == me(shop, new)


async def test_whoever_takes_the_leaders_place_leads(database_url: str) -> None:
    """Promise 8: the deadline and the links stay."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        before = the_group(shop).closes_at
        link = await gives(mei)
        assert "whoever takes your place leads it" in mei.last.text
        await ana.start(link)
        assert "you would lead the group" in ana.last.text
        await ana.press("Take the place")
        assert the_group(shop).leader_id == me(shop, ana)
        assert the_group(shop).closes_at == before
        await joins(bo, token)
        assert "joined" in told(shop, ana)
        ledger_is_right(shop)


async def test_the_credit_stays_with_who_invited(database_url: str) -> None:
    """Promise 33."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        before = shop.run(lambda tx: tx.value(select(seat.c.invite_id).where(seat.c.id == 2)))
        assert before is not None
        await takes(ana, await gives(bo))
        after = shop.run(lambda tx: tx.value(select(seat.c.invite_id).where(seat.c.id == 2)))
        assert after == before
        await mei.command("lead")
        await mei.press("Enamel mug")
        await mei.press("Who is in")
        assert "Ana" in mei.last.text


async def test_reminders_follow_the_hours_of_the_friend(database_url: str) -> None:
    """Promise 26."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        link = await gives(bo)
        wanted = select(seat.c.remind_at).where(seat.c.id == 2)
        before = shop.run(lambda tx: tx.value(wanted))
        await ana.command("start")
        await ana.do(SetQuiet(1, 13), max(ana.messages))
        await takes(ana, link)
        assert shop.run(lambda tx: tx.value(wanted)) != before


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


async def test_an_unpaid_place_and_one_of_an_ended_group_are_nobodys_to_give(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await bo.start(token)
        await bo.press("Join")
        assert "Give it to a friend" not in bo.labels()
        await bo.do(GiveSeat(seats(shop)[1].id), max(bo.messages))
        assert "Pay for your place first" in bo.toast
        await bo.pay()
        link = await gives(bo)
        shop.wind(hours=25)
        await ana.start(link)
        assert "not given away any more" in ana.last.text, "even before the close came"
        shop.run(close_due)
        await ana.start(link)
        assert "not given away any more" in ana.last.text
        await bo.do(GiveSeat(seats(shop)[1].id), max(bo.messages))
        assert "not in this group" in bo.toast


async def test_strangers_and_forged_links_land_softly(database_url: str) -> None:
    """Promise 10."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        for forged in ("give-", "give-x", "give-AAAAAAAAAAAAAAAA", "give-" + "A" * 59):
            await bo.start(forged)
            assert "leads to no group here" in bo.last.text
        for press in (
            GiveSeat(1),
            KeepSeat(1),
            GiveSeat(99),
            TakeSeat("AAAAAAAAAAAAAAAA"),
            TakeSeat(""),
        ):
            await bo.do(press, max(bo.messages))
        assert seats(shop)[0].person_id == me(shop, mei)


async def test_names_are_shown_as_text(sqlite_url: str) -> None:
    """Promise 38; the phone asserts the messenger's limits."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", NASTY * 4, NASTY * 4)
        await joins(bo, await opens(mei))
        await takes(ana, await gives(bo))
        assert told(shop, bo)["seat_given"] is not None
        await ana.command("mine")
        await ana.press("Enamel mug")
        await ana.press("Leave")
        await ana.press("Leave")
        await bo.command("orders")


async def test_who_leaves_takes_the_link_with_them(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await joins(bo, token)
        link = await gives(bo)
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("Leave")
        await bo.press("Leave")
        await joins(bo, token)
        await ana.start(link)
        assert "not given away any more" in ana.last.text
        assert await gives(bo) != link


async def test_where_it_goes_is_asked_of_the_friend_anew(database_url: str) -> None:
    """What the giver had said of their address is forgotten with the place."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        await says_where(shop, mei)
        assert shop.run(lambda tx: tx.value(select(handover.c.subject_id))) == 1
        link = await gives(mei)
        assert "0151" not in str(mei.last)
        await takes(bo, link)
        assert shop.run(lambda tx: tx.value(select(handover.c.subject_id))) is None
        assert "📍 Where to?" in [
            label for screen in bo.messages.values() for label in bo.labels(screen)
        ]


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
