"""Money is not lost with the update that told of it: when its turn breaks each time, it is written down alone."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from bot.library import Update
from bot.money import payment_of
from flows.events import Paid
from flows.rescuing import End, give_back, place
from storage import alarms
from storage.database import Database
from storage.outage import is_outage
from storage.transaction import Conflict, Transaction

_Way: TypeAlias = Callable[[Paid, Transaction], End]

logger = logging.getLogger(__name__)


async def save_money(books: Database, bot: int, update: Update) -> None:
    """Write down the payment that an update tells of, with an alarm that names it.

    It gets its place as in its own turn, only that nobody is answered; where that breaks too, it is owed back.
    Raises where even that cannot be written: nobody may forget the update then.
    """
    number = int(update["update_id"])
    try:
        paid = payment_of(update, bot)
        if not await _is_saved(books, number, paid, place):
            await books.run(partial(_save, number, paid, give_back))
    except Exception as error:
        if not _will_pass(error):
            await books.run(
                partial(_cry, number, f"{_named(update)}, which cannot be written down")
            )
        raise


async def _is_saved(books: Database, number: int, paid: Paid, way: _Way) -> bool:
    try:
        await books.run(partial(_save, number, paid, way))
    except Exception as error:
        if _will_pass(error):
            raise
        logger.exception("the money of update %s cannot be given its place", number)
        return False
    return True


def _save(number: int, paid: Paid, way: _Way, tx: Transaction) -> None:
    end = way(paid, tx)
    text = (
        f"update {number} broke every time and was given up; it brought charge {paid.charge}, "
        f"{paid.amount.minor} {paid.amount.currency} from {paid.sender.id}, which {end}: see the log"
    )
    alarms.raise_alarm(tx, "update", number, text)


def _cry(number: int, what: str, tx: Transaction) -> None:
    text = (
        f"update {number} breaks every time and brings {what}; it is tried on and on: see the log"
    )
    alarms.raise_alarm(tx, "money", number, text)


def _named(update: Update) -> str:
    """A payment in the words of Telegram, as far as they are there."""
    message = update["message"]
    paid, payer = message["successful_payment"], message.get("from") or {}
    charge = paid.get("provider_payment_charge_id")
    return (
        f"charge {charge}, {paid.get('total_amount')} {paid.get('currency')} from {payer.get('id')}"
    )


def _will_pass(error: Exception) -> bool:
    """Nothing is wrong with the payment: it will be written down when the database can."""
    return is_outage(error) or isinstance(error, Conflict)
