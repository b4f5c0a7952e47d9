"""The Bot API through python-telegram-bot: calls as its methods, its exceptions as answers."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LabeledPrice,
    LinkPreviewOptions,
    Message,
    ReactionType,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    error,
)

from bot.answers import Answer, Done, Failed, Moved, Refused, TooMany, broken, without_token
from bot.downloads import unavailable
from bot.library import WANTED, Me, Update
from bot.ptb_adapter import offers
from bot.ptb_adapter.newer import spelled
from bot.rendering.calls import Call, Photo, Upload

CALL_SECONDS = 15.0
UPLOAD_SECONDS = 60.0


def _file(value: Photo, *, attach: bool = False) -> str | InputFile:
    """`attach`: the file is named from within another argument."""
    if isinstance(value, Upload):
        data = value.data.read_bytes() if isinstance(value.data, Path) else value.data
        return InputFile(data, value.name, attach=attach)
    return value


def _media(value: Mapping[str, Any]) -> InputMediaPhoto:
    image = _file(value["media"], attach=True)
    return InputMediaPhoto(image, caption=value["caption"], parse_mode=value.get("parse_mode"))


def _markup(
    value: Mapping[str, Any],
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove:
    if "keyboard" in value:
        return ReplyKeyboardMarkup.de_json(dict(value), None)
    if "remove_keyboard" in value:
        return ReplyKeyboardRemove()
    return InlineKeyboardMarkup.de_json(dict(value), None)


_TYPED: Mapping[str, Callable[[Any], Any]] = {
    "reply_markup": _markup,
    "link_preview_options": lambda value: LinkPreviewOptions.de_json(value, None),
    "prices": lambda value: LabeledPrice.de_list(value, None),
    "commands": lambda value: BotCommand.de_list(value, None),
    "reaction": lambda value: ReactionType.de_list(value, None),
    "photo": _file,
    "document": _file,
    "media": _media,
    "results": offers.results,
    "button": offers.button,
}
"""Arguments that python-telegram-bot wants as objects of its own."""

_CODES: Mapping[type[error.TelegramError], int] = {
    error.BadRequest: 400,
    error.Forbidden: 403,
    error.InvalidToken: 401,
    error.EndPointNotFound: 404,
    error.Conflict: 409,
}

_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

logger = logging.getLogger(__name__)


class PollingBot(Bot):
    """A Bot that also gives updates as they came: one that it cannot read must not cost the others."""

    async def raw_updates(self, offset: int, seconds: int) -> list[Update]:
        """Up to 100 updates from `offset` on, waiting up to `seconds` for the first."""
        asked = {"offset": offset, "timeout": seconds, "allowed_updates": WANTED}
        found: list[Update] = await self._post(
            "getUpdates", dict(asked), read_timeout=seconds + CALL_SECONDS
        )
        return found


class PtbApi:
    """One bot's calls, through a python-telegram-bot Bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def call(self, call: Call) -> Answer:
        """Make one call, once."""
        typed = {
            name: _TYPED[name](value) if name in _TYPED else value
            for name, value in call.arguments.items()
        }
        method = getattr(self._bot, re.sub("([A-Z])", r"_\1", call.method).lower(), None)
        raw: Any = self._bot.do_api_request
        try:
            if method is None:
                result = await raw(call.method, typed, **_patience(call))
            else:
                result = await method(**spelled(method, typed), **_patience(call))
        except Exception as problem:  # noqa: BLE001 - whatever it is, it becomes an answer
            return _answer(problem)
        return _done(result)

    async def me(self) -> Me | Refused | TooMany | Failed:
        """Ask who the bot is; an initialized Bot remembers it."""
        try:
            await self._bot.initialize()
        except Exception as problem:  # noqa: BLE001 - whatever it is, it becomes an answer
            return _asked(_answer(problem))
        return Me(self._bot.id, self._bot.username, bool(self._bot.supports_inline_queries))

    async def updates(
        self, offset: int, seconds: int
    ) -> Sequence[Update] | Refused | TooMany | Failed:
        """Up to 100 updates from `offset` on, waiting up to `seconds` for the first."""
        if not isinstance(self._bot, PollingBot):
            raise TypeError("only a PollingBot is polled by Kaituan")
        try:
            return await self._bot.raw_updates(offset, seconds)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it becomes an answer
            return _asked(_answer(problem))

    async def download(self, file_id: str, most: int) -> bytes | Refused | TooMany | Failed:
        """The bytes of a file that somebody sent to the bot, at most so many."""
        too_big = Refused(413, "file is too big")
        try:
            file = await self._bot.get_file(file_id, read_timeout=CALL_SECONDS)
            if (file.file_size or 0) > most:
                return too_big
            data = bytes(await file.download_as_bytearray(read_timeout=UPLOAD_SECONDS))
        except Exception as problem:  # noqa: BLE001 - whatever it is, it becomes an answer
            return _undelivered(_asked(_answer(problem)))
        return too_big if len(data) > most else data

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.shutdown()


def _patience(call: Call) -> Mapping[str, float]:
    if any(isinstance(value, Upload) for value in call.arguments.values()):
        return {"read_timeout": UPLOAD_SECONDS, "write_timeout": UPLOAD_SECONDS}
    return {"read_timeout": CALL_SECONDS}


def _undelivered(answer: Refused | TooMany | Failed) -> Refused | TooMany | Failed:
    """What python-telegram-bot makes of the file server's 404: a token that is not known."""
    return unavailable(404) if isinstance(answer, Refused) and answer.code in (401, 404) else answer


def _done(result: object) -> Done:
    if not isinstance(result, Message):
        return Done()
    photo = result.photo[-1].file_id if result.photo else None
    return Done(result.message_id, photo, result.api_kwargs.get("ephemeral_message_id"))


def _asked(answer: Answer) -> Refused | TooMany | Failed:
    """An answer to a question about nothing that could be done or moved."""
    if isinstance(answer, Refused | TooMany | Failed):
        return answer
    return Failed(repr(answer), maybe_done=False)


def _answer(problem: Exception) -> Answer:
    match problem:
        case error.RetryAfter():
            seconds = problem._retry_after  # noqa: SLF001 - the public one warns, and changes its type
            return TooMany(seconds.total_seconds())
        case error.ChatMigrated():
            return Moved(problem.new_chat_id)
        case error.TelegramError() if type(problem) in _CODES:
            return Refused(_CODES[type(problem)], without_token(problem.message))
        case error.NetworkError():
            return _network(problem)
        case error.TelegramError():
            return broken(problem.message)
        case _:
            logger.error(
                "a call broke inside python-telegram-bot: %s", without_token(repr(problem))
            )
            return Refused(0, without_token(repr(problem)))


def _network(problem: error.NetworkError) -> Answer:
    """The connection's trouble, or (without a cause in httpx) an answer with a status that says so."""
    cause = problem.__cause__
    if isinstance(cause, httpx.HTTPError | httpx.InvalidURL):
        return Failed(without_token(problem.message), maybe_done=not isinstance(cause, _UNSENT))
    if "(413)" in problem.message or "Too Large" in problem.message:
        return Refused(413, without_token(problem.message))
    return broken(problem.message)
