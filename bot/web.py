"""The web app: Telegram's webhook, /health and /metrics."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.bodies import body_of
from bot.library import Update
from bot.metrics import Metrics
from bot.reception import NotTaken, Reception

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  the header's name
BODY_LIMIT = 1024 * 1024
"""Bytes; an update is a few thousand."""

STALE_TICK = 60.0
"""Seconds without a tick after which the scheduler is taken for dead."""

_ANSWER_SECONDS = 3.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    """What /health asks: `database` raises unless it answers; `tick_age` is in seconds, None before the first.

    `telegram` says why no updates come, None where they do.
    """

    database: Callable[[], Awaitable[None]]
    tick_age: Callable[[], float | None] = lambda: None
    telegram: Callable[[], str | None] = lambda: None

    async def ask(self) -> dict[str, str]:
        """What is wrong, by name; empty where all is well."""
        wrong = {}
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await self.database()
        except Exception as error:  # noqa: BLE001 - whatever it is, the database did not answer
            wrong["database"] = type(error).__name__
        age = self.tick_age()
        if age is not None and age > STALE_TICK:
            wrong["scheduler"] = f"last tick {age:.0f} seconds ago"
        trouble = self.telegram()
        if trouble is not None:
            wrong["telegram"] = trouble
        return wrong


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where one bot's updates arrive: at /telegram/<its number>, with this secret."""

    number: int
    secret: str = field(repr=False)
    reception: Reception

    @property
    def path(self) -> str:
        """The path on this server."""
        return f"/telegram/{self.number}"

    async def deliver(self, request: Request) -> Response:
        """Take one update: 200 once its turn is committed, 503 so that Telegram sends it again.

        Its replies are said after that: Telegram waits a minute for us, and they may have to wait for longer.
        """
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self.secret.encode()):
            return PlainTextResponse("who are you?", 401)
        try:
            body = await body_of(request, BODY_LIMIT)
        except ClientDisconnect:
            return PlainTextResponse("not all of it came", 400)
        if body is None:
            return PlainTextResponse("too long for an update", 413)
        update = _update(body)
        if update is None:
            return PlainTextResponse("not an update", 400)
        try:
            await self.reception.take(update, patiently=False)
        except NotTaken:
            return PlainTextResponse("send it again, please", 503)
        return PlainTextResponse("taken")


def create_web(
    health: Health,
    metrics: Metrics,
    *,
    webhook: Webhook | None = None,
    waiting: Callable[[], Awaitable[Mapping[str, float]]] | None = None,
    more: Sequence[Route] = (),
) -> Starlette:
    """The app. `waiting` counts what waits, whenever /metrics is read; `more`: what else it serves."""

    async def show_health(_: Request) -> Response:
        wrong = await health.ask()
        age = health.tick_age()
        return JSONResponse(
            {"ok": not wrong, "wrong": wrong, "tick_age": age}, 503 if wrong else 200
        )

    async def show_metrics(_: Request) -> Response:
        if waiting is not None:
            metrics.waiting(await _counted(waiting))
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    routes = [*more, Route("/health", show_health), Route("/metrics", show_metrics)]
    if webhook is not None:
        routes.append(Route(webhook.path, webhook.deliver, methods=["POST"]))
    return Starlette(routes=routes)


async def _counted(waiting: Callable[[], Awaitable[Mapping[str, float]]]) -> Mapping[str, float]:
    """What waits; nothing while the database does not answer, for then all other numbers are wanted most."""
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            return await waiting()
    except Exception:
        logger.exception("what waits cannot be counted")
        return {}


def _update(body: bytes) -> Update | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if isinstance(update, dict) and isinstance(update.get("update_id"), int):
        return update
    return None
