"""How a shop gets its channels."""

from sqlalchemy import func, select

from catalog.keeping import channels
from catalog.keeping.channels import MOST_CHANNELS, Found
from catalog.keeping.roles import Role
from flows.presses.channels import AddChannel, AskRemoveChannel, ConnectChat, RemoveChannel
from flows.presses.every import WIRE, Home
from people.tables import person
from storage.tables import outbox
from storage.transaction import Transaction
from tests.desk.rooms import (
    CHAT,
    OURS,
    adds,
    brings,
    hears,
    opens_another,
    owed,
    throws_out,
    titles,
    works,
)
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.test_news import me
from tests.stories import BOT


async def test_a_channel_is_picked_with_one_native_button(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await adds(mei)
        assert mei.offered == ["channel"]
        await brings(mei, CHAT, "Olives & co", "oliven")
        await mei.pick(CHAT, "Olives & co", "oliven")
        assert mei.offered == []
        said = "".join(one.text for one in mei.messages.values())
        assert "✅ I can post into" in said
        assert '<a href="https://t.me/oliven">Olives &amp; co</a>' in mei.last.text
        assert titles(shop) == ["Olives & co"]
        assert await hears(shop, mei, "channel_on") is None, "they heard it as an answer"


async def test_the_choice_may_come_before_the_right(database_url: str) -> None:
    """By either order: the two updates are of two chats, and nothing says which is taken first."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await adds(mei)
        await mei.pick(CHAT, "Olives")
        await brings(mei, CHAT, "Olives")
        assert titles(shop) == ["Olives"]
        assert owed(shop, "channel_on") == owed(shop, "channel_which") == 0


async def test_a_chat_where_the_bot_may_not_post_waits_until_it_may(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await throws_out(mei, CHAT)
        await adds(mei)
        await mei.pick(CHAT, "Olives")
        assert "may not post there just now" in mei.last.text
        assert titles(shop) == []
        await brings(mei, CHAT, "Olives")
        assert titles(shop) == ["Olives"]
        said = await hears(shop, mei, "channel_on")
        assert said is not None
        assert "I can post into <b>Olives</b> now" in said.text
        await mei.press("Channels")
        assert "📣 <b>Olives</b>" in mei.last.text


async def test_who_has_one_shop_and_brings_the_bot_into_a_channel_is_recognised(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await brings(mei, CHAT, NASTY)
        assert titles(shop) == [NASTY]
        assert await hears(shop, mei, "channel_on") is not None
        await brings(mei, CHAT, NASTY)
        assert owed(shop, "channel_on") == 1, "another right changes nothing"


async def test_who_asked_and_brought_the_bot_in_by_hand_is_told_a_little_later(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await adds(mei)
        await brings(mei, CHAT)
        assert await hears(shop, mei, "channel_on") is not None
        due = shop.run(lambda tx: tx.value(select(outbox.c.due_at)))
        assert due > shop.now


async def test_who_has_several_shops_is_asked_for_which(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, eve = shop.phones("Mei", "Eve")
        await opens_shop(mei, "First")
        await opens_another(mei)
        await opens_shop(eve, "Third")
        await brings(mei, CHAT)
        assert titles(shop, 2) == titles(shop, 3) == []
        assert await hears(shop, mei, "channel_which") is not None
        await eve.wire(WIRE.encode(ConnectChat(4, 1)))
        assert titles(shop, 4) == [], "it was not Eve who brought it in"
        await mei.press("Yes, for Second")
        assert (titles(shop, 2), titles(shop, 3)) == ([], ["Olives"])
        await throws_out(mei, CHAT)
        await mei.press("Yes, for First")
        assert titles(shop, 2) == []


async def test_the_desk_that_asked_gets_the_chat_although_there_are_others(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei, "First")
        await opens_another(mei)
        await mei.wire(WIRE.encode(AddChannel(3, "c")))
        await brings(mei, CHAT)
        await mei.pick(CHAT, "Olives")
        assert (titles(shop, 2), titles(shop, 3)) == ([], ["Olives"])


async def test_a_group_is_never_taken_without_asking(database_url: str) -> None:
    """One is brought into groups for many reasons."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await brings(mei, -5, "Family", kind="group")
        assert titles(shop) == []
        assert await hears(shop, mei, "channel_which") is not None
        await mei.press("Yes, for Olive corner")
        assert "👥 <b>Family</b>" in mei.last.text


async def test_a_stranger_to_shops_is_told_kindly_if_they_know_the_bot(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bo, ana, li = shop.phones("Bo", "Ana", "Li")
        await brings(ana, -7)
        assert shop.run(lambda tx: tx.value(select(func.count()).select_from(person))) == 0
        await bo.start()
        await brings(bo, -8, kind="group")
        assert owed(shop, "channel_which") == 0
        await brings(bo, CHAT)
        said = await hears(shop, bo, "channel_which")
        assert said is not None
        assert "You own none here" in said.text
        await opens_shop(li)
        await ana.start()
        works(shop, ana, Role.MANAGER)
        await brings(ana, -9)
        assert await hears(shop, ana, "channel_which") is not None
        assert titles(shop) == []


async def test_another_shops_channel_looks_like_none(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, eve = shop.phones("Mei", "Eve")
        await opens_shop(mei)
        await brings(mei, CHAT)
        await opens_shop(eve, "Another")
        for press in (AskRemoveChannel(3, 1), RemoveChannel(3, 1)):
            await eve.wire(WIRE.encode(press))
            assert "There is none yet" in eve.last.text
        await eve.picked(OURS * 2, -1002, "Hers")
        assert "not yours to do" in eve.last.text
        assert titles(shop) == ["Olives"]


async def test_cancel_takes_the_native_button_away(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await adds(mei, "Add a group")
        assert mei.offered == ["group"]
        await mei.write("what?")
        assert mei.offered == ["group"]
        await mei.write("Cancel")
        assert mei.offered == []
        assert "There is none yet" in mei.last.text
        await adds(mei)
        await mei.wire(WIRE.encode(Home()))
        await mei.write("Cancel")
        assert mei.offered == [], "also by who went on to something else"
        await adds(mei)
        shop.wind(hours=3)
        await mei.pick(CHAT, "Olives")
        assert titles(shop) == ["Olives"], "the button itself says for which shop it is"


async def test_a_shop_has_so_many_channels_and_no_more(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await adds(mei)
        by = me(shop, mei)

        def fill(tx: Transaction) -> None:
            for number in range(MOST_CHANNELS):
                found = Found(BOT, -2000 - number, "channel", NASTY * 4, "n" * 32)
                channels.connect(tx, OURS, found, by)

        shop.run(fill)
        await mei.pick(CHAT, "One more")
        assert "at most 40 channels" in "".join(one.text for one in mei.messages.values())
        await brings(mei, CHAT)
        await hears(shop, mei, "channel_which")
        await mei.press("Yes, for")
        assert "at most 40 channels" in mei.toast
        await mei.wire(WIRE.encode(AddChannel(OURS, "c")))
        assert mei.offered == []
        assert len(titles(shop)) == MOST_CHANNELS
