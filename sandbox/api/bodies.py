"""Reading HTTP bodies: URL-encoded, JSON and multipart, into fields and uploaded files."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiogram.types import BufferedInputFile
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from sandbox.world.refusals import bad_request

MAX_FIELD_BYTES = 8 * 1024 * 1024


class Upload(BufferedInputFile):
    """An uploaded file: `data`, `filename` and the `mime_type` its sender gave it."""

    def __init__(self, data: bytes, filename: str, mime_type: str) -> None:
        super().__init__(data, filename)
        self.mime_type = mime_type
        self.name = filename


@dataclass(slots=True)
class Body:
    """The arguments of a call by name, and its files by part name."""

    fields: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)


async def read_request(request: Request) -> Body:
    """Query and body of a request together; the body wins. Raises Refusal 400 for broken bodies."""
    body = await read_body(request.headers.get("content-type", ""), await request.body())
    body.fields = {**dict(request.query_params), **body.fields}
    return body


async def read_body(content_type: str, data: bytes) -> Body:
    """A body of any of the three kinds. Raises Refusal 400 for broken ones."""
    kind = content_type.partition(";")[0].strip().lower()
    if not data:
        return Body()
    if kind == "application/json":
        return Body(_read_json(data))
    if kind == "multipart/form-data":
        return await _read_multipart(content_type, data)
    try:
        return Body(dict(parse_qsl(data.decode(), keep_blank_values=True)))
    except UnicodeDecodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


def _read_json(data: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(data)
    except ValueError as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(fields, dict):
        raise bad_request("object expected as request body")
    return {name: value for name, value in fields.items() if value is not None}


async def _read_multipart(content_type: str, data: bytes) -> Body:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield data

    parser = MultiPartParser(
        Headers({"content-type": content_type}), stream(), max_part_size=MAX_FIELD_BYTES
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise bad_request(f"can't parse multipart body: {error.message}") from error
    body = Body()
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            mime_type = value.content_type or "application/octet-stream"
            body.uploads[name] = Upload(await value.read(), value.filename or name, mime_type)
        else:
            body.fields[name] = value
    await form.close()
    return body
