"""Before a shop opens: there is one, its money goes where the settings say, and its clock is theirs."""

from bot.settings import Settings
from catalog import shops
from catalog.browsing import shops as all_shops
from catalog.keeping import shopkeeping
from payments import accounts
from storage.transaction import Transaction


def prepare(tx: Transaction, settings: Settings) -> None:
    """Found the shop of the settings in empty books; let shops take their money through the provider.

    A shop with accounts of its own goes on with these.

    A zone that was set later than the shop was founded holds for it too; one that nobody set changes nothing.
    """
    if not all_shops(tx):
        shops.find_or_found(tx, settings.shop, settings.currency, settings.zone)
    accounts.pay_through(tx, settings.provider)
    shopkeeping.want_approval(tx, wanted=settings.approval)
    shopkeeping.hire_assistant(tx, hired=settings.assistant_url is not None)
    if "zone" in settings.model_fields_set:
        shops.live_by(tx, settings.zone)
