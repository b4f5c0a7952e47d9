"""kaituan sandbox: the small messenger alone, for a bot of yours to talk to."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from starlette.routing import BaseRoute

from kaituan import cast
from kaituan.stopping import until_told
from kaituan.trouble import Trouble
from sandbox.server import serving
from sandbox.world.world import World


def play(host: str, port: int) -> None:
    """Serve the sandbox until told to stop. Raises Trouble where the port is taken."""
    asyncio.run(_play(host, port))


@asynccontextmanager
async def served(
    world: World, host: str, port: int, beside: Sequence[BaseRoute] = ()
) -> AsyncIterator[str]:
    """The sandbox and what stands `beside` it, at an address for the block. Raises Trouble where the port is taken."""
    async with AsyncExitStack() as stack:
        try:
            address = await stack.enter_async_context(serving(world, host, port, beside))
        except OSError as error:
            choose = 'choose another with --port, 0 for any free one (make takes ARGS="--port 0")'
            taken = f"{host}:{port} cannot be listened on ({error.strerror}): {choose}."
            raise Trouble(taken) from None
        yield address


async def _play(host: str, port: int) -> None:
    world = World()
    with until_told() as stop:
        async with served(world, host, port) as address:
            cast.enter(world)
            print(f"The sandbox is open at {address}/ (Ctrl-C ends it)")
            print("A bot that is known there, for kaituan run or for one of your own:")
            for name, value in _settings(address).items():
                print(f"  {name}={value}")
            print(end="", flush=True)
            await stop.wait()


def _settings(address: str) -> dict[str, str]:
    """What a bot's .env says to live here."""
    return {
        "KAITUAN_API": address,
        "KAITUAN_TOKEN": cast.TOKEN,
        "KAITUAN_PROVIDER": "sandbox",
        "KAITUAN_PROVIDER_TOKEN": cast.TILL,
        "KAITUAN_PROVIDER_API": address,
    }
