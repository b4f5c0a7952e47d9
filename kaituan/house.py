"""The composition root: a bot, the conversation, the scheduler and the payment provider over one database."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import literal, select

from bot.metrics import Metrics
from bot.pay_counter import PayCounter
from bot.running import open_bot, serve
from bot.running_bot import CannotOpen, RunningBot
from bot.settings import Settings
from bot.shopfront import Shopfront
from bot.uploads import StoredUploads
from bot.web import Health
from flows import cards
from flows.apology import apology
from flows.commands import menu, menu_in_groups
from flows.conversation import Conversation
from flows.news import notices
from kaituan import tills
from kaituan.attentive import AttentiveDoor
from kaituan.numbers import waiting
from kaituan.opening import prepare
from kaituan.operator import keep_informed, put_aside
from kaituan.second_reader import SecondReader
from kaituan.timepiece import Timepiece
from kaituan.trouble import Trouble
from payments.registry import Registry
from scheduler.errands.rereading import Assistant, nobody
from scheduler.limits import OVERALL, shared
from scheduler.pacer import Pacer
from scheduler.runner import Runner, start
from scheduler.speaking import Mouth
from storage.database import Database

_ANSWER = select(literal(1))
_MENUS = {"": "en", "zh": "zh_Hans"}
"""The command menu by what Telegram tells languages apart by."""


@dataclass(frozen=True, slots=True)
class House:
    """An open shop."""

    settings: Settings
    books: Database
    door: AttentiveDoor
    bot: RunningBot
    runner: Runner
    mouth: Mouth
    metrics: Metrics
    timepiece: Timepiece


@dataclass(frozen=True, slots=True)
class Doorway:
    """Where shoppers come in: `pages` is the address of the shop's own pages; `chat` its bot's, "" at Telegram."""

    pages: str
    chat: str = ""


@asynccontextmanager
async def opened(
    settings: Settings, books: Database, timepiece: Timepiece, doorway: Doorway | None = None
) -> AsyncIterator[House]:
    """Open bot and scheduler for the block; at its end finish what is under way. Raises Trouble.

    `doorway`: where that is not the public address of the settings, and a chat at Telegram.
    """
    async with AsyncExitStack() as stack:
        await books.run(partial(prepare, settings=settings))
        metrics, door = Metrics(), AttentiveDoor(Conversation(books))
        at = doorway or Doorway(settings.public_url or "")
        overall = shared(OVERALL, settings.processes)
        pacer = Pacer(timepiece.seconds, timepiece.sleep, overall=overall)
        stack.callback(pacer.stop)
        registry = tills.registry(settings, books)
        stack.push_async_callback(registry.close)
        token = tills.token(settings, registry)
        shopfront = Shopfront(
            door, StoredUploads(books), token, pacer, apology, metrics, pages=at.pages
        )
        stack.push_async_callback(shopfront.pen.close)
        bot = await _opened(settings, shopfront)
        stack.push_async_callback(bot.close)
        mouth = Mouth(bot.sender, pacer)
        runner = start(
            books,
            mouths={bot.number: mouth},
            providers=registry,
            compose=notices.compose,
            face=cards.face,
            on_close=_timed(metrics),
            assistant=_assistant(settings, stack),
        )
        stack.push_async_callback(runner.stop)
        door.after = runner.wake
        bot.more = _counter(books, registry, bot, at, timepiece).routes()
        yield House(settings, books, door, bot, runner, mouth, metrics, timepiece)


async def keep_open(house: House, stop: asyncio.Event) -> None:
    """Take updates until `stop` is set. Raises Trouble."""
    informing = _informing(house)
    try:
        await serve(
            house.bot,
            house.settings,
            Health(partial(_ask, house.books), house.runner.tick_age),
            house.metrics,
            stop=stop,
            commands={
                "": {code: menu(language) for code, language in _MENUS.items()},
                "all_group_chats": {code: menu_in_groups(one) for code, one in _MENUS.items()},
            },
            waiting=partial(_waiting, house.books),
            put_aside=partial(put_aside, house.books, house.bot.number),
        )
    except CannotOpen as reason:
        raise Trouble(str(reason)) from None
    finally:
        if informing is not None:
            informing.cancel()
            with suppress(asyncio.CancelledError):
                await informing


async def _opened(settings: Settings, shopfront: Shopfront) -> RunningBot:
    try:
        return await open_bot(settings, shopfront)
    except CannotOpen as reason:
        raise Trouble(str(reason)) from None


def _counter(
    books: Database, registry: Registry, bot: RunningBot, at: Doorway, timepiece: Timepiece
) -> PayCounter:
    chat = at.chat or f"https://t.me/{bot.username}"
    return PayCounter(
        books, registry, bot.begin, bot=bot.number, chat=chat, pages=at.pages, now=timepiece.now
    )


def _informing(house: House) -> "asyncio.Task[None] | None":
    chat = house.settings.operator
    if chat is None:
        return None
    return asyncio.create_task(
        keep_informed(house.books, house.mouth, chat, house.timepiece.sleep), name="operator"
    )


def _assistant(settings: Settings, stack: AsyncExitStack) -> Assistant:
    if settings.assistant_url is None:
        return nobody
    key = settings.assistant_key.get_secret_value() if settings.assistant_key else None
    reader = SecondReader(settings.assistant_url, settings.assistant_model, key)
    stack.push_async_callback(reader.close)
    return reader.ask


def _timed(metrics: Metrics) -> Callable[[timedelta], None]:
    return lambda late: metrics.closed(late.total_seconds())


async def _ask(books: Database) -> None:
    """Both doors: a database that can be read and not written takes no order."""
    await books.run(lambda tx: tx.value(_ANSWER), reads=True)
    await books.run(lambda tx: tx.value(_ANSWER))


async def _waiting(books: Database) -> Mapping[str, float]:
    return await books.run(waiting, reads=True)
