"""Places for friends who are not here, from the private chat: named, paid for, heard of and ordered by their host."""

from sqlalchemy import select

from flows.faces import Screen
from flows.presses.every import WIRE, GiveUpHold, PayAgain, StartGroup
from flows.presses.guests import AsGuest, BringFriend
from flows.presses.own import ShowOrder
from flows.replies import Say
from groupbuys.closing import close_due
from groupbuys.reminders import remind_due
from people import guests, reaching
from people.guest_tables import guest
from people.tables import person
from storage.tables import outbox
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.limits import visible
from tests.flows.phone import Phone
from tests.flows.test_news import composed, me, told
from tests.flows.walks import joins, opens, the_group
from tests.friends.gifts import gives, ledger_is_right, seats, takes
from tests.stories import BOT


async def brings(phone: Phone, name: str = "Mum") -> None:
    """Press "Join for a friend" on the page of one's group, name them, and pay."""
    await phone.command("mine")
    await phone.press("Enamel mug")
    await phone.press("Join for a friend")
    await phone.write(name)
    await phone.pay()


def friend(shop: Bazaar, name: str = "Mum") -> int:
    """Our number of the guest whom somebody calls so."""
    wanted = select(guest.c.person_id).where(guest.c.name == name)
    return int(shop.run(lambda tx: tx.value(wanted)))


def news(shop: Bazaar, number: int, kind: str) -> list[Screen]:
    """What is owed about a guest, in words."""
    wanted = select(outbox).where(outbox.c.person_id == number, outbox.c.kind == kind)
    rows = shop.run(lambda tx: tx.all(wanted.order_by(outbox.c.id)))
    said = [composed(shop, one.kind, one.subject_id, number, one.detail) for one in rows]
    return [one.screen for replies in said for one in replies or () if isinstance(one, Say)]


async def test_a_friend_is_named_paid_for_and_seen_by_all(database_url: str) -> None:
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await joins(bo, token)
        await brings(bo)
        assert "For Mum" in visible(bo.last.text)
        assert the_group(shop).paid == 3
        assert [one.person_id for one in seats(shop)] == [
            me(shop, mei),
            me(shop, bo),
            friend(shop),
        ]
        await mei.command("mine")
        await mei.press("Enamel mug")
        assert "Mum (Bo)" in mei.last.text
        assert "Your friends here" not in mei.last.text
        await bo.command("mine")
        await bo.press("Enamel mug")
        assert "Your friends here: Mum" in visible(bo.last.text)
        ledger_is_right(shop)


async def test_everything_about_their_place_is_done_by_the_host(database_url: str) -> None:
    """The page, the order, where it goes, leaving: each says whom it is for, and is nobody else's."""
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo, eve = shop.phones("Mei", "Bo", "Eve")
        await joins(bo, await opens(mei))
        await brings(bo)
        await eve.start()
        await bo.command("orders")
        await bo.press("👤 Mum")
        assert "For Mum" in visible(bo.last.text)
        await bo.press("Enamel mug")
        assert "For Mum" in visible(bo.last.text)
        mine = AsGuest(friend(shop), WIRE.encode(ShowOrder("s", seats(shop)[2].id)))
        await eve.do(mine, max(eve.messages))
        assert "no longer offered" in eve.toast
        await eve.do(ShowOrder("s", seats(shop)[2].id), max(eve.messages))
        assert "no longer offered" in eve.toast
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("👤 Mum")
        await bo.press("Leave")
        assert "Leave this group?" in bo.last.text
        assert "For Mum" in visible(bo.last.text)
        await bo.press("Leave")
        assert [one.state.value for one in seats(shop)] == ["paid", "paid", "refunding"]
        ledger_is_right(shop)


async def test_an_unpaid_place_is_given_up_and_taken_again(database_url: str) -> None:
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo, eve = shop.phones("Mei", "Bo", "Eve")
        await joins(bo, await opens(mei))
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("Join for a friend")
        await bo.write("Mum")
        await eve.start()
        held = seats(shop)[2].id
        for press in (PayAgain("s", held), GiveUpHold("s", held)):
            await eve.do(AsGuest(friend(shop), WIRE.encode(press)), max(eve.messages))
            await eve.do(press, max(eve.messages))
        assert not eve.invoices
        assert seats(shop)[2].state.value == "held"
        await bo.press("Give it up")
        assert seats(shop)[2].state.value == "released"
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("Join for a friend")
        await bo.press("👤 Mum")
        await bo.pay()
        host = me(shop, bo)
        assert len(shop.run(lambda tx: guests.of_host(tx, host))) == 1
        assert the_group(shop).paid == 3


async def test_the_host_hears_of_success_once_for_each_place(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        (said,) = news(shop, friend(shop), "succeeded")
        assert "For Mum" in visible(said.text)
        own = told(shop, bo)["succeeded"]
        assert own is not None
        assert "For Mum" not in visible(own.text)
        number = friend(shop)
        reach = shop.run(lambda tx: reaching.where(tx, number, BOT))
        assert reach is not None
        assert reach.chat == bo.external, "it goes to the host"
        await bo.command("orders")
        await bo.press("👤 Mum")
        await bo.press("Enamel mug")
        assert "For Mum" in visible(bo.last.text)


async def test_what_is_the_same_for_both_is_heard_once(database_url: str) -> None:
    """Promise 25: the host is reminded for the place of their own, or else for their friend's."""
    with Bazaar(database_url, minimum=5, capacity=6) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        assert told(shop, mei)["joined"] is not None
        await brings(mei, "Dad")
        shop.wind(hours=22, minutes=1)
        shop.run(remind_due)
        assert news(shop, friend(shop), "reminder") == []
        assert told(shop, bo)["reminder"] is not None
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("Leave")
        await bo.press("Leave")
        (said,) = news(shop, friend(shop), "reminder")
        assert "For Mum" in visible(said.text)


async def test_a_failed_group_pays_the_host_back(database_url: str) -> None:
    """Promises 3 and 20."""
    with Bazaar(database_url, minimum=4, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        shop.wind(hours=25)
        shop.run(close_due)
        (said,) = news(shop, friend(shop), "failed")
        assert "For Mum" in visible(said.text)
        assert "€7.49" in said.text
        ledger_is_right(shop)


async def test_their_paid_place_can_be_given_to_a_friend_with_telegram(database_url: str) -> None:
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo, mum = shop.phones("Mei", "Bo", "Mum herself")
        await joins(bo, await opens(mei))
        await brings(bo)
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("👤 Mum")
        await bo.press("Give my place to a friend")
        assert "For Mum" in visible(bo.last.text)
        link = bo.find("Send to a friend")[1].address.partition("/")[2]  # type: ignore[union-attr]  # a share button
        await takes(mum, link)
        assert seats(shop)[2].person_id == me(shop, mum)
        (said,) = news(shop, friend(shop), "seat_given")
        assert "For Mum" in visible(said.text)
        ledger_is_right(shop)
        assert await gives(bo), "one's own place is still one's own"


async def test_only_what_is_about_their_place_is_done_for_them(database_url: str) -> None:
    """A guest opens no group, and names no guests: a made-up button does nothing."""
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        number = friend(shop)
        inner = AsGuest(number, WIRE.encode(StartGroup(1, 1, 1)))
        for press in (
            StartGroup(1, 1, 1),
            BringFriend(1),
            inner,
        ):
            await bo.do(AsGuest(number, WIRE.encode(press)), max(bo.messages))
            assert "no longer offered" in bo.toast
        assert len(seats(shop)) == 3


async def test_a_name_is_asked_for_until_it_is_one(database_url: str) -> None:
    """Promise 38."""
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", f"Bo{NASTY}")
        await joins(bo, await opens(mei))
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("Join for a friend")
        for no_name in ("😀", "   ", "\u202e\u202e", "12"):
            await bo.write(no_name)
            assert "What is your friend called?" in bo.last.text
        await bo.write(f"\u202e{NASTY}{'x' * 500}\nMum")
        await bo.pay()
        host = me(shop, bo)
        name = shop.run(lambda tx: guests.of_host(tx, host))[0].name
        assert len(name) <= guests.LONGEST
        assert "\u202e" not in name
        assert "&lt;b&gt;" in bo.last.text


async def test_the_leader_is_somebody_who_is_here(database_url: str) -> None:
    """Promise 8: where the leader leaves, a guest leads only where nobody else is left."""
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await brings(mei)
        await joins(bo, token)
        await mei.command("mine")
        await mei.press("Enamel mug")
        await mei.press("Leave")
        await mei.press("Leave")
        assert the_group(shop).leader_id == me(shop, bo)
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("Leave")
        await bo.press("Leave")
        assert the_group(shop).leader_id == friend(shop)
        ledger_is_right(shop)


async def test_what_a_host_is_called_and_wants_holds_for_their_friends(database_url: str) -> None:
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        bo.name = "Bo Li"
        await bo.command("language")
        await bo.press("繁體中文")
        wanted = select(person.c.name, person.c.language).where(person.c.id == friend(shop))
        row = shop.run(lambda tx: tx.first(wanted))
        assert row is not None
        assert tuple(row) == ("Mum (Bo Li)", "zh_Hant")


async def test_whoever_blocked_the_bot_hears_it_all_when_they_return(database_url: str) -> None:
    """Promise 30."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        number = friend(shop)
        owed = select(outbox.c.state).where(
            outbox.c.person_id == number, outbox.c.kind == "succeeded"
        )
        shop.run(
            lambda tx: tx.write(
                outbox.update().where(outbox.c.person_id == number).values(state="unreachable")
            )
        )
        await bo.reached(reachable=False)
        await bo.reached(reachable=True)
        assert shop.run(lambda tx: tx.value(owed)) == "owed"
