"""Answers of bots to inline queries: what a person may choose from."""

from dataclasses import dataclass

from aiogram.types import InlineQueryResultsButton, InlineQueryResultUnion


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """The results for one inline query; `button` is shown above them, `next_offset` asks for more."""

    query_id: str
    query: str
    results: tuple[InlineQueryResultUnion, ...]
    next_offset: str = ""
    button: InlineQueryResultsButton | None = None


class InlineAnswers:
    """All answers by query id."""

    def __init__(self) -> None:
        self._asked: dict[str, str] = {}
        self._by_query: dict[str, InlineAnswer] = {}

    def ask(self, query_id: str, query: str) -> None:
        """Remember what was typed for this query."""
        self._asked[query_id] = query

    def asked(self, query_id: str) -> str:
        """What was typed."""
        return self._asked.get(query_id, "")

    def put(self, answer: InlineAnswer) -> None:
        """Keep an answer."""
        self._by_query[answer.query_id] = answer

    def answer(self, query_id: str) -> InlineAnswer | None:
        """The answer to a query, once there is one."""
        return self._by_query.get(query_id)
