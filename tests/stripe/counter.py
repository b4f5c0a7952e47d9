"""A counter where people pay through the stand-in for Stripe, and a door that its notices come to."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from catalog.money import Money
from payments import stripe_notices
from payments.links import Asked, Link
from payments.stripe_notices import Told
from payments.stripe_provider import StripeProvider
from sandbox.stripe import acts
from sandbox.world.stripe import Account, Intent
from sandbox.world.world import World

KEY = "sk_test_sandbox_only"
SECRET = "whsec_sandbox_only"
TOKEN = "tok-1_A"


@dataclass
class Door:
    """The address that notices come to: keeps what came, and answers as it is told, at last 200."""

    url: str = ""
    came: list[tuple[bytes, str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        """Keep a notice and answer."""
        self.came.append((await request.read(), request.headers.get("Stripe-Signature", "")))
        self.heard.set()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def until(self, count: int) -> None:
        """Wait until so many notices have come."""
        async with asyncio.timeout(10):
            while len(self.came) < count:
                self.heard.clear()
                await self.heard.wait()

    def told(self, now: datetime) -> list[Told]:
        """What they tell, in the order in which they came."""
        return [stripe_notices.read(body, signed, SECRET, now) for body, signed in self.came]


@dataclass
class Counter:
    """A provider, the stand-in that it speaks to, and who presses buttons there."""

    world: World
    address: str
    account: Account
    provider: StripeProvider
    door: Door

    @property
    def now(self) -> datetime:
        """The time there."""
        return self.world.clock.now()

    def asked(self, amount: int = 1600, currency: str = "EUR", token: str = TOKEN) -> Asked:
        """An invoice for a place that is held for a quarter of an hour."""
        return Asked(
            token,
            Money(amount, currency),
            "Oolong tea × 2",
            self.now.replace(microsecond=0) + timedelta(minutes=15),
            "https://shop.example/paid",
            "https://shop.example/back",
        )

    async def link(self, asked: Asked | None = None) -> Link:
        """A page to pay on."""
        link = await self.provider.checkout(asked or self.asked())
        assert isinstance(link, Link), link
        return link

    async def held(self, asked: Asked | None = None) -> Intent:
        """A payment whose money is held."""
        link = await self.link(asked)
        return acts.pay(self.world, self.world.stripe.sessions[link.session])

    async def taken(self, asked: Asked | None = None) -> Intent:
        """A payment whose money was captured, all of it."""
        intent = await self.held(asked)
        acts.capture(self.world, intent, None)
        return intent


def euro(minor: int) -> Money:
    """Cents."""
    return Money(minor, "EUR")
