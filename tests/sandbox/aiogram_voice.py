"""The bot speaking through aiogram."""
# ruff: noqa: D102 - Voice says what each of them does

from types import TracebackType
from typing import Any, Self

import aiogram
from aiogram import types as aiogram_types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter

from tests.sandbox.voice import Answer, Rows


class AiogramVoice:
    """The bot speaking through aiogram."""

    errors = TelegramAPIError

    def __init__(self, token: str, address: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(address))
        self.bot = aiogram.Bot(token, session=session)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        await self.bot.session.close()

    def refusal(self, error: BaseException) -> tuple[str, float | None]:
        """The description of an error answer, and how long to wait."""
        wait = error.retry_after if isinstance(error, TelegramRetryAfter) else None
        return str(error), wait

    async def say(self, chat_id: int, text: str, rows: Rows | None = None, **more: Any) -> Answer:
        return _plain(await self.bot.send_message(chat_id, text, reply_markup=_rows(rows), **more))

    async def show(self, chat_id: int, picture: bytes | str, caption: str) -> Answer:
        return _plain(
            await self.bot.send_photo(chat_id, _file(picture, "deal.png"), caption=caption)
        )

    async def album(self, chat_id: int, pictures: list[bytes]) -> list[Answer]:
        media: list[Any] = [
            aiogram_types.InputMediaPhoto(media=_file(picture, f"{place}.png"), caption=str(place))
            for place, picture in enumerate(pictures)
        ]
        return [_plain(message) for message in await self.bot.send_media_group(chat_id, media)]

    async def hand(self, chat_id: int, data: bytes, name: str) -> Answer:
        return _plain(await self.bot.send_document(chat_id, _file(data, name)))

    async def retext(
        self, chat_id: int, message_id: int, text: str, rows: Rows | None = None
    ) -> Answer:
        edited = await self.bot.edit_message_text(
            text=text, chat_id=chat_id, message_id=message_id, reply_markup=_rows(rows)
        )
        return _plain(edited)

    async def reshow(self, chat_id: int, message_id: int, picture: bytes) -> Answer:
        media = aiogram_types.InputMediaPhoto(media=_file(picture, "new.png"), caption="new")
        edited = await self.bot.edit_message_media(media, chat_id=chat_id, message_id=message_id)
        return _plain(edited)

    async def updates(self, offset: int = 0, patience: int = 0) -> list[Answer]:
        return [_plain(u) for u in await self.bot.get_updates(offset=offset, timeout=patience)]

    async def toast(self, query_id: str, text: str) -> None:
        await self.bot.answer_callback_query(query_id, text=text)

    async def offer(self, query_id: str, title: str, text: str, rows: Rows | None) -> None:
        content = aiogram_types.InputTextMessageContent(message_text=text, parse_mode="HTML")
        article = aiogram_types.InlineQueryResultArticle(
            id="one", title=title, input_message_content=content, reply_markup=_rows(rows)
        )
        await self.bot.answer_inline_query(query_id, [article], cache_time=0)

    async def retext_inline(self, inline_id: str, text: str) -> None:
        await self.bot.edit_message_text(text=text, inline_message_id=inline_id)

    async def bill(self, chat_id: int, token: str, amount: int, currency: str) -> Answer:
        prices = [aiogram_types.LabeledPrice(label="Tea", amount=amount)]
        sent = await self.bot.send_invoice(
            chat_id, "Tea", "Oolong, 150 g", "order-1", currency, prices, provider_token=token
        )
        return _plain(sent)

    async def agree(self, query_id: str) -> None:
        await self.bot.answer_pre_checkout_query(query_id, ok=True)

    async def webhook(self, url: str, secret: str) -> None:
        await self.bot.set_webhook(url, secret_token=secret)

    async def command_menu(self, commands: dict[str, str], language: str) -> list[Answer]:
        scope = aiogram_types.BotCommandScopeAllPrivateChats()
        listed = [aiogram_types.BotCommand(command=c, description=d) for c, d in commands.items()]
        await self.bot.set_my_commands(listed, scope=scope, language_code=language)
        return [_plain(c) for c in await self.bot.get_my_commands(scope, language)]

    async def download(self, file_id: str) -> bytes:
        data = await self.bot.download(file_id)
        assert data is not None
        return data.read()


def _plain(model: Any) -> Answer:
    assert not isinstance(model, bool)
    answer: Answer = model.model_dump(exclude_none=True, by_alias=True)
    return answer


def _file(content: bytes | str, name: str) -> Any:
    return content if isinstance(content, str) else aiogram_types.BufferedInputFile(content, name)


def _rows(rows: Rows | None) -> aiogram_types.InlineKeyboardMarkup | None:
    return (
        aiogram_types.InlineKeyboardMarkup.model_validate({"inline_keyboard": rows})
        if rows
        else None
    )
