"""Many turns at the same time, over several databases' worker threads on the very same rows."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from storage.database import Database
from storage.transaction import Transaction
from tests.stories import Town

Work: TypeAlias = Callable[[Transaction], Any]


@contextmanager
def processes(town: Town) -> Iterator[list[Database]]:
    """Two processes on the town's database: on PostgreSQL each has six writers that take a few turns together."""
    both = [Database(town.url, lambda: town.now, writers=6, batch=4) for _ in range(2)]
    try:
        yield both
    finally:
        for database in both:
            database.close()


def at_once(databases: Sequence[Database], works: Sequence[Work]) -> list[Any]:
    """Hand all of them in at once, dealt out in turns; their results, in order. Whatever one raises comes out here."""

    async def everything() -> list[Any]:
        turns = [databases[place % len(databases)].run(work) for place, work in enumerate(works)]
        return await asyncio.gather(*turns)

    return asyncio.run(everything())


def kinds(results: Sequence[Any]) -> dict[str, int]:
    """How many of each answer."""
    counted: dict[str, int] = {}
    for result in results:
        name = type(result).__name__
        counted[name] = counted.get(name, 0) + 1
    return counted
