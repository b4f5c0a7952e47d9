"""The webhook: only Telegram is let in, and 200 means that the turn is committed."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest

from bot import reception as reception_module
from bot.library import Saying, Update
from bot.metrics import Metrics
from bot.reception import TRIES, Reception
from bot.running import serve, settle_memory
from bot.running_bot import RunningBot
from bot.serving import serving
from bot.settings import Settings
from bot.web import BODY_LIMIT, SECRET_HEADER, Health, Webhook, create_web
from tests.bot.conftest import TOKEN, Open
from tests.bot.doubles import said
from tests.bot.streets import Street

SECRET = "only-telegram-knows_1"
PATH = "/telegram/1000001"


async def well() -> None:
    """A database that answers."""


@asynccontextmanager
async def served(running: RunningBot) -> AsyncIterator[httpx.AsyncClient]:
    """The web app of a bot, and a client that may pretend to be Telegram."""
    reception = Reception(running.receive)
    webhook = Webhook(running.number, SECRET, reception)
    app = create_web(Health(well), Metrics(), webhook=webhook)
    async with (
        serving(app, "127.0.0.1", 0) as port,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", timeout=20, trust_env=False
        ) as client,
    ):
        yield client
    await reception.finish()


@pytest.fixture
async def server(running: RunningBot) -> AsyncIterator[httpx.AsyncClient]:
    """The web app of a bot on the street."""
    async with served(running) as client:
        yield client


class Crowded:
    """A pace at which nobody may speak before the story lets them."""

    def __init__(self) -> None:
        self.free = asyncio.Event()

    async def wait(self, chat: int, *, interactive: bool) -> None:  # noqa: ARG002 - as a pacer is asked
        """Wait for the story."""
        await self.free.wait()

    def pause(self, seconds: float, chat: int | None) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    "given", [None, b"", b"wrong", b"\xd0\xbf\xd1\x80", b"only-telegram-knows_", b"\xff\xfe"]
)
async def test_who_does_not_know_the_secret_gets_401_and_nothing_happens(
    street: Street, server: httpx.AsyncClient, given: bytes | None
) -> None:
    headers = {} if given is None else {SECRET_HEADER.encode(): given}
    answer = await server.post(PATH, json=street.update("message", text="hi"), headers=headers)
    assert answer.status_code == 401
    assert not street.door.seen


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"update"', 400),
        (b'{"update_id": "7"}', 400),
        (b'{"update_id": 7, "poll": {}}', 200),
        (b'{"update_id": 7, "something_new": {"a": 1}}', 200),
        (b" " * (BODY_LIMIT + 1), 413),
    ],
    ids=["broken", "list", "text", "number", "unwanted", "unknown", "endless"],
)
async def test_what_is_no_update_for_us_is_answered_and_harms_nobody(
    street: Street, server: httpx.AsyncClient, body: bytes, status: int
) -> None:
    answer = await server.post(PATH, content=body, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == status
    assert not street.door.seen


async def test_only_a_taken_turn_is_acknowledged(street: Street, server: httpx.AsyncClient) -> None:
    street.door.answer(said("done"))
    street.door.slow = lambda _: True
    update = street.update("message", text="hi")
    asking = asyncio.create_task(server.post(PATH, json=update, headers={SECRET_HEADER: SECRET}))
    await street.door.until(lambda: bool(street.door.seen))
    assert not asking.done()
    street.door.gate.set()
    assert (await asking).status_code == 200
    await street.called("sendMessage")


async def test_a_turn_that_breaks_is_not_acknowledged_until_it_is_put_aside(
    street: Street, server: httpx.AsyncClient
) -> None:
    street.door.breaks = TRIES
    update = street.update("message", text="hi")
    statuses = [
        (await server.post(PATH, json=update, headers={SECRET_HEADER: SECRET})).status_code
        for _ in range(TRIES)
    ]
    assert statuses == [503] * (TRIES - 1) + [200]


async def test_telegram_is_told_at_the_commit_and_answers_wait_for_their_place_in_order(
    street: Street, opening: Open, library: str
) -> None:
    """Telegram waits a minute for us, delivers again after that, and would have everything said twice."""
    crowded = Crowded()
    street.shopfront = replace(street.shopfront, pacer=crowded)
    street.door.script = lambda event: [said(f"{event.id} {part}") for part in ("a", "b")]
    async with served(await opening(library)) as server:
        for number in (1, 2, 3):
            update = {**street.update("message", text="hi"), "update_id": number}
            answer = await server.post(PATH, json=update, headers={SECRET_HEADER: SECRET})
            assert answer.status_code == 200
        assert len(street.door.taken) == 3
        assert not street.from_bot()
        crowded.free.set()
    heard = [one.message.text for one in street.from_bot()]
    assert heard == [f"telegram:1000001:{number} {part}" for number in (1, 2, 3) for part in "ab"]


async def test_replies_that_break_after_the_commit_are_tried_again_without_telegram(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception_module, "PAUSES", (0.0,))
    tried: list[str] = []

    async def say() -> None:
        tried.append("say")
        if len(tried) < 4:
            raise OSError

    async def receive(_: Update) -> Saying:
        tried.append("turn")
        return say

    reception = Reception(receive)
    await reception.take(street.update("message", text="hi"), patiently=False)
    await reception.finish()
    assert tried == ["turn", "say", "turn", "say"]


async def test_replies_that_never_stop_breaking_are_given_up_with_an_alarm(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception_module, "PAUSES", (0.0,))
    aside: list[Update] = []

    async def say() -> None:
        raise OSError

    async def receive(_: Update) -> Saying:
        return say

    async def put_aside(update: Update) -> None:
        aside.append(update)

    reception = Reception(receive, put_aside=put_aside)
    update = street.update("message", text="hi")
    await reception.take(update, patiently=False)
    await reception.finish()
    assert aside == [update]


async def test_closing_calls_off_what_cannot_be_said_in_time(
    street: Street, caplog: pytest.LogCaptureFixture
) -> None:
    async def receive(_: Update) -> Saying:
        return Crowded().free.wait  # type: ignore[return-value]  # it never comes to a value

    reception = Reception(receive)
    await reception.take(street.update("message", text="hi"), patiently=False)
    await reception.finish(0.01)
    assert "the replies of 1 updates were not said" in caplog.text


@pytest.mark.usefixtures("memory")
async def test_a_started_bot_collects_garbage_seldom_and_never_what_it_began_with() -> None:
    settle_memory()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] >= 50_000


@pytest.fixture
def settings(street: Street, library: str) -> Callable[[], Settings]:
    """Settings of a bot by webhook, on a free port that is known beforehand."""

    def make(**more: Any) -> Settings:
        given = {"token": TOKEN, "api": street.address, "library": library, "port": 0}
        return Settings.model_validate(given | more)

    return make


@pytest.mark.usefixtures("memory")
async def test_a_whole_bot_behind_a_webhook_gets_a_broken_update_again(
    street: Street,
    running: RunningBot,
    settings: Callable[..., Settings],
    free_port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reception_module, "PAUSES", (0.01,))
    address = f"http://127.0.0.1:{free_port}"
    chosen = settings(public_url=address, webhook_secret=SECRET, port=free_port)
    stop = asyncio.Event()
    commands = {"": [("start", "Begin")], "zh": [("start", "開始")]}
    task = asyncio.create_task(
        serve(running, chosen, Health(well), Metrics(), stop=stop, commands={"": commands})
    )
    await street.until(lambda: street.world.post.box(street.account.id).webhook is not None)
    street.door.answer(said("done"))
    street.door.breaks = 2
    street.say("hello")
    await street.called("sendMessage")
    assert len(street.door.seen) == 3
    hook = street.world.post.box(street.account.id).webhook
    assert hook is not None
    assert (hook.url, hook.secret) == (f"{address}/telegram/{running.number}", SECRET)
    menus = street.account.profile.commands
    assert menus["default", "zh"][0].description == "開始"
    assert menus["default", ""][0].command == "start"
    stop.set()
    await task


@pytest.mark.usefixtures("memory")
async def test_a_bot_that_is_told_to_stop_finishes_what_it_is_saying(
    street: Street,
    opening: Open,
    library: str,
    settings: Callable[..., Settings],
    free_port: int,
) -> None:
    crowded = Crowded()
    street.shopfront = replace(street.shopfront, pacer=crowded)
    street.door.answer(said("done"))
    address = f"http://127.0.0.1:{free_port}"
    chosen = settings(public_url=address, webhook_secret=SECRET, port=free_port)
    stop = asyncio.Event()
    running = await opening(library)
    task = asyncio.create_task(serve(running, chosen, Health(well), Metrics(), stop=stop))
    await street.until(lambda: street.world.post.box(street.account.id).webhook is not None)
    street.say("hello")
    await street.door.until(lambda: bool(street.door.taken))
    stop.set()
    asyncio.get_running_loop().call_later(0.05, crowded.free.set)
    await task
    assert [one.message.text for one in street.from_bot()] == ["done"]
