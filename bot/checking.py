"""What a setting may be: each kind of value with its check."""

import re
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator

from storage.engine import is_address

_DATABASE = re.compile(r"(sqlite|postgres(ql)?)(\+\w+)?://")


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError("not an http address")
    return value.rstrip("/")


def _database(value: str) -> str:
    if not _DATABASE.match(value) or not is_address(value):
        raise ValueError("not a database that we know")
    return value


def _currency(value: str) -> str:
    code = value.strip().upper()
    if code not in list_currencies():
        raise ValueError("not a currency")
    return code


def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (KeyError, OSError, ValueError) as error:
        raise ValueError("not a time zone") from error


Http: TypeAlias = Annotated[str, AfterValidator(_address)]
Database: TypeAlias = Annotated[str, AfterValidator(_database)]
Currency: TypeAlias = Annotated[str, AfterValidator(_currency)]
Zone: TypeAlias = Annotated[str, AfterValidator(_zone)]
Level: TypeAlias = Annotated[
    Literal["debug", "info", "warning", "error"],
    BeforeValidator(lambda value: str(value).strip().lower()),
]
