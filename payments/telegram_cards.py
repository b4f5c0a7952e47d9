"""Cards in the messenger's own invoice: taken as they are paid, and given back through the Stripe account behind it.

Telegram only carries the invoice and tells the provider's number of the charge; refunds are between the shop and its
provider (Bot API, "Payments", and SuccessfulPayment).
"""

from typing import TYPE_CHECKING

from catalog.money import Money
from payments.port import Answer, Done, Rejected
from payments.stripe_provider import BASE, StripeProvider

if TYPE_CHECKING:
    import httpx

_NO_KEY = (
    "this account has no key to give money back with: do it in the payment provider's own pages, then say that it is "
    "done by hand"
)


class TelegramCards:
    """The account behind a provider token of @BotFather's; `name` is what stands in the books. Close it when done.

    Without a `secret_key` (the provider is not Stripe) each refund is left to a person. Raises ValueError for a key
    that cannot be one.
    """

    def __init__(
        self,
        name: str,
        secret_key: str,
        base: str = BASE,
        transport: "httpx.AsyncBaseTransport | None" = None,
    ) -> None:
        self._name = name
        self._stripe = StripeProvider(name, secret_key, base, transport) if secret_key else None

    @property
    def name(self) -> str:
        """The name that stands in the books."""
        return self._name

    async def capture(self, charge: str, amount: Money, key: str) -> Answer:  # noqa: ARG002  as the port has it
        """Nothing is to be done: it was taken as it was paid."""
        return Done()

    async def give_back(self, charge: str, amount: Money, key: str) -> Answer:
        """Refund `amount` of what was taken; what is back already is Done."""
        if self._stripe is None:
            return Rejected(_NO_KEY)
        return await self._stripe.give_back(charge, amount, key)

    async def close(self) -> None:
        """Close the connections."""
        if self._stripe is not None:
            await self._stripe.close()
