"""Everything a bot needs to speak for the shop: what an adapter is given when it is mounted."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.metrics import Metrics
from bot.pacing import Pacer, Unpaced
from bot.uploads import Uploads
from charts.pen import Pen
from flows.door import Door

TokenOf: TypeAlias = Callable[[str], Awaitable[str]]
"""The provider token of the provider of that name; "" where there is none."""


def among(tokens: Mapping[str, str]) -> TokenOf:
    """One of these provider tokens, by the provider's name."""

    async def token(provider: str) -> str:
        return tokens.get(provider, "")

    return token


_no_token = among({})


def plain_apology(language: str | None) -> str:  # noqa: ARG001 - one of several that may stand here
    """The sentence for when something broke, in English."""
    return "Something went wrong on our side. Please try again in a moment."


@dataclass(frozen=True, slots=True)
class Shopfront:
    """The conversation and what it needs around it.

    `token`: gives the provider token that an invoice carries, by the provider's name. `apology`: the sentence for when
    a turn broke, by the reader's language code. `pacer`: share it with the scheduler. `pen`: draws charts; nothing is
    started before the first one, and `await pen.close()` ends it. `pages`: where the web app is reached, for links to
    pay by.
    """

    door: Door
    uploads: Uploads
    token: TokenOf = field(default=_no_token, repr=False)
    pacer: Pacer = field(default_factory=Unpaced)
    apology: Callable[[str | None], str] = plain_apology
    metrics: Metrics | None = None
    pen: Pen = field(default_factory=Pen)
    pages: str = ""
