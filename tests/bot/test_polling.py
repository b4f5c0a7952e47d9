"""Polling: nothing is lost in a crash, nothing waits for strangers, and Telegram is told only what is true."""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from anyio.lowlevel import checkpoint

from bot import polling as bot_polling
from bot import reception as reception_module
from bot.answers import Failed, Refused, TooMany
from bot.library import Api, Saying
from bot.polling import Polling
from bot.reception import TRIES, Reception
from bot.running_bot import RunningBot, nothing_to_say
from flows.events import Typed, UserEvent
from sandbox.acts import starting, talking
from sandbox.world.faults import Failure, Fault
from tests.bot.conftest import Open, polling
from tests.bot.doubles import said
from tests.bot.streets import Street


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken turns are tried again sooner than in life."""
    monkeypatch.setattr(reception_module, "PAUSES", (0.01,))


def texts(events: list[UserEvent]) -> list[str]:
    return [event.text for event in events if isinstance(event, Typed)]


async def test_a_broken_turn_is_taken_again_and_its_replies_come_once(
    street: Street, running: RunningBot
) -> None:
    street.door.answer(said("done"))
    street.door.breaks = 2
    street.say("hello")
    async with polling(running):
        await street.called("sendMessage")
    assert texts(street.door.seen) == ["hello"] * 3
    assert len({event.id for event in street.door.seen}) == 1
    assert len(street.from_bot()) == 1


async def test_an_update_that_always_breaks_is_put_aside_and_the_next_is_taken(
    street: Street, running: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    street.door.answer(said("done"))
    street.door.breaks = TRIES
    street.say("poison")
    street.say("next")
    async with polling(running):
        await street.called("sendMessage")
    assert texts(street.door.taken) == ["next"]
    assert not street.world.post.box(street.account.id).waiting
    [alarm] = [one for one in caplog.records if one.levelname == "CRITICAL"]
    assert "put aside" in alarm.getMessage()


async def test_while_the_trouble_is_ours_no_update_is_put_aside(street: Street) -> None:
    troubles = TRIES + 1

    async def receive(_: dict[str, Any]) -> Saying:
        nonlocal troubles
        if troubles:
            troubles -= 1
            raise OSError
        return nothing_to_say

    async def healthy() -> bool:
        return not troubles

    reception = Reception(receive, healthy=healthy)
    await asyncio.wait_for(reception.take(street.update("message", text="hi"), patiently=True), 30)
    assert troubles == 0


async def test_one_chat_keeps_its_order_while_another_waits_for_nobody(
    street: Street, running: RunningBot
) -> None:
    starting.start(street.world, street.ben.id, street.account.id)
    street.door.slow = lambda event: isinstance(event, Typed) and event.text == "slow"
    street.say("slow")
    street.say("second")
    talking.say(street.world, street.ben.id, street.account.id, "quick")
    async with polling(running):
        await street.door.until(lambda: "quick" in texts(street.door.taken))
        assert "second" not in texts(street.door.seen)
        street.door.gate.set()
        await street.door.until(lambda: "second" in texts(street.door.taken))
    assert texts(street.door.taken) == ["quick", "slow", "second"]


async def test_telegram_keeps_every_update_whose_turn_is_not_over(
    street: Street, running: RunningBot
) -> None:
    street.door.slow = lambda event: isinstance(event, Typed) and event.text == "slow"
    street.say("first")
    street.say("slow")
    starting.start(street.world, street.ben.id, street.account.id)
    async with polling(running):
        await street.door.until(lambda: len(street.door.taken) == 2)
        starting.start(street.world, street.ben.id, street.account.id, "later")
        await street.door.until(lambda: len(street.door.taken) == 3)
        kept = [update.message for update in street.world.post.box(street.account.id).waiting]
        assert next(message.text for message in kept if message) == "slow"
        street.door.gate.set()
    assert not street.world.post.box(street.account.id).waiting


async def test_what_a_killed_process_was_at_comes_again_after_its_restart(
    street: Street, opening: Open, library: str
) -> None:
    street.say("in the middle")
    victim = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("victim.py")),
        *(street.account.token, street.address, library),
        stdout=asyncio.subprocess.PIPE,
    )
    assert victim.stdout is not None
    async with asyncio.timeout(60):
        assert await victim.stdout.readline() == b"in the middle\n"
    victim.kill()
    await victim.wait()
    street.door.answer(said("done"))
    async with polling(await opening(library)):
        await street.called("sendMessage")
    assert texts(street.door.taken) == ["in the middle"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Failure.BROKEN, "getUpdates", status=502),
        Fault(Failure.DROPPED, "getUpdates"),
        Fault(Failure.TOO_MANY, "getUpdates", retry_after=1),
        Fault(Failure.REFUSED, "getUpdates", status=500, description="Internal Server Error"),
    ],
    ids=lambda fault: str(fault.failure),
)
async def test_trouble_at_telegram_ends_polling_only_for_a_moment(
    street: Street, running: RunningBot, fault: Fault
) -> None:
    street.world.faults.plan(fault)
    street.door.answer(said("here"))
    street.say("anybody?")
    async with polling(running):
        await street.called("sendMessage")


async def test_a_second_poller_is_told_in_one_sentence(
    street: Street, running: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    conflict = "Conflict: terminated by other getUpdates request"
    street.world.faults.plan(
        Fault(Failure.REFUSED, "getUpdates", times=2, status=409, description=conflict)
    )
    street.say("hi")
    async with polling(running):
        await street.door.until(lambda: bool(street.door.taken))
    said_so = [one for one in caplog.records if "another program polls" in one.getMessage()]
    assert len(said_so) == 1


async def test_an_update_that_the_library_cannot_read_does_not_hold_up_the_others(
    street: Street, running: RunningBot
) -> None:
    seen: list[int] = []

    class Api:
        """Telegram, with one update that makes no sense among three."""

        async def updates(
            self,
            offset: int,
            seconds: int,  # noqa: ARG002 - as Polling asks
        ) -> list[dict[str, Any]] | Refused | TooMany | Failed:
            seen.append(offset)
            good: dict[str, Any] = street.update("message", text="good")
            odd: dict[str, Any] = {"update_id": 78, "message": {"chat": {"id": 5}, "text": 7}}
            return [
                one for one in (good, odd, good | {"update_id": 79}) if one["update_id"] >= offset
            ]

    stop = asyncio.Event()
    reception = Reception(running.receive)
    task = asyncio.create_task(Polling(Api(), reception, seconds=0).run(stop))  # type: ignore[arg-type]  # only what polling asks for
    await street.door.until(lambda: len(street.door.taken) == 2)
    while seen[-1] != 80:
        await asyncio.wait({task}, timeout=0.05)
    stop.set()
    await task


async def test_stopping_lets_turns_finish_and_acknowledges_them(
    street: Street, running: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_polling, "GRACE", 15.0)
    street.door.answer(said("finished"))
    street.door.slow = lambda _: True
    street.say("hi")
    async with polling(running):
        await street.door.until(lambda: bool(street.door.seen))
        asyncio.get_running_loop().call_later(0.05, street.door.gate.set)
    assert len(street.from_bot()) == 1
    assert not street.world.post.box(street.account.id).waiting


async def test_a_stop_that_cannot_wait_leaves_the_update_with_telegram(
    street: Street, running: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_polling, "GRACE", 0.05)
    street.door.slow = lambda _: True
    street.say("hi")
    async with polling(running):
        await street.door.until(lambda: bool(street.door.seen))
    assert len(street.world.post.box(street.account.id).waiting) == 1


async def test_polling_takes_an_earlier_webhook_away(street: Street, running: RunningBot) -> None:
    await running.set_webhook(f"{street.address}/nowhere", "secret")
    assert street.world.post.box(street.account.id).webhook is not None
    async with polling(running):
        await street.until(lambda: street.world.post.box(street.account.id).webhook is None)


@pytest.mark.parametrize("steps", range(8))
async def test_a_turn_may_end_at_the_very_step_at_which_it_is_waited_for(
    street: Street, steps: int
) -> None:
    """Whenever the last turn under way ends, between an answer of Telegram's and the wait for it too."""
    stop, answered = asyncio.Event(), asyncio.Event()

    async def take(_: dict[str, Any]) -> Saying:
        await answered.wait()
        for _step in range(steps):
            await checkpoint()
        return nothing_to_say

    calls = 0

    async def updates(_offset: int, _seconds: int) -> list[dict[str, Any]]:
        nonlocal calls
        calls += 1
        if calls == 1:
            return [street.update("message", text="hi")]
        answered.set()
        if calls == 3:
            stop.set()
        return []

    telegram = cast(Api, SimpleNamespace(updates=updates))
    await asyncio.wait_for(Polling(telegram, Reception(take)).run(stop), 30)
