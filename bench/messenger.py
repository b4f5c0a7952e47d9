"""A messenger's double for aiogram: updates as Telegram sends them, and a session that answers every call at once."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Chat, Message

from bench.ground import NOW

_SENT = Message(message_id=2, date=NOW, chat=Chat(id=1, type="private"), text="Oolong tea")


class Silent(BaseSession):
    """A session that sends nothing: every call is answered at once, a message with a message."""

    async def close(self) -> None:
        """Nothing to close."""

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002  aiogram's own signature, as all of it
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109
    ) -> Any:
        """Every call succeeds."""
        return _SENT if isinstance(method, SendMessage) else True

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        """Nothing is ever downloaded."""
        yield b""


def pressed(number: int, wire: str, language: str = "en") -> dict[str, Any]:
    """The update of person `number` pressing a button under message 1 of their private chat."""
    person = {"id": number, "is_bot": False, "first_name": f"Person {number}"}
    chat = {"id": number, "type": "private", "first_name": f"Person {number}"}
    message = {"message_id": 1, "date": int(NOW.timestamp()), "chat": chat, "text": "Oolong tea"}
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": {**person, "language_code": language},
            "chat_instance": "1",
            "message": message,
            "data": wire,
        },
    }
