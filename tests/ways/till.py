"""A shop that takes money in several ways, for stories."""

from payments import accounts
from payments.account import Account, Kind
from tests.flows.bazaar import Bazaar


def opens_account(shop: Bazaar, kind: Kind, label: str = "") -> Account:
    """Let the shop take money in one more way."""
    made = shop.run(lambda tx: accounts.add(tx, 1, kind, label, ""))
    assert made is not None
    return made


def takes_by(shop: Bazaar, *kinds: Kind) -> list[Account]:
    """Let the shop take money in these ways alone."""
    return [opens_account(shop, kind) for kind in kinds]
