"""Updates come by polling or by webhook, in order, until they are accepted."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from aiohttp import MultipartWriter, web

from sandbox.acts import talking
from sandbox.world.changes import MessageAdded
from tests.sandbox.town import Town
from tests.sandbox.voice import Voice


@dataclass
class Shop:
    """A bot's web server: notes what comes, answers as told, the last answer again and again."""

    url: str = ""
    seen: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    in_parts: bool = False
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        """Note an update and answer."""
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.seen.append((secret, await request.json()))
        self.heard.set()
        status, body = self.answers.pop(0) if self.answers else (200, {})
        if not self.in_parts:
            return web.json_response(body, status=status)
        parts = MultipartWriter("form-data")
        for name, value in body.items():
            parts.append(str(value)).set_content_disposition("form-data", name=name)
        return web.Response(body=parts, status=status)

    async def until(self, count: int) -> None:
        """Wait until so many deliveries were tried."""
        while len(self.seen) < count:
            self.heard.clear()
            await self.heard.wait()


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    """A listening shop."""
    shop = Shop()
    app = web.Application()
    app.router.add_post("/hook", shop.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    shop.url = f"http://{host}:{port}/hook"
    yield shop
    await runner.cleanup()


async def test_a_webhook_gets_what_waited_and_what_comes_with_its_secret(
    town: Town, voice: Voice, shop: Shop
) -> None:
    talking.say(town.world, town.anna.id, town.bot.id, "before")
    await voice.webhook(shop.url, "s3cret_-")
    talking.say(town.world, town.anna.id, town.bot.id, "after")
    await shop.until(2)
    assert [update["message"]["text"] for _, update in shop.seen] == ["before", "after"]
    assert {secret for secret, _ in shop.seen} == {"s3cret_-"}
    with pytest.raises(voice.errors, match=r"(?i)webhook is active"):
        await voice.updates()


async def test_what_was_not_accepted_comes_again_and_nothing_overtakes_it(
    town: Town, http: httpx.AsyncClient, shop: Shop
) -> None:
    shop.answers = [(500, {}), (503, {})]
    await http.post(town.url("setWebhook"), json={"url": shop.url})
    talking.say(town.world, town.anna.id, town.bot.id, "one")
    talking.say(town.world, town.anna.id, town.bot.id, "two")
    await shop.until(1)
    info = (await http.get(town.url("getWebhookInfo"))).json()["result"]
    assert info["pending_update_count"] == 2
    for count in (2, 3, 4):
        town.world.wind(60)
        await shop.until(count)
    texts = [update["message"]["text"] for _, update in shop.seen]
    assert texts == ["one", "one", "one", "two"]
    ids = [update["update_id"] for _, update in shop.seen]
    assert ids == sorted(ids)
    info = (await http.get(town.url("getWebhookInfo"))).json()["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 503"


@pytest.mark.parametrize("in_parts", [False, True], ids=["json", "multipart, as aiogram does"])
async def test_a_method_in_the_answer_is_done(
    town: Town, http: httpx.AsyncClient, shop: Shop, *, in_parts: bool
) -> None:
    shop.in_parts = in_parts
    shop.answers = [(200, {"method": "sendMessage", "chat_id": town.anna.id, "text": "pong"})]
    await http.post(town.url("setWebhook"), json={"url": shop.url})
    with town.world.subscribe() as changes:
        talking.say(town.world, town.anna.id, town.bot.id, "ping")
        added = [change async for change in _messages(changes, 2)]
    posted = town.world.messages.get(added[-1].chat, added[-1].message_id)
    assert posted is not None
    assert posted.message.text == "pong"


async def _messages(changes: Any, count: int) -> AsyncIterator[MessageAdded]:
    async for change in changes:
        if isinstance(change, MessageAdded):
            yield change
            count -= 1
        if not count:
            return


async def test_removing_the_webhook_keeps_what_waits_for_polling(
    town: Town, http: httpx.AsyncClient, shop: Shop
) -> None:
    shop.answers = [(500, {})]
    await http.post(town.url("setWebhook"), json={"url": shop.url})
    talking.say(town.world, town.anna.id, town.bot.id, "kept")
    await shop.until(1)
    await http.post(town.url("deleteWebhook"))
    updates = (await http.get(town.url("getUpdates"))).json()["result"]
    assert [update["message"]["text"] for update in updates] == ["kept"]


async def test_a_second_poller_ends_the_first(town: Town, http: httpx.AsyncClient) -> None:
    first = asyncio.create_task(http.get(town.url("getUpdates"), params={"timeout": 30}))
    box = town.world.post.box(town.bot.id)
    while box.turn is None:
        await http.get(town.url("getMe"))
    second = asyncio.create_task(http.get(town.url("getUpdates"), params={"timeout": 30}))
    refused = await first
    assert refused.status_code == 409
    assert "terminated by other getUpdates request" in refused.json()["description"]
    talking.say(town.world, town.anna.id, town.bot.id, "hello")
    assert len((await second).json()["result"]) == 1


async def test_only_wanted_updates_are_kept(town: Town, http: httpx.AsyncClient) -> None:
    await http.post(town.url("getUpdates"), json={"allowed_updates": ["callback_query"]})
    talking.say(town.world, town.anna.id, town.bot.id, "unheard")
    assert (await http.get(town.url("getUpdates"))).json()["result"] == []
    await http.post(town.url("getUpdates"), json={"allowed_updates": []})
    talking.say(town.world, town.anna.id, town.bot.id, "heard")
    assert len((await http.get(town.url("getUpdates"))).json()["result"]) == 1


async def test_a_limit_and_a_negative_offset_choose_from_what_waits(
    town: Town, http: httpx.AsyncClient
) -> None:
    for word in ("a", "b", "c"):
        talking.say(town.world, town.anna.id, town.bot.id, word)
    limited = (await http.get(town.url("getUpdates"), params={"limit": 2})).json()["result"]
    assert [update["message"]["text"] for update in limited] == ["a", "b"]
    last = (await http.get(town.url("getUpdates"), params={"offset": -1})).json()["result"]
    assert [update["message"]["text"] for update in last] == ["c"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"url": "ftp://a.example"}, "bad webhook"),
        ({"url": "https://a.example", "secret_token": "schlüssel"}, "unallowed characters"),
    ],
)
async def test_a_bad_webhook_is_refused(
    town: Town, http: httpx.AsyncClient, body: dict[str, str], reason: str
) -> None:
    answer = await http.post(town.url("setWebhook"), json=body)
    assert reason in answer.json()["description"]
