"""One small vocabulary over both Telegram libraries, so that a story is told once for both."""

from typing import Any, Protocol

Rows = list[list[dict[str, Any]]]
Answer = dict[str, Any]


class Voice(Protocol):
    """What the stories let a bot do; answers are JSON as the library read them."""

    @property
    def errors(self) -> type[Exception]:
        """What the library raises when Telegram refuses."""

    def refusal(self, error: BaseException) -> tuple[str, float | None]:
        """The description of an error answer, and how many seconds to wait."""

    async def say(self, chat_id: int, text: str, rows: Rows | None = None, **more: Any) -> Answer:
        """Send words, with rows of inline buttons."""

    async def show(self, chat_id: int, picture: bytes | str, caption: str) -> Answer:
        """Send a picture: its bytes, a file id or a URL."""

    async def album(self, chat_id: int, pictures: list[bytes]) -> list[Answer]:
        """Send pictures together, captioned with their places."""

    async def hand(self, chat_id: int, data: bytes, name: str) -> Answer:
        """Send a file."""

    async def retext(
        self, chat_id: int, message_id: int, text: str, rows: Rows | None = None
    ) -> Answer:
        """Put other words into a message."""

    async def reshow(self, chat_id: int, message_id: int, picture: bytes) -> Answer:
        """Put a picture into a message."""

    async def updates(self, offset: int = 0, patience: int = 0) -> list[Answer]:
        """Poll, waiting so many seconds."""

    async def toast(self, query_id: str, text: str) -> None:
        """Answer a press."""

    async def offer(self, query_id: str, title: str, text: str, rows: Rows | None) -> None:
        """Answer an inline query with one article, whose id is "one"."""

    async def retext_inline(self, inline_id: str, text: str) -> None:
        """Put other words into an inline message."""

    async def bill(self, chat_id: int, token: str, amount: int, currency: str) -> Answer:
        """Send an invoice over tea."""

    async def agree(self, query_id: str) -> None:
        """Agree to a checkout."""

    async def webhook(self, url: str, secret: str) -> None:
        """Have updates delivered."""

    async def command_menu(self, commands: dict[str, str], language: str) -> list[Answer]:
        """Set the commands of private chats; gives them as they are now."""

    async def download(self, file_id: str) -> bytes:
        """Fetch a file."""
