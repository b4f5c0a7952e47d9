"""Every method of the Bot API is known in every encoding: understood, and done or honestly refused."""

import enum
import json
from datetime import datetime
from typing import Any, Literal, get_args, get_origin

import httpx
import pytest
from aiogram.types import InputFile
from pydantic import BaseModel

from sandbox.api.methods.table import HANDLERS
from sandbox.api.schema import METHODS, kinds_of
from tests.sandbox.town import Town

ENCODINGS = ("json", "urlencoded", "multipart", "query")


def sample(annotation: Any) -> Any:
    """The simplest value an annotation admits."""
    if get_origin(annotation) is Literal:
        first = get_args(annotation)[0]
        return first.value if isinstance(first, enum.Enum) else first
    kinds = kinds_of(annotation)
    simple: dict[Any, Any] = {int: 1, str: "x", bool: True, float: 1.5, InputFile: "attach://part"}
    for kind, value in simple.items():
        if kind in kinds:
            return value
    if list in kinds:
        inner = [part for part in (annotation, *get_args(annotation)) if get_origin(part) is list]
        return [sample(get_args(inner[0])[0])]
    if datetime in kinds:
        return 1_800_000_000
    options = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    models = sorted(options, key=lambda kind: kind.__name__)
    return minimal(models[0])


def minimal(model: type[BaseModel]) -> dict[str, Any]:
    """The required fields of a model, and what tells it from its siblings."""
    values = {}
    for name, field in model.model_fields.items():
        if field.is_required() or get_origin(field.annotation) is Literal:
            values[field.alias or name] = sample(field.annotation)
    return values


def text_form(values: dict[str, Any]) -> dict[str, str]:
    return {k: v if isinstance(v, str) else json.dumps(v) for k, v in values.items()}


def request(encoding: str, values: dict[str, Any]) -> dict[str, Any]:
    match encoding:
        case "json":
            return {"method": "POST", "json": values}
        case "urlencoded":
            return {"method": "POST", "data": text_form(values)}
        case "query":
            return {"method": "GET", "params": text_form(values)}
        case _:
            parts = {name: (None, value) for name, value in text_form(values).items()}
            return {"method": "POST", "files": {**parts, "part": ("a.bin", b"data")}}


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_every_method_is_parsed_and_answered(
    town: Town, http: httpx.AsyncClient, encoding: str
) -> None:
    assert len(METHODS) > 170
    broken = {}
    for name, method in METHODS.items():
        needs_upload = any(
            kinds_of(field.annotation) == {InputFile} and field.is_required()
            for field in method.model_fields.values()
        )
        if needs_upload and encoding != "multipart":
            continue
        response = await http.request(url=town.url(name), **request(encoding, minimal(method)))
        answer = response.json()
        text = answer.get("description", "")
        if response.status_code >= 500 or "can't parse" in text or "is required" in text:
            broken[name] = answer
        if method.__api_method__ not in HANDLERS:
            assert "is not part of this sandbox" in text, (name, answer)
    assert not broken


async def test_a_missing_argument_is_named(town: Town, http: httpx.AsyncClient) -> None:
    answer = (await http.get(town.url("sendMessage"), params={"chat_id": town.anna.id})).json()
    assert answer["description"] == "Bad Request: message text is empty"
    answer = (await http.get(town.url("getChat"))).json()
    assert answer["description"] == "Bad Request: chat_id is empty"
