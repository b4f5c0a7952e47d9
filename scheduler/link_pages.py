"""Ends pages to pay on at their provider once what they are for is kept no more."""

import asyncio
import logging
from datetime import timedelta

from payments import link_pages
from payments.link_pages import OpenPage
from payments.links import Linker
from payments.port import Done, Later, Rejected
from payments.registry import Providers
from payments.seal import Unreadable
from scheduler.crew import Crew
from scheduler.money import backoff
from storage.database import Database

LEASE = timedelta(minutes=3)
_PATIENCE = 60.0
"""Seconds for one answer."""

_TRIES = 12
"""A page ends by itself within a day: whoever has not ended it by then has nothing left to end."""

_log = logging.getLogger(__name__)


class LinkPages:
    """Works pages off that are due, `most` at once. `providers` finds those that have them."""

    def __init__(self, database: Database, providers: Providers, *, most: int = 4) -> None:
        self._database = database
        self._providers = providers
        self._stopping = False
        self.crew = Crew(most)

    async def pay(self) -> int:
        """Claim the pages that are due as far as hands are free; returns how many."""
        most = self.crew.free
        if not most or self._stopping:
            return 0
        due = await self._database.run(lambda tx: link_pages.claim(tx, LEASE, most))
        for page in due:
            self.crew.send(self._end(page))
        return len(due)

    async def stop(self) -> None:
        """Claim nothing more and wait for the answers that are under way."""
        self._stopping = True
        await self.crew.all_back()

    async def _end(self, page: OpenPage) -> None:
        answer = await self._ask(page)
        session = page.session
        if isinstance(answer, Later) and page.attempts < _TRIES:
            wait = backoff(page.attempts)
            await self._database.run(lambda tx: link_pages.again(tx, session, tx.now + wait))
            return
        if not isinstance(answer, Done):
            _log.warning("the page of payment %s was not ended: %s", page.payment_id, answer.reason)
        await self._database.run(lambda tx: link_pages.forget(tx, session))

    async def _ask(self, page: OpenPage) -> Done | Later | Rejected:
        try:
            linker: Linker | None = await self._providers.linker(page.provider)
            if linker is None:
                return Rejected(f"there is no provider {page.provider!r} here")
            async with asyncio.timeout(_PATIENCE):
                return await linker.expire(page.session)
        except Unreadable as why:
            return Rejected(str(why))
        except TimeoutError:
            return Later("no answer")
        except Exception as error:  # noqa: BLE001  a provider must not raise; if one does, ask again
            return Later(repr(error))
