"""The Bot API through aiogram: calls as its methods, its exceptions as answers."""

import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from aiogram import Bot, exceptions, methods
from aiogram.types import BufferedInputFile, FSInputFile, InputFile, Message
from aiohttp import ClientConnectorError, ClientError, ClientResponseError, ConnectionTimeoutError

from bot.answers import Answer, Done, Failed, Moved, Refused, TooMany, broken, without_token
from bot.downloads import Sink, TooLarge, unavailable
from bot.library import WANTED, Me, Update
from bot.rendering.calls import Call, Upload

CALL_SECONDS = 15
UPLOAD_SECONDS = 60

_CODES: dict[type[exceptions.TelegramAPIError], int] = {
    exceptions.TelegramBadRequest: 400,
    exceptions.TelegramUnauthorizedError: 401,
    exceptions.TelegramForbiddenError: 403,
    exceptions.TelegramNotFound: 404,
    exceptions.TelegramConflictError: 409,
    exceptions.TelegramEntityTooLarge: 413,
}

logger = logging.getLogger(__name__)


class RawUpdates(methods.TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, its updates left as they came: one that aiogram cannot read must not cost the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int
    timeout: int
    allowed_updates: list[str]


class AiogramApi:
    """One bot's calls, through an aiogram Bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def call(self, call: Call) -> Answer:
        """Make one call, once."""
        arguments = _with_files(call.arguments)
        seconds = CALL_SECONDS if arguments == call.arguments else UPLOAD_SECONDS
        result = await self._ask(_blank(call.method).model_copy(update=arguments), seconds)
        return (
            _done(result) if not isinstance(result, Refused | TooMany | Moved | Failed) else result
        )

    async def me(self) -> Me | Refused | TooMany | Failed:
        """Ask who the bot is; aiogram remembers it."""
        try:
            me = await self._bot.me()
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an answer
            return _asked(_answer(error))
        return Me(me.id, me.username or "", bool(me.supports_inline_queries))

    async def updates(
        self, offset: int, seconds: int
    ) -> Sequence[Update] | Refused | TooMany | Failed:
        """Up to 100 updates from `offset` on, waiting up to `seconds` for the first."""
        method = RawUpdates(offset=offset, timeout=seconds, allowed_updates=list(WANTED))
        result = await self._ask(method, seconds + CALL_SECONDS)
        return result if isinstance(result, list) else _asked(result)

    async def download(self, file_id: str, most: int) -> bytes | Refused | TooMany | Failed:
        """The bytes of a file that somebody sent to the bot, at most so many."""
        sink = Sink(most)
        try:
            file = await self._bot.get_file(file_id, request_timeout=CALL_SECONDS)
            sink.expect(file.file_size)
            await self._bot.download_file(file.file_path or "", sink, timeout=UPLOAD_SECONDS)
        except TooLarge as error:
            return error.answer
        except ClientResponseError as error:
            return unavailable(error.status)
        except (ClientError, TimeoutError) as error:
            return Failed(without_token(repr(error)), maybe_done=False)
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an answer
            return _asked(_answer(error))
        return sink.getvalue()

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.session.close()

    async def _ask(self, method: methods.TelegramMethod[Any], seconds: int) -> Any:
        try:
            return await self._bot(method, request_timeout=seconds)
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an answer
            return _answer(error)


@lru_cache(maxsize=256)
def _blank(name: str) -> methods.TelegramMethod[Any]:
    """A method with aiogram's own defaults and no arguments yet.

    Ours are the Bot API's JSON already: to have each checked and turned into models costs more than all the rest.
    """
    kind: type[methods.TelegramMethod[Any]] = getattr(methods, name[0].upper() + name[1:])
    return kind.model_construct()


def _with_files(arguments: Any) -> Any:
    if isinstance(arguments, Upload):
        return _file(arguments)
    if isinstance(arguments, dict):
        return {name: _with_files(value) for name, value in arguments.items()}
    return arguments


def _file(upload: Upload) -> InputFile:
    if isinstance(upload.data, Path):
        return FSInputFile(upload.data, upload.name)
    return BufferedInputFile(upload.data, upload.name)


def _done(result: object) -> Done:
    if not isinstance(result, Message):
        return Done()
    photo = result.photo[-1].file_id if result.photo else None
    return Done(result.message_id, photo, result.ephemeral_message_id)


def _asked(answer: Answer) -> Refused | TooMany | Failed:
    """An answer to a question about nothing that could be done or moved."""
    if isinstance(answer, Refused | TooMany | Failed):
        return answer
    return Failed(repr(answer), maybe_done=False)


def _answer(error: Exception) -> Answer:
    match error:
        case exceptions.TelegramRetryAfter():
            return TooMany(error.retry_after)
        case exceptions.TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case exceptions.ClientDecodeError():
            return _undecoded(error)
        case exceptions.TelegramAPIError() if type(error) in _CODES:
            return Refused(_CODES[type(error)], without_token(error.message))
        case exceptions.TelegramNetworkError():
            unsent = isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError)
            return Failed(without_token(error.message), maybe_done=not unsent)
        case exceptions.TelegramAPIError():
            return broken(error.message)
        case _:
            logger.error("a call broke inside aiogram: %s", without_token(repr(error)))
            return Refused(0, without_token(repr(error)))


def _undecoded(error: exceptions.ClientDecodeError) -> Answer:
    """HTML in the place of JSON; or JSON that says "ok" in words that this aiogram does not know yet."""
    data = error.data
    if not isinstance(data, dict):
        return broken(str(data))
    if not data.get("ok"):
        return broken(str(data.get("description")))
    result = data.get("result")
    if not isinstance(result, dict):
        return Done()
    return Done(result.get("message_id"), None, result.get("ephemeral_message_id"))
