"""Several `kaituan run` behind one address, each killed at any moment and started again."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import aiohttp
from aiohttp import web

_DROPPED = {"host", "content-length", "transfer-encoding", "connection", "content-encoding"}


@dataclass
class Worker:
    """One `kaituan run` at a port of its own."""

    port: int
    settings: Mapping[str, str]
    folder: Path
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Run it."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from kaituan.cli import main; main()",
            "run",
            env={
                **os.environ,
                **self.settings,
                "KAITUAN_PORT": str(self.port),
                "PYTHONPATH": str(Path.cwd()),
            },
            cwd=self.folder,
        )

    async def is_open(self) -> bool:
        """Whether it takes calls."""
        with suppress(aiohttp.ClientError, TimeoutError):
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"http://127.0.0.1:{self.port}/health") as answer,
            ):
                return answer.status == HTTPStatus.OK
        return False

    async def kill(self) -> None:
        """kill -9."""  # noqa: D403  a command
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)
            await self.process.wait()


@dataclass
class Gate:
    """The one address of all workers: each call goes to one of them, and to another where that one is not there."""

    workers: list[Worker] = field(default_factory=list)
    url: str = ""
    calls: int = 0
    session: aiohttp.ClientSession | None = None

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        """Whoever gets no answer is told 502, and comes again."""
        body = await request.read()
        self.calls += 1
        turn = self.calls % len(self.workers)
        for worker in (*self.workers[turn:], *self.workers[:turn]):
            try:
                return await self._ask(worker, request, body)
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, TimeoutError):
                break  # it died with this call: nobody knows what came of it
        return web.Response(status=502)

    async def _ask(self, worker: Worker, request: web.Request, body: bytes) -> web.Response:
        assert self.session is not None
        headers = {k: v for k, v in request.headers.items() if k.lower() not in _DROPPED}
        address = f"http://127.0.0.1:{worker.port}{request.rel_url}"
        asked = self.session.request(
            request.method, address, data=body, headers=headers, allow_redirects=False
        )
        async with asked as answer:
            said = await answer.read()
            told = {k: v for k, v in answer.headers.items() if k.lower() not in _DROPPED}
            return web.Response(status=answer.status, body=said, headers=told)


@asynccontextmanager
async def gate() -> AsyncIterator[Gate]:
    """An address for the block; the workers are put behind it once they are known."""
    made, app = Gate(), web.Application()
    app.router.add_route("*", "/{path:.*}", made.pass_on)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    made.url = f"http://{host}:{port}"
    async with aiohttp.ClientSession() as made.session:
        try:
            yield made
        finally:
            for worker in made.workers:
                await worker.kill()
            await runner.cleanup()


def free_ports(many: int) -> list[int]:
    """Ports that nobody listens on just now."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(many)]
    ports = [int(one.getsockname()[1]) for one in taken]
    for one in taken:
        one.close()
    return ports
