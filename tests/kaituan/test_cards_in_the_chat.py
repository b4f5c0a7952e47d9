"""A shop takes cards in the chat's own invoice, into an account of its own, and gives the money back there."""

import asyncio

import pytest
from sqlalchemy import select

from bot.settings import Settings, load
from kaituan.house import House
from payments import accounts
from payments.account import Kind
from payments.seal import Seal, new_key
from payments.tables import payment
from tests.catalog.market import Market
from tests.kaituan.street import PATIENCE, TOKEN, Street, street
from tests.kaituan.test_house import opened
from tests.kaituan.test_whole import open_group, phone

KEY, INVOICES, SEAL = "sk_test_chat", "123456:TEST:chat", new_key()


def settings(here: Street, url: str, library: str) -> Settings:
    """What the operator has set: no provider of the house's."""
    return load(
        token=TOKEN,
        api=here.address,
        library=library,
        database=url,
        port=0,
        provider="",
        seal=SEAL,
        stripe=f"{here.address}/stripe",
    )


async def until(shop: House, state: str) -> None:
    """Wait until the one payment stands so."""
    async with asyncio.timeout(PATIENCE):
        while (
            await shop.books.run(lambda tx: tx.value(select(payment.c.state)), reads=True) != state
        ):
            pass


@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_a_card_is_charged_at_once_and_paid_back_when_the_group_fails(
    sqlite_url: str, library: str
) -> None:
    """Promises 3, 19 and 20."""
    with Market(sqlite_url) as market:
        market.bring()
        keys = {"provider_token": INVOICES, "secret_key": KEY}
        sealed = Seal([SEAL]).close(keys)
        market.database.run_now(lambda tx: accounts.add(tx, 1, Kind.TELEGRAM, "", sealed))
    async with street() as here:
        here.world.stripe.open_account(KEY).invoices_by = INVOICES
        async with opened(here, settings(here, sqlite_url, library)) as shop:
            here.world.clock.listen(lambda _: shop.runner.look_at_the_clock())
            mei = phone(here, "Mei")
            await open_group(mei)
            await until(shop, "captured")
            [charged] = here.world.stripe.intents.values()
            assert (charged.received, charged.left) == (799, 799)
            here.world.wind(24 * 3600)
            await until(shop, "refunded")
            await mei.see("€7.99 went back to you")
            assert charged.left == 0
