"""Pictures and files in calls: uploaded, known by file id, or named by URL."""

from typing import Any
from urllib.parse import urlsplit

from aiogram.types import InputFile

from sandbox.api.bodies import Upload
from sandbox.api.desk import Desk
from sandbox.text.pictures import picture_size
from sandbox.world.content import document_content, photo_content
from sandbox.world.files import StoredFile
from sandbox.world.refusals import bad_request

MAX_PHOTO_BYTES = 10 * 1024 * 1024
MAX_FILE_BYTES = 50 * 1024 * 1024


def photo(desk: Desk, source: str | InputFile) -> dict[str, Any]:
    """A picture as message fields. Raises Refusal 400 for what is none."""
    upload = _upload(desk, source)
    if upload is None:
        return photo_content(_known(desk, str(source), "photos"))
    if len(upload.data) > MAX_PHOTO_BYTES:
        raise bad_request("file is too big")
    size = picture_size(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * max(min(size), 1):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return photo_content(
        desk.world.files.keep_photo(upload.data, upload.name, upload.mime_type, size)
    )


def document(desk: Desk, source: str | InputFile) -> dict[str, Any]:
    """A file as message fields. Raises Refusal 400 for an empty one."""
    upload = _upload(desk, source)
    if upload is None:
        return document_content(_known(desk, str(source), "documents"))
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > MAX_FILE_BYTES:
        raise bad_request("file is too big")
    return document_content(
        desk.world.files.keep_document(upload.data, upload.name, upload.mime_type)
    )


def _upload(desk: Desk, source: str | InputFile) -> Upload | None:
    if isinstance(source, Upload):
        return source
    if isinstance(source, str) and source.startswith("attach://"):
        upload = desk.uploads.get(source.removeprefix("attach://"))
        if upload is None:
            raise bad_request("attached file not found")
        return upload
    return None


def _known(desk: Desk, source: str, folder: str) -> StoredFile:
    stored = desk.world.files.with_id(source)
    if stored is not None:
        if not stored.path.startswith(folder):
            raise bad_request(f"can't use a file of {stored.path.split('/')[0]} here")
        return stored
    parts = urlsplit(source)
    if parts.scheme in ("http", "https") and parts.hostname:
        return desk.world.files.keep_url(source, folder)
    raise bad_request("wrong file identifier/HTTP URL specified")
