"""A person, as the books know them."""

from dataclasses import dataclass
from datetime import datetime

DIGEST = -1
"""New deals in the daily message instead of one for each."""

HOUR = 18
"""O'clock, in the person's zone: when the daily message comes, unless they choose another hour."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is, in which language they read, and when they want quiet.

    `zone` is an IANA name or None (the house's); quiet hours are whole hours of the day, the same twice: none.
    `shop_id`: the shop that they are in just now; None is the bot's first one. `news`: so many messages a day about new
    deals of the shops they follow; 0 none, DIGEST in the daily message. `daily`: whatever can wait comes in one
    message, at `hour` o'clock.

    `host_id`: who speaks for them, where they are a guest whom that person calls `called` (see people.guests).
    """

    id: int
    external_id: int
    name: str
    username: str | None
    language: str
    zone: str | None
    quiet_from: int
    quiet_to: int
    muted: bool
    shop_id: int | None = None
    news: int = 3
    daily: bool = False
    hour: int = HOUR
    host_id: int | None = None
    called: str = ""

    @property
    def speaker(self) -> int:
        """Who speaks and hears for them: their host, or they themselves."""
        return self.id if self.host_id is None else self.host_id


@dataclass(frozen=True, slots=True)
class Reach:
    """The chat in which a bot reaches a person."""

    bot: int
    chat: int
    unreachable_at: datetime | None = None
