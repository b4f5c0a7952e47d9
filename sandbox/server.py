"""The sandbox as a web application and as a server that can be stopped."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from importlib.util import find_spec

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from sandbox.api.routes import bot_routes
from sandbox.control.routes import control_routes
from sandbox.delivery import Couriers
from sandbox.provider.routes import provider_routes
from sandbox.stripe.notices import Postman
from sandbox.stripe.routes import stripe_routes
from sandbox.wire import Wire
from sandbox.world.world import World


def create_app(world: World, beside: Sequence[BaseRoute] = ()) -> Starlette:
    """Bot API, payment provider, the stand-in for Stripe, control interface and, if it is installed, the chat page.

    `beside`: what else is served at the same address, where nothing of the sandbox's is.
    """
    couriers = Couriers(world)
    postman = Postman(world)

    @asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        world.post.open()
        couriers.resume()
        yield
        world.post.close()
        await couriers.call_home()
        await postman.call_home()

    routes: list[BaseRoute] = [
        *bot_routes(world, couriers.send_out),
        *provider_routes(world),
        *stripe_routes(world, postman),
        *control_routes(world),
        *_page_routes(),
        *beside,
    ]
    app = Starlette(routes=routes, lifespan=alive)
    app.state.world = world
    return app


def _page_routes() -> list[BaseRoute]:
    if find_spec("sandbox.page") is None:
        return []
    from sandbox.page.routes import routes  # noqa: PLC0415 - a sandbox without its page still serves bots

    return list(routes)


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, who started it stops it; `ready` is set once it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(
    world: World, host: str = "127.0.0.1", port: int = 0, beside: Sequence[BaseRoute] = ()
) -> AsyncIterator[str]:
    """Serve the sandbox, and what stands `beside` it, in the block; gives its address, such as "http://127.0.0.1:8081".

    Port 0 takes a free one. Raises OSError when the port is taken.
    """
    listener = socket.create_server((host, port))
    # asyncio does this only for sockets that name their protocol; without it answers wait 40 ms
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        create_app(world, beside),
        http=Wire,
        ws="none",
        lifespan="on",
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await server.ready.wait()
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        world.post.close()
        server.should_exit = True
        await task
        listener.close()


async def serve(world: World, host: str = "127.0.0.1", port: int = 8081) -> None:
    """Serve the sandbox until this task is cancelled."""
    async with serving(world, host, port):
        await asyncio.Event().wait()
