"""The values of a shop's accounts: the ways in which it takes money."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

CHOICE = "choice"
"""The provider of a shop that takes money in several ways: whoever pays chooses. Stands in no payment."""


class Kind(StrEnum):
    """What an account is with. "telegram": a card in the messenger's own invoice; "pickup": paid to the shop."""

    TELEGRAM = "telegram"
    STRIPE = "stripe"
    PICKUP = "pickup"


KEYS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.TELEGRAM: ("provider_token", "secret_key"),
        Kind.STRIPE: ("secret_key", "webhook_secret"),
        Kind.PICKUP: (),
    }
)
"""The secrets that an account of each kind has."""

OPTIONAL = frozenset({(Kind.TELEGRAM, "secret_key")})
"""Secrets that an account may do without. A card in an invoice goes back through Stripe, if that is who takes it there:
who uses another one gives back by hand."""

AT_ONCE = frozenset({Kind.TELEGRAM})
"""With these the money is the shop's as soon as it is paid; the others hold it until it is captured."""


@dataclass(frozen=True, slots=True)
class Account:
    """One way in which a shop takes money; `is_open`: it is offered. `sealed`: its keys, unreadable here."""

    id: int
    shop_id: int
    kind: Kind
    label: str
    sealed: str
    is_open: bool
    position: int

    @property
    def provider(self) -> str:
        """The name that it has in the books; "" at pickup, where nobody holds the money."""
        return "" if self.kind is Kind.PICKUP else f"{self.kind.value}-{self.id}"


def takes_at_once(provider: str) -> bool:
    """Whether what is paid through this provider of the books is captured already as it comes."""
    return kind_of(provider) in AT_ONCE


def kind_of(provider: str) -> Kind | None:
    """What a provider of the books is with; None for the one of the settings, which has a name of its own."""
    kind, mark, _ = provider.rpartition("-")
    return Kind(kind) if mark and kind in set(Kind) else None


def holds(provider: str) -> bool:
    """Whether money paid there is only held at first, so that less of it may be captured."""
    return not takes_at_once(provider)
