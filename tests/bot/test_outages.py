"""Stories of a database in trouble, as updates see it: what cannot be written waits, and is never given up for it."""

import sqlite3

import pytest

from bot import reception
from bot.library import Saying, Update
from bot.reception import TRIES, NotTaken, Reception
from bot.running_bot import nothing_to_say

UPDATE: Update = {"update_id": 7, "message": {"chat": {"id": 1}}}


def locked() -> sqlite3.OperationalError:
    """What SQLite says while another program writes."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


async def test_an_update_that_met_a_locked_database_is_tried_until_it_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Promise 18: a notice of payment that comes in such a moment is not lost."""
    monkeypatch.setattr(reception, "PAUSES", (0.0,))
    tried, aside = [], []

    async def receive(update: Update) -> Saying:
        tried.append(update)
        if len(tried) <= 3 * TRIES:
            raise locked()
        return nothing_to_say

    async def put_aside(update: Update) -> None:
        aside.append(update)

    await Reception(receive, put_aside=put_aside).take(UPDATE, patiently=True)
    assert len(tried) == 3 * TRIES + 1
    assert aside == []


async def test_by_webhook_such_an_update_is_delivered_again_however_often() -> None:
    aside = []

    async def receive(_: Update) -> Saying:
        raise locked()

    async def put_aside(update: Update) -> None:
        aside.append(update)

    here = Reception(receive, put_aside=put_aside)
    for _ in range(3 * TRIES):
        with pytest.raises(NotTaken):
            await here.take(UPDATE, patiently=False)
    assert aside == []
