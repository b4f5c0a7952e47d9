"""Messages: what stands in each chat, in the words of the Bot API and with what only clients see."""

from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox.world.invoices import Invoice

Keyboard = ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


@dataclass(slots=True)
class Posted:
    """One message standing in a chat.

    `message` is what a bot in this chat sees (photo as `photo[].file_id`, inline keyboard as
    `reply_markup`); dump it by `sandbox.api.answers.as_json`. `keyboard` is what the client shows under
    the input field because of it. `invoice` is set for invoices; `paid` once it has been paid.
    `inline_message_id` is set when it came by way of a bot (inline) and can be edited by that bot.
    `owner_id` is the account that wrote it: a person's or a bot's id, also in channels. `silent`: it was sent without
    a sound. An ephemeral message has a number of its own (`whisper`; its message id is 0), one reader (`reader_id`) and
    a place in the chat: `after` is the message that stood last when it came. `reactions`: signs under it, by whose they
    are.
    """

    chat_key: str
    message: Message
    owner_id: int
    keyboard: Keyboard | None = None
    invoice: Invoice | None = None
    paid: bool = False
    inline_message_id: str | None = None
    via_bot_id: int | None = None
    silent: bool = False
    whisper: int = 0
    reader_id: int = 0
    after: int = 0
    reactions: dict[int, str] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The message id, unique in its chat."""
        return self.message.message_id

    def buttons(self) -> list[InlineKeyboardButton]:
        """All inline buttons, row by row in one list; their places are the indexes for `press`."""
        markup = self.message.reply_markup
        return [button for row in markup.inline_keyboard for button in row] if markup else []


@dataclass(slots=True)
class _Shelf:
    posts: dict[int, Posted] = field(default_factory=dict)
    ids: "count[int]" = field(default_factory=lambda: count(1))


class Messages:
    """All messages by chat key and message id."""

    def __init__(self) -> None:
        self._shelves: dict[str, _Shelf] = {}
        self._inline: dict[str, Posted] = {}

    def next_id(self, chat_key: str) -> int:
        """The next message id of a chat."""
        return next(self._shelves.setdefault(chat_key, _Shelf()).ids)

    def put(self, posted: Posted) -> None:
        """Keep a message, new or changed."""
        self._shelves.setdefault(posted.chat_key, _Shelf()).posts[posted.id] = posted
        if posted.inline_message_id:
            self._inline[posted.inline_message_id] = posted

    def get(self, chat_key: str, message_id: int) -> Posted | None:
        """The message, unless it never was or is deleted."""
        shelf = self._shelves.get(chat_key)
        return shelf.posts.get(message_id) if shelf else None

    def inline(self, inline_message_id: str) -> Posted | None:
        """The message a bot knows only by its inline message id."""
        return self._inline.get(inline_message_id)

    def of(self, chat_key: str) -> list[Posted]:
        """All messages of a chat, oldest first."""
        shelf = self._shelves.get(chat_key)
        return list(shelf.posts.values()) if shelf else []

    def last(self, chat_key: str) -> Posted | None:
        """The newest message of a chat."""
        shelf = self._shelves.get(chat_key)
        return next(reversed(shelf.posts.values()), None) if shelf else None

    def remove(self, posted: Posted) -> None:
        """Take a message away; its id is never used again."""
        self._shelves[posted.chat_key].posts.pop(posted.id, None)
        if posted.inline_message_id:
            self._inline.pop(posted.inline_message_id, None)


def new_inline_message_id() -> str:
    """An unguessable id such as Telegram gives for messages sent by way of a bot."""
    return f"INLINE{uuid4().hex}"
