"""The stand-in for Stripe over real HTTP on this machine, with a shop's account and its door."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from payments.stripe_provider import StripeProvider
from sandbox.server import serving
from sandbox.world.world import World
from tests.stripe.counter import KEY, SECRET, Counter, Door


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """A door that stands open."""
    door = Door()
    app = web.Application()
    app.router.add_post("/pay/stripe", door.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    door.url = f"http://{host}:{port}/pay/stripe"
    yield door
    await runner.cleanup()


@pytest.fixture
async def counter(door: Door) -> AsyncIterator[Counter]:
    """A counter whose notices come to the door."""
    world = World()
    account = world.stripe.open_account(KEY, door.url, SECRET)
    async with serving(world) as address:
        provider = StripeProvider("stripe-7", KEY, f"{address}/stripe")
        yield Counter(world, address, account, provider, door)
        await provider.close()
    world.clock.stop()
