"""Text being built up together with its entities while a markup language is read."""

from dataclasses import dataclass, field

from aiogram.types import MessageEntity

from sandbox.text.utf16 import length
from sandbox.world.refusals import Refusal, bad_request


def unparsable(reason: str) -> Refusal:
    """Telegram's refusal of broken markup."""
    return bad_request(f"can't parse entities: {reason}")


@dataclass(slots=True)
class Draft:
    """Plain text so far, with finished entities; offsets in UTF-16 code units."""

    pieces: list[str] = field(default_factory=list)
    entities: list[MessageEntity] = field(default_factory=list)
    size: int = 0

    def add(self, piece: str) -> None:
        """Append plain text."""
        self.pieces.append(piece)
        self.size += length(piece)

    def close(self, entity: MessageEntity) -> None:
        """End an entity that began at its offset; an empty one is left out."""
        entity.length = self.size - entity.offset
        if entity.length > 0:
            self.entities.append(entity)

    def result(self) -> tuple[str, list[MessageEntity]]:
        """The text and its entities, outer before inner."""
        ordered = sorted(self.entities, key=lambda e: (e.offset, -e.length))
        return "".join(self.pieces), ordered


def opened(kind: str, draft: Draft, **extras: str | int | None) -> MessageEntity:
    """An entity that begins here; its length is set when it is closed."""
    return MessageEntity.model_validate({"type": kind, "offset": draft.size, "length": 0, **extras})
