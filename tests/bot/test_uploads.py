"""What a bot has uploaded is remembered per bot, and replaced by what is newer, on both databases."""

from datetime import UTC, datetime

from bot.uploads import StoredUploads
from storage import uploads
from storage.database import Database


async def test_a_file_id_is_the_bots_own_and_the_newest_counts(database_url: str) -> None:
    database = Database(database_url, lambda: datetime(2026, 3, 1, tzinfo=UTC))
    kept = StoredUploads(database)
    assert await kept.recall(1, "file:lamp.png") is None
    await kept.remember(1, "file:lamp.png", "old")
    await kept.remember(1, "file:lamp.png", "new")
    await kept.remember(2, "file:lamp.png", "another bot's")
    assert await kept.recall(1, "file:lamp.png") == "new"
    assert await kept.recall(2, "file:lamp.png") == "another bot's"
    await database.run(lambda tx: uploads.forget(tx, 1, "file:lamp.png"))
    assert await kept.recall(1, "file:lamp.png") is None
    database.close()
