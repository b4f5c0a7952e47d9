"""The person who runs the shop hears of every alarm, in the chat that the settings name."""

import logging
from collections.abc import Awaitable, Callable

from bot.library import Update
from bot.money import carries_money
from flows.languages import DEFAULT
from flows.replies import Say
from flows.screens.alarms import alarm_screen
from flows.texts import Texts
from kaituan.rescue import save_money
from scheduler.sending import Sent
from scheduler.speaking import Mouth
from storage import alarms
from storage.database import Database

_EVERY = 5.0
"""Seconds between two looks at the alarms."""

_LONGEST = 600.0
"""Seconds between two tries while the chat cannot be reached."""

logger = logging.getLogger(__name__)


async def keep_informed(
    books: Database, mouth: Mouth, chat: int, sleep: Callable[[float], Awaitable[object]]
) -> None:
    """Tell the operator of each alarm once; tries on until cancelled."""
    wait = _EVERY
    while True:
        try:
            wait = _EVERY if await _tell(books, mouth, chat) else min(2 * wait, _LONGEST)
        except Exception:  # the next look tries again, whatever it was
            logger.exception("the alarms could not be told")
        await sleep(wait)


async def put_aside(books: Database, bot: int, update: Update) -> None:
    """Raise an alarm about an update to this bot that broke each time it was tried; its money is written down.

    Raises where that cannot be done.
    """
    if carries_money(update):
        await save_money(books, bot, update)
        return
    number = int(update["update_id"])
    text = f"update {number} broke every time and was given up: see the log"
    await books.run(lambda tx: alarms.raise_alarm(tx, "update", number, text))


async def _tell(books: Database, mouth: Mouth, chat: int) -> bool:
    for alarm in await books.run(alarms.untold, reads=True):
        await mouth.pacer.wait(chat, interactive=False)
        said = await mouth.say(chat, (Say(alarm_screen(Texts(DEFAULT), alarm)),))
        if not isinstance(said.outcome, Sent):
            logger.warning("the operator's chat %s cannot be told: %s", chat, said.outcome)
            return False
        number = alarm.id
        await books.run(lambda tx: alarms.told(tx, number, chat))  # noqa: B023  awaited at once
    return True
