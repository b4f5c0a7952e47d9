"""A call of the Bot API as a value: what both libraries are handed, so that both say the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture's bytes, or a file of ours where it lies, sent along with a call under a file name."""

    name: str
    data: bytes | Path = field(repr=False)


Photo: TypeAlias = str | Upload
"""A picture as a call carries it: an http(s) address, a file id, or the bytes themselves."""


@dataclass(frozen=True, slots=True)
class Call:
    """A method in the Bot API's own spelling ("sendMessage") and its arguments as JSON values.

    Nothing is None in it. An Upload may stand at "photo", at "document" and at "media"."media".
    """

    method: str
    arguments: Mapping[str, Any]


def in_topic(call: Call, topic: int) -> Call:
    """The same message, sent into a topic of its forum."""
    return Call(call.method, {**call.arguments, "message_thread_id": topic})
