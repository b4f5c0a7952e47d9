"""Checkouts: a person paying an invoice, from the press on Pay to the money being held."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from sandbox.world.cards import Card
from sandbox.world.invoices import Invoice


class CheckoutState(StrEnum):
    """Where a checkout is."""

    ASKING = "asking"
    """The bot was sent a pre_checkout_query and has ten seconds."""
    CHARGING = "charging"
    """The bot agreed; the provider is working."""
    PAID = "paid"
    """The money is held; the bot is told now, or later for a late card."""
    FAILED = "failed"
    """The bot said no or nothing, or the card was declined; `error` says which."""


@dataclass(slots=True)
class Checkout:
    """One attempt to pay; `chat_key` and `message_id` are empty and 0 when it began from a link.

    `charge_id` is the provider's id once paid, `telegram_charge_id` Telegram's. `notified` says
    whether the bot was sent successful_payment, `refunded` whether Stars were given back.
    """

    id: str
    person_id: int
    invoice: Invoice
    card: Card
    chat_key: str
    message_id: int
    state: CheckoutState = CheckoutState.ASKING
    error: str = ""
    charge_id: str = ""
    telegram_charge_id: str = ""
    notified: bool = False
    refunded: bool = False

    @property
    def asking(self) -> bool:
        """Whether the bot's answer is still waited for."""
        return self.state is CheckoutState.ASKING

    @property
    def over(self) -> bool:
        """Whether the payer knows the outcome."""
        return self.state in (CheckoutState.PAID, CheckoutState.FAILED)


class Checkouts:
    """All checkouts; a checkout's id is also the id of its pre_checkout_query."""

    def __init__(self) -> None:
        self.slow_seconds = 5.0
        self.late_seconds = 60.0
        self._by_id: dict[str, Checkout] = {}
        self._numbers = count(8_800_000_001)

    def __iter__(self) -> Iterator[Checkout]:
        return iter(self._by_id.values())

    def begin(
        self, person_id: int, invoice: Invoice, card: Card, place: tuple[str, int]
    ) -> Checkout:
        """A new checkout of an invoice standing at `place` (chat key, message id)."""
        checkout = Checkout(str(next(self._numbers)), person_id, invoice, card, *place)
        self._by_id[checkout.id] = checkout
        return checkout

    def get(self, checkout_id: str) -> Checkout | None:
        """The checkout with this id."""
        return self._by_id.get(checkout_id)

    def charged_by(self, telegram_charge_id: str) -> Checkout | None:
        """The checkout that ended in this Telegram payment charge id."""
        return next((c for c in self if c.telegram_charge_id == telegram_charge_id), None)
