"""The demo's two ways to pay: an invoice in the chat, and a page of the stand-in for Stripe."""

from secrets import token_urlsafe

from bot.settings import Settings, seals
from catalog.browsing import shops
from kaituan import cast
from payments import accounts
from payments.account import Kind
from payments.seal import Seal
from sandbox.world.world import World
from storage.database import Database
from storage.transaction import Transaction

LABEL = "🌐 Stripe"
"""On the button of the page; the invoice's is in the reader's own language."""


def open_ways(database: Database, world: World, settings: Settings, address: str) -> None:
    """Let the demo's shop take money in both ways, at a sandbox that is served at `address`.

    All keys are made up anew each time. Books that were kept have their accounts already: these get the new keys.
    """
    key, secret = token_urlsafe(), token_urlsafe()
    seal = Seal(seals(settings))
    invoice = seal.close({"provider_token": cast.TILL, "secret_key": key})
    page = seal.close({"secret_key": key, "webhook_secret": secret})

    def turn(tx: Transaction) -> int:
        shop = shops(tx)[0]
        _keep(tx, shop.id, Kind.TELEGRAM, "", invoice)
        _keep(tx, shop.id, Kind.STRIPE, LABEL, page)
        return shop.id

    shop_id = database.run_now(turn)
    account = world.stripe.open_account(key, f"{address}/pay/stripe/{shop_id}", secret)
    account.invoices_by = cast.TILL


def _keep(tx: Transaction, shop_id: int, kind: Kind, label: str, sealed: str) -> None:
    found = [one for one in accounts.of_shop(tx, shop_id) if one.kind is kind]
    if not found:
        accounts.add(tx, shop_id, kind, label, sealed)
    for one in found:
        accounts.reseal(tx, one.id, sealed)
