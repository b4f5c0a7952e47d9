"""Pictures that a messenger already has: the number it gave them, so that each is uploaded once per bot."""

from sqlalchemy import bindparam, delete, select

from storage.tables import upload
from storage.transaction import Transaction
from storage.upsert import or_update

_OURS = (upload.c.bot == bindparam("b"), upload.c.source == bindparam("s"))
_FIND = select(upload.c.file_id).where(*_OURS)
_DROP = delete(upload).where(*_OURS)
_UPSERT = or_update(upload, ["bot", "source"], ["file_id"])


def recall(tx: Transaction, bot: int, source: str) -> str | None:
    """The file id under which this bot can send the picture again, or None."""
    file_id: str | None = tx.value(_FIND, {"b": bot, "s": source})
    return file_id


def remember(tx: Transaction, bot: int, source: str, file_id: str) -> None:
    """Write down the file id of a picture that was uploaded; a newer one takes its place."""
    tx.write(_UPSERT[tx.dialect], {"bot": bot, "source": source, "file_id": file_id})


def forget(tx: Transaction, bot: int, source: str) -> None:
    """The messenger knows this picture no more."""
    tx.write(_DROP, {"b": bot, "s": source})
