"""The bot speaking through python-telegram-bot."""
# ruff: noqa: D102 - Voice says what each of them does

from datetime import timedelta
from types import TracebackType
from typing import Any, Self

import telegram
from telegram.error import RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from tests.sandbox.voice import Answer, Rows


class TelegramVoice:
    """The bot speaking through python-telegram-bot."""

    errors = TelegramError

    def __init__(self, token: str, address: str) -> None:
        self.bot = telegram.Bot(
            token,
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
            get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        )

    async def __aenter__(self) -> Self:
        await self.bot.initialize()
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        await self.bot.shutdown()

    def refusal(self, error: BaseException) -> tuple[str, float | None]:
        """The description of an error answer, and how long to wait."""
        wait = error.retry_after if isinstance(error, RetryAfter) else None
        return str(error), wait.total_seconds() if isinstance(wait, timedelta) else wait

    async def say(self, chat_id: int, text: str, rows: Rows | None = None, **more: Any) -> Answer:
        sent = await self.bot.send_message(chat_id, text, reply_markup=_buttons(rows), **more)
        return sent.to_dict()

    async def show(self, chat_id: int, picture: bytes | str, caption: str) -> Answer:
        sent = await self.bot.send_photo(chat_id, picture, caption=caption, filename="deal.png")
        return sent.to_dict()

    async def album(self, chat_id: int, pictures: list[bytes]) -> list[Answer]:
        media = [
            telegram.InputMediaPhoto(picture, caption=str(place))
            for place, picture in enumerate(pictures)
        ]
        return [message.to_dict() for message in await self.bot.send_media_group(chat_id, media)]

    async def hand(self, chat_id: int, data: bytes, name: str) -> Answer:
        return (await self.bot.send_document(chat_id, data, filename=name)).to_dict()

    async def retext(
        self, chat_id: int, message_id: int, text: str, rows: Rows | None = None
    ) -> Answer:
        edited = await self.bot.edit_message_text(
            text, chat_id, message_id, reply_markup=_buttons(rows)
        )
        assert isinstance(edited, telegram.Message)
        return edited.to_dict()

    async def reshow(self, chat_id: int, message_id: int, picture: bytes) -> Answer:
        media = telegram.InputMediaPhoto(picture, caption="new")
        edited = await self.bot.edit_message_media(media, chat_id, message_id)
        assert isinstance(edited, telegram.Message)
        return edited.to_dict()

    async def updates(self, offset: int = 0, patience: int = 0) -> list[Answer]:
        return [u.to_dict() for u in await self.bot.get_updates(offset, timeout=patience)]

    async def toast(self, query_id: str, text: str) -> None:
        await self.bot.answer_callback_query(query_id, text=text)

    async def offer(self, query_id: str, title: str, text: str, rows: Rows | None) -> None:
        content = telegram.InputTextMessageContent(text, parse_mode="HTML")
        article = telegram.InlineQueryResultArticle("one", title, content, _buttons(rows))
        await self.bot.answer_inline_query(query_id, [article], cache_time=0)

    async def retext_inline(self, inline_id: str, text: str) -> None:
        await self.bot.edit_message_text(text, inline_message_id=inline_id)

    async def bill(self, chat_id: int, token: str, amount: int, currency: str) -> Answer:
        prices = [telegram.LabeledPrice("Tea", amount)]
        sent = await self.bot.send_invoice(
            chat_id, "Tea", "Oolong, 150 g", "order-1", currency, prices, provider_token=token
        )
        return sent.to_dict()

    async def agree(self, query_id: str) -> None:
        await self.bot.answer_pre_checkout_query(query_id, ok=True)

    async def webhook(self, url: str, secret: str) -> None:
        await self.bot.set_webhook(url, secret_token=secret)

    async def command_menu(self, commands: dict[str, str], language: str) -> list[Answer]:
        scope = telegram.BotCommandScopeAllPrivateChats()
        await self.bot.set_my_commands(list(commands.items()), scope, language_code=language)
        return [c.to_dict() for c in await self.bot.get_my_commands(scope, language_code=language)]

    async def download(self, file_id: str) -> bytes:
        stored = await self.bot.get_file(file_id)
        return bytes(await stored.download_as_bytearray())


def _buttons(rows: Rows | None) -> telegram.InlineKeyboardMarkup | None:
    if not rows:
        return None
    return telegram.InlineKeyboardMarkup(
        [[telegram.InlineKeyboardButton(**button) for button in row] for row in rows]
    )
