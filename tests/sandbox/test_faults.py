"""Faults on request: the messenger and the provider fail as they do in the field."""

import asyncio

import httpx
import pytest

from sandbox.world.faults import Failure, Fault
from tests.sandbox.town import Town
from tests.sandbox.voice import Voice


def texts(town: Town) -> list[str | None]:
    chat = town.world.chats.open_private(town.anna.id, town.bot.id)
    return [posted.message.text for posted in town.world.messages.of(chat.key)]


async def test_too_many_requests_say_how_long_to_wait(town: Town, voice: Voice) -> None:
    town.world.faults.plan(Fault(Failure.TOO_MANY, "send*", times=1, retry_after=7))
    with pytest.raises(voice.errors) as caught:
        await voice.say(town.anna.id, "one")
    assert voice.refusal(caught.value)[1] == 7
    await voice.say(town.anna.id, "two")
    assert texts(town) == ["two"]


async def test_a_broken_gateway_answers_in_html(town: Town, http: httpx.AsyncClient) -> None:
    town.world.faults.plan(Fault(Failure.BROKEN, status=502))
    answer = await http.get(town.url("getMe"))
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")
    assert (await http.get(town.url("getMe"))).status_code == 200


@pytest.mark.parametrize(("failure", "left"), [(Failure.DROPPED, []), (Failure.LOST, ["once"])])
async def test_a_cut_connection_has_or_has_not_done_it(
    town: Town, http: httpx.AsyncClient, failure: Failure, left: list[str]
) -> None:
    town.world.faults.plan(Fault(failure, "sendMessage"))
    with pytest.raises(httpx.TransportError):
        await http.post(town.url("sendMessage"), json={"chat_id": town.anna.id, "text": "once"})
    assert texts(town) == left
    assert (await http.get(town.url("getMe"))).json()["ok"], "the server lives on"


async def test_a_cut_connection_is_a_network_error_to_the_library(town: Town, voice: Voice) -> None:
    town.world.faults.plan(Fault(Failure.LOST, "sendMessage"))
    with pytest.raises(Exception, match=r"(?i)disconnect|network|closed|RemoteProtocol|reset|read"):
        await voice.say(town.anna.id, "once")
    assert texts(town) == ["once"]


async def test_a_late_answer_comes_when_the_clock_is_wound(
    town: Town, http: httpx.AsyncClient
) -> None:
    town.world.faults.plan(Fault(Failure.DELAYED, "sendMessage", seconds=3600))
    body = {"chat_id": town.anna.id, "text": "late"}
    call = asyncio.create_task(http.post(town.url("sendMessage"), json=body))
    await town.world.until(lambda: bool(texts(town)) and bool(town.world.calls.of()))
    assert not call.done()
    town.world.wind(3600)
    assert (await call).json()["ok"]


async def test_a_fault_may_be_meant_for_one_chat(town: Town, http: httpx.AsyncClient) -> None:
    town.world.chats.open_private(town.ben.id, town.bot.id).started = True
    fault = Fault(Failure.REFUSED, status=403, description="Forbidden: no", chat_id=town.ben.id)
    town.world.faults.plan(fault)
    for person, status in ((town.anna, 200), (town.ben, 403), (town.ben, 200)):
        body = {"chat_id": person.id, "text": "hello"}
        assert (await http.post(town.url("sendMessage"), json=body)).status_code == status


async def test_the_speed_limits_count_per_chat(town: Town, http: httpx.AsyncClient) -> None:
    town.world.limits.on = True
    body = {"chat_id": town.anna.id, "text": "x"}
    answers = [await http.post(town.url("sendMessage"), json=body) for _ in range(6)]
    assert [answer.status_code for answer in answers].count(429) == 2
    refused = answers[-1].json()
    wait = refused["parameters"]["retry_after"]
    assert refused["description"] == f"Too Many Requests: retry after {wait}"
    town.world.wind(wait)
    assert (await http.post(town.url("sendMessage"), json=body)).status_code == 200
