"""Topics of a forum, answers to messages, and what is said in a group to nobody in particular."""

from typing import Any

import pytest

from bot.running_bot import RunningBot
from flows.events import Command, Pressed, RoomEvent, Typed
from flows.faces import PressButton, Screen
from flows.replies import Reply, Say
from sandbox.acts import pressing, rooms, talking, topics
from sandbox.world.chats import Chat, Kind
from tests.bot.doubles import said
from tests.bot.streets import Street

FORUM = {"id": -1001, "type": "supergroup", "title": "Neighbours", "is_forum": True}
BEGINNING = {
    "message_id": 40,
    "date": 1_700_000_000,
    "chat": FORUM,
    "message_thread_id": 40,
    "is_topic_message": True,
    "forum_topic_created": {"name": "Fruit", "icon_color": 7322096},
}


def spoken(street: Street, text: str, **fields: Any) -> dict[str, Any]:
    """An update: Anna says something in the forum."""
    return street.update("message", chat=FORUM, text=text, **fields)


def by(street: Street, message_id: int, *, bot: bool) -> dict[str, Any]:
    """An earlier message in the forum, of the shop's bot or of Ben."""
    number = street.account.id if bot else street.ben.id
    author = {"id": number, "is_bot": bot, "first_name": "B"}
    earlier = {"message_id": message_id, "date": 1_700_000_000, "chat": FORUM, "text": "?"}
    return earlier | {"from": author}


async def test_words_in_a_topic_come_with_it_and_are_answered_there(
    street: Street, running: RunningBot
) -> None:
    street.door.answer(said("here"))
    update = spoken(street, "/deals@shop_bot", message_thread_id=40, is_topic_message=True)
    say = await running.receive(update)
    await say()
    [event] = street.door.taken
    assert isinstance(event, Command)
    assert event.place.topic == 40
    assert street.asked("sendMessage")[0]["message_thread_id"] == 40


async def test_the_thread_of_an_ordinary_reply_is_no_topic(
    street: Street, running: RunningBot
) -> None:
    earlier = by(street, 12, bot=True)
    update = spoken(street, "a lamp", message_thread_id=12, reply_to_message=earlier)
    await running.receive(update)
    [event] = street.door.taken
    assert isinstance(event, Typed)
    assert (event.place.topic, event.answers, event.to_us) == (0, 12, True)


async def test_what_begins_a_topic_is_not_what_people_in_it_reply_to(
    street: Street, running: RunningBot
) -> None:
    begun = BEGINNING | {"from": by(street, 40, bot=True)["from"]}
    topic = {"message_thread_id": 40, "is_topic_message": True}
    await running.receive(
        spoken(street, "what nice weather we have", reply_to_message=begun, **topic)
    )
    assert not street.door.taken
    await running.receive(spoken(street, "+1", reply_to_message=begun, **topic))
    [event] = street.door.taken
    assert isinstance(event, Typed)
    assert (event.place.topic, event.answers, event.to_us) == (40, 0, False)


async def test_of_talk_to_nobody_only_what_may_be_an_order_is_taken(
    street: Street, running: RunningBot
) -> None:
    earlier = by(street, 12, bot=False)
    for words in ("hello all", "1+1 is two", "+1\n+2", "+1 " + "x" * 60, "/deals", "退出吧各位"):
        await running.receive(spoken(street, words, reply_to_message=earlier))
    assert not street.door.taken
    for words in ("+1", "+2 blue L", "退出", "列表"):
        await running.receive(spoken(street, words, reply_to_message=earlier))
    heard = [one for one in street.door.taken if isinstance(one, Typed)]
    assert [one.text for one in heard] == ["+1", "+2 blue L", "退出", "列表"]
    assert {(one.to_us, one.answers) for one in heard} == {(False, 12)}


async def test_a_command_in_reply_to_the_bot_needs_no_name(
    street: Street, running: RunningBot
) -> None:
    await running.receive(spoken(street, "/list", reply_to_message=by(street, 12, bot=True)))
    [event] = street.door.taken
    assert isinstance(event, Command)
    assert (event.name, event.answers) == ("list", 12)


async def test_a_card_that_somebody_dropped_is_nobodys_wish(
    street: Street, running: RunningBot
) -> None:
    via = {"id": 1000001, "is_bot": True, "first_name": "Shop"}
    await running.receive(spoken(street, "+1 @shop_bot", via_bot=via))
    assert not street.door.taken


async def test_what_a_group_says_through_its_administrators_has_no_face(
    street: Street, running: RunningBot
) -> None:
    await running.receive(spoken(street, "+1 @shop_bot", sender_chat=FORUM))
    await running.receive(spoken(street, "hello all of you here", sender_chat=FORUM))
    [event] = street.door.taken
    assert isinstance(event, Typed)
    assert event.sender.faceless
    assert (event.sender.id, event.sender.name) == (-1001, "Neighbours")


async def test_a_button_in_a_topic_is_pressed_there(street: Street, running: RunningBot) -> None:
    message = by(street, 41, bot=True) | {"message_thread_id": 40, "is_topic_message": True}
    await running.receive(
        street.update("callback_query", id="1", chat_instance="1", data="h", message=message)
    )
    [event] = street.door.taken
    assert isinstance(event, Pressed)
    assert event.place.topic == 40


def answers(street: Street, *replies: Reply) -> None:
    """What people say and press is answered so from now on, and what happens to the room is not."""
    street.door.script = lambda event: () if isinstance(event, RoomEvent) else replies


@pytest.fixture
def forum(street: Street) -> Chat:
    """A forum of Anna's where the bot is a member."""
    chat = rooms.create(street.world, street.anna.id, "Neighbours", Kind.SUPERGROUP)
    rooms.add_bot(street.world, street.anna.id, chat.id, street.account.id)
    return topics.set_forum(street.world, street.anna.id, chat.id, on=True)


@pytest.mark.usefixtures("listening")
async def test_a_conversation_in_a_topic_stays_there(street: Street, forum: Chat) -> None:
    world, anna = street.world, street.anna.id
    fruit = topics.begin_topic(world, anna, forum.id, "Fruit")
    answers(street, Say(Screen("who?", ((PressButton("Me", "h"),),))))
    talking.say(world, anna, forum.id, "/deals@shop_bot", topic=fruit.id)
    await street.called("sendMessage")
    asked = world.messages.last(forum.key)
    assert asked is not None
    assert asked.message.message_thread_id == fruit.id
    answers(street, said("you!"))
    pressing.press(world, anna, forum.id, asked.id, "Me")
    await street.called("sendMessage", 2)
    told = world.messages.last(forum.key)
    assert told is not None
    assert (told.message.text, told.message.message_thread_id) == ("you!", fruit.id)


@pytest.mark.usefixtures("listening")
async def test_what_a_deleted_topic_can_hear_no_more_is_said_outside_of_it(
    street: Street, forum: Chat
) -> None:
    world, anna = street.world, street.anna.id
    fruit = topics.begin_topic(world, anna, forum.id, "Fruit")
    street.door.slow = lambda event: isinstance(event, Command)
    answers(street, said("here"))
    talking.say(world, anna, forum.id, "/deals@shop_bot", topic=fruit.id)
    await street.door.until(lambda: any(isinstance(one, Command) for one in street.door.seen))
    topics.delete_topic(world, anna, forum.id, fruit.id)
    street.door.gate.set()
    await street.called("sendMessage", 2)
    told = world.messages.last(forum.key)
    assert told is not None
    assert (told.message.text, told.message.message_thread_id) == ("here", None)


@pytest.mark.usefixtures("listening")
async def test_a_closed_topic_is_left_in_peace_and_its_forum_is_not_given_up(
    street: Street, forum: Chat
) -> None:
    world, anna = street.world, street.anna.id
    fruit = topics.begin_topic(world, anna, forum.id, "Fruit")
    topics.close_topic(world, anna, forum.id, fruit.id)
    answers(street, said("first"), said("second"))
    talking.say(world, anna, forum.id, "/deals@shop_bot", topic=fruit.id)
    calls = await street.called("sendMessage", 2)
    assert [one["text"] for one in calls] == ["first", "second"], "the second is tried all the same"
    last = world.messages.last(forum.key)
    assert last is not None
    assert last.message.text == "/deals@shop_bot"
