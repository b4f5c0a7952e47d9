"""Invoices: what a bot asks to be paid, in a message or behind a link."""

from dataclasses import dataclass
from uuid import uuid4

from aiogram.types import LabeledPrice

STARS = "XTR"


@dataclass(frozen=True, slots=True)
class Invoice:
    """The terms of an invoice; prices and `total` in the smallest unit of `currency`.

    `provider_token` is empty for Telegram Stars ("XTR"). `photo_url` may be empty.
    """

    bot_id: int
    title: str
    description: str
    payload: str
    provider_token: str
    currency: str
    prices: tuple[LabeledPrice, ...]
    photo_url: str = ""
    start_parameter: str = ""

    @property
    def total(self) -> int:
        """The amount to pay."""
        return sum(price.amount for price in self.prices)


class InvoiceLinks:
    """Invoices behind links such as https://t.me/$slug."""

    def __init__(self) -> None:
        self._by_slug: dict[str, Invoice] = {}

    def make(self, invoice: Invoice) -> str:
        """A link for this invoice."""
        slug = uuid4().hex
        self._by_slug[slug] = invoice
        return f"https://t.me/${slug}"

    def behind(self, slug: str) -> Invoice | None:
        """The invoice with this slug (what follows "$")."""
        return self._by_slug.get(slug)
