"""Joins as people make them: a press on Join at pickup payment, from the event in to the replies out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import Select, func, select

from bench.crowd import all_of
from bench.figures import Figure, measured_async
from bench.ground import BOT, LANGUAGES
from flows.conversation import Conversation
from flows.events import Place, Pressed, Sender
from flows.presses.every import Join
from groupbuys.tables import group_buy
from storage.database import Database
from storage.tables import inbox, outbox
from storage.transaction import Transaction

TAGS = {"en": "en", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW"}
"""Our languages as Telegram names them."""

_SEATED = select(func.sum(group_buy.c.paid - 1))
_ANSWERED = select(func.count()).select_from(inbox)
_TOLD = select(func.count()).where(outbox.c.kind == "joined")


async def through_the_core(database: Database, people: Sequence[int], groups: int) -> Figure:
    """These people press Join, spread over the first `groups` group buys, whose leaders are not among them."""
    talk = Conversation(database)

    async def join(number: int) -> None:
        replies = await talk.turn(press(number, number % groups + 1))
        assert len(replies) == 2, replies

    figure = await measured_async(lambda: all_of(people, join))
    await all_joined(database, len(people), groups)
    return figure


async def all_joined(database: Database, people: int, groups: int) -> None:
    """Check that so many people have a seat and an answer, and that each leader is owed their news, gathered."""
    for question, wanted in ((_SEATED, people), (_ANSWERED, people), (_TOLD, min(people, groups))):
        assert await database.run(partial(_ask, question), reads=True) == wanted


def _ask(question: Select[Any], tx: Transaction) -> Any:
    return tx.value(question)


def press(number: int, group: int) -> Pressed:
    """Somebody's press on Join in that group buy."""
    tag = TAGS[LANGUAGES[number % len(LANGUAGES)]]
    sender = Sender(number, f"Person {number}", tag)
    return Pressed(f"telegram:{BOT}:{number}", sender, Place(BOT, number), 1, Join(group, 1, 1))
