"""Giving one's place to a friend: the place, the goods and the news are theirs, the money stays the payer's."""

from sqlalchemy import select

from flows.presses.friends import GiveSeat, KeepSeat, TakeSeat
from flows.presses.own import SetQuiet
from groupbuys.closing import close_due
from groupbuys.friends import giving
from groupbuys.friends.giving import Offered
from groupbuys.fulfilment.tables import handover
from groupbuys.invites import invite_token
from groupbuys.tables import seat
from groupbuys.waiting.line import Waits
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.test_news import card_of, me, told
from tests.flows.test_previews import says_where
from tests.flows.walks import joins, opens, the_group
from tests.friends.gifts import gives, ledger_is_right, seats, takes
from tests.groupbuys.group import filled
from tests.groupbuys.group import joins as joins_town
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town
from tests.waiting.bench import waits


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
        assert "Because this place was yours before." in news.text
        card = card_of(shop, 1, me(shop, bo))
        assert card is not None
        assert "You are not in this group any more." in card.text
        ledger_is_right(shop)


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


async def test_nobody_has_the_credit_for_their_own_place(database_url: str) -> None:
    """Promise 33: whoever invited the giver takes that very place."""
    with Bazaar(database_url, minimum=4, capacity=4) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await joins(bo, await opens(mei))
        number = me(shop, bo)
        own = shop.run(lambda tx: invite_token(tx, 1, number))
        await joins(ana, own)
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("Leave")
        await bo.press("Leave")
        credited = select(seat.c.invite_id).where(seat.c.id == 3)
        assert shop.run(lambda tx: tx.value(credited)) is not None
        await takes(bo, await gives(ana))
        assert shop.run(lambda tx: tx.value(credited)) is None


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


async def test_an_unpaid_place_and_one_of_an_ended_group_are_nobodys_to_give(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await bo.start(token)
        await bo.press("Join")
        assert "Give my place to a friend" not in bo.labels()
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


def test_whoever_waits_for_a_place_and_is_given_one_waits_no_more(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=3)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        seated = filled(town, mei, bo)
        joins_town(town, ana, seated.group.id)
        assert isinstance(waits(town, cy, seated.group.id), Waits)
        offered = town.run(lambda tx: giving.offer(tx, bo, seated.seat.id))
        assert isinstance(offered, Offered)
        taken = town.run(lambda tx: giving.take(tx, cy, offered.gift.token))
        assert isinstance(taken, Offered)
        assert taken.group.waiting == 0
        audited(town)
