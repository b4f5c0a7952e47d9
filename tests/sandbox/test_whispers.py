"""Ephemeral messages, as strict as Telegram: in groups alone, to members alone, and soon after they did something."""

from typing import Any

import httpx
import pytest

from sandbox.acts import pressing, rooms, talking
from sandbox.acts.outcomes import QueryAsked
from sandbox.world.chats import Chat, Kind
from sandbox.world.refusals import Impossible
from sandbox.world.whispers import Spoken
from tests.sandbox.town import PROVIDER_TOKEN, Town

KEYS = {"inline_keyboard": [[{"text": "Pay", "callback_data": "pay"}]]}


@pytest.fixture
def group(town: Town) -> Chat:
    """A supergroup of Anna and Ben with the bot as a plain member."""
    chat = rooms.create(town.world, town.anna.id, "Tea", Kind.SUPERGROUP)
    rooms.add_person(town.world, town.anna.id, chat.id, town.ben.id)
    rooms.add_bot(town.world, town.anna.id, chat.id, town.bot.id)
    return chat


class Caller:
    """The shop's bot, calling over HTTP."""

    def __init__(self, town: Town, http: httpx.AsyncClient, chat: Chat) -> None:
        self._town, self._http, self.chat = town, http, chat

    async def call(self, method: str, **arguments: Any) -> Any:
        """The result of a call, or the words of its refusal."""
        body = {"chat_id": self.chat.id_for(self._town.bot.id), **arguments}
        answer = (await self._http.post(self._town.url(method), json=body)).json()
        return answer["result"] if answer["ok"] else answer["description"]

    async def whisper(self, reader: int, text: str = "psst", **more: Any) -> Any:
        """Send an ephemeral message; `query` is the press that it answers."""
        named = {"receiver_user_id": reader}
        if "query" in more:
            named["callback_query_id"] = more.pop("query")
        return await self.call("sendMessage", text=text, ephemeral_message_parameters=named, **more)

    async def pressed(self, person: int) -> str:
        """Somebody presses a button of the bot's for all to see: gives the number of the press."""
        sent = await self.call("sendMessage", text="card", reply_markup=KEYS)
        outcome = pressing.press(self._town.world, person, self.chat.id, sent["message_id"], 0)
        assert isinstance(outcome, QueryAsked)
        return outcome.query_id


@pytest.fixture
def bot(town: Town, http: httpx.AsyncClient, group: Chat) -> Caller:
    """The bot in the group."""
    return Caller(town, http, group)


def updates(town: Town) -> list[Any]:
    """What waits for the bot, newest last."""
    return list(town.world.post.box(town.bot.id).waiting)


async def test_a_press_is_answered_to_who_pressed_and_stands_in_nobodys_history(
    town: Town, bot: Caller
) -> None:
    sent = await bot.whisper(town.ben.id, query=await bot.pressed(town.ben.id), reply_markup=KEYS)
    assert sent["message_id"] == 0
    assert sent["receiver_user"]["id"] == town.ben.id
    assert "psst" not in [one.message.text for one in town.world.messages.of(bot.chat.key)]
    number = sent["ephemeral_message_id"]
    pressing.press(town.world, town.ben.id, bot.chat.id, 0, "Pay", whisper=number)
    query = updates(town)[-1].callback_query
    assert (query.message.message_id, query.message.ephemeral_message_id) == (0, number)
    with pytest.raises(Impossible):
        pressing.press(town.world, town.anna.id, bot.chat.id, 0, "Pay", whisper=number)


async def test_fifteen_seconds_after_the_press_it_is_too_late(town: Town, bot: Caller) -> None:
    query = await bot.pressed(town.ben.id)
    town.world.wind(14)
    assert (await bot.whisper(town.ben.id, query=query))["ephemeral_message_id"]
    town.world.wind(2)
    assert "query is too old" in await bot.whisper(town.ben.id, query=query)


async def test_the_press_of_one_is_no_reason_to_whisper_to_another(town: Town, bot: Caller) -> None:
    query = await bot.pressed(town.ben.id)
    assert "query ID is invalid" in await bot.whisper(town.anna.id, query=query)
    assert "query ID is invalid" in await bot.whisper(town.ben.id, query="12345")


async def test_without_a_reason_only_an_administrator_may(town: Town, bot: Caller) -> None:
    assert "not enough rights" in await bot.whisper(town.ben.id)
    rooms.promote(town.world, town.anna.id, bot.chat.id, town.bot.id)
    assert (await bot.whisper(town.ben.id))["ephemeral_message_id"]


async def test_to_members_alone_and_never_to_bots(town: Town, bot: Caller) -> None:
    query = await bot.pressed(town.ben.id)
    rooms.leave(town.world, town.ben.id, bot.chat.id)
    assert "PARTICIPANT_ID_INVALID" in await bot.whisper(town.ben.id, query=query)
    assert "PARTICIPANT_ID_INVALID" in await bot.whisper(424242)
    assert "to bots" in await bot.whisper(town.bot.id)


async def test_in_groups_alone(town: Town, http: httpx.AsyncClient) -> None:
    channel = rooms.create(town.world, town.anna.id, "Deals", Kind.CHANNEL)
    rooms.add_bot(town.world, town.anna.id, channel.id, town.bot.id)
    private = town.world.chats.open_private(town.anna.id, town.bot.id)
    for chat in (channel, private):
        refused = await Caller(town, http, chat).whisper(town.anna.id)
        assert "only to groups and supergroups" in refused


async def test_no_invoice_and_no_reply_keyboard(town: Town, bot: Caller) -> None:
    query = await bot.pressed(town.ben.id)
    keyboard = {"keyboard": [[{"text": "Deals"}]]}
    refused = await bot.whisper(town.ben.id, query=query, reply_markup=keyboard)
    assert "inline keyboard only" in refused
    refused = await bot.call(
        "sendInvoice",
        title="Tea",
        description="Oolong",
        payload="p",
        currency="EUR",
        provider_token=PROVIDER_TOKEN,
        prices=[{"label": "Tea", "amount": 900}],
        ephemeral_message_parameters={"receiver_user_id": town.ben.id},
    )
    assert "cannot send an ephemeral message" in refused


async def test_it_is_edited_and_deleted_by_methods_of_its_own(town: Town, bot: Caller) -> None:
    query = await bot.pressed(town.ben.id)
    sent = await bot.whisper(town.ben.id, query=query, reply_markup=KEYS)
    named = {
        "receiver_user_id": town.ben.id,
        "ephemeral_message_id": sent["ephemeral_message_id"],
    }
    edit = "editEphemeralMessageText"
    assert await bot.call(edit, text="paid", **named) is True
    assert "message is not modified" in await bot.call(edit, text="paid", **named)
    assert await bot.call("editEphemeralMessageReplyMarkup", reply_markup=KEYS, **named) is True
    assert "no caption" in await bot.call("editEphemeralMessageCaption", caption="x", **named)
    photo = {"type": "photo", "media": "https://a.example/b.jpg", "caption": "lamp"}
    assert await bot.call("editEphemeralMessageMedia", media=photo, **named) is True
    assert await bot.call("editEphemeralMessageCaption", caption="other", **named) is True
    assert "no text" in await bot.call(edit, text="words", **named)
    stranger = {**named, "receiver_user_id": town.anna.id}
    assert "not found" in await bot.call("deleteEphemeralMessage", **stranger)
    replaced = {"receiver_user_id": town.ben.id, "callback_query_id": "1"}
    assert "not found" in await bot.call("deleteMessage", message_id=sent["ephemeral_message_id"])
    assert "invalid" in await bot.call(
        "sendMessage", text="x", ephemeral_message_parameters=replaced
    )
    assert await bot.call("deleteEphemeralMessage", **named) is True
    assert not town.world.whispers.of(bot.chat.key)


@pytest.mark.parametrize(
    ("spoken", "spelling", "private"),
    [
        ("10.3", "nested", True),
        ("10.3", "loose", False),
        ("10.2", "nested", False),
        ("10.2", "loose", True),
        ("10.1", "nested", False),
        ("10.1", "loose", False),
    ],
)
async def test_a_server_ignores_a_spelling_that_it_does_not_know_and_publishes(
    town: Town, bot: Caller, spoken: Spoken, spelling: str, *, private: bool
) -> None:
    named = {
        "receiver_user_id": town.ben.id,
        "callback_query_id": await bot.pressed(town.ben.id),
    }
    town.world.whispers.spoken = spoken
    more = {"ephemeral_message_parameters": named} if spelling == "nested" else named
    sent = await bot.call("sendMessage", text="psst", **more)
    assert ("ephemeral_message_id" in sent) == private
    assert (sent["message_id"] == 0) == private


async def test_an_older_server_knows_no_such_method(town: Town, bot: Caller) -> None:
    assert await bot.call("deleteEphemeralMessage") != "Not Found: method not found"
    town.world.whispers.spoken = "10.1"
    assert await bot.call("deleteEphemeralMessage") == "Not Found: method not found"


async def test_a_command_declared_ephemeral_is_heard_by_its_bot_alone(
    town: Town, bot: Caller
) -> None:
    menu = [{"command": "join", "description": "Join in", "is_ephemeral": True}]
    await bot.call("setMyCommands", commands=menu)
    talking.say(town.world, town.ben.id, bot.chat.id, "/join lamp")
    message = updates(town)[-1].message
    assert (message.text, message.message_id) == ("/join lamp", 0)
    assert message.receiver_user.id == town.bot.id
    assert "/join lamp" not in [one.message.text for one in town.world.messages.of(bot.chat.key)]
    told: dict[str, Any] = {
        "reply_parameters": {"ephemeral_message_id": message.ephemeral_message_id}
    }
    assert (await bot.whisper(town.ben.id, **told))["ephemeral_message_id"]
    assert "not found" in await bot.whisper(town.anna.id, **told)
    town.world.wind(16)
    assert "not enough rights" in await bot.whisper(town.ben.id, **told)
    talking.say(town.world, town.ben.id, bot.chat.id, "/join@other_bot")
    assert town.world.messages.of(bot.chat.key)[-1].message.text == "/join@other_bot"
