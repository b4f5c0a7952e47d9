"""The same joins through the aiogram adapter: what polling hands over goes in, calls of the Bot API come out."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.types import Update as AiogramUpdate

from bench import messenger
from bench.crowd import all_of
from bench.figures import Figure, measured_async
from bench.ground import BOT, LANGUAGES
from bench.joins import TAGS, all_joined
from bot.aiogram_adapter.api import AiogramApi
from bot.aiogram_adapter.updates import incoming
from bot.incoming import Incoming
from bot.library import Me, Update
from bot.reception import Reception
from bot.running_bot import RunningBot
from bot.shopfront import Shopfront
from bot.turns import Turns
from bot.uploads import StoredUploads
from flows.conversation import Conversation
from flows.presses.every import WIRE, Join
from storage.database import Database


async def through_aiogram(database: Database, people: Sequence[int], groups: int) -> Figure:
    """These people press Join; measured from the raw update to the last answered call, the card's turn included."""
    reception = Reception(_running(database).receive)

    async def join(number: int) -> None:
        await reception.take(_press(number, number % groups + 1), patiently=True)

    figure = await measured_async(lambda: all_of(people, join))
    await all_joined(database, len(people), groups)
    return figure


def _running(database: Database) -> RunningBot:
    """A bot as `bot.aiogram_adapter.opening` opens it, but for its session."""
    bot = Bot(f"{BOT}:kaituan", session=messenger.Silent())
    me = Me(BOT, "kaituan_bot")
    api = AiogramApi(bot)
    turns = Turns(api, me, Shopfront(Conversation(database), StoredUploads(database)))

    def read(update: Update) -> Incoming:
        return incoming(AiogramUpdate.model_validate(update, context={"bot": bot}), me)

    return RunningBot(api, turns, read)


def _press(number: int, group: int) -> Update:
    language = TAGS[LANGUAGES[number % len(LANGUAGES)]]
    return messenger.pressed(number, WIRE.encode(Join(group, 1, 1)), language)
