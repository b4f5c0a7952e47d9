"""After the commit: what happens to replies that Telegram does not take at once."""

import asyncio
from dataclasses import replace

import pytest

from bot import patience
from bot.library import Update
from bot.metrics import Metrics
from bot.running_bot import RunningBot
from bot.shopfront import Shopfront
from flows.events import Typed
from sandbox.acts import starting
from sandbox.world.faults import Failure, Fault
from scheduler.pacer import Pacer
from tests.bot.conftest import Open, polling
from tests.bot.doubles import said
from tests.bot.streets import Street


class Pace:
    """Lets everything pass, and keeps what it was told."""

    def __init__(self) -> None:
        self.waits: list[tuple[int, bool]] = []
        self.pauses: list[tuple[float, int | None]] = []

    async def wait(self, chat: int, *, interactive: bool) -> None:
        """Keep who waited."""
        self.waits.append((chat, interactive))

    def pause(self, seconds: float, chat: int | None) -> None:
        """Keep who was told to pause."""
        self.pauses.append((seconds, chat))


async def heard(running: RunningBot, update: Update) -> None:
    """Take an update's turn and say what it answered."""
    say = await running.receive(update)
    await say()


async def for_ever(_: float) -> None:
    """A clock that nobody winds."""
    await asyncio.Event().wait()


async def test_a_short_pause_is_waited_for_at_the_common_pace(
    street: Street, opening: Open, library: str
) -> None:
    pace = Pace()
    street.shopfront = replace(street.shopfront, pacer=pace)
    running = await opening(library)
    street.world.faults.plan(Fault(Failure.TOO_MANY, "sendMessage", retry_after=1))
    street.door.answer(said("one"), said("two"))
    await heard(running, street.update("message", text="hi"))
    assert [one.message.text for one in street.from_bot()] == ["one", "two"]
    assert pace.pauses == [(1, None)]
    assert pace.waits == [(street.anna.id, True)] * 3


async def test_a_long_pause_is_kept_by_all_and_the_reply_is_given_up_with_a_log_line(
    street: Street, opening: Open, library: str, caplog: pytest.LogCaptureFixture
) -> None:
    pace = Pace()
    street.shopfront = replace(street.shopfront, pacer=pace)
    running = await opening(library)
    street.world.faults.plan(Fault(Failure.TOO_MANY, "sendMessage", retry_after=60))
    street.door.answer(said("one"))
    await heard(running, street.update("message", text="hi"))
    assert pace.pauses == [(60, None)]
    assert not street.from_bot()
    assert "was not said" in caplog.text


async def test_an_answer_that_gets_no_place_in_the_queue_is_given_up_with_a_log_line(
    street: Street,
    opening: Open,
    library: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(patience, "QUEUE_PATIENCE", 0.05)
    pacer = Pacer(asyncio.get_running_loop().time, for_ever)
    street.shopfront = replace(street.shopfront, pacer=pacer)
    pacer.pause(600)
    running = await opening(library)
    street.door.answer(said("one"))
    await heard(running, street.update("message", text="hi"))
    pacer.stop()
    assert not street.calls("sendMessage")
    assert "was not said" in caplog.text


async def test_the_same_update_again_gives_the_same_replies_again(
    street: Street, running: RunningBot
) -> None:
    street.door.answer(said("hello"))
    street.world.faults.plan(Fault(Failure.LOST, "sendMessage"))
    update = street.update("message", text="hi")
    await heard(running, update)
    await heard(running, update)
    first, second = street.door.taken
    assert first == second
    assert [one.message.text for one in street.from_bot()] == ["hello", "hello"]


async def test_a_lost_answer_is_not_said_twice_by_ourselves(
    street: Street, running: RunningBot
) -> None:
    street.door.answer(said("hello"))
    street.world.faults.plan(Fault(Failure.LOST, "sendMessage"))
    await heard(running, street.update("message", text="hi"))
    assert len(street.from_bot()) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_reply_that_surely_did_not_leave_is_said_again(
    street: Street, running: RunningBot, status: int
) -> None:
    words = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
    street.door.answer(said("hello"))
    street.world.faults.plan(
        Fault(Failure.BROKEN, "sendMessage", status=status, description=words[status])
    )
    await heard(running, street.update("message", text="hi"))
    assert len(street.from_bot()) == 1


async def test_who_blocked_the_bot_meanwhile_is_not_spoken_to_any_more(
    street: Street, running: RunningBot
) -> None:
    starting.block(street.world, street.anna.id, street.account.id)
    street.door.answer(said("one"), said("two"), said("three"))
    await heard(running, street.update("message", text="hi"))
    assert len(street.calls("sendMessage")) == 1


async def test_after_a_press_was_given_up_its_presser_hears_an_apology(
    street: Street, running: RunningBot
) -> None:
    query = street.world.queries.ask(street.account.id, street.anna.id, street.world.clock.now())
    message = street.update("message", text="x")["message"]
    update = street.update(
        "callback_query", id=query.id, data="h", chat_instance="1", message=message
    )
    await running.apologize(update)
    [call] = street.asked("answerCallbackQuery")
    assert call["text"] == street.shopfront.apology(None)


async def test_turns_and_sends_are_counted(street: Street, opening: Open, library: str) -> None:
    metrics = Metrics()
    shopfront: Shopfront = replace(street.shopfront, metrics=metrics)
    street.shopfront = shopfront
    street.door.answer(said("hello"))
    street.door.breaks = 1
    street.say("hi")
    async with polling(await opening(library)):
        await street.called("sendMessage")
    assert isinstance(street.door.taken[0], Typed)
    text = metrics.text().decode()
    assert 'kaituan_turns_total{event="Typed",outcome="broken"} 1.0' in text
    assert 'kaituan_turns_total{event="Typed",outcome="done"} 1.0' in text
    assert 'kaituan_sends_total{outcome="sent",what="say"} 1.0' in text
