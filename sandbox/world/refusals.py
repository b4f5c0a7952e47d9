"""How the sandbox says no: to a bot as Telegram would, to a person as a client would."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):
    """An error answer of the Bot API: `code` is both the HTTP status and `error_code`."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None

    def __str__(self) -> str:
        return f"{self.code}: {self.description}"


class Impossible(Exception):
    """A person tried what no client would let them do; the text says why, in English."""


def bad_request(reason: str) -> Refusal:
    """400 with Telegram's usual prefix."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """403 with Telegram's usual prefix."""
    return Refusal(403, f"Forbidden: {reason}")
