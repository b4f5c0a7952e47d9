"""A shop whose money is at Stripe, open on a street where Mei holds a place."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from sqlalchemy import select

from bot.settings import Settings, load
from groupbuys.model import ToPay
from groupbuys.opening import start
from groupbuys.tables import seat
from kaituan import books, house
from payments import accounts
from payments.account import Kind
from payments.asking import peek
from payments.seal import Seal, new_key
from people import meeting
from sandbox.world.stripe import Session
from storage.transaction import Transaction
from tests.kaituan.street import PATIENCE, TOKEN, Street, street
from tests.kaituan.test_house import timepiece
from tests.stories import Terms, Town

KEY, SECRET, SEAL = "sk_test_pages", "whsec_pages", new_key()


@dataclass
class Corner:
    """A shop whose money is at Stripe, with its own pages at `pages`, and Mei who holds a place."""

    here: Street
    shop: house.House
    town: Town
    pages: str
    due: ToPay

    @property
    def session(self) -> Session:
        """The newest page at Stripe."""
        return list(self.here.world.stripe.sessions.values())[-1]

    async def opens(self, path: str = "") -> httpx.Response:
        """Open the link of the invoice, and go no further."""
        async with httpx.AsyncClient() as browser:
            return await browser.get(f"{self.pages}/pay/{path or self.due.token}")

    async def until(self, state: str) -> None:
        """Wait until the payment stands so."""
        async with asyncio.timeout(PATIENCE):
            while (await self.payment()) != state:
                pass

    async def sees(self, so: Callable[[], bool]) -> None:
        """Wait until it is so at Stripe."""
        async with asyncio.timeout(PATIENCE):
            while not so():
                await self.seats()

    async def payment(self) -> str:
        """How the payment stands."""
        found = await self.shop.books.run(lambda tx: peek(tx, self.due.token), reads=True)
        assert found is not None
        return found.state.value

    async def seats(self) -> list[str]:
        """How all seats stand."""
        rows = await self.shop.books.run(
            lambda tx: tx.all(select(seat.c.state).order_by(seat.c.id)), reads=True
        )
        return [row.state for row in rows]


def settings(here: Street, url: str, library: str, pages: str) -> Settings:
    """What the operator has set."""
    return load(
        token=TOKEN,
        api=here.address,
        library=library,
        database=url,
        port=int(pages.rpartition(":")[2]),
        public_url=pages,
        webhook_secret="w",
        seal=SEAL,
        stripe=f"{here.address}/stripe",
    )


@asynccontextmanager
async def corner(
    url: str, library: str, port: int, terms: Terms | None = None
) -> AsyncIterator[Corner]:
    """Keep the shop open; Mei holds the first place of a group."""
    pages, stop = f"http://127.0.0.1:{port}", asyncio.Event()
    async with street() as here:
        now = here.world.clock.now
        with Town(url, terms or Terms(), now()) as town:
            sealed = Seal([SEAL]).close({"secret_key": KEY, "webhook_secret": SECRET})
            town.run(lambda tx: accounts.add(tx, town.shop_id, Kind.STRIPE, "", sealed))
        here.world.stripe.open_account(KEY, f"{pages}/pay/stripe/{town.shop_id}", SECRET)
        chosen = settings(here, url, library, pages)
        with books.opened(url, now) as database:
            async with house.opened(chosen, database, timepiece(here.world)) as shop:
                keeping = asyncio.create_task(house.keep_open(shop, stop))
                async with asyncio.timeout(PATIENCE):
                    await reachable(pages)
                here.start()
                await here.hears("Corner shop")
                due = await database.run(
                    lambda tx: start(tx, mei(here, tx), town.deal_id, town.variant_ids[0], 1)
                )
                assert isinstance(due, ToPay)
                yield Corner(here, shop, town, pages, due)
                stop.set()
                await keeping
                town.database = database
                town.balances()


def mei(here: Street, tx: Transaction) -> int:
    """Mei's number in the books."""
    found = meeting.known(tx, "telegram", here.mei)
    assert found is not None
    return found.id


async def reachable(pages: str) -> None:
    async with httpx.AsyncClient() as browser:
        while True:
            try:
                await browser.get(f"{pages}/health")
            except httpx.TransportError:
                continue
            return
