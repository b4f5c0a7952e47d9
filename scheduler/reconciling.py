"""Once a day each provider's own list is compared with our payments, and each difference raised."""

import asyncio
import logging
from collections.abc import Sequence

from payments import comparing
from payments.comparing import Window
from payments.port import Later, Listed, Lister, Rejected
from payments.registry import Providers
from storage.database import Database

_PATIENCE = 300.0
"""Seconds for a whole list, page by page."""

_log = logging.getLogger(__name__)


class Reconciler:
    """Compares with whichever providers can list their charges; of several workers one does it for all."""

    def __init__(self, database: Database, providers: Providers) -> None:
        self._database = database
        self._providers = providers

    async def look(self) -> int:
        """Compare with each provider whose day is over; how many. One that breaks holds up no other."""
        done = 0
        for name in await self._database.run(comparing.names, reads=True):
            try:
                lister: object = await self._providers.named(name)
                if isinstance(lister, Lister):
                    done += await self._look(name, lister)
            except Exception:  # noqa: BLE001  the next look tries again, whatever it was
                _log.exception("comparing with %s broke", name)
        return done

    async def _look(self, name: str, lister: Lister) -> bool:
        window = await self._database.run(lambda tx: comparing.claim(tx, name))
        if window is None:
            return False
        match await _listed(lister, window):
            case Later(reason=why) | Rejected(reason=why):
                _log.warning("the list of %s cannot be compared: %s", name, why)
                await self._database.run(lambda tx: comparing.put_off(tx, name, why))
                return False
            case listed:
                await self._compare(name, listed, window)
                return True

    async def _compare(self, name: str, listed: Sequence[Listed], window: Window) -> None:
        found = await self._database.run(
            lambda tx: comparing.differences(tx, name, listed, window), reads=True
        )
        await self._database.run(lambda tx: comparing.settle(tx, name, window, len(listed), found))


async def _listed(lister: Lister, window: Window) -> Sequence[Listed] | Later | Rejected:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await lister.listed(window.since, window.until)
    except TimeoutError:
        return Later("no answer")
    except Exception as error:  # noqa: BLE001  a provider must not raise; if one does, ask again
        return Later(repr(error))
