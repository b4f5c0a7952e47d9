"""A web server inside the running event loop, which leaves signals to whoever started it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.running_bot import CannotOpen


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


GRACE = 10
"""Seconds that requests under way get to finish when serving stops: a client that sends no end must not keep us."""


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, host: str, port: int, *, grace: int = GRACE) -> AsyncIterator[int]:
    """Serve an app, and give the port it listens on. Raises CannotOpen where that port is not to be had.

    On leaving, requests under way get `grace` seconds to finish.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotOpen(f"{host}:{port} cannot be listened on: {error.strerror}.") from error
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=grace,
        )
    )
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield int(listening.getsockname()[1])
    finally:
        server.should_exit = True
        await running
        listening.close()
