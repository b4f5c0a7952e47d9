"""Whether an assistant could help with a draft: there is one, it was not asked yet, and its words say more."""

from catalog.captions.second_reading import Setting, open_doubts
from catalog.editing.drafting import Reading
from catalog.keeping.shopkeeping import KeptShop, has_assistant
from flows.visit import Visit


def offers(visit: Visit, shop: KeptShop, draft: Reading) -> bool:
    """Whether it is worth asking about the draft as it stands."""
    if not draft.words or draft.reread or not open_doubts(draft, setting(visit, shop)):
        return False
    return has_assistant(visit.tx)


def setting(visit: Visit, shop: KeptShop) -> Setting:
    """Where and when it is read."""
    return Setting(shop.currency, shop.zone, visit.tx.now)
