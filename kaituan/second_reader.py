"""A language model over an OpenAI-compatible endpoint: asked to read a merchant's words once more, never trusted."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from catalog.captions.second_reading import Message

_SECONDS = 20.0
"""Longer than that, and whoever waits has typed the field."""

_MOST = 65_536
"""Bytes of an answer; one about ten fields has some hundred."""

_TOKENS = 1_200


class _Words(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Words


class _Completion(BaseModel):
    choices: list[_Choice]


_COMPLETION = TypeAdapter(_Completion)


class SecondReader:
    """Speaks to `base` (such as "http://127.0.0.1:11434/v1"), with `key` as its bearer where there is one.

    Close it when done.
    """

    def __init__(
        self,
        base: str,
        model: str,
        key: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._model = model
        self._client = httpx.AsyncClient(
            base_url=base.rstrip("/"),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=_SECONDS,
            transport=transport,
        )

    async def ask(self, messages: Sequence[Message]) -> str | None:
        """What the model says, as it says it; None where it cannot be reached or does not answer in time."""
        asked = {
            "model": self._model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": _TOKENS,
            "response_format": {"type": "json_object"},
        }
        try:
            async with (
                asyncio.timeout(_SECONDS),
                self._client.stream("POST", "/chat/completions", json=asked) as answer,
            ):
                if answer.status_code != HTTPStatus.OK:
                    return None
                return _words(await _bounded(answer))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            return None

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


async def _bounded(answer: httpx.Response) -> bytes:
    taken = b""
    async for piece in answer.aiter_bytes():
        taken += piece
        if len(taken) > _MOST:
            return b""
    return taken


def _words(body: bytes) -> str | None:
    """The text of the first choice; models like to fence what they were asked to send bare."""
    try:
        said = _COMPLETION.validate_json(body).choices[0].message.content.strip()
    except (ValidationError, IndexError):
        return None
    return said.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
