"""The bot is killed in the middle of forty joins, and again while they pay: nothing lost, nothing doubled."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

from catalog.importers.reading import read
from catalog.importers.values import PercentOff, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake
from groupbuys.setting_aside import set_aside
from groupbuys.tables import group_buy, seat
from kaituan.books import now
from payments.tables import payment
from sandbox.server import serving
from sandbox.world.world import World
from storage.database import Database
from tests.journeys.conftest import GOODS, TILL, TOKEN
from tests.journeys.quarter import PATIENCE, Phone

FRIENDS = 40


@asynccontextmanager
async def a_bot(address: str, url: str, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`kaituan run` as a process of its own; killed at the end if it still lives."""
    given = {
        "KAITUAN_TOKEN": TOKEN,
        "KAITUAN_API": address,
        "KAITUAN_DATABASE": url,
        "KAITUAN_PORT": "0",
        "KAITUAN_PROVIDER": "sandbox",
        "KAITUAN_PROVIDER_TOKEN": TILL,
        "KAITUAN_PROVIDER_API": address,
        "KAITUAN_LOG": "warning",
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from kaituan.cli import main; main()",
        "run",
        env={**os.environ, **given, "PYTHONPATH": str(Path.cwd())},
        cwd=folder,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.send_signal(signal.SIGKILL)
        await started.wait()


async def wait_for(world: World, condition: Callable[[], bool], what: str) -> None:
    """Wait with patience for several processes."""
    try:
        async with asyncio.timeout(PATIENCE * 4):
            await world.until(condition)
    except TimeoutError:
        raise AssertionError(what) from None


def fill(url: str) -> None:
    """Bring the goods in: two people are enough, a hundred may come."""
    rule = TermsDraft(2, 100, timedelta(hours=24), PercentOff(Decimal(20)), None)
    database = Database(url, now)
    intake = Intake("Corner shop", "EUR", "UTC", "sandbox", rule)
    goods = GOODS.replace("OOL,shopify,20", "OOL,,")
    report = import_catalogue(database, read(goods.encode(), "EUR"), intake, set_aside)
    assert report.faults == ()
    database.close()


async def test_a_killed_bot_loses_nothing_and_doubles_nothing(
    database_url: str, tmp_path: Path
) -> None:
    """Promises 9, 18: every turn is one commit, and what was not acknowledged comes again."""
    await asyncio.to_thread(fill, database_url)
    world = World()
    account = world.bots.register(TOKEN, "corner_bot", "Corner shop")
    world.provider.open_account(TILL)
    phones = [
        Phone(world, account, world.people.add(f"Friend {number}", language_code="en"))
        for number in range(FRIENDS + 1)
    ]
    leader, friends = phones[0], phones[1:]

    def joined() -> int:
        return sum(phone.invoice() is not None for phone in friends)

    def seated() -> int:
        return sum(phone.has("Invite friends") is not None for phone in friends)

    async with serving(world) as address:
        async with a_bot(address, database_url, tmp_path):
            await everybody_comes(world, leader, friends)
            for friend in friends:
                await friend.press("Join")
            await wait_for(world, lambda: joined() >= FRIENDS // 3, "a third has joined")
        async with a_bot(address, database_url, tmp_path):
            await wait_for(world, lambda: joined() == FRIENDS, "everybody has an invoice")
            paying = asyncio.gather(*(friend.pays() for friend in friends))
            await wait_for(world, lambda: seated() >= FRIENDS // 3, "a third is seated")
        paying.cancel()
        await asyncio.gather(paying, return_exceptions=True)
        async with a_bot(address, database_url, tmp_path):
            await pay_the_rest(friends)
            await wait_for(world, lambda: seated() == FRIENDS, "everybody is seated")
    world.clock.stop()
    await asyncio.to_thread(audit, database_url, len(list(world.provider)))


async def everybody_comes(world: World, leader: Phone, friends: list[Phone]) -> None:
    """The leader starts a group, and all friends have its page before them."""
    leader.start()
    leader.say("oolong")
    await leader.press_like("Oolong")
    await leader.press("Start a group")
    await leader.pays()
    link = await leader.invite()
    for friend in friends:
        await friend.opens(link)
    await wait_for(world, lambda: all(one.has("Join") for one in friends), "all see Join")


async def pay_the_rest(friends: list[Phone]) -> None:
    """Whoever's checkout got no answer from the killed bot pays again."""
    paid = {phone.person.id for phone in friends if phone.invoice() is None}
    await asyncio.gather(*(phone.pays() for phone in friends if phone.person.id not in paid))


def audit(url: str, charges: int) -> None:
    """One live seat and one held payment each, and the group counts them right."""
    database = Database(url, now)
    seats = database.run_now(lambda tx: tx.all(select(seat)))
    payments = database.run_now(lambda tx: tx.all(select(payment)))
    group = database.run_now(lambda tx: tx.first(select(group_buy)))
    database.close()
    assert Counter(row.state for row in seats) == {"paid": FRIENDS + 1}
    assert len({row.person_id for row in seats}) == FRIENDS + 1
    assert Counter(row.state for row in payments) == {"held": FRIENDS + 1}
    assert charges == FRIENDS + 1
    assert group is not None
    assert (group.state, group.paid, group.taken) == ("forming", FRIENDS + 1, FRIENDS + 1)
