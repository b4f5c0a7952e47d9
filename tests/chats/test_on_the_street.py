"""The whole of it through both libraries: a card in a group chat, joined by a press, by words and by a stranger."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.running import open_bot
from bot.running_bot import RunningBot
from bot.settings import Settings
from bot.shopfront import Shopfront, among
from bot.uploads import StoredUploads
from flows.conversation import Conversation
from sandbox.acts import pressing, rooms, starting, talking
from sandbox.world.chats import Chat, Kind
from sandbox.world.messages import Posted
from tests.bot.conftest import PROVIDER_TOKEN, TOKEN, a_street, polling
from tests.bot.streets import Street
from tests.chats.room import Room
from tests.flows.phone import Phone
from tests.stories import BOT, Terms, Town


@pytest.fixture
def town(sqlite_url: str) -> Iterator[Town]:
    """A shop that is paid at pickup."""
    with Town(sqlite_url, Terms(minimum=3, capacity=9, provider="")) as made:
        yield made


@pytest.fixture
async def street(town: Town) -> AsyncIterator[Street]:
    """A street whose bot talks with that shop."""
    async with a_street(town.database) as made:
        made.account.id = BOT
        yield made


@pytest.fixture(params=["aiogram", "ptb"])
async def bot(
    request: pytest.FixtureRequest, town: Town, street: Street
) -> AsyncIterator[RunningBot]:
    """A bot under each library, which listens."""
    talk = Conversation(town.database)
    providers = {"sandbox": PROVIDER_TOKEN}
    shopfront = Shopfront(talk, StoredUploads(town.database), among(providers))
    wanted = {"token": TOKEN, "api": street.address, "library": request.param}
    running = await open_bot(Settings.model_validate(wanted), shopfront)
    async with polling(running):
        yield running
    await running.close()


def said(street: Street, chat: Chat) -> list[Posted]:
    """What the bot said for all to read."""
    return [one for one in street.world.messages.of(chat.key) if one.owner_id == street.account.id]


@pytest.fixture
async def neighbours(street: Street, bot: RunningBot) -> Chat:
    """A group chat of Anna and Ben with the bot in it."""
    assert bot.number == street.account.id
    world, anna = street.world, street.anna
    group = rooms.create(world, anna.id, "Neighbours", Kind.SUPERGROUP)
    rooms.add_person(world, anna.id, group.id, street.ben.id)
    rooms.add_bot(world, anna.id, group.id, street.account.id)
    return group


async def test_a_card_is_joined_by_a_press_by_words_and_by_a_stranger(
    town: Town, street: Street, neighbours: Chat
) -> None:
    world, anna, group = street.world, street.anna, neighbours
    zoe = world.people.add("Zoe")
    rooms.add_person(world, anna.id, group.id, zoe.id)
    room = Room(town)
    phone = Phone(room.talk, "Anna Lin", external=anna.id)
    token = room.token(phone, room.opens_group(phone))

    talking.say(world, anna.id, group.id, f"/start@shop_bot {token}")
    await street.until(lambda: len(said(street, group)) == 1)
    [card] = said(street, group)
    assert "1 of 3" in (card.message.text or "")

    pressing.press(world, street.ben.id, group.id, card.id, "Join")
    await street.called("answerCallbackQuery")
    talking.say(world, zoe.id, group.id, "＋2", reply_to=card.id)
    await street.until(lambda: len(said(street, group)) == 2)
    assert said(street, group)[-1].message.text == "Zoe: You are in."
    talking.say(world, zoe.id, group.id, "列表", reply_to=card.id)
    await street.until(lambda: len(said(street, group)) == 3)
    listed = said(street, group)[-1].message.text or ""
    assert "2. Ben" in listed
    assert "3. Zoe: 2" in listed

    starting.start(world, zoe.id, street.account.id, "seat-3")
    chat = world.chats.open_private(zoe.id, street.account.id)
    await street.until(lambda: len(world.messages.of(chat.key)) == 2)
    assert "You are in" in (world.messages.of(chat.key)[-1].message.text or "")


async def test_a_friend_is_brought_by_words_and_spoken_for_in_private(
    town: Town, street: Street, neighbours: Chat
) -> None:
    world, anna, group = street.world, street.anna, neighbours
    room = Room(town)
    phone = Phone(room.talk, "Anna Lin", external=anna.id)
    token = room.token(phone, room.opens_group(phone))
    talking.say(world, anna.id, group.id, f"/start@shop_bot {token}")
    await street.until(lambda: len(said(street, group)) == 1)
    [card] = said(street, group)

    chat = world.chats.open_private(street.ben.id, street.account.id)
    starting.start(world, street.ben.id, street.account.id, "")
    await street.until(lambda: len(world.messages.of(chat.key)) == 2)
    talking.say(world, street.ben.id, group.id, "+1 for Mum", reply_to=card.id)
    await street.until(lambda: len(world.messages.of(chat.key)) == 3)
    word = world.messages.of(chat.key)[-1]
    assert "For Mum" in (word.message.text or "")
    assert "Mum is in." in (word.message.text or "")
    talking.say(world, anna.id, group.id, "列表", reply_to=card.id)
    await street.until(lambda: len(said(street, group)) == 2)
    assert "2. Mum (Ben)" in (said(street, group)[-1].message.text or "")

    pressing.press(world, street.ben.id, street.account.id, word.id, "Leave")
    await street.until(lambda: "Leave this group?" in newest(street, chat))
    asked = world.messages.of(chat.key)[-1]
    pressing.press(world, street.ben.id, street.account.id, asked.id, "Leave")
    await street.until(lambda: "Mum has left the group" in newest(street, chat))


def newest(street: Street, chat: Chat) -> str:
    """The newest message there."""
    return street.world.messages.of(chat.key)[-1].message.text or ""
