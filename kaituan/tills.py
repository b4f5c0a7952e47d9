"""Who holds the money: the provider of the settings, and the accounts of the shops."""

import logging
from collections.abc import Mapping

from bot.settings import Settings, seals
from bot.shopfront import TokenOf
from payments.account import Account, Kind, kind_of
from payments.registry import Closable, Maker, Registry
from payments.sandbox_provider import SandboxProvider
from payments.seal import Seal, Unreadable
from payments.stripe_provider import StripeProvider
from payments.telegram_cards import TelegramCards
from storage.database import Database

logger = logging.getLogger(__name__)


def registry(settings: Settings, books: Database) -> Registry:
    """Every provider that there is. Close it when done."""
    keys = seals(settings)
    return Registry(books, _fixed(settings), _makers(settings), Seal(keys) if keys else None)


def _makers(settings: Settings) -> Mapping[Kind, Maker]:
    """Opens accounts of each kind."""

    def stripe(account: Account, keys: Mapping[str, str]) -> Closable:
        return StripeProvider(account.provider, keys["secret_key"], settings.stripe)

    def cards(account: Account, keys: Mapping[str, str]) -> Closable:
        return TelegramCards(account.provider, keys.get("secret_key", ""), settings.stripe)

    return {Kind.STRIPE: stripe, Kind.TELEGRAM: cards}


def token(settings: Settings, known: Registry) -> TokenOf:
    """The provider token of an invoice: that of the settings, or of the account it is paid into."""

    async def find(provider: str) -> str:
        if provider == settings.provider and settings.provider_token is not None:
            return settings.provider_token.get_secret_value()
        if kind_of(provider) is not Kind.TELEGRAM:
            return ""
        try:
            return await known.secret(provider, "provider_token")
        except Unreadable:
            logger.exception("the keys of %s cannot be read", provider)
            return ""

    return find


def _fixed(settings: Settings) -> Mapping[str, Closable]:
    if settings.provider_api is None or settings.provider_token is None:
        return {}
    key = settings.provider_token.get_secret_value()
    return {settings.provider: SandboxProvider(settings.provider_api, key)}
