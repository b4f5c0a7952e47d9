"""Stored files as the contents of a message."""

from typing import Any

from aiogram.types import Document, PhotoSize

from sandbox.world.files import StoredFile


def photo_content(stored: StoredFile) -> dict[str, Any]:
    """A photo in its one size."""
    size = PhotoSize(
        file_id=stored.file_id,
        file_unique_id=stored.unique_id,
        width=stored.width,
        height=stored.height,
        file_size=stored.size,
    )
    return {"photo": [size]}


def document_content(stored: StoredFile) -> dict[str, Any]:
    """A file to download."""
    document = Document(
        file_id=stored.file_id,
        file_unique_id=stored.unique_id,
        file_name=stored.name,
        mime_type=stored.mime_type,
        file_size=stored.size,
    )
    return {"document": document}
