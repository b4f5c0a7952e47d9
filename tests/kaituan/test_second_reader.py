"""The endpoint that may help with a caption: whatever it does, the merchant can go on by typing."""

import json
from collections.abc import Callable

import httpx
import pytest

from kaituan.second_reader import SecondReader

Answering = Callable[[httpx.Request], httpx.Response]


def reader(answering: Answering, key: str | None = "made-up") -> SecondReader:
    transport = httpx.MockTransport(answering)
    return SecondReader("http://reader.test/v1/", "small", key, transport)


def completion(said: str) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"content": said}}]})


async def ask(one: SecondReader) -> str | None:
    try:
        return await one.ask([{"role": "user", "content": "Olivenöl"}])
    finally:
        await one.close()


async def test_it_is_asked_as_such_endpoints_are() -> None:
    seen: list[httpx.Request] = []

    def answering(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return completion('```json\n{"people": null}\n```')

    assert await ask(reader(answering)) == '{"people": null}'
    assert str(seen[0].url) == "http://reader.test/v1/chat/completions"
    assert seen[0].headers["authorization"] == "Bearer made-up"
    asked = json.loads(seen[0].content)
    assert asked["model"] == "small"
    assert asked["messages"] == [{"role": "user", "content": "Olivenöl"}]


async def test_one_on_this_machine_needs_no_key() -> None:
    seen: list[httpx.Request] = []

    def answering(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return completion("{}")

    await ask(reader(answering, None))
    assert "authorization" not in seen[0].headers


def _away(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("nobody there")


def _slow(_: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("too slow")


@pytest.mark.parametrize(
    "answering",
    [
        _away,
        _slow,
        lambda _: httpx.Response(500, text="oops"),
        lambda _: httpx.Response(302, headers={"location": "http://elsewhere.test"}),
        lambda _: httpx.Response(200, text="<html>"),
        lambda _: httpx.Response(200, json={"choices": []}),
        lambda _: httpx.Response(200, json={"choices": [{"message": {"content": None}}]}),
        lambda _: completion("x" * 100_000),
    ],
    ids=["away", "slow", "500", "redirect", "html", "no choice", "no words", "endless"],
)
async def test_an_endpoint_in_trouble_is_as_if_there_were_none(answering: Answering) -> None:
    assert await ask(reader(answering)) is None
