"""The button for a second reading of a merchant's words, by a language model that the operator has set up."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Let the assistant read the words of the draft."""

    shop_id: int


ReadingPress: TypeAlias = ReadAgain
"""What is for those who make deals."""

TAGS: dict[str, type] = {"dra": ReadAgain}

LOOKS: tuple[type, ...] = ()
"""Those that only look around."""
