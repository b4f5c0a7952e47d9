"""The scheduler's mouth: every way in which Telegram says no, and what it comes to (promises 29, 30, 31)."""

from dataclasses import replace

import pytest

from bot.library import Me
from bot.running_bot import RunningBot
from bot.sender import TelegramSender
from flows.faces import Picture, PressButton, Screen
from flows.replies import Say
from sandbox.acts import rooms, starting
from sandbox.world.chats import Kind
from sandbox.world.faults import Failure, Fault
from scheduler.sending import Sent, TryLater, Unreachable
from tests.bot.doubles import said
from tests.bot.libraries import api_of
from tests.bot.streets import Street, plain

HELLO = said("hello")
LAMP = Picture("https://img.example/lamp.jpg")


async def test_what_was_sent_is_known_by_its_number(street: Street, running: RunningBot) -> None:
    assert running.sender.bot == street.account.id
    outcome = await running.sender.say(street.anna.id, HELLO)
    assert outcome == Sent(street.newest().id)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (
            Fault(Failure.TOO_MANY, retry_after=7),
            TryLater(7, everything=True, reason="too many requests"),
        ),
        (Fault(Failure.BROKEN, status=502), TryLater(maybe_sent=False)),
        (Fault(Failure.BROKEN, status=503, description="Service Unavailable"), TryLater()),
        (
            Fault(Failure.BROKEN, status=504, description="Gateway Time-out"),
            TryLater(maybe_sent=True),
        ),
        (
            Fault(Failure.REFUSED, status=500, description="Internal Server Error"),
            TryLater(maybe_sent=False),
        ),
        (Fault(Failure.DROPPED), TryLater(maybe_sent=True)),
        (Fault(Failure.LOST), TryLater(maybe_sent=True)),
    ],
    ids=["429", "502", "503", "504", "500", "dropped", "lost"],
)
async def test_trouble_is_tried_later_and_doubt_is_said(
    street: Street, running: RunningBot, fault: Fault, expected: TryLater
) -> None:
    street.world.faults.plan(replace(fault, method="sendMessage"))
    outcome = await running.sender.say(street.anna.id, HELLO)
    assert isinstance(outcome, TryLater)
    assert (outcome.after, outcome.everything, outcome.maybe_sent) == (
        expected.after,
        expected.everything,
        expected.maybe_sent,
    )
    assert len(street.from_bot()) == (1 if fault.failure is Failure.LOST else 0)


async def test_an_answer_that_does_not_come_in_time_leaves_it_open_whether_it_was_sent(
    street: Street, running: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.aiogram_adapter.api.CALL_SECONDS", 0.3)
    monkeypatch.setattr("bot.ptb_adapter.api.CALL_SECONDS", 0.3)
    street.world.faults.plan(Fault(Failure.DELAYED, "sendMessage", seconds=600))
    outcome = await running.sender.say(street.anna.id, HELLO)
    street.world.wind(600)
    assert isinstance(outcome, TryLater)
    assert outcome.maybe_sent
    assert len(street.from_bot()) == 1


async def test_a_pause_in_a_group_is_the_groups_own(street: Street, running: RunningBot) -> None:
    chat = rooms.create(street.world, street.anna.id, "Neighbours", Kind.GROUP)
    rooms.add_bot(street.world, street.anna.id, chat.id, street.account.id)
    street.world.faults.plan(Fault(Failure.TOO_MANY, "sendMessage", retry_after=30))
    outcome = await running.sender.say(chat.id, HELLO)
    assert outcome == TryLater(30, everything=False, reason="too many requests")


async def test_where_nobody_listens_surely_nothing_was_sent(
    street: Street, library: str, free_port: int
) -> None:
    api = await api_of(library, street.account.token, f"http://127.0.0.1:{free_port}")
    sender = TelegramSender(api, Me(street.account.id, "shop_bot"), street.shopfront)
    outcome = await sender.say(street.anna.id, HELLO)
    await api.close()
    assert isinstance(outcome, TryLater)
    assert not outcome.maybe_sent
    assert street.account.token not in repr(outcome)


async def test_who_blocked_the_bot_is_unreachable_and_is_reached_again_later(
    street: Street, running: RunningBot
) -> None:
    starting.block(street.world, street.anna.id, street.account.id)
    outcome = await running.sender.say(street.anna.id, HELLO)
    assert isinstance(outcome, Unreachable)
    assert (outcome.message_only, outcome.moved_to) == (False, None)
    starting.unblock(street.world, street.anna.id, street.account.id)
    assert isinstance(await running.sender.say(street.anna.id, HELLO), Sent)


async def test_a_chat_that_never_was_and_one_that_threw_the_bot_out_are_unreachable(
    street: Street, running: RunningBot
) -> None:
    channel = rooms.create(street.world, street.anna.id, "Deals", Kind.CHANNEL)
    rooms.add_bot(street.world, street.anna.id, channel.id, street.account.id, admin=True)
    assert isinstance(await running.sender.say(channel.id, HELLO), Sent)
    rooms.throw_out(street.world, street.anna.id, channel.id, street.account.id)
    for chat in (channel.id, 123, street.ben.id, -100_999):
        outcome = await running.sender.say(chat, HELLO)
        assert isinstance(outcome, Unreachable), chat
        assert not outcome.message_only


async def test_what_is_posted_in_quiet_hours_makes_no_sound(
    street: Street, running: RunningBot
) -> None:
    channel = rooms.create(street.world, street.anna.id, "Deals", Kind.CHANNEL)
    rooms.add_bot(street.world, street.anna.id, channel.id, street.account.id, admin=True)
    for silent in (True, False):
        await running.sender.say(channel.id, Say(Screen("words"), silent=silent))
        await running.sender.say(channel.id, Say(Screen("lamp", picture=LAMP), silent=silent))
    asked = [call.arguments for call in street.calls("sendMessage", "sendPhoto")]
    assert [plain(one).get("disable_notification", False) for one in asked] == [
        *(True, True, False, False)
    ]


async def test_a_group_that_became_a_supergroup_says_where_it_went(
    street: Street, running: RunningBot
) -> None:
    group = rooms.create(street.world, street.anna.id, "Neighbours", Kind.GROUP)
    rooms.add_bot(street.world, street.anna.id, group.id, street.account.id)
    upgraded = rooms.upgrade(street.world, street.anna.id, group.id)
    outcome = await running.sender.say(group.id, HELLO)
    assert isinstance(outcome, Unreachable)
    assert outcome.moved_to == upgraded.id


async def test_a_card_is_edited_in_place_its_picture_stays(
    street: Street, running: RunningBot
) -> None:
    sent = await running.sender.say(street.anna.id, Say(Screen("1 of 3", picture=LAMP)))
    assert isinstance(sent, Sent)
    assert sent.message_id is not None
    buttons = ((PressButton("Join", "h"),),)
    newer = Screen("2 of 3", buttons, LAMP)
    assert await running.sender.edit(street.anna.id, sent.message_id, newer) == sent
    message = street.newest().message
    assert (message.caption, message.photo is not None) == ("2 of 3", True)
    assert await running.sender.edit(street.anna.id, sent.message_id, newer) == sent
    assert not street.calls("editMessageMedia")


@pytest.mark.parametrize(
    ("before", "after"), [(LAMP, None), (None, LAMP)], ids=["had one", "has one"]
)
async def test_a_card_keeps_telling_the_truth_when_its_picture_came_or_went(
    street: Street, running: RunningBot, before: Picture | None, after: Picture | None
) -> None:
    sent = await running.sender.say(street.anna.id, Say(Screen("1 of 3", picture=before)))
    assert isinstance(sent, Sent)
    assert sent.message_id is not None
    newer = Screen("2 of 3", picture=after)
    assert await running.sender.edit(street.anna.id, sent.message_id, newer) == sent
    message = street.newest().message
    assert "2 of 3" in (message.text, message.caption)


async def test_a_message_that_is_gone_or_not_ours_concerns_the_message_only(
    street: Street, running: RunningBot
) -> None:
    theirs = street.say("mine")
    for message_id in (theirs.id, 4_000):
        outcome = await running.sender.edit(street.anna.id, message_id, Screen("new"))
        assert isinstance(outcome, Unreachable)
        assert outcome.message_only
