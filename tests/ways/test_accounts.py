"""The accounts of shops: which are offered, who holds their keys, and that these are never readable at rest."""

import pytest

from catalog import browsing, shops
from catalog.money import Money
from payments import accounts
from payments.account import CHOICE, Account, Kind, kind_of
from payments.accounts import Barred
from payments.port import Done, Provider
from payments.registry import Registry
from payments.seal import Seal, Unreadable, new_key
from storage.database import Database
from tests.stories import Town


class Silent:
    """A provider that does whatever it is asked, and says by which key it was opened."""

    def __init__(self, account: Account, key: str) -> None:
        self.name, self.key, self.closed = account.provider, key, False

    async def capture(self, charge: str, amount: Money, key: str) -> Done:  # noqa: ARG002 - a port
        """Do it."""
        return Done()

    async def give_back(self, charge: str, amount: Money, key: str) -> Done:  # noqa: ARG002 - a port
        """Do it."""
        return Done()

    async def close(self) -> None:
        """Be closed."""
        self.closed = True


def way_of(town: Town) -> str:
    """How the shop takes money, as it stands at the shop."""
    [shop] = town.run(browsing.shops)
    return shop.provider


def opened(town: Town, kind: Kind, sealed: str = "") -> Account:
    """One more account of the shop."""
    made = town.run(lambda tx: accounts.add(tx, town.shop_id, kind, "", sealed))
    assert made is not None
    return made


def switched(town: Town, one: Account) -> Account | Barred:
    """Close it."""
    return town.run(lambda tx: accounts.switch(tx, one.id, is_open=False))


def registry(database: Database, seal: Seal | None) -> Registry:
    """A registry that knows how to open Stripe's accounts."""
    makers = {Kind.STRIPE: lambda account, keys: Silent(account, keys["secret_key"])}
    return Registry(database, {}, makers, seal)


def test_a_shop_takes_money_by_its_only_way_or_leaves_the_choice(town: Town) -> None:
    card = opened(town, Kind.TELEGRAM)
    assert way_of(town) == card.provider == f"telegram-{card.id}"
    page = opened(town, Kind.STRIPE)
    assert way_of(town) == CHOICE
    assert isinstance(switched(town, card), Account)
    assert way_of(town) == page.provider
    assert switched(town, card) is Barred.NO_CHANGE
    assert switched(town, page) is Barred.LAST, "nobody gets a place for nothing"
    assert way_of(town) == page.provider
    later = opened(town, Kind.PICKUP)
    assert isinstance(switched(town, page), Account)
    assert way_of(town) == ""
    assert isinstance(switched(town, later), Account)
    assert way_of(town) == "", "nothing is left but paying at pickup"
    assert len(town.run(lambda tx: accounts.of_shop(tx, town.shop_id))) == 3


def test_the_provider_of_the_settings_is_for_shops_without_accounts(town: Town) -> None:
    other = town.run(lambda tx: shops.find_or_found(tx, "Another", "USD"))
    card = opened(town, Kind.TELEGRAM)
    town.run(lambda tx: accounts.pay_through(tx, "sandbox"))
    found = {one.id: one.provider for one in town.run(browsing.shops)}
    assert found == {town.shop_id: card.provider, other: "sandbox"}


def test_no_account_is_opened_for_a_shop_that_is_not_there(town: Town) -> None:
    assert town.run(lambda tx: accounts.add(tx, 99, Kind.PICKUP, "", "")) is None
    assert town.run(lambda tx: accounts.switch(tx, 99, is_open=True)) is Barred.NO_CHANGE


@pytest.mark.parametrize(
    "name", ["", "sandbox", "stripe", "stripe-", "stripe-x", "stripe-9", "ghost-1"]
)
def test_a_name_that_is_no_accounts_leads_to_none(town: Town, name: str) -> None:
    opened(town, Kind.STRIPE)
    assert town.run(lambda tx: accounts.named(tx, name)) is None
    assert kind_of("stripe-9") is Kind.STRIPE
    assert town.run(lambda tx: accounts.named(tx, "telegram-1")) is None, "of another kind"


def test_keys_are_sealed_and_a_new_key_reads_what_an_old_one_sealed() -> None:
    old, new = new_key(), new_key()
    sealed = Seal([old]).close({"secret_key": "sk_test_1"})
    assert "sk_test_1" not in sealed
    assert Seal([new, old]).open(sealed) == {"secret_key": "sk_test_1"}
    with pytest.raises(Unreadable):
        Seal([new]).open(sealed)
    with pytest.raises(Unreadable):
        Seal([old]).open(sealed[:-4] + "AAAA")


async def test_providers_are_opened_once_and_again_with_new_keys(town: Town) -> None:
    seal = Seal([new_key()])
    account = opened(town, Kind.STRIPE, seal.close({"secret_key": "sk_test_1"}))
    known = registry(town.database, seal)
    first = await known.named(account.provider)
    assert isinstance(first, Silent)
    assert (first.name, first.key) == (account.provider, "sk_test_1")
    assert await known.named(account.provider) is first
    opened(town, Kind.PICKUP)
    assert isinstance(switched(town, account), Account)
    assert await known.named(account.provider) is first, "what was paid there goes back there"
    again = seal.close({"secret_key": "sk_test_2"})
    town.run(lambda tx: accounts.reseal(tx, account.id, again))
    second: Provider | None = await known.named(account.provider)
    assert isinstance(second, Silent)
    assert second.key == "sk_test_2"
    await known.close()
    assert second.closed
    assert first.closed


async def test_without_the_right_seal_no_provider_is_opened(town: Town) -> None:
    account = opened(town, Kind.STRIPE, Seal([new_key()]).close({"secret_key": "sk_test_1"}))
    for seal in (None, Seal([new_key()])):
        with pytest.raises(Unreadable):
            await registry(town.database, seal).named(account.provider)
