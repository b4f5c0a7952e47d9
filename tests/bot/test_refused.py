"""A bot that Telegram gives no updates any more: whoever watches its health learns of it."""

import asyncio
from collections.abc import Sequence

import httpx
import pytest

from bot import polling as bot_polling
from bot.answers import Failed, Refused, TooMany
from bot.library import Saying, Update
from bot.metrics import Metrics
from bot.polling import REFUSED, Polling
from bot.reception import Reception
from bot.running import serve
from bot.running_bot import RunningBot, nothing_to_say
from bot.settings import Settings
from bot.web import Health
from sandbox.world.faults import Failure, Fault
from tests.bot.conftest import TOKEN
from tests.bot.streets import Street

Answer = Sequence[Update] | Refused | TooMany | Failed


class Moody:
    """Telegram, which answers in turn what a story says, while a clock goes on for so many seconds each time."""

    def __init__(self, *answers: tuple[float, Answer]) -> None:
        self.left = list(answers)
        self.now = 0.0
        self.stop = asyncio.Event()
        self.seen: list[str | None] = []
        self.polling = Polling(self, Reception(nobody), clock=lambda: self.now)  # type: ignore[arg-type]  # only what polling asks for

    async def updates(self, offset: int, seconds: int) -> Answer:  # noqa: ARG002 - as Polling asks
        """The next answer; the trouble before it is kept."""
        self.seen.append(self.polling.trouble())
        if not self.left:
            self.stop.set()
            return ()
        passed, answer = self.left.pop(0)
        self.now += passed
        return answer

    async def troubles(self) -> list[str | None]:
        """What was said to be wrong after each answer."""
        await self.polling.run(self.stop)
        return self.seen[1:]


async def nobody(_: Update) -> Saying:
    """No update comes."""
    return nothing_to_say


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polling asks again sooner than in life."""
    monkeypatch.setattr(bot_polling, "_PAUSES", (0.0,))


@pytest.mark.parametrize("code", [401, 404, 409])
async def test_a_refusal_of_more_than_a_minute_is_trouble_until_it_is_over(code: int) -> None:
    no = Refused(code, "no")
    telegram = Moody((5, no), (REFUSED, no), (1, no), (1, ()), (1, no))
    assert await telegram.troubles() == [None, None, f"{code}: no", None, None]


async def test_an_outage_in_between_neither_begins_nor_ends_it() -> None:
    no, lost = Refused(401, "Unauthorized"), Failed("no answer", maybe_done=False)
    telegram = Moody((1, lost), (2 * REFUSED, lost), (1, no), (REFUSED, lost), (1, no))
    assert await telegram.troubles() == [None, None, None, None, "401: Unauthorized"]


@pytest.mark.usefixtures("memory")
async def test_a_whole_bot_whose_token_was_taken_back_says_so_at_its_health(
    street: Street, running: RunningBot, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_polling, "REFUSED", -1.0)
    street.world.faults.plan(
        Fault(Failure.REFUSED, "getUpdates", times=10**9, status=401, description="Unauthorized")
    )
    settings = Settings.model_validate({"token": TOKEN, "api": street.address, "port": free_port})
    stop = asyncio.Event()
    health = Health(well)
    task = asyncio.create_task(serve(running, settings, health, Metrics(), stop=stop))
    async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(20):
        while "telegram" not in (wrong := await asked(client, free_port)):
            await asyncio.wait({task}, timeout=0.05)
    assert wrong["telegram"].startswith("401: ")
    stop.set()
    await task


async def well() -> None:
    """A database that answers."""


async def asked(client: httpx.AsyncClient, port: int) -> dict[str, str]:
    """What the bot says is wrong; nothing while it does not listen yet."""
    try:
        answer = await client.get(f"http://127.0.0.1:{port}/health")
    except httpx.ConnectError:
        return {}
    return dict(answer.json()["wrong"])
