"""A private word in a group as an ephemeral message: seen by one person alone, whatever goes wrong."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.running_bot import RunningBot
from flows.door import Asked
from flows.events import Command, Pressed
from flows.faces import Asks, Picture, PressButton, Screen
from flows.replies import Edit, Whisper
from sandbox.acts import pressing, rooms, talking
from sandbox.world.chats import Chat, Kind
from sandbox.world.faults import Failure, Fault
from sandbox.world.posting import post
from sandbox.world.whispers import Spoken
from scheduler.sending import Sent, Unreachable
from tests.bot.pictures import png
from tests.bot.streets import Street
from tests.bot.whispers import RECEIPT, card_in_group, in_group, joins, press_card, whispered

pytestmark = pytest.mark.usefixtures("listening")

PAID = Screen("Paid", ((PressButton("Where is it?", "h"),),))


@pytest.fixture
async def group(street: Street) -> Chat:
    """A group with a card, on a server that knows ephemeral messages."""
    return await card_in_group(street)


async def press_whisper(street: Street, group: Chat, label: str = "Pay") -> None:
    """Anna presses a button under the newest ephemeral message, and is answered."""
    number = street.world.whispers.of(group.key)[-1].whisper
    before = len(street.calls("answerCallbackQuery"))
    pressing.press(street.world, street.anna.id, group.id, 0, label, whisper=number)
    await street.called("answerCallbackQuery", before + 1)


@pytest.mark.parametrize("spoken", ["10.3", "10.2"])
async def test_only_who_pressed_reads_it_whichever_way_the_server_spells_it(
    street: Street, group: Chat, spoken: Spoken
) -> None:
    street.world.whispers.spoken = spoken
    for person in (street.anna, street.ben):
        word = Whisper(RECEIPT, private=person.id, start="j-1", toast="Only you see it.")
        answer = await joins(street, group, person.id, word)
        assert (answer["text"], answer["show_alert"]) == ("Only you see it.", False)
    read = "Seat held & yours"
    assert whispered(street, group) == [(street.anna.id, read), (street.ben.id, read)]
    assert not street.from_bot()
    assert len(street.calls("deleteEphemeralMessage")) == 1


async def test_a_press_under_it_changes_it(street: Street, group: Chat) -> None:
    await joins(street, group, street.anna.id, Whisper(RECEIPT))
    street.door.answer(Whisper(PAID, toast="Thank you."))
    await press_whisper(street, group)
    event = street.door.taken[-1]
    assert isinstance(event, Pressed)
    assert event.message_id == 0
    assert event.whisper == street.world.whispers.of(group.key)[-1].whisper
    assert whispered(street, group) == [(street.anna.id, "Paid")]
    assert street.asked("answerCallbackQuery")[-1]["text"] == "Thank you."


async def test_an_edit_in_answer_to_it_changes_it_with_or_without_a_picture(
    street: Street, group: Chat, tmp_path: Path
) -> None:
    lamp = tmp_path / "lamp.png"
    await asyncio.to_thread(lamp.write_bytes, png())
    await joins(street, group, street.anna.id, Whisper(RECEIPT))
    street.door.answer(Edit(Screen("Lamp", RECEIPT.buttons, Picture("https://img.example/1.jpg"))))
    await press_whisper(street, group)
    await street.called("editEphemeralMessageMedia")
    [shown] = street.world.whispers.of(group.key)
    assert shown.message.photo
    street.door.answer(Edit(Screen("Other", RECEIPT.buttons, Picture(f"file:{lamp}"))))
    await press_whisper(street, group)
    await street.called("editEphemeralMessageMedia", 2)
    street.door.answer(Edit(PAID))
    await press_whisper(street, group)
    await street.called("deleteEphemeralMessage", 2)
    assert whispered(street, group) == [(street.anna.id, "Paid")]
    assert in_group(street, group) == ["Lamp"]


async def test_one_that_is_gone_is_said_anew_to_nobody_else(street: Street, group: Chat) -> None:
    await joins(street, group, street.anna.id, Whisper(RECEIPT))
    street.world.faults.plan(
        Fault(
            Failure.REFUSED,
            "editEphemeralMessageText",
            status=400,
            description="Bad Request: message to edit not found",
        )
    )
    street.door.answer(Edit(PAID))
    await press_whisper(street, group)
    await street.until(lambda: len(whispered(street, group)) == 2)
    assert whispered(street, group)[-1] == (street.anna.id, "Paid")
    assert in_group(street, group) == ["Lamp"]


async def test_later_than_fifteen_seconds_after_the_press_it_goes_to_the_private_chat(
    street: Street, group: Chat
) -> None:
    street.door.answer(Whisper(RECEIPT, private=street.anna.id))
    street.door.slow = lambda event: isinstance(event, Pressed)
    press_card(street, group, street.anna.id)
    await street.door.until(lambda: isinstance(street.door.seen[-1], Pressed))
    street.world.wind(16)
    street.door.gate.set()
    await street.called("answerCallbackQuery")
    assert not whispered(street, group)
    assert street.newest().message.text == "Seat held & yours"
    assert in_group(street, group) == ["Lamp"]


async def test_who_left_the_group_meanwhile_reads_it_in_private(street: Street) -> None:
    group = await card_in_group(street)
    street.door.answer(Whisper(RECEIPT, private=street.anna.id))
    rooms.promote(street.world, street.anna.id, group.id, street.ben.id)
    street.door.slow = lambda event: isinstance(event, Pressed)
    press_card(street, group, street.anna.id)
    await street.door.until(lambda: isinstance(street.door.seen[-1], Pressed))
    rooms.leave(street.world, street.anna.id, group.id)
    street.door.gate.set()
    await street.called("answerCallbackQuery")
    assert not whispered(street, group)
    assert street.newest().message.text == "Seat held & yours"


async def test_a_group_that_moves_on_meanwhile_costs_nobody_their_word(street: Street) -> None:
    group = await card_in_group(street, Kind.GROUP)
    street.door.answer(Whisper(RECEIPT, private=street.anna.id))
    street.door.slow = lambda event: isinstance(event, Pressed)
    press_card(street, group, street.anna.id)
    await street.door.until(lambda: isinstance(street.door.seen[-1], Pressed))
    new = rooms.upgrade(street.world, street.anna.id, group.id)
    street.door.gate.set()
    await street.called("answerCallbackQuery")
    assert street.newest().message.text == "Seat held & yours"
    assert not [one for one in street.world.messages.of(new.key) if one.message.text]


@pytest.mark.parametrize(
    "trouble",
    [
        Fault(Failure.TOO_MANY, "sendMessage", retry_after=2),
        Fault(Failure.LOST, "sendMessage"),
        Fault(Failure.REFUSED, "sendMessage", status=403, description="Forbidden: no"),
        Fault(Failure.REFUSED, "sendMessage", status=400, description="Bad Request: no"),
    ],
    ids=["too many", "lost answer", "forbidden", "refused"],
)
async def test_whatever_is_refused_or_lost_there_is_said_in_private(
    street: Street, group: Chat, trouble: Fault
) -> None:
    street.world.faults.plan(replace(trouble))
    await joins(street, group, street.anna.id, Whisper(RECEIPT, private=street.anna.id))
    assert street.newest().message.text == "Seat held & yours"


async def test_what_surely_did_not_leave_is_said_there_again(street: Street, group: Chat) -> None:
    street.world.faults.plan(
        Fault(Failure.BROKEN, "sendMessage", status=502, description="Bad Gateway")
    )
    await joins(street, group, street.anna.id, Whisper(RECEIPT, private=street.anna.id))
    assert len(whispered(street, group)) == 1
    assert not street.from_bot()


async def test_should_a_server_publish_it_nevertheless_it_is_taken_back_and_never_tried_again(
    street: Street, group: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    word = Whisper(RECEIPT, private=street.anna.id)
    await joins(street, group, street.anna.id, word)
    street.world.whispers.spoken = "10.1"
    await joins(street, group, street.anna.id, word)
    assert len(street.calls("deleteMessage")) == 1
    assert "was published" in caplog.text
    assert street.newest().message.text == "Seat held & yours"
    before = len([call for call in street.asked("sendMessage") if "receiver_user_id" in call])
    await joins(street, group, street.anna.id, word)
    after = len([call for call in street.asked("sendMessage") if "receiver_user_id" in call])
    assert after == before


async def test_a_group_hears_so_many_a_minute_that_its_cards_stay_current(
    street: Street, group: Chat
) -> None:
    word = Whisper(RECEIPT, private=street.anna.id)
    for _ in range(9):
        await joins(street, group, street.anna.id, word)
    assert len(whispered(street, group)) == 6
    assert len(street.from_bot()) == 3


async def test_in_a_channel_it_goes_to_the_private_chat(street: Street) -> None:
    channel = rooms.create(street.world, street.anna.id, "Deals", Kind.CHANNEL)
    rooms.add_bot(street.world, street.anna.id, channel.id, street.account.id)
    await street.door.until(lambda: bool(street.door.taken))
    street.door.answer(Whisper(RECEIPT, private=street.anna.id))
    markup = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Join", callback_data="h")]]
    )
    post(street.world, channel, street.account.id, {"text": "Lamp", "reply_markup": markup})
    press_card(street, channel, street.anna.id)
    await street.called("answerCallbackQuery")
    assert street.newest().message.text == "Seat held & yours"
    assert not street.calls("deleteEphemeralMessage")


async def test_a_command_that_only_the_bot_sees_is_answered_so_that_only_they_see(
    street: Street, group: Chat, running: RunningBot
) -> None:
    await running.set_commands({"": [("join", "Join in")]})
    menu = street.account.profile.commands["default", ""]
    street.account.profile.commands["default", ""] = [
        one.model_copy(update={"is_ephemeral": True}) for one in menu
    ]
    street.door.answer(Whisper(RECEIPT, aloud=Screen("for all")))
    talking.say(street.world, street.ben.id, group.id, "/join")
    await street.until(lambda: bool(whispered(street, group)))
    event = street.door.taken[-1]
    assert isinstance(event, Command)
    assert (event.name, event.whisper > 0) == ("join", True)
    assert whispered(street, group) == [(street.ben.id, "Seat held & yours")]
    assert in_group(street, group) == ["Lamp"]
    assert "join" not in [one.message.text for one in street.world.messages.of(group.key)]


async def test_commands_that_are_answered_in_private_are_declared_so_for_groups(
    street: Street, running: RunningBot
) -> None:
    for scope in ("all_group_chats", ""):
        await running.set_commands({"": [("join", "Join in"), ("list", "Who is in")]}, scope)
    groups = street.account.profile.commands["all_group_chats", ""]
    assert [(one.command, bool(one.is_ephemeral)) for one in groups] == [
        ("join", True),
        ("list", False),
    ]
    assert not any(one.is_ephemeral for one in street.account.profile.commands["default", ""])


@pytest.mark.parametrize("failure", [Failure.TOO_MANY, Failure.BROKEN])
async def test_a_new_face_that_cannot_be_shown_just_then_comes_in_private(
    street: Street, group: Chat, failure: Failure
) -> None:
    """The press did something: who pressed reads what, and nobody else does."""
    await joins(street, group, street.anna.id, Whisper(RECEIPT))
    trouble = Fault(failure, "editEphemeral*", times=9, status=502, retry_after=30)
    street.world.faults.plan(trouble)
    street.door.answer(Edit(PAID))
    await press_whisper(street, group)
    await street.called("sendMessage", 3)
    assert street.newest().message.text == "Paid"
    assert in_group(street, group) == ["Lamp"]


async def test_what_asks_to_pay_is_told_by_its_number_and_is_given_new_words_later(
    street: Street, group: Chat, running: RunningBot
) -> None:
    asks = Asks("s", 7, 3)
    await joins(street, group, street.anna.id, Whisper(replace(RECEIPT, asks=asks)))
    [(place, asked)] = street.door.prompts
    number = street.world.whispers.of(group.key)[-1].whisper
    assert (place.chat, asked) == (group.id, Asked(number or 0, asks, street.anna.id))
    outcome = await running.sender.reword(group.id, street.anna.id, asked.message_id, PAID)
    assert outcome == Sent()
    assert whispered(street, group) == [(street.anna.id, "Paid")]
    outcome = await running.sender.reword(group.id, street.ben.id, asked.message_id, PAID)
    assert isinstance(outcome, Unreachable)
    assert outcome.message_only
