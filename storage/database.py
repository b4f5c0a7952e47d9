"""The one door between the asynchronous edge and the synchronous core: whole turns, run by worker threads."""

import asyncio
import concurrent.futures
from collections.abc import Callable
from datetime import datetime
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeAlias, TypeVar

from storage.engine import address, open_engine
from storage.job import Job
from storage.transaction import NeedsWriting, Transaction
from storage.worker import Reader, Writer

T = TypeVar("T")
Clock: TypeAlias = Callable[[], datetime]


class Database:
    """A database and its worker threads.

    SQLite has one writer; PostgreSQL has `writers`. A writer takes all turns that are waiting, commits once and only
    then hands out what they gave. Close it to end the threads.
    """

    def __init__(
        self, url: str, clock: Clock, *, writers: int = 4, readers: int = 2, batch: int = 64
    ) -> None:
        self.url = url
        self.clock = clock
        self.is_sqlite = address(url).get_backend_name() == "sqlite"
        writers = 1 if self.is_sqlite else writers
        self.engine = open_engine(url, writers + readers + 1)
        self._gate = Lock()
        self._closed = False
        self._writing: SimpleQueue[Job | None] = SimpleQueue()
        self._reading: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = [
            Thread(target=Writer(self.engine, clock, self._writing, batch).run, daemon=True)
            for _ in range(writers)
        ] + [
            Thread(target=Reader(self.engine, clock, self._reading).run, daemon=True)
            for _ in range(readers)
        ]
        self._writers = writers
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[Transaction], T], *, reads: bool = False) -> T:
        """Run a whole turn in one transaction and give its result once that is committed.

        With `reads` it takes no write lock; if the work then turns out to write (NeedsWriting), it is run again from
        its start by a writer. A Conflict runs it again; any other exception rolls this turn back and comes out here.
        """
        loop = asyncio.get_running_loop()
        if reads:
            try:
                return await self._ask(self._reading, work, loop)
            except NeedsWriting:
                pass
        return await self._ask(self._writing, work, loop)

    async def _ask(
        self,
        queue: "SimpleQueue[Job | None]",
        work: Callable[[Transaction], T],
        loop: asyncio.AbstractEventLoop,
    ) -> T:
        waiting: asyncio.Future[T] = loop.create_future()
        self._put(queue, Job(work, waiting, loop))
        return await waiting

    def run_now(self, work: Callable[[Transaction], T]) -> T:
        """The same for who does not await (the command line, tests): blocks until it is committed."""
        waiting: concurrent.futures.Future[T] = concurrent.futures.Future()
        self._put(self._writing, Job(work, waiting))
        return waiting.result()

    def _put(self, queue: "SimpleQueue[Job | None]", job: Job) -> None:
        with self._gate:
            if self._closed:
                raise RuntimeError("the database is closed")
            queue.put(job)

    def close(self) -> None:
        """Finish what is waiting, end the threads and close every connection. A second time does nothing."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            for _ in range(self._writers):
                self._writing.put(None)
            for _ in range(len(self._threads) - self._writers):
                self._reading.put(None)
        for thread in self._threads:
            thread.join()
        self.engine.dispose()
