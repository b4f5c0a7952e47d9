"""Many turns at the same time, over several databases' worker threads on the very same rows."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from storage.database import Database
from storage.transaction import Transaction

Work: TypeAlias = Callable[[Transaction], Any]


class Place(Protocol):
    """Whatever has a database and a clock."""

    @property
    def url(self) -> str:
        """Where its database is."""

    @property
    def now(self) -> datetime:
        """What its clock says."""


@contextmanager
def processes(town: Place) -> Iterator[list[Database]]:
    """Two processes on its database: on PostgreSQL each has six writers that take a few turns together."""
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
