"""The button of leaders' rewards and their credit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShowRewards:
    """My rewards: the credit that I have, and each line of it."""

    page: int = 0


TAGS: dict[str, type] = {"rwd": ShowRewards}
"""How it is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowRewards,)
"""Those that only look around: such a turn takes no write lock."""
