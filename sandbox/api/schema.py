"""Every method of the Bot API by name, as aiogram's generated models describe them."""

import types as builtin
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

import aiogram.methods
from aiogram.methods import TelegramMethod
from pydantic import BaseModel

AnyMethod: TypeAlias = TelegramMethod[Any]


def _all_methods() -> dict[str, type[AnyMethod]]:
    found = [getattr(aiogram.methods, name) for name in aiogram.methods.__all__]
    return {
        kind.__api_method__.lower(): kind
        for kind in found
        if issubclass(kind, TelegramMethod) and kind is not TelegramMethod
    }


METHODS = _all_methods()


def method_named(name: str) -> type[AnyMethod] | None:
    """The model of a method, whose name is matched in any case as Telegram does."""
    return METHODS.get(name.lower())


def kinds_of(annotation: object) -> set[Any]:
    """The plain types an annotation admits, with unions and Annotated taken apart."""
    origin = get_origin(annotation)
    if origin in (Union, builtin.UnionType):
        return set().union(*(kinds_of(part) for part in get_args(annotation)))
    if origin is Annotated:
        return kinds_of(get_args(annotation)[0])
    return {origin or annotation}


def structured(kind: object) -> bool:
    """Whether a value of this kind travels as JSON inside a form."""
    return kind in (list, dict) or (isinstance(kind, type) and issubclass(kind, BaseModel))
