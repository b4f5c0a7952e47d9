"""Files between the browser and the world: uploads of people, downloads of what was sent."""

from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from sandbox.acts.talking import send_document, send_photo
from sandbox.page.deeds.talk import sent
from sandbox.text.pictures import picture_size
from sandbox.world.refusals import Impossible
from sandbox.world.world import World

LARGEST = 20 * 1024 * 1024
"""Bytes; more than a bot could download anyway (Bot API, getFile)."""
PICTURES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


async def send_file(world: World, form: FormData) -> dict[str, Any]:
    """Send an uploaded file as a picture if it is one. Raises Impossible, ValueError for bad forms."""
    upload = form.get("file")
    if not isinstance(upload, UploadFile):
        raise Impossible("there is no file")
    data = await upload.read()
    if len(data) > LARGEST:
        raise Impossible("a file may have at most 20 MB")
    person_id, chat_id = int(str(form.get("person", ""))), int(str(form.get("chat", "")))
    caption, name = str(form.get("caption", "")), upload.filename or "file"
    send = send_photo if picture_size(data) is not None else send_document
    topic = int(str(form["topic"])) if form.get("topic") else None
    return sent(world, send(world, person_id, chat_id, data, name, caption, topic=topic))


def stored_file(world: World, file_id: str) -> Response:
    """A stored file; only true pictures are shown, everything else is downloaded."""
    stored = world.files.with_id(file_id)
    if stored is None or stored.data is None:
        return Response(status_code=404)
    kind = next((mime for mark, mime in PICTURES.items() if stored.data.startswith(mark)), None)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, max-age=86400, immutable",
    }
    if kind is None:
        headers["Content-Disposition"] = "attachment"
    return Response(stored.data, media_type=kind or "application/octet-stream", headers=headers)
