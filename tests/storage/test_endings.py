"""The end of a turn: whatever it left half done, its connection is as new."""

import asyncio

import pytest

from storage.database import Database
from storage.transaction import Transaction
from tests.storage.test_turns import NAMES, Broken, add, names
from tests.stories import NOON


@pytest.mark.parametrize("reads", [False, True])
async def test_a_turn_that_breaks_over_a_half_read_answer_holds_no_old_world(
    sqlite_url: str, *, reads: bool
) -> None:
    """Its traceback keeps its question alive, and a connection in the middle of one sees the past and cannot write."""
    database = Database(sqlite_url, lambda: NOON)
    await database.run(lambda tx: [add(tx, "x" * length) for length in range(1, 50)])
    kept: list[Broken] = []

    def broken(tx: Transaction) -> None:
        tx.first(NAMES)
        raise Broken

    for _ in range(3):
        with pytest.raises(Broken) as raised:
            await database.run(broken, reads=reads)
        kept.append(raised.value)
    for length in range(50, 60):
        await asyncio.gather(*(database.run(names, reads=True) for _ in range(4)))
        await database.run(lambda tx, length=length: add(tx, "x" * length))  # type: ignore[misc]  # a number
        assert len(await database.run(names, reads=True)) == length
    database.close()
