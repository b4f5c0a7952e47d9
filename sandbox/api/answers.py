"""Answers as Telegram writes them: aiogram's models as JSON values without what is not set."""

from datetime import datetime
from enum import Enum
from typing import Any

from aiogram.client.default import Default
from pydantic import BaseModel

from sandbox.world.refusals import Refusal

Json = Any


def as_json(value: object) -> Json:
    """A model, list, dict or plain value as JSON values; None and library defaults are left out."""
    match value:
        case BaseModel():
            return as_json(value.model_dump(exclude_none=True, by_alias=True, warnings=False))
        case dict():
            return {name: as_json(item) for name, item in value.items() if _said(item)}
        case list() | tuple():
            return [as_json(item) for item in value]
        case datetime():
            return int(value.timestamp())
        case Enum():
            return value.value
        case _:
            return value


def _said(value: object) -> bool:
    return value is not None and not isinstance(value, Default)


def good(result: object) -> Json:
    """The body of a successful answer."""
    return {"ok": True, "result": as_json(result)}


def bad(refusal: Refusal) -> Json:
    """The body of an error answer; parameters only where there are any."""
    parameters = {
        "retry_after": refusal.retry_after,
        "migrate_to_chat_id": refusal.migrate_to_chat_id,
    }
    said = {name: value for name, value in parameters.items() if value is not None}
    body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    return {**body, "parameters": said} if said else body
