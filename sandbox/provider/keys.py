"""Idempotency keys: the same request asked twice is done once and answered the same."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sandbox.world.charges import ChargeProblem

Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Remembered:
    fingerprint: str
    answer: Answer


class Keys:
    """Answers by account and key."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, str], _Remembered] = {}

    def recall(self, account: str, key: str, fingerprint: str) -> Answer | None:
        """The answer given before. Raises ChargeProblem 409 when the request was another one."""
        remembered = self._answers.get((account, key))
        if remembered is None:
            return None
        if remembered.fingerprint != fingerprint:
            raise ChargeProblem(
                409, "idempotency_key_reused", "This key was used with other parameters."
            )
        return remembered.answer

    def remember(self, account: str, key: str, fingerprint: str, answer: Answer) -> None:
        """Keep an answer, also a refusal: asking again with the same key changes nothing."""
        self._answers[account, key] = _Remembered(fingerprint, answer)


def fingerprint(path: str, parameters: dict[str, Any]) -> str:
    """What makes two requests the same."""
    words = json.dumps([path, parameters], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()
