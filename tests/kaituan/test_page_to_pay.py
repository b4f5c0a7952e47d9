"""A place is paid on Stripe's own page: by a link in the chat, there and back, until the chat says so."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, update

from bot.settings import Settings, load
from groupbuys.model import SeatState, ToPay
from groupbuys.opening import start
from groupbuys.tables import seat
from kaituan import books, house
from payments import accounts
from payments.account import Kind
from payments.asking import peek
from payments.seal import Seal, new_key
from payments.tables import payment
from people import meeting
from sandbox.stripe import acts
from sandbox.stripe.notices import signature as signed
from sandbox.world.stripe import Manner, Session
from storage import alarms
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
                    await _reachable(pages)
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


async def _reachable(pages: str) -> None:
    async with httpx.AsyncClient() as browser:
        while True:
            try:
                await browser.get(f"{pages}/health")
            except httpx.TransportError:
                continue
            return


@pytest.mark.parametrize("library", ["aiogram", "ptb"])
async def test_a_place_is_paid_on_the_page_and_the_chat_says_so(
    database_url: str, library: str, free_port: int
) -> None:
    async with corner(database_url, library, free_port) as it:
        led = await it.opens()
        assert (led.status_code, led.headers["location"]) == (303, it.session.url)
        again = await it.opens()
        assert again.headers["location"] == led.headers["location"], "one page for one invoice"
        acts.pay(it.here.world, it.session)
        await it.until("held")
        assert await it.payment() == "held"
        assert await it.seats() == [SeatState.PAID.value]
        over = await it.opens()
        assert over.status_code == 200
        await it.here.hears("Oolong tea")
        assert "已經付過款" in over.text
        done = await it.opens(f"{it.due.token}/done")
        assert "付款正在路上" in done.text


async def test_a_group_that_fails_lets_the_held_money_go(database_url: str, free_port: int) -> None:
    async with corner(database_url, "ptb", free_port) as it:
        await it.opens()
        intent = acts.pay(it.here.world, it.session)
        await it.until("held")
        it.here.world.wind(25 * 3600)
        it.shop.runner.look_at_the_clock()
        await it.until("refunded")
        assert intent.state.value == "canceled", "nothing was ever taken"


async def test_a_group_that_succeeds_takes_the_money(database_url: str, free_port: int) -> None:
    async with corner(database_url, "ptb", free_port, Terms(minimum=1, capacity=1)) as it:
        await it.opens()
        intent = acts.pay(it.here.world, it.session)
        await it.until("captured")
        assert intent.state.value == "succeeded"


async def test_a_place_that_is_kept_no_more_has_its_page_ended(
    database_url: str, free_port: int
) -> None:
    async with corner(database_url, "ptb", free_port) as it:
        await it.opens()
        it.here.world.wind(16 * 60)
        it.shop.runner.look_at_the_clock()
        await it.sees(lambda: it.session.state.value == "expired")
        over = await it.opens()
        assert over.status_code == 200, "it leads nowhere any more"


@pytest.mark.parametrize("manner", [Manner.TWICE, Manner.FIVE_TIMES, Manner.LATE])
async def test_a_notice_that_comes_again_and_again_or_late_is_one_payment(
    sqlite_url: str, free_port: int, manner: Manner
) -> None:
    """Promise 18."""
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        it.here.world.stripe.plan(manner)
        acts.pay(it.here.world, it.session)
        if manner is Manner.LATE:
            await it.payment()
            it.here.world.wind(60)
        await it.until("held")
        assert await it.seats() == [SeatState.PAID.value]


async def test_another_amount_than_was_asked_goes_back_and_is_raised(
    sqlite_url: str, free_port: int
) -> None:
    """Promise 17."""
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        it.here.world.stripe.plan(Manner.WRONG_AMOUNT)
        intent = acts.pay(it.here.world, it.session)
        await it.sees(lambda: intent.state.value == "canceled")
        assert await it.payment() == "asked"
        alarms_ = await it.shop.books.run(alarms.untold, reads=True)
        assert [one.kind for one in alarms_] == ["odd payment"]


async def test_a_payment_for_an_invoice_that_there_is_not_is_kept_raised_and_goes_back(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        await it.opens()
        await it.shop.books.run(lambda tx: tx.write(update(payment).values(token="restored")))
        intent = acts.pay(it.here.world, it.session)
        async with asyncio.timeout(PATIENCE):
            while not await it.shop.books.run(alarms.untold, reads=True):
                pass
        it.here.world.wind(16 * 60)
        it.shop.runner.look_at_the_clock()
        await it.sees(lambda: intent.state.value == "canceled")


@pytest.mark.parametrize(
    ("signature", "status"),
    [
        (None, 401),
        ("", 401),
        ("t=1,v1=00", 401),
        ("другой", 401),
        ("old", 401),
        ("stranger", 401),
        ("right", 400),
    ],
)
async def test_what_is_not_signed_by_stripe_is_not_read(
    sqlite_url: str, free_port: int, signature: str | None, status: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        body, now = b"{not json", it.here.world.clock.now()
        made = {
            "old": signed(SECRET, body, now - timedelta(minutes=6)),
            "stranger": signed("whsec_other", body, now),
            "right": signed(SECRET, body, now),
        }
        said = None if signature is None else made.get(signature, signature)
        headers = {} if said is None else {b"Stripe-Signature": said.encode()}
        async with httpx.AsyncClient() as anybody:
            answer = await anybody.post(f"{it.pages}/pay/stripe/1", content=body, headers=headers)
            assert answer.status_code == status
            other = await anybody.post(f"{it.pages}/pay/stripe/99", content=body, headers=headers)
            assert other.status_code == 401
            long = await anybody.post(f"{it.pages}/pay/stripe/1", content=b"x" * 300_000)
            assert long.status_code == 413


async def test_a_link_that_leads_nowhere_says_so(sqlite_url: str, free_port: int) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        answer = await it.opens("<script>")
        assert answer.status_code == 200
        assert "leads nowhere" in answer.text
        assert "<script>" not in answer.text


async def test_while_stripe_is_away_nothing_is_taken_and_the_link_says_so(
    sqlite_url: str, free_port: int
) -> None:
    async with corner(sqlite_url, "ptb", free_port) as it:
        it.here.world.stripe.down_until = it.here.world.clock.now() + timedelta(hours=1)
        away = await it.opens()
        assert away.status_code == 503
        assert "沒有扣款" in away.text
        it.here.world.wind(61 * 60)
