"""What a request to act is: checked values that know how to do themselves in a world."""

from abc import ABC, abstractmethod
from typing import Any

from pydantic import BaseModel, ConfigDict

from sandbox.world.world import World


class Deed(BaseModel, ABC):
    """One thing that a person, or whoever sits before the page, does."""

    model_config = ConfigDict(frozen=True)

    @abstractmethod
    def do(self, world: World) -> dict[str, Any]:
        """Do it and answer with JSON values. Raises Impossible when the world refuses."""


class PersonDeed(Deed):
    """Something a person does; `person` is their id."""

    person: int


class ChatDeed(PersonDeed):
    """Something a person does in a chat; `chat` is the chat's id as this person knows it."""

    chat: int
