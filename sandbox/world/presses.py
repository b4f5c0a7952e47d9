"""Pressed buttons that wait for their bot's answer (callback queries)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

ANSWERABLE = timedelta(seconds=150)
"""How long a press may be answered before "query is too old"."""


@dataclass(slots=True)
class Query:
    """A callback or inline query: who asked which bot, when, and whether it was answered.

    `chat_key`: the chat of the pressed message, where the bot sees it; `whisper`: its number if it is an ephemeral one.
    """

    id: str
    bot_id: int
    person_id: int
    asked_at: datetime
    answered: bool = False
    chat_key: str = ""
    whisper: int = 0

    def open_at(self, now: datetime) -> bool:
        """Whether the bot may still answer."""
        return not self.answered and now - self.asked_at <= ANSWERABLE


class Queries:
    """All queries by id."""

    def __init__(self) -> None:
        self._by_id: dict[str, Query] = {}

    def ask(self, bot_id: int, person_id: int, now: datetime) -> Query:
        """A new query."""
        query = Query(str(uuid4().int >> 65), bot_id, person_id, now)
        self._by_id[query.id] = query
        return query

    def get(self, query_id: str) -> Query | None:
        """The query with this id."""
        return self._by_id.get(query_id)
