"""Where an uploaded picture's file id is kept, so that the next message need not carry the picture again."""

from typing import Protocol

from storage import uploads
from storage.database import Database


class Uploads(Protocol):
    """The memory of what a bot has uploaded, by the picture's source."""

    async def recall(self, bot: int, source: str) -> str | None:
        """The file id for this bot, or None."""

    async def remember(self, bot: int, source: str, file_id: str) -> None:
        """Keep a file id; a newer one takes its place."""


class StoredUploads:
    """Kept in the database, so that it outlives the process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, bot: int, source: str) -> str | None:
        """The file id for this bot, or None."""
        return await self._database.run(lambda tx: uploads.recall(tx, bot, source), reads=True)

    async def remember(self, bot: int, source: str, file_id: str) -> None:
        """Keep a file id; a newer one takes its place."""
        await self._database.run(lambda tx: uploads.remember(tx, bot, source, file_id))
