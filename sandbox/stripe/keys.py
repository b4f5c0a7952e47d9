"""Idempotency keys as Stripe keeps them: for a day, with the answer, and for the same request alone."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sandbox.world.stripe import StripeProblem

KEPT = timedelta(hours=24)
Answer: TypeAlias = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Kept:
    print: str
    answer: Answer
    until: datetime


class Keys:
    """Answers by account and key; after a day the same key is a new one (Stripe API, "Idempotent requests")."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}

    def recall(self, account: str, key: str, print_: str, now: datetime) -> Answer | None:
        """The answer given before. Raises StripeProblem 400 when the request was another one."""
        kept = self._kept.get((account, key))
        if kept is None or kept.until <= now:
            return None
        if kept.print != print_:
            words = (
                "Keys for idempotent requests can only be used with the same parameters they were "
                f"first used with. Try using a key other than '{key}'."
            )
            raise StripeProblem(400, words, type="idempotency_error")
        return kept.answer

    def keep(self, account: str, key: str, print_: str, answer: Answer, now: datetime) -> None:
        """Keep an answer, also a refusal of something that was begun."""
        self._kept[account, key] = _Kept(print_, answer, now + KEPT)


def print_of(path: str, parameters: dict[str, Any]) -> str:
    """What makes two requests the same."""
    words = json.dumps([path, parameters], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()
