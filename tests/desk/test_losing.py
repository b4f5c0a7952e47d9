"""How a shop keeps its channels, and hears when one is lost."""

from catalog.keeping import channels, standings
from catalog.keeping.roles import Role
from groupbuys import cards
from groupbuys.cards import Card
from groupbuys.channels import losing
from tests.desk.rooms import (
    CHAT,
    OURS,
    adds,
    brings,
    dead,
    hears,
    moves,
    owed,
    renames,
    throws_out,
    titles,
    works,
)
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.stories import BOT


async def test_a_channel_that_throws_the_bot_out_is_lost_and_its_keepers_are_told_once(
    database_url: str,
) -> None:
    """Promise 31; and let in again, it is as before, and they are told."""
    with Bazaar(database_url) as shop:
        mei, bo, pat = shop.phones("Mei", "Bo", "Pat")
        await opens_shop(mei)
        for phone, role in ((bo, Role.MANAGER), (pat, Role.PACKER)):
            await phone.start()
            works(shop, phone, role)
        await brings(mei, CHAT)
        shop.run(lambda tx: cards.show(tx, Card(BOT, CHAT, 7, 0, 1), 1))
        await throws_out(mei, CHAT)
        assert titles(shop) == []
        assert dead(shop) == [1]
        for phone in (mei, bo):
            said = await hears(shop, phone, "channel_lost")
            assert said is not None
            assert "I cannot post into <b>Olives</b> any more" in said.text
            assert "Olive corner and their groups go on" in said.text
        assert await hears(shop, pat, "channel_lost") is None
        assert shop.run(lambda tx: losing.lose_chat(tx, BOT, CHAT)) == ()
        assert owed(shop, "channel_lost") == 2
        await bo.press("Channels")
        assert "may not post there just now" in bo.last.text
        shop.wind(minutes=1)
        await brings(mei, CHAT)
        assert titles(shop) == ["Olives"]
        assert dead(shop) == [0]
        assert owed(shop, "channel_back") == 1
        assert await hears(shop, mei, "channel_lost") is None, "no longer true"
        shop.wind(minutes=1)
        await throws_out(mei, CHAT)
        assert owed(shop, "channel_lost") == 4, "another time, another word"


async def test_a_refused_post_loses_the_channel_until_the_right_comes_back(sqlite_url: str) -> None:
    """Promise 31, as the sender finds out."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await brings(mei, CHAT)
        assert [one.title for one in shop.run(lambda tx: losing.lose_chat(tx, BOT, CHAT))] == [
            "Olives"
        ]
        stands = shop.run(lambda tx: standings.known(tx, BOT, CHAT))
        assert stands is not None
        assert not stands.can_post
        await brings(mei, CHAT, stands="silent")
        assert owed(shop, "channel_lost") == 1
        await brings(mei, CHAT)
        assert titles(shop) == ["Olives"]


async def test_an_owner_takes_a_channel_off_the_list_and_it_stays_off(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        await brings(mei, CHAT)
        await mei.command("shop")
        await mei.press("Channels")
        await mei.press("Take off Olives")
        assert "Take <b>Olives</b> off the list?" in mei.last.text
        assert titles(shop) == ["Olives"]
        await mei.press("Take it off")
        assert "There is none yet" in mei.last.text
        await throws_out(mei, CHAT)
        await brings(bo, CHAT)
        assert titles(shop) == []
        assert owed(shop, "channel_lost") == owed(shop, "channel_back") == 0
        await brings(mei, CHAT, stands="gone")
        await brings(mei, CHAT)
        assert titles(shop) == ["Olives"], "but its owner may bring it back"


async def test_a_group_that_becomes_a_supergroup_stays_the_shops(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await adds(mei, "Add a group")
        await mei.pick(-5, "Family")
        shop.run(lambda tx: cards.show(tx, Card(BOT, -5, 7, 0, 1), 1))
        await moves(mei, -5, -1005)
        await throws_out(mei, -5, "group")
        (found,) = shop.run(lambda tx: channels.channels_of(tx, OURS))
        assert (found.chat, found.title) == (-1005, "Family")
        assert dead(shop) == [1], "messages of the old group cannot be edited any more"
        await brings(mei, -1005, "Family", kind="group")
        assert owed(shop, "channel_which") == owed(shop, "channel_lost") == 0


async def test_a_channel_is_listed_under_its_newest_title(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await brings(mei, CHAT, "Olives", "old")
        await renames(mei, CHAT, "Oils")
        (found,) = shop.run(lambda tx: channels.channels_of(tx, OURS))
        assert (found.title, found.username) == ("Oils", "old")
        await brings(mei, CHAT, "Oils", "new")
        (found,) = shop.run(lambda tx: channels.channels_of(tx, OURS))
        assert found.username == "new"


async def test_a_lost_channel_that_was_taken_off_the_list_does_not_come_back(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        await brings(mei, CHAT)
        await throws_out(mei, CHAT)
        await mei.command("shop")
        await mei.press("Channels")
        await mei.press("Take off Olives")
        await mei.press("Take it off")
        assert await hears(shop, mei, "channel_lost") is None, "it is none of theirs any more"
        await brings(bo, CHAT)
        assert titles(shop) == []
        assert owed(shop, "channel_back") == 0
