"""What the person who runs a bot can look at: /health and /metrics, and a port that is taken."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.metrics import Metrics
from bot.running_bot import CannotOpen
from bot.serving import serving
from bot.web import STALE_TICK, Health, create_web
from scheduler.sending import Sent, TryLater, Unreachable


async def well() -> None:
    """A database that answers."""


async def ill() -> None:
    """A database that does not."""
    raise OSError


async def get(path: str, health: Health, metrics: Metrics) -> httpx.Response:
    async def waiting() -> dict[str, float]:
        return {"outbox": 3}

    app = create_web(health, metrics, waiting=waiting)
    async with (
        serving(app, "127.0.0.1", 0) as port,
        httpx.AsyncClient(trust_env=False, timeout=20) as client,
    ):
        return await client.get(f"http://127.0.0.1:{port}{path}")


async def test_a_well_shop_says_so_with_the_age_of_its_last_tick() -> None:
    answer = await get("/health", Health(well, lambda: 1.5), Metrics())
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "wrong": {}, "tick_age": 1.5})


async def test_a_silent_database_and_a_dead_scheduler_are_named() -> None:
    answer = await get("/health", Health(ill, lambda: STALE_TICK + 1), Metrics())
    assert answer.status_code == 503
    assert set(answer.json()["wrong"]) == {"database", "scheduler"}


async def test_a_bot_that_telegram_refuses_is_named() -> None:
    answer = await get("/health", Health(well, telegram=lambda: "401: Unauthorized"), Metrics())
    assert answer.status_code == 503
    assert answer.json()["wrong"] == {"telegram": "401: Unauthorized"}


async def test_the_numbers_are_there_for_prometheus() -> None:
    metrics = Metrics()
    metrics.turn("Pressed", "done", 0.004)
    metrics.sent("say", Sent(1))
    metrics.sent("say", TryLater(maybe_sent=True))
    metrics.sent("edit", Unreachable("blocked"))
    metrics.closed(1.5)
    text = (await get("/metrics", Health(well), metrics)).text
    for line in (
        'kaituan_turns_total{event="Pressed",outcome="done"} 1.0',
        'kaituan_turn_seconds_bucket{event="Pressed",le="0.005"} 1.0',
        'kaituan_sends_total{outcome="sent",what="say"} 1.0',
        'kaituan_sends_total{outcome="unknown",what="say"} 1.0',
        'kaituan_sends_total{outcome="unreachable",what="edit"} 1.0',
        'kaituan_close_late_seconds_bucket{le="2.0"} 1.0',
        'kaituan_waiting{what="outbox"} 3.0',
    ):
        assert line in text


async def test_a_port_that_is_taken_is_one_sentence() -> None:
    app = create_web(Health(well), Metrics())
    async with serving(app, "127.0.0.1", 0) as port:
        with pytest.raises(CannotOpen, match=f"127.0.0.1:{port} cannot be listened on"):
            async with serving(app, "127.0.0.1", port):
                pass


async def test_while_the_database_is_silent_all_other_numbers_are_still_told() -> None:
    metrics = Metrics()
    metrics.waiting({"outbox": 3})
    metrics.turn("Pressed", "broken", 0.004)

    async def silent() -> dict[str, float]:
        raise OSError

    app = create_web(Health(ill), metrics, waiting=silent)
    async with (
        serving(app, "127.0.0.1", 0) as port,
        httpx.AsyncClient(trust_env=False, timeout=20) as client,
    ):
        answer = await client.get(f"http://127.0.0.1:{port}/metrics")
    assert answer.status_code == 200
    assert 'kaituan_turns_total{event="Pressed",outcome="broken"} 1.0' in answer.text
    assert "kaituan_waiting{" not in answer.text


async def test_a_client_that_never_ends_its_request_does_not_keep_the_server_from_stopping() -> (
    None
):
    async def read_on(request: Request) -> Response:
        await request.body()
        return Response()

    app = Starlette(routes=[Route("/", read_on, methods=["POST"])])
    async with asyncio.timeout(20):
        async with serving(app, "127.0.0.1", 0, grace=1) as port:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")
            await writer.drain()
            async with httpx.AsyncClient(trust_env=False) as client:
                await client.get(f"http://127.0.0.1:{port}/")
    writer.close()
