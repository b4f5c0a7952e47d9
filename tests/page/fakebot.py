"""A small scripted bot that speaks the Bot API over HTTP, for the stories of the page."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Self

import httpx

Handler = Callable[["FakeBot", dict[str, Any]], Awaitable[None]]


class FakeBot:
    """Polls for updates and hands each to the handler of its kind; forgets those nobody wants."""

    def __init__(self, address: str, token: str) -> None:
        self.handlers: dict[str, Handler] = {}
        self.failure: BaseException | None = None
        self._http = httpx.AsyncClient(
            base_url=f"{address}/bot{token}/", timeout=60, trust_env=False
        )
        self._polling: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._polling = asyncio.create_task(self._poll())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._polling is not None:
            self._polling.cancel()
            await asyncio.gather(self._polling, return_exceptions=True)
        await self._http.aclose()
        if self.failure is not None:
            raise self.failure

    async def call(self, method: str, **arguments: Any) -> Any:
        """Call a method; gives its result or fails with what the sandbox says."""
        answer = (await self._http.post(method, json=arguments)).json()
        assert answer["ok"], f"{method}: {answer}"
        return answer["result"]

    async def upload(self, method: str, files: dict[str, Any], **arguments: Any) -> Any:
        """Call a method with files."""
        data = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in arguments.items()
        }
        answer = (await self._http.post(method, data=data, files=files)).json()
        assert answer["ok"], f"{method}: {answer}"
        return answer["result"]

    def on(self, kind: str) -> Callable[[Handler], Handler]:
        """Register the handler of one kind of update."""

        def register(handler: Handler) -> Handler:
            self.handlers[kind] = handler
            return handler

        return register

    async def _poll(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update.pop("update_id") + 1
                for kind, value in update.items():
                    await self._handle(kind, value)

    async def _handle(self, kind: str, value: dict[str, Any]) -> None:
        handler = self.handlers.get(kind)
        if handler is None:
            return
        try:
            await handler(self, value)
        except AssertionError as failure:
            self.failure = failure
