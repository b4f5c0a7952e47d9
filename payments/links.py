"""Paying on a provider's own page: what is asked there, the link that comes of it, and the port that makes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from catalog.money import Money
from payments.port import Answer, Later, Rejected


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is to pay on a page elsewhere: `title` is what they read there, `token` our invoice.

    `until` is when we give up what is paid for. The page sends whoever paid to `success_url`, and whoever went back
    to `cancel_url`; neither says that anything was paid, only a notice does.
    """

    token: str
    amount: Money
    title: str
    until: datetime
    success_url: str
    cancel_url: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where to pay: `session` is the provider's own number of that page, `expires_at` when it goes by itself."""

    url: str
    session: str
    expires_at: datetime


@runtime_checkable
class Linker(Protocol):
    """A provider that takes money on a page of its own; it does not raise for what a provider or a network does."""

    @property
    def name(self) -> str:
        """The name that stands in the books."""

    async def checkout(self, asked: Asked) -> Link | Later | Rejected:
        """The page to pay on: the same one however often the same is asked."""

    async def expire(self, session: str) -> Answer:
        """Done: nothing can be paid there from now on. What was paid before, its notice tells."""
