"""The port to whoever holds the money: capture what was held, or give it back."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

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
