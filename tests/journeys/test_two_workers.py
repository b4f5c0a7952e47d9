"""Two workers take turns, close, capture, refund and tell, and are killed at random: all money is in one place."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import httpx
from sqlalchemy import func, select, update

from catalog.importers.reading import read
from catalog.importers.values import PercentOff, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake
from catalog.tables import deal
from flows.links import to_deal
from groupbuys.setting_aside import set_aside
from groupbuys.tables import group_buy
from kaituan.books import now
from payments import accounts
from payments.account import Kind
from payments.seal import Seal, new_key
from payments.tables import money_step
from sandbox.server import serving
from sandbox.world.bots import BotAccount
from sandbox.world.world import World
from storage.database import Database
from storage.tables import outbox
from storage.transaction import Transaction
from tests.journeys.conftest import GOODS, TILL, TOKEN
from tests.journeys.quarter import GOOD_CARD, Phone
from tests.journeys.settled import agree, ends
from tests.journeys.workers import Gate, Worker, free_ports, gate

KEY, SECRET, SEAL = "sk_test_workers", "whsec_workers", new_key()
SEED = 5
KILLS = 3
FULL, SHORT = 3, 2
"""People in a group that succeeds, and in one that fails."""

_PATIENCE, _MOMENTS = 150, 150
_QUIET = 8
_END = re.compile(r"(🎉 )?Your group for .+ (is complete|did not find enough people)")
_LEASE = timedelta(minutes=3)
_GRACE = timedelta(seconds=8)
"""Whoever lives has done by then what they claimed."""


@dataclass
class Quarter:
    """Two shops, of which one takes invoices and one is paid on a page, with all their people."""

    world: World
    bot: BotAccount
    books: Database
    gate: Gate
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311  to be had again
    everybody: list[Phone] = field(default_factory=list)
    kills: int = 0

    def phone(self) -> Phone:
        """Somebody new."""
        person = self.world.people.add(f"Friend {len(self.everybody)}", language_code="en")
        self.everybody.append(Phone(self.world, self.bot, person))
        return self.everybody[-1]

    async def group(self, deal_id: int, people: int) -> None:
        """Somebody opens a group, and the others come by the link and pay."""
        leader = self.phone()
        leader.start(to_deal(deal_id))
        await self.pays(leader, "Start a group")
        link = await leader.invite()
        friends = [self.phone() for _ in range(people - 1)]
        await asyncio.gather(*(self.joins(friend, link) for friend in friends))

    async def joins(self, friend: Phone, link: str) -> None:
        """Open a friend's link, join and pay."""
        await friend.opens(link)
        await self.pays(friend, "Join")

    async def pays(self, phone: Phone, wish: str) -> None:
        """Press, and pay in whichever way there is; again where nothing came of it, until the place is theirs.

        What a worker had still to say when it was killed is not said: whoever waits in vain looks at their groups.
        """
        await phone.press(wish)
        for moment in range(1, _MOMENTS):
            if phone.has("Invite friends") is not None or phone.sees("is complete"):
                return
            if phone.invoice() is not None:
                await phone.pays(GOOD_CARD)
            elif page := _link(phone):
                await self._pays_there(page)
            await something_happens(self.world)
            if moment % _QUIET == 0:
                await self._looks(phone, wish)
        raise AssertionError(f"{phone.person.first_name} is not in:\n" + "\n".join(phone.texts()))

    async def _looks(self, phone: Phone, wish: str) -> None:
        """Press once more, or look at the groups that are theirs."""
        if phone.has(wish) is not None and not any(one.paid for one in phone.messages()):
            await phone.press(wish)
            return
        phone.say("/mine")
        await something_happens(self.world)
        if phone.sees("My groups"):
            await phone.press_like("Oolong")
            await something_happens(self.world)
        if phone.invoice() is None and phone.has("Pay") is not None:
            await phone.press("Pay")

    async def _pays_there(self, page: str) -> None:
        async with httpx.AsyncClient(follow_redirects=True, timeout=30) as browser:
            shown = await browser.get(page)
            if "/stripe/pay/" in str(shown.url) and shown.status_code == 200:
                await browser.post(str(shown.url), data={"card": "pay"})

    async def kill_now_and_then(self) -> None:
        """Again and again, after some calls more, one of the two is killed and started anew."""
        for _ in range(KILLS):
            after = self.gate.calls + self.random.randint(8, 25)
            while self.gate.calls < after:
                await something_happens(self.world)
            await self.kill()

    async def kill(self) -> None:
        """kill -9, whichever it is; a new one takes its place."""  # noqa: D403  a command
        victim = self.random.choice(self.gate.workers)
        await victim.kill()
        self.kills += 1
        await victim.start()

    async def end(self, deals: list[int]) -> None:
        """The deadline of the groups that are still open comes now, and the end of every lease of the dead."""
        due = (
            update(group_buy)
            .where(group_buy.c.deal_id.in_(deals), group_buy.c.state == "forming")
            .values(closes_at=now())
        )
        await self.books.run(lambda tx: tx.write(due))

    async def settle(self) -> None:
        """Wait until nothing is under way any more; three minutes go by for those who were killed."""
        async with asyncio.timeout(_PATIENCE):
            while await self.books.run(_left, reads=True):
                await something_happens(self.world)
                await self.books.run(_three_minutes_later)

    def told(self) -> "Counter[int]":
        """How often each person was told how their group ended."""
        return Counter(
            phone.person.id
            for phone in self.everybody
            for said in phone.texts()
            if _END.match(said)
        )


async def something_happens(world: World) -> None:
    """Wait for the next change of the world, a second at most: what workers do among themselves it does not show."""
    with suppress(TimeoutError):
        async with asyncio.timeout(1):
            with world.subscribe() as changes:
                await anext(changes)


def _link(phone: Phone) -> str:
    """The newest link to a page to pay on, if the newest message to pay has one."""
    urls = [button.url for one in phone.messages() for button in one.buttons() if button.url]
    return next((url for url in reversed(urls) if "/pay/" in url), "")


def _left(tx: Transaction) -> int:
    """Groups that are open, ends that were not told, and steps that are not done: in the order in which they happen."""
    steps = select(func.count()).where(money_step.c.done_at.is_(None))
    words = select(func.count()).where(
        outbox.c.kind.in_(["succeeded", "failed"]), outbox.c.settled_at.is_(None)
    )
    groups = select(func.count()).where(group_buy.c.state == "forming")
    return sum(int(tx.value(one)) for one in (groups, words, steps))


def _three_minutes_later(tx: Transaction) -> None:
    """Whoever was killed has lost what they had claimed; who lives has done it long since."""
    for table in (money_step, outbox):
        old = table.c.leased_until <= tx.now + _LEASE - _GRACE
        tx.write(update(table).where(old).values(leased_until=tx.now))


def fill(database: Database) -> tuple[int, int]:
    """Two shops with the same goods: one takes invoices, the other has an account at Stripe; a deal of each."""
    rule = TermsDraft(FULL, FULL, timedelta(hours=24), PercentOff(Decimal(20)), None)
    for name in ("Corner shop", "Market stall"):
        intake = Intake(name, "EUR", "UTC", "sandbox", rule)
        goods = GOODS.replace("OOL,shopify,20", "OOL,,")
        assert (
            import_catalogue(database, read(goods.encode(), "EUR"), intake, set_aside).faults == ()
        )
    sealed = Seal([SEAL]).close({"secret_key": KEY, "webhook_secret": SECRET})
    database.run_now(lambda tx: accounts.add(tx, 2, Kind.STRIPE, "", sealed))
    first = select(func.min(deal.c.id)).group_by(deal.c.shop_id).order_by(deal.c.shop_id)
    one, other = (row[0] for row in database.run_now(lambda tx: tx.all(first)))
    return one, other


def settings(address: str, url: str, gate_url: str) -> dict[str, str]:
    """What both workers are told."""
    return {
        "KAITUAN_TOKEN": TOKEN,
        "KAITUAN_API": address,
        "KAITUAN_LIBRARY": "ptb",
        "KAITUAN_DATABASE": url,
        "KAITUAN_PROVIDER": "sandbox",
        "KAITUAN_PROVIDER_TOKEN": TILL,
        "KAITUAN_PROVIDER_API": address,
        "KAITUAN_PUBLIC_URL": gate_url,
        "KAITUAN_WEBHOOK_SECRET": "w",
        "KAITUAN_SEAL": SEAL,
        "KAITUAN_STRIPE": f"{address}/stripe",
        "KAITUAN_PROCESSES": "2",
        "KAITUAN_LOG": "error",
    }


@asynccontextmanager
async def quarter(url: str, folder: Path) -> AsyncIterator[tuple[Quarter, tuple[int, int]]]:
    """Both shops, open."""
    world, books = World(), Database(url, now)
    bot = world.bots.register(TOKEN, "corner_bot", "Corner shop")
    world.provider.open_account(TILL)
    deals = await asyncio.to_thread(fill, books)
    async with serving(world) as address, gate() as door:
        world.stripe.open_account(KEY, f"{door.url}/pay/stripe/2", SECRET)
        told = settings(address, url, door.url)
        door.workers = [Worker(port, told, folder) for port in free_ports(2)]
        for worker in door.workers:
            await worker.start()
        while not all([await worker.is_open() for worker in door.workers]):
            await something_happens(world)
        yield Quarter(world, bot, books, door), deals
    world.clock.stop()
    books.close()


async def test_whatever_is_killed_everybody_s_money_is_in_one_place_and_everybody_is_told(
    postgres_url: str, tmp_path: Path
) -> None:
    """Promises 18, 19, 21, 28: two workers on one database, killed while people join and pay, and while groups end."""
    async with quarter(postgres_url, tmp_path) as (it, deals):
        killing = asyncio.create_task(it.kill_now_and_then())
        await asyncio.gather(*(it.group(one, people) for one in deals for people in (FULL, SHORT)))
        await it.end(list(deals))
        await it.kill()
        await it.settle()
        killing.cancel()
        await asyncio.gather(killing, return_exceptions=True)
        await it.books.run(lambda tx: agree(tx, it.world, 2 * FULL, 2 * SHORT), reads=True)
        told, rows = it.told(), await it.books.run(ends, reads=True)
    assert it.kills >= KILLS
    assert len(rows) == len(it.everybody) == 2 * (FULL + SHORT)
    assert set(told) == {phone.person.id for phone in it.everybody}
    tries = sum(attempts for _, attempts in rows)
    assert sum(told.values()) <= tries, "again only where a killed worker may have said it"
