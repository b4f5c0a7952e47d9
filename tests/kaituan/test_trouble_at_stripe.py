"""What goes wrong at Stripe itself, or with a shop's keys, is raised, and holds up nothing else."""

import asyncio

from sqlalchemy import update

from payments import accounts
from payments.account import Kind
from payments.account_tables import pay_account
from payments.seal import Seal, new_key
from sandbox.stripe import acts
from storage import alarms
from storage.transaction import Transaction
from tests.kaituan.corner import Corner, corner
from tests.kaituan.street import PATIENCE
from tests.stories import Terms


async def raised(it: Corner) -> list[str]:
    """The kinds of alarm that wait to be told."""
    return [one.kind for one in await it.shop.books.run(alarms.untold, reads=True)]


async def until_raised(it: Corner, kind: str) -> None:
    """Wait for such an alarm."""
    async with asyncio.timeout(PATIENCE):
        while kind not in await raised(it):
            pass


async def test_what_the_shop_gives_back_in_stripes_own_pages_is_raised(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port, Terms(minimum=1, capacity=1)) as it:
        await it.opens()
        intent = acts.pay(it.here.world, it.session)
        await it.until("captured")
        acts.refund(it.here.world, intent, None, {})
        await until_raised(it, "given back elsewhere")
        assert await it.payment() == "captured", "our books say what we did"


async def test_what_we_give_back_ourselves_raises_nothing(sqlite_url: str, free_port: int) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        acts.pay(it.here.world, it.session)
        await it.until("held")
        it.here.world.wind(25 * 3600)
        it.shop.runner.look_at_the_clock()
        await it.until("refunded")
        assert await raised(it) == []


async def test_an_account_that_makes_no_page_is_raised(sqlite_url: str, free_port: int) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        it.here.world.stripe.accounts.clear()
        assert (await it.opens()).status_code == 503
        assert await raised(it) == ["no page to pay on"]


async def test_an_account_whose_keys_cannot_be_read_holds_up_no_other(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        lost = Seal([new_key()]).close({"secret_key": "sk_test_old", "webhook_secret": "whsec_old"})

        def came_before(tx: Transaction) -> None:
            made = accounts.add(tx, it.town.shop_id, Kind.STRIPE, "", lost)
            assert made is not None
            tx.write(update(pay_account).where(pay_account.c.id == made.id).values(position=0))

        await it.shop.books.run(came_before)
        await it.opens()
        acts.pay(it.here.world, it.session)
        await it.until("held")
