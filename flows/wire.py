"""Presses as wire text: a tag and the fields of a small dataclass, at most 64 bytes, refused when built if longer."""

from collections.abc import Mapping
from dataclasses import Field, fields
from functools import lru_cache
from itertools import chain
from typing import Any, ClassVar, Protocol, TypeVar

LIMIT = 64
"""Bytes of callback data that Telegram carries (Bot API, InlineKeyboardButton.callback_data)."""

_SEPARATOR = ":"
_DIGITS = 18
"""A longer number fits no row's 64 bits."""


class TooLong(ValueError):
    """A press whose wire text is over 64 bytes: a mistake in our code, found when the button is built."""


class Wired(Protocol):
    """A frozen dataclass whose fields are int or str."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


P = TypeVar("P", bound=Wired)


class Wire:
    """A two-way table of tags and press types."""

    def __init__(self, *tables: Mapping[str, type[Any]]) -> None:
        tags = dict(chain.from_iterable(table.items() for table in tables))
        if len(tags) < sum(map(len, tables)):
            raise ValueError("two kinds of presses have one tag")
        self._types = tags
        self._tags = {kind: tag for tag, kind in tags.items()}
        self._names = {kind: tuple(field.name for field in fields(kind)) for kind in tags.values()}
        self._readers = {
            kind: tuple(_number if field.type in (int, "int") else str for field in fields(kind))
            for kind in tags.values()
        }

        self.encode = lru_cache(maxsize=4096)(self._encode)
        """The wire text of a press.

        Raises TooLong over 64 bytes, ValueError where a text holds the separator anywhere but in the last field.
        """

    def _encode(self, press: Wired) -> str:
        values = [str(getattr(press, name)) for name in self._names[type(press)]]
        if any(_SEPARATOR in value for value in values[:-1]):
            raise ValueError(f"only the last field of {press} may hold {_SEPARATOR!r}")
        wire = _SEPARATOR.join([self._tags[type(press)], *values])
        if len(wire.encode()) > LIMIT:
            raise TooLong(wire)
        return wire

    def decode(self, wire: str) -> Any:
        """The press that a wire text stands for, or None where this build does not speak it."""
        tag, _, rest = wire.partition(_SEPARATOR)
        kind = self._types.get(tag)
        if kind is None or not wire.isprintable():
            return None
        readers = self._readers[kind]
        parts = rest.split(_SEPARATOR, len(readers) - 1) if readers else []
        if len(parts) != len(readers) or (not readers and rest):
            return None
        try:
            return kind(*[read(part) for read, part in zip(readers, parts, strict=True)])
        except ValueError:
            return None


def _number(text: str) -> int:
    """A whole number as `encode` writes it; a client of somebody's own making may send any other text."""
    if len(text) > _DIGITS or str(int(text)) != text:
        raise ValueError(text)
    return int(text)
