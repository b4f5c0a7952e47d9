"""kaituan hour: the demo's shop, invented shoppers and much that goes wrong, for an hour; then where the money is."""

import asyncio
import logging
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

import httpx
from sqlalchemy import func, select, update

from bot.settings import Settings
from catalog.tables import deal, terms
from flows.links import to_deal
from groupbuys.tables import group_buy, seat
from kaituan import demonstration, house, money
from kaituan.hour.shopper import Shopper, Street
from kaituan.hour.weather import Weather
from payments.model import StepState
from payments.tables import money_step
from sandbox.world.world import World
from storage.transaction import Transaction

_STEP = 5.0
"""Seconds that the clock is wound at once."""
_BREATH = 0.05
"""Real seconds without anything happening after which everybody is done with that moment."""
_LONGEST = 3.0
"""Real seconds that one moment takes at most."""
_AFTERWARDS = 70
"""Minutes of good weather at the end: what a provider refused is asked for again within the hour."""

_WINDOWS = (9, 14, 25, 40)
_LIVE = select(deal.c.id).where(deal.c.state == "live").order_by(deal.c.id)
_TERMS = select(terms.c.id).order_by(terms.c.id)
_UNNAMED = (
    select(func.count())
    .select_from(money_step)
    .where(money_step.c.done_at.is_(None), money_step.c.state != StepState.STUCK.value)
)


@dataclass(frozen=True, slots=True)
class Hour:
    """So many shoppers in so many minutes; the same `seed` draws the same shoppers and the same weather."""

    shoppers: int
    minutes: int
    seed: int


def spend(hour: Hour) -> bool:
    """Live through it and print where the money is; whether it balances and nothing is left that is not named."""
    with tempfile.TemporaryDirectory(prefix="kaituan-hour-") as folder:
        url = f"sqlite:///{Path(folder) / 'kaituan.db'}"
        print(f"{hour.shoppers} shoppers, {hour.minutes} minutes, --seed {hour.seed}", flush=True)
        began = perf_counter()
        balanced, unnamed = asyncio.run(_live(hour, url))
        print(f"\nIt took {perf_counter() - began:.0f} s.")
    if unnamed:
        print(f"{unnamed} captures or refunds are under way and not named.")
    return balanced and not unnamed


def _show(url: str, when: str) -> bool:
    """What the two commands print; whether it balances."""
    print(f"\n{when}: kaituan money")
    balanced = money.show(url)
    print(f"\n{when}: kaituan money --stuck")
    money.show_stuck(url)
    sys.stdout.flush()
    return balanced


async def _live(hour: Hour, url: str) -> tuple[bool, int]:
    """Whether all balances, with faults and after them, and how many steps are left at last that nothing names."""
    world, stop = World(), asyncio.Event()
    async with demonstration.opened(world, 0, url, _quietly) as (_, shop):
        deals = await shop.books.run(lambda tx: _shorten(tx, Random(hour.seed)))  # noqa: S311  to be had again
        keeping = asyncio.create_task(house.keep_open(shop, stop))
        async with httpx.AsyncClient(follow_redirects=True, timeout=30) as browser:
            street = Street(world, world.bots.get(shop.bot.number), browser, deals)
            there = await _crowd(hour, street)
            print(await shop.books.run(_told, reads=True))
            balanced = await asyncio.to_thread(_show, url, "At the end, with faults")
            await _calm_down(world, there)
        balanced &= await asyncio.to_thread(_show, url, "After good weather")
        left = await shop.books.run(lambda tx: int(tx.value(_UNNAMED)), reads=True)
        stop.set()
        await keeping
    world.clock.stop()
    return balanced, left


async def _crowd(hour: Hour, street: Street) -> "list[asyncio.Task[None]]":
    """Everybody comes at a minute of their own; in the last quarter nobody new does. Gives them, busy as they are."""
    random = Random(hour.seed)  # noqa: S311  to be had again
    weather = Weather(street.world, random, hour.minutes)
    coming = sorted(random.randrange(max(1, hour.minutes * 3 // 4)) for _ in range(hour.shoppers))
    there: list[asyncio.Task[None]] = []
    for minute in range(hour.minutes):
        weather.minute(minute)
        there += [_enter(street, random, len(there) + n) for n in range(coming.count(minute))]
        await _minute(street.world)
        if sys.stderr.isatty():
            print(f"\r{minute + 1} of {hour.minutes} minutes", end="", file=sys.stderr, flush=True)
    weather.clear()
    return there


async def _calm_down(world: World, there: "list[asyncio.Task[None]]") -> None:
    """Everything works again: what was to be tried later is tried, and who is still there goes home."""
    for _ in range(_AFTERWARDS):
        await _minute(world, 60.0)
    for task in there:
        task.cancel()
    for result in await asyncio.gather(*there, return_exceptions=True):
        if isinstance(result, Exception):
            raise result


def _enter(street: Street, random: Random, number: int) -> "asyncio.Task[None]":
    person = street.world.people.add(f"Shopper {number + 1}", language_code="en")
    shopper = Shopper(street, person, Random(random.random()))  # noqa: S311  to be had again
    return asyncio.create_task(shopper.live())


async def _minute(world: World, step: float = _STEP) -> None:
    """Let a minute pass, and at each moment of it let everybody do what they do."""
    for _ in range(int(60 / step)):
        world.wind(step)
        with suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST):
                while await _happens(world) or _is_busy(world):
                    pass


async def _happens(world: World) -> bool:
    """Whether anything happens before a breath is over."""
    with world.subscribe() as changes, suppress(TimeoutError):
        async with asyncio.timeout(_BREATH):
            await anext(changes)
            return True
    return False


def _is_busy(world: World) -> bool:
    """Whether there is something that the bot was not told of yet."""
    return any(world.post.box(bot.id).waiting for bot in world.bots)


def _shorten(tx: Transaction, random: Random) -> list[str]:
    """Groups of the demo's deals stay open for minutes instead of days; gives the links to the deals."""
    for row in tx.all(_TERMS):
        seconds = random.choice(_WINDOWS) * 60
        tx.write(update(terms).where(terms.c.id == row.id).values(window_seconds=seconds))
    return [to_deal(row.id) for row in tx.all(_LIVE)]


def _told(tx: Transaction) -> str:
    """What the hour came to."""
    parts = []
    for name, table in (("groups", group_buy), ("places", seat)):
        rows = tx.all(select(table.c.state, func.count().label("n")).group_by(table.c.state))
        parts.append(f"{name}: " + ", ".join(f"{row.n} {row.state}" for row in rows))
    return "; ".join(parts)


def _quietly(_: Settings) -> None:
    """What goes wrong is wanted here: the log would tell of nothing else."""
    logging.disable(logging.CRITICAL)
