"""Deeds of paying."""

from typing import Any

from sandbox.acts import paying
from sandbox.page.deeds.deed import ChatDeed, PersonDeed
from sandbox.page.messages import invoice_json
from sandbox.world.checkouts import Checkout
from sandbox.world.refusals import Impossible
from sandbox.world.world import World


class Pay(ChatDeed):
    """Pay the invoice in a message with a test card."""

    message: int
    card: str

    def do(self, world: World) -> dict[str, Any]:
        """Begin; the outcome comes by the feed under this checkout."""
        return _begun(paying.pay(world, self.person, self.chat, self.message, self.card))


class PayLink(PersonDeed):
    """Pay the invoice behind a link."""

    slug: str
    card: str

    def do(self, world: World) -> dict[str, Any]:
        """Begin; the outcome comes by the feed under this checkout."""
        return _begun(paying.pay_link(world, self.person, self.slug, self.card))


class ReadInvoice(PersonDeed):
    """Look at the invoice behind a link."""

    slug: str

    def do(self, world: World) -> dict[str, Any]:
        """Its terms."""
        invoice = world.invoice_links.behind(self.slug)
        if invoice is None:
            raise Impossible("that invoice does not exist")
        return {"invoice": invoice_json(invoice)}


def _begun(checkout: Checkout) -> dict[str, Any]:
    return {"checkout": checkout.id, "state": checkout.state.value, "error": checkout.error}
