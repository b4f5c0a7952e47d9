"""The threads behind the door: a writer that commits many turns at once, and a reader."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.job import Job, Outcome, deliver
from storage.transaction import Conflict, NeedsWriting, Transaction

_TRIES = 50
"""Conflicts that one turn may meet: each means that somebody else got on, so only a crowd sees more than a few."""

_RETRY_STATES = {"40001", "40P01", "55P03", "23505"}
"""PostgreSQL: serialization failure, deadlock, lock not available within lock_timeout, unique row taken."""

_GONE = "23503"
"""PostgreSQL: what a row hangs on is not there. Somebody may have taken it away after this turn had read it, such as a
friend's name that was forgotten for the next, or hung something on it just before it was to go: read once more, it is
seen. On SQLite nobody comes between what its one writer reads and writes."""

_TRIES_OF_GONE = 3
"""So often is such a turn run: one that hangs something on nothing, always, is broken and says so."""

_READ_ONLY = "25006"
"""PostgreSQL: not in a read-only transaction."""

_WAITS = ("10s", "5ms")
"""How long PostgreSQL lets the first turn of a transaction wait for a row, and how long those after it."""

_TAKEN = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


class _Broken(Exception):
    """A turn among others broke with `error`: none of them is done."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(str(error))
        self.error = error


class Writer:
    """Takes all waiting turns, commits once, then hands out the results.

    Where one may break alone, each runs inside a savepoint. SQLite keeps a copy of every page that a savepoint
    touches, so there they are first run without; if one breaks, all of them are run again.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        queue: "SimpleQueue[Job | None]",
        batch: int,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._queue = queue
        self._batch = batch
        self._again: list[Job] = []

    def run(self) -> None:
        """Work until a None is taken from the queue."""
        going = True
        while going:
            jobs, going = self._take()
            if jobs:
                deliver(self._commit_together(jobs))

    def _take(self) -> tuple[list[Job], bool]:
        if self._again:
            return self._again, True
        jobs: list[Job] = []
        job = self._queue.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) == self._batch:
                return jobs, True
            try:
                job = self._queue.get_nowait()
            except Empty:
                return jobs, True
        if jobs:
            self._queue.put(None)
            return jobs, True
        return [], False

    def _commit_together(self, jobs: list[Job]) -> list[Outcome]:
        if self._engine.dialect.name != "sqlite" or len(self._again) > 1:
            return self._commit_carefully(jobs)
        self._again = []
        try:
            return self._commit_trusting(jobs)
        except _Broken as broken:
            return self._commit_carefully(jobs) if len(jobs) > 1 else self._alone(jobs[0], broken)

    def _alone(self, job: Job, broken: _Broken) -> list[Outcome]:
        outcome = self._after(job, broken.error)
        self._again = [job] if outcome is None else []
        return [] if outcome is None else [outcome]

    def _commit_trusting(self, jobs: list[Job]) -> list[Outcome]:
        """All or none. Raises _Broken, with nothing done, where a turn broke."""
        try:
            with _transaction(self._engine, "BEGIN IMMEDIATE") as connection:
                return [self._trusted(connection, job) for job in jobs]
        except _Broken:
            raise
        except BaseException as error:  # noqa: BLE001  whatever breaks a commit breaks every turn in it
            return [Outcome(job, error=error) for job in jobs]

    def _trusted(self, connection: Connection, job: Job) -> Outcome:
        tx = Transaction(connection, self._clock(), writes=True)
        try:
            return Outcome(job, job.work(tx))
        except BaseException as error:
            raise _Broken(error) from error
        finally:
            tx.end()

    def _commit_carefully(self, jobs: list[Job]) -> list[Outcome]:
        """Run turns until one meets a conflict: that one is the first of the next transaction, where it may wait."""
        outcomes: list[Outcome] = []
        begun = 0
        self._again = []
        try:
            with _transaction(self._engine, "BEGIN IMMEDIATE") as connection:
                for place, job in enumerate(jobs):
                    _bound_the_wait(connection, place)
                    begun = place + 1
                    outcome = self._turn(connection, job)
                    if outcome is None:
                        begun = place
                        break
                    outcomes.append(outcome)
                self._again = jobs[begun:]
        except BaseException as error:  # noqa: BLE001  whatever breaks a commit breaks every turn in it
            broken = jobs[:begun] or jobs
            self._again = jobs[len(broken) :]
            return [Outcome(job, error=error) for job in broken]
        return outcomes

    def _turn(self, connection: Connection, job: Job) -> Outcome | None:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("SAVEPOINT turn")
        tx = Transaction(connection, self._clock(), writes=True)
        try:
            result = job.work(tx)
        except BaseException as error:  # noqa: BLE001  a broken turn fails alone, and never its thread
            tx.end()
            _take_back(raw, error)
            return self._after(job, error)
        tx.end()
        raw.execute("RELEASE SAVEPOINT turn")
        return Outcome(job, result)

    def _after(self, job: Job, error: BaseException) -> Outcome | None:
        """A conflict (None) is run again; anything else is the answer."""
        if _state(error) == _GONE:
            job.orphaned += 1
            again = job.orphaned < _TRIES_OF_GONE
        else:
            job.conflicts += 1
            again = _is_conflict(error) and job.conflicts < _TRIES
        return None if again else Outcome(job, error=error)


class Reader:
    """Runs turns that only read, one transaction each, without a write lock."""

    def __init__(
        self, engine: Engine, clock: Callable[[], datetime], queue: "SimpleQueue[Job | None]"
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._queue = queue

    def run(self) -> None:
        """Work until a None is taken from the queue."""
        while (job := self._queue.get()) is not None:
            deliver([self._turn(job)])

    def _turn(self, job: Job) -> Outcome:
        try:
            with _transaction(self._engine, "BEGIN", read_only=True) as connection:
                tx = Transaction(connection, self._clock(), writes=False)
                try:
                    return Outcome(job, job.work(tx))
                finally:
                    tx.end()
        except BaseException as error:  # noqa: BLE001  whatever broke it is the asker's answer
            return Outcome(job, error=NeedsWriting() if _wanted_to_lock(error) else error)


@contextmanager
def _transaction(engine: Engine, begin: str, *, read_only: bool = False) -> Iterator[Connection]:
    """One transaction on a pooled connection; SQLite's driver leaves BEGIN to us, psycopg begins by itself."""
    with engine.connect() as opened:
        connection = opened.execution_options(postgresql_readonly=True) if read_only else opened
        with connection.begin():
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(begin)
            yield connection


def _take_back(raw: Any, error: BaseException) -> None:
    """Undo one turn. Raises `error` itself where all turns are gone with it: disk full, connection lost."""
    try:
        raw.execute("ROLLBACK TO SAVEPOINT turn")
        raw.execute("RELEASE SAVEPOINT turn")
    except Exception:  # noqa: BLE001  whatever it says, what came first is the reason
        raise error from None


def _bound_the_wait(connection: Connection, place: int) -> None:
    """Only the first turn of a transaction may wait long for a row: it holds none that others wait for.

    Were the later ones to wait, two writers with many turns each would forever wait for each other.
    """
    if connection.dialect.name == "postgresql" and place < len(_WAITS):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAITS[place]}'")


def _wanted_to_lock(error: BaseException) -> bool:
    """A reading turn asked PostgreSQL for a row's lock: on its way to write, as SQLite will see a little later."""
    return _state(error) == _READ_ONLY


def _is_conflict(error: BaseException) -> bool:
    """Somebody else wrote first: we say so, PostgreSQL does, or a unique row was there already."""
    if isinstance(error, Conflict):
        return True
    origin = _origin(error)
    if isinstance(origin, sqlite3.IntegrityError):
        return origin.sqlite_errorname in _TAKEN
    return _state(error) in _RETRY_STATES


def _state(error: BaseException) -> str:
    """What PostgreSQL calls it; "" for all else."""
    return getattr(_origin(error), "sqlstate", "") or ""


def _origin(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error
