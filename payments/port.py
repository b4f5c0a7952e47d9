"""The port to whoever holds the money: capture what was held, or give it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from catalog.money import Money


@dataclass(frozen=True, slots=True)
class Done:
    """The provider did it, now or under the same key before."""


@dataclass(frozen=True, slots=True)
class Later:
    """No answer, or not now: to be asked again under the same key. `after` in seconds if it says so."""

    reason: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """The provider says that it will not: somebody has to look."""

    reason: str


Answer: TypeAlias = Done | Later | Rejected


@dataclass(frozen=True, slots=True)
class Listed:
    """A charge as the provider's own list has it, for reconciling the books with it.

    `token` is the invoice that it names, "" where it names none; `back` is what went back of it so far.
    """

    charge: str
    token: str
    state: Literal["held", "captured", "voided", "refunded"]
    amount: Money
    back: Money
    at: datetime


@runtime_checkable
class Lister(Protocol):
    """A provider that tells what it took; it does not raise for what a provider or a network does."""

    @property
    def name(self) -> str:
        """The name that stands in the books."""

    async def listed(self, since: datetime, until: datetime) -> Sequence[Listed] | Later | Rejected:
        """Every charge that was made from `since` and before `until`, the oldest first."""


class Provider(Protocol):
    """One payment provider. Neither method raises for what a provider or a network does; each asks once.

    `charge` is the provider's own number of the payment, `key` makes asking twice harmless.
    """

    @property
    def name(self) -> str:
        """The name that stands in the books."""

    async def capture(self, charge: str, amount: Money, key: str) -> Answer:
        """Take for good what was held."""

    async def give_back(self, charge: str, amount: Money, key: str) -> Answer:
        """Void what is only held, or refund what was captured."""
