"""Running a bot: the library chosen, the updates coming in by webhook or polling, the web app beside them."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from bot.library import Update
from bot.logs import silence
from bot.metrics import Metrics
from bot.money import carries_money
from bot.reception import NotTaken, Reception
from bot.running_bot import Menu, RunningBot
from bot.serving import serving
from bot.settings import Settings
from bot.shopfront import Shopfront
from bot.web import Health, Webhook, create_web

PutAside: TypeAlias = Callable[[Update], Awaitable[None]]
"""Sees to an update that is given up; raises where it brings money that cannot be written down."""

_GC_THRESHOLDS = (50_000, 20, 50)
"""Few and late collections: with them aiogram's slowest hundredth went from 159 to 17 ms."""


async def open_bot(settings: Settings, shopfront: Shopfront) -> RunningBot:
    """Open the bot under the library of the settings; the other one is never loaded. Raises CannotOpen."""
    silence()
    match settings.library:
        case "aiogram":
            from bot.aiogram_adapter import opening as aiogram_opening  # noqa: PLC0415 - 3 s, 170 MB

            return await aiogram_opening.open_bot(settings, shopfront)
        case "ptb":
            from bot.ptb_adapter import opening as ptb_opening  # noqa: PLC0415 - only when chosen

            return await ptb_opening.open_bot(settings, shopfront)


async def serve(
    running: RunningBot,
    settings: Settings,
    health: Health,
    metrics: Metrics,
    *,
    stop: asyncio.Event,
    commands: Mapping[str, Menu] | None = None,
    waiting: Callable[[], Awaitable[Mapping[str, float]]] | None = None,
    put_aside: PutAside | None = None,
) -> None:
    """Run an opened bot until `stop` is set. Raises CannotOpen.

    `commands`: the menu by scope (see RunningBot.set_commands). `waiting`: counts for /metrics. `put_aside`: told of an
    update that is given up, before the one who waits for it; it writes down money that the update tells of, or raises.
    """
    health = replace(health, telegram=running.trouble)
    reception = Reception(
        running.receive,
        healthy=partial(_has_a_database, health),
        put_aside=partial(_aside, running, put_aside),
        metrics=metrics,
    )
    webhook = _webhook(running, settings, reception)
    for scope, menu in (commands or {}).items():
        await running.set_commands(menu, scope)
    app = create_web(health, metrics, webhook=webhook, waiting=waiting, more=running.more)
    try:
        async with serving(app, settings.host, settings.port):
            settle_memory()
            if webhook is None:
                await running.poll(reception, stop)
            else:
                await running.set_webhook(f"{settings.public_url}{webhook.path}", webhook.secret)
                await stop.wait()
    finally:
        await reception.finish()


async def _has_a_database(health: Health) -> bool:
    return "database" not in await health.ask()


async def _aside(running: RunningBot, put_aside: PutAside | None, update: Update) -> None:
    """Have it put aside, and tell who waits for it. Raises where it brings money and nobody takes that."""
    if put_aside is not None:
        await put_aside(update)
    elif carries_money(update):
        raise NotTaken(str(update["update_id"]))
    if not carries_money(update):
        await running.apologize(update)


def _webhook(running: RunningBot, settings: Settings, reception: Reception) -> Webhook | None:
    if settings.public_url is None or settings.webhook_secret is None:
        return None
    return Webhook(running.number, settings.webhook_secret.get_secret_value(), reception)


def settle_memory() -> None:
    """Leave everything loaded so far out of garbage collection, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)
