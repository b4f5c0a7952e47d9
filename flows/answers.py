"""Answers as text and back: how a turn's replies are kept beside the event that they answer."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from flows.replies import Reply

_REPLIES: TypeAdapter[list[Reply]] = TypeAdapter(
    list[Annotated[Reply, Field(discriminator="kind")]]
)


def written(replies: list[Reply]) -> str:
    """The replies as JSON."""
    return _REPLIES.dump_json(replies).decode()


def read(answer: str) -> list[Reply]:
    """The replies that were written."""
    return _REPLIES.validate_json(answer)
