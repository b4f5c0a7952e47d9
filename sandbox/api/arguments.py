"""From the fields of a request to the validated model of a method."""

import json
import re
from typing import Any

from aiogram.types import InputFile
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sandbox.api.bodies import Body
from sandbox.api.schema import AnyMethod, kinds_of, structured
from sandbox.world.refusals import Refusal, bad_request

MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "url": "url is not specified",
}
NUMBER = re.compile(r"-?[0-9]+")


def build(method: type[AnyMethod], body: Body) -> AnyMethod:
    """The call as a model of `method`. Raises Refusal 400 for what is missing or makes no sense."""
    values: dict[str, Any] = {}
    for name, described in method.model_fields.items():
        kinds = kinds_of(described.annotation)
        if name in body.fields:
            value = _value(name, body.fields[name], kinds, body)
            if value is not None:
                values[name] = value
        elif name in body.uploads and InputFile in kinds:
            values[name] = f"attach://{name}" if str in kinds else body.uploads[name]
    try:
        return method.model_validate(values)
    except ValidationError as error:
        raise _explain(error.errors()[0]) from error


def _value(name: str, value: object, kinds: set[Any], body: Body) -> object | None:
    if not isinstance(value, str):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return str(value) if number and str in kinds and int not in kinds else value
    if str in kinds:
        return int(value) if int in kinds and NUMBER.fullmatch(value) else value
    if not value:
        return None
    if InputFile in kinds:
        return body.uploads.get(value.removeprefix("attach://"))
    if any(structured(kind) for kind in kinds):
        return _decoded(name, value)
    return value


def _decoded(name: str, value: str) -> object:
    try:
        decoded: object = json.loads(value)
    except ValueError as error:
        what = "reply keyboard markup" if name == "reply_markup" else f"{name.replace('_', ' ')}"
        raise bad_request(f"can't parse {what} JSON object") from error
    return decoded


def _explain(error: ErrorDetails) -> Refusal:
    place = [str(part) for part in error["loc"]]
    if error["type"] == "missing" and len(place) == 1:
        return bad_request(MISSING.get(place[0], f'parameter "{place[0]}" is required'))
    return bad_request(f'can\'t parse "{".".join(place)}": {error["msg"]}')
