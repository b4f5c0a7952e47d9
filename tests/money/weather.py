"""What goes wrong on the line to a payment provider, and what was asked over it all the same."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import httpx


class Mishap(StrEnum):
    """What happens to one request that would change something."""

    LOST = "lost"
    """It is done, and its answer never comes."""
    DROPPED = "dropped"
    """It never gets there."""
    BROKEN = "broken"
    """A page of some server between us; nothing is done."""
    BUSY = "busy"
    """Not now, says the provider, and when."""
    REFUSED = "refused"
    """No, says the provider."""


@dataclass
class Weather(httpx.AsyncBaseTransport):
    """The line to a provider that lives in this process; `asked`: key and charge of each change that got there."""

    inner: httpx.AsyncBaseTransport
    now: Callable[[], datetime]
    next: list[Mishap] = field(default_factory=list)
    down_until: datetime | None = None
    barred: set[str] = field(default_factory=set)
    """Charges about which the provider refuses every change."""
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, through this weather."""
        if self.down_until is not None and self.now() < self.down_until:
            raise httpx.ConnectError("nobody there", request=request)
        if request.method == "GET":
            return await self._through(request)
        charge = await _about(request)
        if charge in self.barred:
            return _refusal(request)
        mishap = self.next.pop(0) if self.next else None
        match mishap:
            case Mishap.DROPPED:
                raise httpx.ConnectError("no way through", request=request)
            case Mishap.BROKEN:
                return httpx.Response(502, html="<h1>Bad Gateway</h1>", request=request)
            case Mishap.BUSY:
                return httpx.Response(429, headers={"Retry-After": "30"}, json={}, request=request)
            case Mishap.REFUSED:
                return _refusal(request)
            case Mishap.LOST:
                await self._asked(request, charge)
                raise httpx.ReadTimeout("no answer", request=request)
            case None:
                return await self._asked(request, charge)

    async def _asked(self, request: httpx.Request, charge: str) -> httpx.Response:
        self.asked.append((request.headers.get("Idempotency-Key", ""), charge))
        return await self._through(request)

    async def _through(self, request: httpx.Request) -> httpx.Response:
        answer = await self.inner.handle_async_request(request)
        await asyncio.shield(answer.aread())
        return answer


async def _about(request: httpx.Request) -> str:
    """Which charge a request is about: it stands in its path, or in its form."""
    body = (await request.aread()).decode()
    parts = request.url.path.split("/")
    of_path = next((part for part in parts if part.startswith(("pi_", "ch_"))), "")
    given = dict(part.partition("=")[::2] for part in body.split("&"))
    of_form = given.get("payment_intent") or given.get("charge") or ""
    return of_path or of_form


def _refusal(request: httpx.Request) -> httpx.Response:
    said = {"error": {"type": "card_error", "code": "no", "message": "We will not."}}
    return httpx.Response(403, content=json.dumps(said), request=request)
