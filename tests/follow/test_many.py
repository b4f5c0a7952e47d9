"""A hundred thousand followers are owed word in pages: each once, whoever stops in between, behind everything else."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from catalog.keeping.following_tables import announcement, shop_follower
from groupbuys.telling.announcing import PAGE, announce_due, is_due
from people.tables import person, reach
from scheduler.tick import Tick
from storage.database import Database
from storage.outbox import Notice, owe
from storage.tables import outbox
from tests.flows.bazaar import Bazaar
from tests.follow.street import LANTERN, Street
from tests.stories import BOT

MANY = 2 * PAGE + 100


def crowd(shop: Bazaar, many: int) -> None:
    """So many people follow the shop; all are reached in private chats."""
    people = [
        {"id": 1000 + at, "channel": "telegram", "external_id": 5000 + at, "name": f"P{at}"}
        | {"language": "en", "created_at": shop.now}
        for at in range(many)
    ]
    reached = [
        {"person_id": one["id"], "bot": BOT, "chat": one["external_id"], "seen_at": shop.now}
        for one in people
    ]
    following = [{"shop_id": LANTERN, "person_id": one["id"], "since": shop.now} for one in people]
    for table, rows in ((person, people), (reach, reached), (shop_follower, following)):
        shop.run(lambda tx: tx.write(insert(table), rows))  # noqa: B023  run at once


def owed(shop: Bazaar) -> Counter[int]:
    """How often each person is owed word."""
    wanted = select(outbox.c.person_id).where(outbox.c.kind == "new_deals")
    return Counter(row.person_id for row in shop.run(lambda tx: tx.all(wanted)))


async def test_no_turn_owes_more_than_a_page_and_in_the_end_everybody_is_owed_it_once(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        await street.go()
        crowd(shop, MANY)
        street.publish("Olive oil")
        before = 0
        while shop.run(is_due):
            await street.tick.tick()
            now = sum(owed(shop).values())
            assert now - before <= PAGE
            before = now
        assert set(owed(shop).values()) == {1}
        assert len(owed(shop)) == MANY


async def test_a_turn_that_breaks_between_two_pages_loses_and_doubles_nothing(
    database_url: str,
) -> None:
    """Its commit is the page's: a stop in the midst of one is as if it had not begun."""
    with Bazaar(database_url) as shop:
        await Street(shop).go()
        crowd(shop, MANY)
        Street(shop).publish("Olive oil")
        shop.run(announce_due)
        shop.run(announce_due)

        def breaks(tx: object) -> None:
            announce_due(tx)  # type: ignore[arg-type]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            shop.run(breaks)
        assert len(owed(shop)) == PAGE
        await Tick(shop.database).tick()
        while shop.run(is_due):
            await Tick(shop.database).tick()
        assert owed(shop) == Counter(dict.fromkeys(range(1000, 1000 + MANY), 1))


async def test_several_processes_do_each_page_once(postgres_url: str) -> None:
    with Bazaar(postgres_url) as shop:
        await Street(shop).go()
        crowd(shop, MANY)
        Street(shop).publish("Olive oil", "Walnut oil")
        other = Database(postgres_url, lambda: shop.now)
        ticks = [Tick(shop.database), Tick(other), Tick(other)]
        while shop.run(is_due):
            await asyncio.gather(*(tick.tick() for tick in ticks))
        other.close()
        assert set(owed(shop).values()) == {1}
        assert len(owed(shop)) == MANY
        last = select(func.max(announcement.c.id))
        shop_of = select(announcement.c.done_at).where(announcement.c.id == last.scalar_subquery())
        assert shop.run(lambda tx: tx.value(shop_of)) is not None


async def test_word_of_new_deals_goes_behind_everything_else(database_url: str) -> None:
    """Money's news, reminders and letters that fall due later are said before the crowd is told."""
    with Bazaar(database_url) as shop:
        said: list[str] = []
        street = Street(shop, lambda _tx, kind, *_: said.append(kind), most=3)
        await street.go()
        crowd(shop, 100)
        street.publish("Olive oil")
        for _ in range(3):
            await street.tick.tick()
        shop.wind(seconds=1)
        later = shop.now + timedelta(days=1)
        kinds = ("letter", "leads", "refunded")
        notices = [Notice(kind, 1, 1000 + at, stale_at=later) for at, kind in enumerate(kinds)]
        shop.run(lambda tx: owe(tx, *notices))
        while await street.relay.pay():
            await street.relay.crew.all_back()
        assert sorted(said[:3]) == sorted(kinds)
        assert said[3:] == ["new_deals"] * 100
