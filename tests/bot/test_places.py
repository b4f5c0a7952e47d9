"""Group chats: who spoke and where are two things, and talk among people is left alone."""

import pytest

from flows.events import Command, Pressed, Reached, Typed
from flows.faces import PressButton, Screen
from flows.reactions import React
from flows.replies import Say
from sandbox.acts import pressing, rooms, starting, talking
from sandbox.world.chats import Chat, Kind
from sandbox.world.faults import Failure, Fault
from tests.bot.doubles import said
from tests.bot.streets import Street

pytestmark = pytest.mark.usefixtures("listening")


@pytest.fixture
def group(street: Street) -> Chat:
    """A group of Anna and Ben with a bot that hears everything."""
    street.account.reads_all = True
    chat = rooms.create(street.world, street.anna.id, "Neighbours", Kind.SUPERGROUP)
    rooms.add_person(street.world, street.anna.id, chat.id, street.ben.id)
    rooms.add_bot(street.world, street.anna.id, chat.id, street.account.id)
    return chat


async def test_talk_that_is_not_addressed_to_the_bot_is_left_alone(
    street: Street, group: Chat
) -> None:
    for words in (
        "hello all of you out there",
        "/start",
        "/start@other_bot",
        "please mail me at a@shop_bots.example",
    ):
        talking.say(street.world, street.ben.id, group.id, words)
    talking.say(street.world, street.ben.id, group.id, "hey @Shop_Bot red shoes")
    await street.door.until(lambda: bool(street.heard()))
    [event] = street.heard()
    assert isinstance(event, Typed)
    assert event.text == "hey  red shoes"
    assert (event.sender.id, event.place.chat, event.place.kind) == (
        street.ben.id,
        group.id,
        "group",
    )


async def test_a_few_words_may_answer_what_it_asked_unless_they_answer_somebody_else(
    street: Street, group: Chat
) -> None:
    """They are not addressed to it: whether this person was asked anything is looked up, and else they are talk."""
    talking.say(street.world, street.ben.id, group.id, "blue L")
    await street.door.until(lambda: bool(street.heard()))
    [event] = street.heard()
    assert isinstance(event, Typed)
    assert (event.text, event.to_us) == ("blue L", False)


async def test_a_command_by_name_and_an_answer_to_the_bot_are_meant_for_it(
    street: Street, group: Chat
) -> None:
    street.door.answer(said("yes?"))
    talking.say(street.world, street.ben.id, group.id, "/Start@shop_bot  inv-1 ")
    await street.called("sendMessage")
    message = street.world.messages.last(group.key)
    assert message is not None
    assert message.message.text == "yes?"
    talking.say(street.world, street.ben.id, group.id, "a lamp", reply_to=message.id)
    await street.door.until(lambda: len(street.heard()) == 2)
    command, answer = street.heard()
    assert isinstance(command, Command)
    assert (command.name, command.argument) == ("start", "inv-1")
    assert isinstance(answer, Typed)
    assert answer.text == "a lamp"


async def test_a_button_in_a_group_is_pressed_by_whoever_presses_it(
    street: Street, group: Chat
) -> None:
    street.door.answer(Say(Screen("who?", ((PressButton("Me", "h"),),))))
    talking.say(street.world, street.anna.id, group.id, "/start@shop_bot")
    await street.called("sendMessage")
    message = street.world.messages.last(group.key)
    assert message is not None
    street.door.answer()
    pressing.press(street.world, street.ben.id, group.id, message.id, "Me")
    await street.called("answerCallbackQuery")
    event = street.door.taken[-1]
    assert isinstance(event, Pressed)
    assert (event.sender.id, event.place.chat) == (street.ben.id, group.id)


async def test_blocking_the_bot_and_letting_it_back_in_are_told(street: Street) -> None:
    """Promise 30."""
    starting.block(street.world, street.anna.id, street.account.id)
    starting.unblock(street.world, street.anna.id, street.account.id)
    await street.door.until(lambda: len(street.door.taken) == 2)
    assert [event.reachable for event in street.door.taken if isinstance(event, Reached)] == [
        False,
        True,
    ]
    assert {event.sender.id for event in street.door.taken} == {street.anna.id}


async def test_replies_follow_a_group_to_its_new_number(street: Street) -> None:
    old = rooms.create(street.world, street.anna.id, "Small", Kind.GROUP)
    rooms.add_bot(street.world, street.anna.id, old.id, street.account.id)
    street.door.slow = lambda event: isinstance(event, Command)
    street.door.answer(said("found you"))
    talking.say(street.world, street.anna.id, old.id, "/start@shop_bot")
    await street.door.until(lambda: bool(street.door.seen))
    new = rooms.upgrade(street.world, street.anna.id, old.id)
    street.door.gate.set()
    await street.called("sendMessage", 2)
    message = street.world.messages.last(new.key)
    assert message is not None
    assert message.message.text == "found you"


async def test_a_sign_stands_under_what_somebody_said_and_is_not_missed_where_it_may_not(
    street: Street, group: Chat
) -> None:
    street.door.script = lambda event: (
        (React(event.message), said("and on")) if isinstance(event, Typed) else ()
    )
    talking.say(street.world, street.ben.id, group.id, "+1")
    await street.called("setMessageReaction")
    await street.called("sendMessage")
    posted = next(one for one in street.world.messages.of(group.key) if one.message.text == "+1")
    assert posted.reactions == {street.account.id: "👌"}
    street.world.faults.plan(
        Fault(
            Failure.REFUSED,
            "setMessageReaction",
            times=9,
            status=400,
            description="Bad Request: REACTION_INVALID",
        )
    )
    talking.say(street.world, street.ben.id, group.id, "+2")
    await street.called("sendMessage", 2)
