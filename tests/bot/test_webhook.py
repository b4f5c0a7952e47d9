"""The webhook: only Telegram is let in, and 200 means that the turn is committed."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest

from bot import reception as reception_module
from bot.metrics import Metrics
from bot.reception import TRIES, Reception
from bot.running import serve, settle_memory
from bot.running_bot import RunningBot
from bot.serving import serving
from bot.settings import Settings
from bot.web import BODY_LIMIT, SECRET_HEADER, Health, Webhook, create_web
from tests.bot.conftest import TOKEN
from tests.bot.doubles import said
from tests.bot.streets import Street

SECRET = "only-telegram-knows_1"
PATH = "/telegram/1000001"


async def well() -> None:
    """A database that answers."""


@pytest.fixture
async def server(running: RunningBot) -> AsyncIterator[httpx.AsyncClient]:
    """The web app of a bot, and a client that may pretend to be Telegram."""
    webhook = Webhook(running.number, SECRET, Reception(running.receive))
    app = create_web(Health(well), Metrics(), webhook=webhook)
    async with (
        serving(app, "127.0.0.1", 0) as port,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", timeout=20, trust_env=False
        ) as client,
    ):
        yield client


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
    assert len(street.from_bot()) == 1


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


@pytest.fixture
def memory() -> Iterator[None]:
    """Garbage collection as it was, after a story in which a whole bot starts."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


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
        serve(running, chosen, Health(well), Metrics(), stop=stop, commands=commands)
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
