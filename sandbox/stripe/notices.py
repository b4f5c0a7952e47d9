"""Notices on their way: signed for each attempt, sent until they are accepted, in whatever manner was planned."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import httpx

from sandbox.stripe.statements import event_json
from sandbox.world.stripe import Event, Manner
from sandbox.world.world import World

FIRST_PAUSE_SECONDS = 5.0
PATIENCE = timedelta(days=3)
"""Stripe, "Receive Stripe events in your webhook endpoint", "Retry behavior"."""

_AMOUNTS = ("amount", "amount_capturable", "amount_received", "amount_refunded")


def signature(secret: str, body: bytes, at: datetime) -> str:
    """The Stripe-Signature header of a body sent at that moment."""
    time = int(at.timestamp())
    mac = hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256)
    return f"t={time},v1={mac.hexdigest()}"


class Postman:
    """Carries the notices of this world to those that they are for."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[Event] = []
        self._clients: list[httpx.AsyncClient] = []
        world.stripe.on_event = self.send

    def send(self, event: Event) -> None:
        """Send a notice off, unless nobody wants to hear of it."""
        if not event.account.notices_to:
            return
        match self._world.stripe.manner_of(event.kind):
            case Manner.LOST:
                pass
            case Manner.OUT_OF_ORDER:
                self._held.append(event)
            case Manner.LATE:
                self._begin(self._late(event))
            case Manner.TWICE:
                self._begin(self._carry(event, 2))
            case Manner.FIVE_TIMES:
                self._begin(self._carry(event, 3))
                self._begin(self._carry(event, 2, line=1))
            case Manner.WRONG_AMOUNT:
                self._begin(self._carry(_wrong(event), 1))
            case Manner.EARLY | None:
                self._begin(self._carry(event, 1, *self._held))
                self._held.clear()

    async def settled(self) -> None:
        """Wait until everything under way has arrived."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def call_home(self) -> None:
        """Deliver nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for client in self._clients:
            await client.aclose()

    def _begin(self, errand: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(errand)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _late(self, event: Event) -> None:
        await self._world.clock.sleep(self._world.stripe.late_seconds)
        await self._carry(event, 1)

    async def _carry(self, event: Event, times: int, *others: Event, line: int = 0) -> None:
        """One after the other, over the connections of one of two clients."""
        if not self._clients:
            self._clients = [httpx.AsyncClient(timeout=20, trust_env=False) for _ in range(2)]
        for one in (*([event] * times), *others):
            await self._deliver(self._clients[line], one)

    async def _deliver(self, client: httpx.AsyncClient, event: Event) -> None:
        clock, pause = self._world.clock, FIRST_PAUSE_SECONDS
        body = json.dumps(event_json(event)).encode()
        until = clock.now() + PATIENCE
        while not await self._try(client, event, body) and clock.now() < until:
            await clock.sleep(pause)
            pause = min(pause * 2, 3600.0)

    async def _try(self, client: httpx.AsyncClient, event: Event, body: bytes) -> bool:
        signed = signature(event.account.notices_secret, body, self._world.clock.now())
        headers = {"Stripe-Signature": signed, "Content-Type": "application/json"}
        try:
            answer = await client.post(event.account.notices_to, content=body, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.is_success


def _wrong(event: Event) -> Event:
    told = {k: v + 1 if k in _AMOUNTS and v else v for k, v in event.told.items()}
    return replace(event, told=told)
